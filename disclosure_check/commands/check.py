"""Check pages and report what falls short."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from disclosure_check.basis import basis_of
from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    FINDINGS,
    configurations_of,
    plan,
    refuse_idle_name,
    status_without_pages,
)
from disclosure_check.commands.planning import list_files, of_configurations, show_config, tell_problems
from disclosure_check.errors import UserError
from disclosure_check.messages import translator
from disclosure_check.model import Level, PageResult
from disclosure_check.reporting import Report
from disclosure_check.reporting.terminal import Paint, wants_colour
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.running import Run, Task
from disclosure_check.settings import Settings
from disclosure_check.sources import find

if TYPE_CHECKING:
    from disclosure_check.commands.known import Known
    from disclosure_check.commands.mending import Mending
    from disclosure_check.evidence.keeping import Keeper
    from disclosure_check.sources import Found


def run(arguments: Namespace) -> int:
    """Check pages and print a report."""
    refuse_idle_name(arguments.stdin_filename, arguments.paths)
    configurations = configurations_of(arguments)
    if arguments.show_config:
        return show_config(arguments, configurations)
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = plan(found, configurations)
    if arguments.list_files:
        return list_files(arguments, found, tasks)
    keeper = _keeper(arguments, settings, found)
    run = Run(settings, tasks, arguments.jobs, identifies=keeper is not None)
    status = tell_problems(found)
    known = _known(arguments)
    pairs: Iterator[tuple[Task, PageResult]] = zip(tasks, run.results(), strict=True)
    mending = _mending(arguments, settings)
    if mending is not None and arguments.diff:
        return max(status, mending.shown(pairs))
    report = _report(arguments, settings)
    pairs = pairs if mending is None else mending.mended(pairs)
    pairs = known.sorted_out(pairs) if known else pairs
    for task, result in keeper.kept(pairs) if keeper else pairs:
        report.add(result)
        status = max(status, _status(result, settings[task.settings]))
    for result, own in of_configurations(configurations, found, tasks):
        report.add(result)
        status = max(status, _status(result, own))
    report.finish()
    if mending is not None and mending.has_failed:
        status = FAILED
    return status if tasks else max(status, status_without_pages(arguments, found))


def _keeper(arguments: Namespace, settings: Sequence[Settings], found: Found) -> Keeper | None:
    if arguments.evidence is None:
        return None
    if arguments.changed_since or arguments.fix or arguments.diff:
        raise UserError("--evidence: it is of all pages as they are, not with --changed-since, --fix or --diff")
    from disclosure_check.evidence.keeping import Keeper

    return Keeper(arguments, settings, found)


def _known(arguments: Namespace) -> Known | None:
    if arguments.baseline is None and arguments.changed_since is None:
        return None
    from disclosure_check.commands.known import Known

    return Known(arguments)


def _mending(arguments: Namespace, settings: Sequence[Settings]) -> Mending | None:
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        raise UserError("--unsafe-fixes: it goes with --fix or --diff")
    if not (arguments.fix or arguments.diff):
        return None
    from disclosure_check.commands.mending import Mending

    return Mending(settings, unsafe=arguments.unsafe_fixes, only_show=arguments.diff)


def _report(arguments: Namespace, settings: Sequence[Settings]) -> Report:
    basis = basis_of(load_rulebook(), settings, date.today())
    if arguments.output_format == "json":
        from disclosure_check.reporting.json import JsonReport

        return JsonReport(sys.stdout.buffer, basis)
    from disclosure_check.reporting.text import TextReport

    paint = Paint(wants_colour(arguments.color, sys.stdout))
    language = settings[0].language if settings else "en"
    return TextReport(sys.stdout, paint, basis, arguments.full, translator(language))


def _status(result: PageResult, settings: Settings) -> int:
    if result.error is not None:
        return FAILED
    failing = Level[settings.fail_level.upper()]
    counts = (finding.level >= failing and finding.suppressed is None for finding in result.findings)
    return FINDINGS if any(counts) else CLEAN
