"""Run the checks that are asked for, and make findings of what they see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from disclosure_check.checks.common import Options, Problem
from disclosure_check.checks.narrowing import is_of, problems_of
from disclosure_check.checks.registry import CHECKS
from disclosure_check.fingerprints import fingerprint_of, numbered
from disclosure_check.messages import Translate, say
from disclosure_check.model import Confidence
from disclosure_check.results import Finding, Level, PageResult

if TYPE_CHECKING:
    from disclosure_check.custom_checks import OnPage
    from disclosure_check.demands import Demand, Demands

_SILENCED: dict[str, tuple[str, ...]] = {module.ID: module.SILENCES for module in CHECKS if hasattr(module, "SILENCES")}

AskedChecks = Sequence[tuple["ModuleType | OnPage", Options, Sequence["Demand"]]]


def asked_checks(demands: Demands, checks: Iterable[ModuleType | OnPage] = CHECKS) -> AskedChecks:
    """Return each check that is asked for with its options, once for each set of them; made once for a run."""
    return [
        (check, {**check.OPTIONS, **demanded[0].options}, demanded)
        for check in checks
        for demanded in _by_options(demands.get(check.ID, ()))
    ]


def run_checks(result: PageResult, asked: AskedChecks, translate: Translate = str) -> PageResult:
    """Return the result with the findings of every check that is asked for, ordered by place.

    What they say is put into words here, by `translate`.
    """
    if result.tells_nothing:
        asked = [each for each in asked if not isinstance(each[0], ModuleType)]  # a user's own may look elsewhere
    findings = [
        _finding(result, check.ID, problem, demanded, translate)
        for check, options, demanded in asked
        for problem in problems_of(check, result, options, demanded[0].programmes)
    ]
    if not findings:
        return replace(result, findings=()) if result.findings else result
    return replace(result, findings=tuple(numbered(by_place(_without_echoes(_joined(findings))))))


def by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (each.position.line, each.position.column or 0, each.check)))


def _by_options(demands: Iterable[Demand]) -> Iterable[list[Demand]]:
    """Group what is asked of a check: it runs once for each set of options.

    For a programme that asks more strictly than everybody else it runs on that programme's links too.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Demand]] = {}
    for demand in sorted(demands, key=lambda demand: bool(demand.programmes)):
        options = repr(sorted(demand.options.items()))
        of_all = groups.get((options, ()), [])
        is_told = any(demand.level <= each.level for each in of_all if not each.programmes)
        groups.setdefault((options, () if is_told else demand.programmes), []).append(demand)
    return groups.values()


def _finding(
    result: PageResult, check: str, problem: Problem, asked: Sequence[Demand], translate: Translate
) -> Finding:
    demands = [each for each in asked if _concerns(each, problem)]
    full = max(demand.level for demand in demands)
    level = full
    if problem.links and all(link.confidence is Confidence.LIKELY for link in problem.links):
        level = max(min(demand.level, demand.likely_level) for demand in demands)
    message = problem.message
    if level < full:
        message = say("{message} (only likely to earn money)", message=message)
    later = next((demand.held_back for demand in demands if demand.held_back), "")
    if later and level == full == Level.WARNING:
        message = say("{message} (an error from rules-version {version} on)", message=message, version=later)
    related = tuple(replace(each, message=translate(each.message)) for each in problem.related)
    asked_by = tuple(demand.by for demand in demands)
    fingerprint = fingerprint_of(check, problem.message, problem.links)
    fixable = problem.fixable and problem.position.column is not None  # no edit without columns
    return Finding(
        check, level, translate(message), result.path, problem.position, related, fingerprint, fixable,
        asked_by=asked_by, links=problem.links,
    )  # fmt: skip


def _concerns(demand: Demand, problem: Problem) -> bool:
    return not demand.programmes or not problem.links or any(is_of(link, demand.programmes) for link in problem.links)


def _joined(findings: Iterable[Finding]) -> list[Finding]:
    """Return what several sets of options found alike as one finding, at the strictest of their levels."""
    joined: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = finding.check, finding.position, finding.message
        known = joined.get(key)
        if known is not None:
            finding = replace(
                finding, level=max(finding.level, known.level), asked_by=known.asked_by + finding.asked_by
            )
        joined[key] = finding
    return list(joined.values())


def _without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what a finding of another check tells of the same place, and no less strictly."""
    told = {
        (check, finding.position): finding.level for finding in findings for check in _SILENCED.get(finding.check, ())
    }
    return [each for each in findings if told.get((each.check, each.position), Level.OFF) < max(each.level, Level.INFO)]
