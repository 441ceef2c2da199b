"""What is known and fails no build: the baseline's findings, and pages that a change did not touch."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from disclosure_check.commands.common import notes_of
from disclosure_check.messages import counted
from disclosure_check.results import Level, PageResult
from disclosure_check.tasks import Task

if TYPE_CHECKING:
    from disclosure_check.suppressing.baseline import Baseline
    from disclosure_check.suppressing.changes import Changes

Pairs = Iterator[tuple[Task, PageResult]]


class Known:
    """Goes between the results of a run and its report."""

    def __init__(self, arguments: Namespace) -> None:
        self._paths = arguments.paths
        self._note = notes_of(arguments)
        self._today = date.today()
        self._baseline = _baseline(arguments.baseline)
        self._changes = _changes(arguments.changed_since)
        self._rest: list[bool] = []  # of the pages that the change did not touch: whether something was found

    def touched(self, pairs: Pairs) -> Pairs:
        """Yield the pages that the change touched, and count the rest."""
        for task, result in pairs:
            if self._changes and not self._changes.touch(task.place.path, result.source_path):
                self._rest.append(_has_findings(self._marked(result)))
            else:
                yield task, result

    def marked(self, pairs: Pairs) -> Pairs:
        """Yield the pages with what the baseline knows marked, and tell of the rest at the end."""
        for task, result in pairs:
            yield task, self._marked(result)
        self._tell()

    def _marked(self, result: PageResult) -> PageResult:
        return self._baseline.applied(result, self._today) if self._baseline else result

    def _tell(self) -> None:
        if self._changes:
            for line in self._changes.told():
                self._note(line)
            pages, found = counted(len(self._rest), "page"), sum(self._rest)
            self._note(
                f"not touched since {self._changes.since}: {pages}, {found:,} of them with findings or not checked"
            )
        if self._baseline:
            self._tell_of_baseline(self._baseline)

    def _tell_of_baseline(self, baseline: Baseline) -> None:
        fixed = len(baseline.fixed(self._paths))
        if fixed:
            entries = counted(fixed, "entry", "entries")
            self._note(f"{baseline.file}: fixed: {entries}; `disclosure-check baseline --prune` drops them")
        expired = len(baseline.expired(self._today))
        if expired:
            self._note(f"{baseline.file}: expired, so that they count again: {counted(expired, 'entry', 'entries')}")


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
