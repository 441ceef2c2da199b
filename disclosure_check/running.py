"""Check many pages, in this process or in several; results come in the order of the tasks."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_check.checker import Checker
from disclosure_check.errors import UserError
from disclosure_check.model import PageError, PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Place, read, reason

CHUNK = 16
_OBJECTS = 200_000  # more than a page's


class Task(NamedTuple):
    """One page, and which of the run's settings holds for it."""

    place: Place
    settings: int


class Run:
    """Checks tasks; wrong rules and patterns are told when it is made, before any page is read."""

    def __init__(
        self, settings: Sequence[Settings], tasks: Sequence[Task], jobs: int = 1, with_metadata: bool = False
    ) -> None:
        self._settings = settings
        self._tasks = tasks
        self._jobs = min(jobs, -(-len(tasks) // CHUNK))
        self._with_metadata = with_metadata
        self._checkers = _checkers(settings, with_metadata)
        collect_rarely()

    def results(self) -> Iterator[PageResult]:
        # only this process can read standard input
        if self._jobs <= 1 or any(task.place.path == STDIN for task in self._tasks):
            return (_check(task, self._checkers) for task in self._tasks)
        return self._results_of_workers()

    def _results_of_workers(self) -> Iterator[PageResult]:
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        given = self._settings, self._with_metadata
        pool = ProcessPoolExecutor(self._jobs, initializer=_start_worker, initargs=given)
        try:
            yield from pool.map(_check_in_worker, self._tasks, chunksize=CHUNK)
        except BrokenProcessPool:
            raise UserError("a worker process ended early, perhaps for want of memory; try a smaller --jobs") from None
        finally:
            pool.shutdown(cancel_futures=True)


def collect_rarely() -> None:
    """Let Python look for garbage seldom: a page leaves no cycles, and its tree is slow to walk through."""
    gc.set_threshold(_OBJECTS, 50, 100)


Checkers = list[tuple[Checker, Settings]]

_of_this_worker: Checkers = []


def _checkers(settings: Sequence[Settings], with_metadata: bool) -> Checkers:
    return [(Checker(one, with_metadata), one) for one in settings]


def _start_worker(settings: Sequence[Settings], with_metadata: bool) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells of it, once
    _of_this_worker[:] = _checkers(settings, with_metadata)
    collect_rarely()


def _check_in_worker(task: Task) -> PageResult:
    return _check(task, _of_this_worker)


def _check(task: Task, checkers: Checkers) -> PageResult:
    """Check one page; whatever goes wrong is that page's result and stops no other."""
    checker, settings = checkers[task.settings]
    try:
        return checker.check(read(task.place, settings.max_bytes))
    except OSError as error:
        problem = PageError("unreadable", reason(error))
    except UserError as error:
        problem = PageError("rule", str(error))
    except Exception as error:
        problem = PageError("internal", f"internal error, please report it: {type(error).__name__}: {error}")
    return checker.not_checked(task.place.name, problem)
