"""Check many pages, in this process or in several; results come in the order of the tasks."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_check.checker import Checker, Extras
from disclosure_check.errors import UserError
from disclosure_check.messages import say
from disclosure_check.model import PageError, PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Place, read, reason

_PAYS_FROM = 12 << 20  # bytes of pages: below, processes take longer to start than they save
_OBJECTS = 200_000  # more than a page's


class Task(NamedTuple):
    """One page, and which of the run's settings holds for it."""

    place: Place
    settings: int


Checkers = list[tuple[Checker, Settings]]


class Run:
    """Checks tasks; wrong rules and patterns are told when it is made, before any page is read."""

    def __init__(
        self,
        settings: Sequence[Settings],
        tasks: Sequence[Task],
        jobs: int | None = None,
        extras: Extras = Extras(),  # noqa: B008  # immutable
    ) -> None:
        """`jobs` is the number of processes; None takes as many as pay."""
        self._tasks = tasks
        self._jobs = jobs
        self._extras = extras
        self._checkers = checkers_of(settings, extras)

    def results(self) -> Iterator[PageResult]:
        # only this process can read standard input
        if any(task.place.path == STDIN for task in self._tasks):
            return self._one_by_one()
        if self._jobs is None and sum(map(size_of, self._tasks)) < _PAYS_FROM:
            return self._one_by_one()
        jobs = min(self._jobs or _cores(), len(self._tasks))
        if jobs <= 1:
            return self._one_by_one()
        from disclosure_check.workers import results_of_workers

        return results_of_workers(self._tasks, self._checkers, jobs, self._extras)

    def _one_by_one(self) -> Iterator[PageResult]:
        return (check_task(task, self._checkers) for task in self._tasks)


def checkers_of(settings: Sequence[Settings], extras: Extras) -> Checkers:
    """Make ready for a run under each of its settings."""
    collect_rarely()
    return [(Checker(one, extras), one) for one in settings]


def collect_rarely() -> None:
    """Let Python look for garbage seldom: a page leaves no cycles, and its tree is slow to walk through."""
    gc.set_threshold(_OBJECTS, 50, 100)


def check_task(task: Task, checkers: Checkers) -> PageResult:
    """Check one page; whatever goes wrong is that page's result and stops no other."""
    checker, settings = checkers[task.settings]
    try:
        return checker.check(read(task.place, settings.max_bytes))
    except OSError as error:
        problem = PageError("unreadable", reason(error))
    except UserError as error:
        problem = PageError("rule", str(error))
    except MemoryError:
        problem = PageError("unreadable", say("page needs more memory than there is"))
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        problem = PageError("internal", say("internal error, please report it: {error}", error=what))
    return checker.not_checked(task.place.name, problem)


def size_of(task: Task) -> int:
    """Return the bytes of a task's page; 0 where nobody can tell."""
    try:
        return os.stat(task.place.path).st_size
    except OSError:
        return 0


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
