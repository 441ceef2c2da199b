"""What is known and fails no build: the baseline's findings, and pages that a change did not touch."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from disclosure_check.commands.common import complain
from disclosure_check.messages import counted
from disclosure_check.model import Level, PageResult
from disclosure_check.running import Task

if TYPE_CHECKING:
    from disclosure_check.suppressing.baseline import Baseline
    from disclosure_check.suppressing.changes import Changes


class Known:
    """Goes between the results of a run and its report."""

    def __init__(self, arguments: Namespace) -> None:
        self._paths = arguments.paths
        self._today = date.today()
        self._baseline = _baseline(arguments.baseline)
        self._changes = _changes(arguments.changed_since)
        self._rest: list[bool] = []  # of the pages that the change did not touch: whether something was found

    def sorted_out(self, pairs: Iterable[tuple[Task, PageResult]]) -> Iterator[tuple[Task, PageResult]]:
        """Yield what is to be reported, and tell of the rest at the end."""
        for task, result in pairs:
            known = self._baseline.applied(result, self._today) if self._baseline else result
            if self._changes and not self._changes.touch(task.place.path, known.source_path):
                self._rest.append(_has_findings(known))
            else:
                yield task, known
        self._tell()

    def _tell(self) -> None:
        if self._changes:
            for line in self._changes.told():
                complain(line)
            pages, found = counted(len(self._rest), "page"), sum(self._rest)
            complain(
                f"not touched since {self._changes.since}: {pages}, {found:,} of them with findings or not checked"
            )
        if self._baseline:
            self._tell_of_baseline(self._baseline)

    def _tell_of_baseline(self, baseline: Baseline) -> None:
        fixed = len(baseline.fixed(self._paths))
        if fixed:
            entries = counted(fixed, "entry", "entries")
            complain(f"{baseline.file}: fixed: {entries}; `disclosure-check baseline --prune` drops them")
        expired = len(baseline.expired(self._today))
        if expired:
            complain(f"{baseline.file}: expired, so that they count again: {counted(expired, 'entry', 'entries')}")


def _baseline(file: str | None) -> Baseline | None:
    if file is None:
        return None
    from disclosure_check.suppressing.baseline import read_baseline

    return read_baseline(file)


def _changes(since: str | None) -> Changes | None:
    if since is None:
        return None
    from disclosure_check.suppressing.changes import changes_since

    return changes_since(since)


def _has_findings(result: PageResult) -> bool:
    counts = (each.level is not Level.OFF and each.suppressed is None for each in result.findings)
    return result.judgement is None or any(counts)
