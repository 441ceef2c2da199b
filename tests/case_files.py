"""Pages with what is to be found on them: files that anyone can add, their format told in cases/README.md."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

import disclosure_check
from disclosure_check.checks.registry import CHECK_IDS
from disclosure_check.model import Disclosure
from disclosure_check.results import Finding, PageResult

CASES = Path(__file__).parent / "cases"
PAGE_CHECKS = [check for check in CHECK_IDS if check != "unused-override"]  # what a run finds: test_overrides.py
_MARK = "<!-- expect\n"


class Expected(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What the comment at a case's end says; `None` where it says nothing."""

    verdict: str
    findings: tuple[str, ...] = ()
    coverage: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    disclosures: tuple[str, ...] | None = None
    config: dict[str, Any] = {}
    encoding: str = "utf-8"
    todo: str = ""


@dataclass(frozen=True)
class Case:
    path: Path
    html: str
    expected: Expected

    @property
    def name(self) -> str:
        return self.path.relative_to(CASES).with_suffix("").as_posix()

    def result(self) -> PageResult:
        return disclosure_check.check(
            self.html.encode(self.expected.encoding), name=self.path.name, config=self.expected.config
        )


def read_case(path: Path) -> Case:
    html, mark, rest = path.read_text(encoding="utf-8").rpartition(_MARK)
    assert mark and rest.endswith("\n-->\n"), f"{path}: no comment at the end says what to expect"
    return Case(path, html, msgspec.convert(tomllib.loads(rest.removesuffix("-->\n")), Expected))


def read_cases(folder: str) -> list[Case]:
    """Return the cases below a folder, those with nothing to find first."""
    cases = [read_case(path) for path in sorted((CASES / folder).rglob("*.*html"))]
    return sorted(cases, key=lambda case: (case.path.parent, bool(case.expected.findings)))


def params(cases: Iterable[Case]) -> list[Any]:
    return [pytest.param(case, id=case.name, marks=_marks(case)) for case in cases]


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case.expected.todo, strict=True)] if case.expected.todo else []


def found_on(case: Case) -> Expected:
    """Return what is found on a page, in the words of the comment; only what the comment speaks of."""
    result, asked = case.result(), case.expected
    links = result.judgement.partner_links if result.judgement else ()
    told = result.judgement.disclosures if result.judgement else ()
    return msgspec.structs.replace(
        asked,
        verdict=result.verdict,
        findings=tuple(
            f"{each.check} {each.level.label} {each.position.line}:{each.position.column}{_silenced(each)}"
            for each in result.findings
        ),
        coverage=None if asked.coverage is None else tuple(link.coverage.label for link in links),
        regions=None if asked.regions is None else tuple(link.region.value for link in links),
        disclosures=None if asked.disclosures is None else tuple(map(_said, told)),
    )


def _silenced(finding: Finding) -> str:
    """Return " ignored" and the reason for a finding that a comment of the page silences."""
    if finding.suppressed is None:
        return ""
    return f" ignored: {finding.suppressed.reason}" if finding.suppressed.reason else " ignored"


def _said(disclosure: Disclosure) -> str:
    words = [disclosure.kind.value, disclosure.strength.label, disclosure.region.value]
    return " ".join([*words, "detached"] if disclosure.detached else words)
