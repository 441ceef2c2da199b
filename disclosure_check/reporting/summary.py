"""What was seen in a whole run, counted page by page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from disclosure_check.model import Level, PageResult

COVERED = frozenset({"before", "near", "marker"})


@dataclass
class Summary:
    pages: int = 0
    with_partner_links: int = 0
    covered: int = 0
    undecided: int = 0
    not_checked: int = 0
    findings: Counter[Level] = field(default_factory=Counter)
    hints: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    def add(self, result: PageResult) -> None:
        self.findings.update(finding.level for finding in result.findings)
        if not result.is_page:
            return
        self.pages += 1
        self.covered += result.verdict in COVERED
        self.undecided += result.verdict == "undecided"
        self.not_checked += result.judgement is None
        self.notes.update(set(result.notes))
        if result.judgement:
            self.with_partner_links += bool(result.judgement.partner_links)
            self.hints.update(set(result.judgement.hints))

    @property
    def shown(self) -> int:
        """Count the findings that a report lists."""
        return sum(count for level, count in self.findings.items() if level is not Level.OFF)
