"""Check pages and report what falls short."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from disclosure_check.basis import basis_of
from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    FINDINGS,
    complain,
    configurations_of,
    notes_of,
    plan,
    refuse_idle_name,
    status_without_pages,
)
from disclosure_check.commands.planning import list_files, of_configurations, show_config, tell_problems
from disclosure_check.errors import UserError
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.choice import chosen
from disclosure_check.reporting.outputs import Outputs, Wanted
from disclosure_check.reporting.progress import watched
from disclosure_check.reporting.summary import shown
from disclosure_check.results import Extras, Level, PageResult
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.keeping import cache_folder
from disclosure_check.running import Run
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, find
from disclosure_check.tasks import Task

if TYPE_CHECKING:
    from disclosure_check.commands.known import Known
    from disclosure_check.commands.mending import Mending
    from disclosure_check.config import Configurations
    from disclosure_check.evidence.keeping import Keeper
    from disclosure_check.sources import Found

    Pairs = Iterator[tuple[Task, PageResult]]


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
    planned = _Planned(configurations, found, settings, tasks)
    steps = _Steps(arguments, planned)
    run_ = Run(settings, tasks, arguments.jobs, _extras(arguments, wanted), _cache_folder(arguments))
    if why and not arguments.diff:
        notes_of(arguments)(why)
    status = _checked(arguments, planned, steps, run_, wanted)
    return CLEAN if status == FINDINGS and arguments.exit_zero else status


def _checked(arguments: Namespace, planned: _Planned, steps: _Steps, run_: Run, wanted: Sequence[Wanted]) -> int:
    """Check all pages, tell of them, and return the exit status."""
    _, found, settings, tasks = planned
    status = tell_problems(found, notes_of(arguments))
    pairs = zip(tasks, _watched(arguments, run_.results(), len(tasks)), strict=True)
    if arguments.diff:
        status = max(status, steps.patched(pairs))
    else:
        checked = ((result, settings[task.settings]) for task, result in steps.taken(pairs))
        told = of_configurations(planned.configurations, found, tasks)
        status = max(status, _reported(wanted, _wishes(arguments, settings), arguments, chain(checked, told)))
    if not tasks:
        status = max(status, status_without_pages(arguments, found, notes_of(arguments)))
    return FAILED if steps.have_failed else status


class _Planned(NamedTuple):
    """What a run checks, and under which settings."""

    configurations: Configurations
    found: Found
    settings: Sequence[Settings]
    tasks: Sequence[Task]


class _Steps:
    """What the results of a run go through before they are reported; each step only where it is asked for."""

    def __init__(self, arguments: Namespace, planned: _Planned) -> None:
        self._keeper = _keeper(arguments, planned.settings, planned.found)
        self._known = _known(arguments)
        self._mending = _mending(arguments, planned.settings)

    def taken(self, pairs: Pairs) -> Pairs:
        """Yield what is to be reported; pages that a change did not touch are not mended either."""
        pairs = self._known.touched(pairs) if self._known else pairs
        pairs = self._mending.mended(pairs) if self._mending else pairs
        pairs = self._known.marked(pairs) if self._known else pairs
        return self._keeper.kept(pairs) if self._keeper else pairs

    def patched(self, pairs: Pairs) -> int:
        """Print what would be mended; return the exit status."""
        assert self._mending is not None
        return self._mending.shown(self._known.touched(pairs) if self._known else pairs)

    @property
    def have_failed(self) -> bool:
        return self._mending is not None and self._mending.has_failed


def _extras(arguments: Namespace, wanted: Sequence[Wanted]) -> Extras:
    formats = {each.format for each in wanted}
    fixes = "sarif" in formats and not arguments.fix
    return Extras(identity=arguments.evidence is not None, metadata="csv" in formats, fixes=fixes)


def _cache_folder(arguments: Namespace) -> str | None:
    """Return where results are kept; None where none are: pages that are mended change, evidence is seen."""
    if arguments.no_cache or arguments.fix or arguments.diff or arguments.evidence:
        return None
    try:
        return arguments.cache_dir or cache_folder()
    except RuntimeError:
        return None


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
    if arguments.diff and arguments.output_format:
        raise UserError("--diff: it prints a patch and makes no report, not with --output-format")
    if not (arguments.fix or arguments.diff):
        return None
    from disclosure_check.commands.mending import Mending

    return Mending(arguments, settings)


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
    return Wishes(
        basis, language, full=arguments.full, quiet=arguments.quiet, statistics=arguments.statistics,
        can_mend=STDIN not in arguments.paths,
    )  # fmt: skip


def _status(result: PageResult, failing: Level) -> int:
    if result.error is not None:
        return FAILED
    return FINDINGS if any(finding.level >= failing for finding in shown(result)) else CLEAN


def _verdict(result: PageResult) -> str:
    source = f", built from {result.source_path}" if result.source_path else ""
    return f"{result.path}: {result.verdict}{source}"
