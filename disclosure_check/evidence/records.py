"""One page as evidence: what it was, what it said and what was found; the same page gives the same bytes."""

from __future__ import annotations

from datetime import date
from json import dumps
from typing import Any

from disclosure_check.model import Disclosure, PartnerLink
from disclosure_check.results import Finding, Ignore, Level, PageResult


def record_of(result: PageResult, configuration: str) -> dict[str, Any]:
    """Return the record; `configuration` is the digest of what it was checked under."""
    judgement, error = result.judgement, result.error
    return {
        "path": result.path,
        "sha256": result.sha256,
        "canonical": result.canonical,
        "configuration": configuration,
        "language": judgement.language if judgement else None,
        "verdict": result.verdict,
        "error": {"kind": error.kind, "message": error.message} if error else None,
        "notices": [_notice(each) for each in judgement.disclosures] if judgement else [],
        "partner_links": [_link(each) for each in judgement.partner_links] if judgement else [],
        "findings": [_finding(each) for each in result.findings if each.level is not Level.OFF],
        "ignores": [_ignore(each) for each in result.ignores if not each.problem],
    }


def line_of(record: dict[str, Any]) -> bytes:
    # a lone surrogate becomes the escape that JSON has for it
    return dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _notice(notice: Disclosure) -> dict[str, Any]:
    return {
        "text": notice.text,
        "kind": notice.kind.value,
        "strength": notice.strength.label,
        "language": notice.language,
        "region": notice.region.value,
        "hidden": notice.hidden,
        **notice.position._asdict(),
    }


def _link(link: PartnerLink) -> dict[str, Any]:
    return {
        "href": link.href,
        "programme": link.programme,
        "confidence": link.confidence.label,
        "region": link.region.value,
        "coverage": link.coverage.label,
        "notice": link.disclosure,
        **link.position._asdict(),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "level": finding.level.label,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "asked_by": [asked._asdict() for asked in finding.asked_by],
        "suppressed": finding.suppressed._asdict() if finding.suppressed else None,
        **finding.position._asdict(),
    }


def _ignore(ignore: Ignore) -> dict[str, Any]:
    return {
        "check": ignore.check,
        "scope": ignore.scope,
        "reason": ignore.reason,
        "expires": _day(ignore.expires),
        "used": ignore.used,
        **ignore.position._asdict(),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
