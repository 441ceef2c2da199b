"""Checks judge a page's links and disclosures; level, path and output are decided here and later.

A check is a module: its docstring is its documentation (what, why, examples, options), `ID` its name, and
`check` a generator of problems.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import NamedTuple

from disclosure_check.checks import (
    disclosure_hidden,
    disclosure_incomplete,
    disclosure_late,
    disclosure_missing,
    disclosure_outside_content,
    disclosure_undecided,
    disclosure_unneeded,
    disclosure_vague,
    mark_unexplained,
    page_unreadable,
    template_link_undisclosed,
)
from disclosure_check.checks.common import Problem
from disclosure_check.model import Confidence, Finding, Level, PageResult

CHECKS: tuple[ModuleType, ...] = (
    disclosure_missing,
    disclosure_late,
    disclosure_outside_content,
    disclosure_hidden,
    disclosure_incomplete,
    mark_unexplained,
    page_unreadable,
    disclosure_vague,
    disclosure_undecided,
    template_link_undisclosed,
    disclosure_unneeded,
)
CHECK_IDS: tuple[str, ...] = tuple(module.ID for module in CHECKS)


class Ruling(NamedTuple):
    """The level a check runs at, and the level where only likely partner links are concerned."""

    level: Level
    likely_level: Level


def run_checks(result: PageResult, policy: dict[str, Ruling]) -> PageResult:
    """Return the result with the findings of every check, ordered by place."""
    findings = [
        _finding(result, module.ID, problem, policy[module.ID])
        for module in CHECKS
        if module.ID in policy
        for problem in _problems(module, result)
    ]
    findings.sort(key=lambda finding: (finding.position.line, finding.position.column or 0, finding.check))
    return replace(result, findings=tuple(findings))


def _problems(module: ModuleType, result: PageResult) -> Iterator[Problem]:
    found: Iterator[Problem] = module.check(result)
    return found


def _finding(result: PageResult, check: str, problem: Problem, ruling: Ruling) -> Finding:
    only_likely = problem.links and all(link.confidence is Confidence.LIKELY for link in problem.links)
    level = min(ruling.level, ruling.likely_level) if only_likely else ruling.level
    message = f"{problem.message} (only likely to earn money)" if level < ruling.level else problem.message
    return Finding(check, level, message, result.path, problem.position, problem.related, _fingerprint(check, problem))


def _fingerprint(check: str, problem: Problem) -> str:
    """Name the finding by what it is about, not by where it stands: edits elsewhere leave it alone."""
    about = [check, *(f"{link.href}\0{link.text}" for link in problem.links[:1])]
    if not problem.links:
        about.append(problem.message)
    return hashlib.sha256("\0".join(about).encode("utf-8", "surrogatepass")).hexdigest()[:16]
