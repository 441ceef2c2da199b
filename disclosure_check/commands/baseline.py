"""Take over the findings that there are, or drop those that are fixed."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date

from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    complain,
    configurations_of,
    nothing_found,
    plan,
    refuse_idle_name,
    tell_excluded,
)
from disclosure_check.errors import UserError
from disclosure_check.messages import counted
from disclosure_check.running import Run
from disclosure_check.sources import find
from disclosure_check.suppressing.baseline import Baseline, Entry, new_baseline, read_baseline


def run(arguments: Namespace) -> int:
    """Write the baseline of the pages; nothing is written where a page named was not found."""
    refuse_idle_name(arguments.stdin_filename, arguments.paths)
    baseline = _old(arguments)
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = plan(found, configurations_of(arguments))
    tell_excluded(found)
    if found.problems or not tasks:
        for problem in found.problems or [nothing_found(arguments.paths, found)]:
            complain(problem)
        return FAILED
    today = date.today()
    entries: dict[str, Entry] = {}
    unread = 0
    for result in Run(settings, tasks, arguments.jobs).results():
        baseline.applied(result, today)
        entries |= {entry.hash: entry for entry in baseline.found(result, today, arguments.with_details)}
        unread += result.judgement is None
    (_prune if arguments.prune else _update)(baseline, entries, arguments)
    if unread:
        complain(f"{counted(unread, 'page')} could not be checked; nothing of them was added or dropped")
    return FAILED if unread else CLEAN


def _old(arguments: Namespace) -> Baseline:
    if os.path.lexists(arguments.output):
        return read_baseline(arguments.output)
    if arguments.prune:
        raise UserError(f"--prune: there is no {arguments.output} to drop entries of")
    return new_baseline(arguments.output)


def _update(baseline: Baseline, found: dict[str, Entry], arguments: Namespace) -> None:
    new = found.keys() - baseline.entries.keys()
    fixed = baseline.fixed(arguments.paths)
    entries = baseline.entries | found
    baseline.write(entries.values(), arguments.paths)
    print(f"{baseline.file}: {counted(len(entries), 'entry', 'entries')}, {len(new):,} of them new")
    if fixed:
        print(f"fixed: {counted(len(fixed), 'entry', 'entries')}; --prune drops them")


def _prune(baseline: Baseline, found: dict[str, Entry], arguments: Namespace) -> None:
    fixed = {entry.hash for entry in baseline.fixed(arguments.paths)}
    kept = [found.get(key, entry) for key, entry in baseline.entries.items() if key not in fixed]
    baseline.write(kept, arguments.paths)
    print(f"{baseline.file}: {counted(len(kept), 'entry', 'entries')}, {len(fixed):,} fixed ones dropped")
