"""The report that other programs read, written page by page; its JSON Schema is `schemas/report.schema.json`."""

from __future__ import annotations

import re
from json import dumps
from typing import Any

from disclosure_check._version import __version__
from disclosure_check.basis import NOT_LOOKED_AT, Basis
from disclosure_check.model import Disclosure, PartnerLink, Position
from disclosure_check.reporting import Out, Wishes
from disclosure_check.reporting.gathering import Gathering, Told
from disclosure_check.reporting.summary import Summary, Tally
from disclosure_check.results import Finding, Level, PageResult

VERSION = 1
# controls and text directions, which JSON need not escape; "##[" begins a command wherever it stands
_COMMANDS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|(?<=#)#")


class JsonReport:
    def __init__(self, out: Out, run: Gathering, wishes: Wishes) -> None:
        self._out = out
        self._run = run
        self._basis = wishes.basis
        self._is_begun = False

    def add(self, result: PageResult) -> None:
        if result.is_page:
            self._out.write(",\n" if self._is_begun else self._head())
            self._out.write(to_json(page(result)))

    def finish(self) -> None:
        if not self._is_begun:
            self._out.write(self._head())
        parts = (f'"{name}": {to_json(value)}' for name, value in tail(self._run).items())
        self._out.write("\n],\n" + ",\n".join(parts) + "}\n")
        self._out.flush()

    def _head(self) -> str:
        self._is_begun = True
        parts = (f'"{name}": {to_json(value)}' for name, value in head(self._basis).items())
        return "{" + ",\n".join(parts) + ',\n"pages": [\n'


def head(basis: Basis) -> dict[str, Any]:
    """Return what a report says before any page."""
    return {
        "version": VERSION,
        "tool": {"name": "disclosure-check", "version": __version__, "rules": basis.rules},
        "policies": [share._asdict() for share in basis.policies],
        "not_looked_at": NOT_LOOKED_AT,
    }


def page(result: PageResult) -> dict[str, Any]:
    """Return one page's entry."""
    judgement = result.judgement
    error = result.error
    return {
        "path": result.path,
        "source_path": result.source_path or None,
        "language": judgement.language if judgement else None,
        "encoding": result.encoding,
        "verdict": result.verdict,
        "policies": result.policies,
        "error": {"kind": error.kind, "message": error.message} if error else None,
        "partner_links": [_link(link) for link in judgement.partner_links] if judgement else [],
        "disclosures": [_disclosure(disclosure) for disclosure in judgement.disclosures] if judgement else [],
        "findings": _findings(result),
    }


def tail(run: Gathering) -> dict[str, Any]:
    """Return what a report says behind the pages."""
    configuration = [{"path": each.path, "findings": _findings(each)} for each in run.configuration]
    return {"configuration": configuration, "summary": summary(run)}


def _findings(result: PageResult) -> list[dict[str, Any]]:
    return [_finding(finding) for finding in result.findings if finding.level is not Level.OFF]


def summary(run: Gathering) -> dict[str, Any]:
    levels = (Level.ERROR, Level.WARNING, Level.INFO, Level.OFF)
    seen = run.summary
    return {
        "pages": seen.pages,
        "with_partner_links": seen.with_partner_links,
        "covered": seen.covered,
        "undecided": seen.undecided,
        "not_checked": seen.not_checked,
        "findings": {level.label: seen.findings[level] for level in levels},
        "suppressed": seen.suppressed,
        "statistics": _statistics(seen),
        "groups": [_group(told) for told in run.groups()],
    }


def _statistics(seen: Summary) -> dict[str, Any]:
    coverage = sorted(seen.coverage.items(), reverse=True)
    return {
        "checks": _tallied(seen.checks, "check", "findings"),
        "programmes": _tallied(seen.programmes, "programme", "links"),
        "coverage": [{"coverage": each.label, "links": links} for each, links in coverage],
    }


def _tallied(tally: Tally, name: str, times: str) -> list[dict[str, Any]]:
    return [{name: each or None, times: count, "pages": pages} for each, count, pages in tally.most()]


def _group(told: Told) -> dict[str, Any]:
    finding = told.finding
    first = {"path": finding.path, "source_path": told.source_path or None, **_position(finding.position)}
    return {
        "check": finding.check,
        "level": finding.level.label,
        "message": finding.message,
        "pages": told.pages,
        "first": first,
    }


def _link(link: PartnerLink) -> dict[str, Any]:
    return {
        "href": link.href,
        "text": link.text,
        "carrier": link.carrier,
        "rel": link.rel,
        "region": link.region.value,
        **_position(link.position),
        "heading": link.heading,
        "programme": link.programme,
        "evidence": [{"kind": evidence.kind, "detail": evidence.detail} for evidence in link.evidence],
        "confidence": link.confidence.label,
        "coverage": link.coverage.label,
        "disclosure": link.disclosure,
        "distance_words": link.distance_words,
    }


def _disclosure(disclosure: Disclosure) -> dict[str, Any]:
    return {
        "text": disclosure.text,
        **_position(disclosure.position),
        "kind": disclosure.kind.value,
        "strength": disclosure.strength.label,
        "says_payment": disclosure.says_payment,
        "language": disclosure.language,
        "region": disclosure.region.value,
        "detached": disclosure.detached,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "level": finding.level.label,
        "message": finding.message,
        **_position(finding.position),
        "related": [{"message": related.message, **_position(related.position)} for related in finding.related],
        "fingerprint": finding.fingerprint,
        "fixable": finding.fixable,
        "asked_by": [asked._asdict() for asked in finding.asked_by],
        "suppressed": finding.suppressed._asdict() if finding.suppressed else None,
    }


def _position(position: Position) -> dict[str, int | None]:
    return position._asdict()


def to_json(value: object) -> str:
    """Return JSON that commands neither a terminal nor the program that runs a build and shows what is printed."""
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", dumps(value, ensure_ascii=False))
