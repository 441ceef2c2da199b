"""The report that other programs read, written page by page; its JSON Schema is `schemas/report.schema.json`."""

from __future__ import annotations

from json import dumps
from typing import Any, BinaryIO

from disclosure_check._version import __version__
from disclosure_check.basis import NOT_LOOKED_AT, Basis
from disclosure_check.model import Disclosure, Finding, Level, PageResult, PartnerLink, Position
from disclosure_check.reporting.summary import Summary

VERSION = 1


class JsonReport:
    def __init__(self, stream: BinaryIO, basis: Basis) -> None:
        self._stream = stream
        self._basis = basis
        self._summary = Summary()
        self._configuration: list[PageResult] = []

    def add(self, result: PageResult) -> None:
        if result.is_page:
            self._write(",\n" if self._summary.pages else self._head())
            self._write(_json(page(result)))
        else:
            self._configuration.append(result)
        self._summary.add(result)

    def finish(self) -> None:
        if not self._summary.pages:
            self._write(self._head())
        self._write('\n],\n"configuration": ' + _json([_configuration(each) for each in self._configuration]))
        self._write(',\n"summary": ' + _json(summary(self._summary)) + "}\n")
        self._stream.flush()

    def _head(self) -> str:
        tool = {"name": "disclosure-check", "version": __version__, "rules": self._basis.rules}
        policies = [share._asdict() for share in self._basis.policies]
        head = f'{{"version": {VERSION},\n"tool": {_json(tool)},\n"policies": {_json(policies)}'
        return f'{head},\n"not_looked_at": {_json(NOT_LOOKED_AT)},\n"pages": [\n'

    def _write(self, text: str) -> None:
        # a lone surrogate becomes the escape that JSON has for it
        self._stream.write(text.encode("utf-8", "backslashreplace"))


def page(result: PageResult) -> dict[str, Any]:
    """Return one page's entry."""
    judgement = result.judgement
    error = result.error
    return {
        "path": result.path,
        "language": judgement.language if judgement else None,
        "encoding": result.encoding,
        "verdict": result.verdict,
        "policies": result.policies,
        "error": {"kind": error.kind, "message": error.message} if error else None,
        "partner_links": [_link(link) for link in judgement.partner_links] if judgement else [],
        "disclosures": [_disclosure(disclosure) for disclosure in judgement.disclosures] if judgement else [],
        "findings": _findings(result),
    }


def _configuration(result: PageResult) -> dict[str, Any]:
    return {"path": result.path, "findings": _findings(result)}


def _findings(result: PageResult) -> list[dict[str, Any]]:
    return [_finding(finding) for finding in result.findings if finding.level is not Level.OFF]


def summary(seen: Summary) -> dict[str, Any]:
    levels = (Level.ERROR, Level.WARNING, Level.INFO, Level.OFF)
    return {
        "pages": seen.pages,
        "with_partner_links": seen.with_partner_links,
        "covered": seen.covered,
        "undecided": seen.undecided,
        "not_checked": seen.not_checked,
        "findings": {level.label: seen.findings[level] for level in levels},
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
    }


def _position(position: Position) -> dict[str, int | None]:
    return position._asdict()


def _json(value: object) -> str:
    return dumps(value, ensure_ascii=False)
