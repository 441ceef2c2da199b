"""Check pages and report what falls short."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from disclosure_check.basis import basis_of
from disclosure_check.checker import Extras
from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    FINDINGS,
    complain,
    configurations_of,
    plan,
    refuse_idle_name,
    status_without_pages,
)
from disclosure_check.commands.planning import list_files, of_configurations, show_config, tell_problems
from disclosure_check.errors import UserError
from disclosure_check.model import Level, PageResult
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.choice import chosen
from disclosure_check.reporting.outputs import Outputs, Wanted
from disclosure_check.reporting.progress import watched
from disclosure_check.reporting.summary import shown
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
    wanted, why = chosen(arguments.output_format, os.environ)
    configurations = configurations_of(arguments)
    if arguments.show_config:
        return show_config(arguments, configurations)
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = plan(found, configurations)
    if arguments.list_files:
        return list_files(arguments, found, tasks)
    keeper = _keeper(arguments, settings, found)
    extras = Extras(identity=keeper is not None, metadata=any(each.format == "csv" for each in wanted))
    run = Run(settings, tasks, arguments.jobs, extras)
    if why and not arguments.quiet:
        complain(why)
    status = tell_problems(found)
    known = _known(arguments)
    mending = _mending(arguments, settings)
    results = _watched(arguments, run.results(), len(tasks))
    pairs: Iterator[tuple[Task, PageResult]] = zip(tasks, results, strict=True)
    if mending is not None and arguments.diff:
        status = max(status, mending.shown(pairs))
    else:
        pairs = mending.mended(pairs) if mending else pairs
        pairs = known.sorted_out(pairs) if known else pairs
        pairs = keeper.kept(pairs) if keeper else pairs
        checked = ((result, settings[task.settings]) for task, result in pairs)
        told = of_configurations(configurations, found, tasks)
        status = max(status, _reported(wanted, _wishes(arguments, settings), arguments, chain(checked, told)))
        if not tasks:
            status = max(status, status_without_pages(arguments, found))
    if mending is not None and mending.has_failed:
        status = FAILED
    return CLEAN if status == FINDINGS and arguments.exit_zero else status


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


def _watched(arguments: Namespace, results: Iterable[PageResult], pages: int) -> Iterable[PageResult]:
    """Show a bar where it stands in the way of no other output."""
    speaks = arguments.verbose or arguments.fix or arguments.diff or (arguments.full and sys.stdout.isatty())
    return results if arguments.quiet or speaks else watched(results, pages)


def _reported(
    wanted: Sequence[Wanted], wishes: Wishes, arguments: Namespace, results: Iterable[tuple[PageResult, Settings]]
) -> int:
    """Check all pages, write all reports, and return the exit status."""
    status = CLEAN
    with Outputs(wanted, wishes, arguments.color) as outputs:
        for result, own in results:
            failing = Level[own.fail_level.upper()]
            outputs.add(result, failing)
            status = max(status, _status(result, failing))
            if arguments.verbose and result.is_page:
                complain(_verdict(result))
        outputs.finish()
    for problem in outputs.problems:
        complain(problem)
    return FAILED if outputs.problems else status


def _wishes(arguments: Namespace, settings: Sequence[Settings]) -> Wishes:
    basis = basis_of(load_rulebook(), settings, date.today())
    language = settings[0].language if settings else "en"
    return Wishes(basis, language, full=arguments.full, quiet=arguments.quiet, statistics=arguments.statistics)


def _status(result: PageResult, failing: Level) -> int:
    if result.error is not None:
        return FAILED
    return FINDINGS if any(finding.level >= failing for finding in shown(result)) else CLEAN


def _verdict(result: PageResult) -> str:
    source = f", built from {result.source_path}" if result.source_path else ""
    return f"{result.path}: {result.verdict}{source}"
