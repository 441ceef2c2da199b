"""Check pages and report what falls short."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    FINDINGS,
    complain,
    configurations_of,
    nothing_found,
    plan,
    refuse_idle_name,
)
from disclosure_check.messages import translator
from disclosure_check.model import Level, PageResult
from disclosure_check.reporting import Report
from disclosure_check.reporting.terminal import Paint, wants_colour
from disclosure_check.running import Run
from disclosure_check.settings import Settings
from disclosure_check.sources import find


def run(arguments: Namespace) -> int:
    """Check pages and print a report."""
    refuse_idle_name(arguments.stdin_filename, arguments.paths)
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = plan(found.places, configurations_of(arguments))
    run = Run(settings, tasks, arguments.jobs)
    for problem in found.problems:
        complain(problem)
    report = _report(arguments, settings)
    status = FAILED if found.problems else CLEAN
    for task, result in zip(tasks, run.results(), strict=True):
        report.add(result)
        status = max(status, _status(result, settings[task.settings]))
    report.finish()
    if not tasks and not arguments.allow_empty:
        complain(nothing_found(arguments.paths, found))
        return FAILED
    return status


def _report(arguments: Namespace, settings: Sequence[Settings]) -> Report:
    if arguments.output_format == "json":
        from disclosure_check.reporting.json import JsonReport
        from disclosure_check.rulebook import rules_version

        return JsonReport(sys.stdout.buffer, rules_version())
    from disclosure_check.reporting.text import TextReport

    policies = dict.fromkeys(name for one in settings for name in one.extends)
    paint = Paint(wants_colour(arguments.color, sys.stdout))
    language = settings[0].language if settings else "en"
    return TextReport(sys.stdout, paint, list(policies), arguments.full, translator(language))


def _status(result: PageResult, settings: Settings) -> int:
    if result.judgement is None:
        return FAILED
    failing = Level[settings.fail_level.upper()]
    return FINDINGS if any(finding.level >= failing for finding in result.findings) else CLEAN
