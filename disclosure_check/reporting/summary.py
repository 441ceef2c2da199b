"""What was seen in a whole run, counted page by page."""

from __future__ import annotations

from collections import Counter

import msgspec

from disclosure_check.model import Coverage, PartnerLink
from disclosure_check.results import Finding, Level, PageResult

COVERED = frozenset({"before", "near", "marker"})


class Tally(msgspec.Struct):
    """How often something was seen, and on how many pages."""

    times: Counter[str] = msgspec.field(default_factory=Counter)
    pages: Counter[str] = msgspec.field(default_factory=Counter)

    def add_page(self, names: list[str]) -> None:
        self.times.update(names)
        self.pages.update(set(names))

    def most(self) -> list[tuple[str, int, int]]:
        """Return names with times and pages, the most frequent first."""
        ranked = sorted(self.times.items(), key=lambda item: (-item[1], item[0]))
        return [(name, times, self.pages[name]) for name, times in ranked]


class Summary(msgspec.Struct):
    pages: int = 0
    with_partner_links: int = 0
    covered: int = 0
    undecided: int = 0
    not_checked: int = 0
    suppressed: int = 0
    fixable: int = 0
    findings: Counter[Level] = msgspec.field(default_factory=Counter)
    hints: Counter[str] = msgspec.field(default_factory=Counter)
    notes: Counter[str] = msgspec.field(default_factory=Counter)
    checks: Tally = msgspec.field(default_factory=Tally)
    programmes: Tally = msgspec.field(default_factory=Tally)  # "" for links whose programme is not known
    coverage: Counter[Coverage] = msgspec.field(default_factory=Counter)

    def add(self, result: PageResult) -> None:
        if result.findings:
            self._add_findings(result)
        if not result.is_page:
            return
        self.pages += 1
        self.covered += result.verdict in COVERED
        self.undecided += result.verdict == "undecided"
        self.not_checked += result.judgement is None
        self.notes.update(set(result.notes))
        if result.judgement:
            self.hints.update(set(result.judgement.hints))
            self._add_links(result.judgement.partner_links)

    def _add_findings(self, result: PageResult) -> None:
        told = shown(result)
        off = sum(finding.level is Level.OFF for finding in result.findings)
        self.findings[Level.OFF] += off
        self.suppressed += len(result.findings) - len(told) - off
        self.fixable += sum(finding.fixable for finding in told)
        self.findings.update(finding.level for finding in told)
        self.checks.add_page([finding.check for finding in told])

    def _add_links(self, links: tuple[PartnerLink, ...]) -> None:
        if links:
            self.with_partner_links += 1
            self.programmes.add_page([link.programme or "" for link in links])
            self.coverage.update(link.coverage for link in links)


def shown(result: PageResult) -> list[Finding]:
    """Return the findings that count: neither of a check that is off nor suppressed."""
    return [each for each in result.findings if each.level is not Level.OFF and each.suppressed is None]
