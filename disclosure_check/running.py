"""Check many pages, in this process or in several; results come in the order of the tasks."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from disclosure_check.checker import Checker
from disclosure_check.errors import UserError
from disclosure_check.model import PageError, PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Place, read, reason

_T = TypeVar("_T")
_R = TypeVar("_R")

CHUNK = 16
_OBJECTS = 200_000  # more than a page's


class Task(NamedTuple):
    """One page, and which of the run's settings holds for it."""

    place: Place
    settings: int


class Run:
    """Checks tasks; wrong rules and patterns are told when it is made, before any page is read."""

    def __init__(self, settings: Sequence[Settings], tasks: Sequence[Task], jobs: int = 1) -> None:
        self._settings = settings
        self._tasks = tasks
        self._jobs = min(jobs, -(-len(tasks) // CHUNK))
        self._checkers = _checkers(settings)
        collect_rarely()

    def results(self) -> Iterator[PageResult]:
        # only this process can read standard input
        if self._jobs <= 1 or any(task.place.path == STDIN for task in self._tasks):
            return (_check(task, self._checkers) for task in self._tasks)
        return in_processes(_check_in_worker, self._tasks, self._jobs, partial(_start_worker, self._settings))


def in_processes(work: Callable[[_T], _R], tasks: Sequence[_T], jobs: int, start: Callable[[], None]) -> Iterator[_R]:
    """Yield what the work on each task comes to, in the tasks' order; `start` makes each process ready for it."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=partial(_start_process, start))
    try:
        yield from pool.map(work, tasks, chunksize=CHUNK)
    except BrokenProcessPool:
        raise UserError("a worker process ended early, perhaps for want of memory; try a smaller --jobs") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _start_process(start: Callable[[], None]) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells of it, once
    start()
    collect_rarely()


def collect_rarely() -> None:
    """Let Python look for garbage seldom: a page leaves no cycles, and its tree is slow to walk through."""
    gc.set_threshold(_OBJECTS, 50, 100)


Checkers = list[tuple[Checker, Settings]]

_of_this_worker: Checkers = []


def _checkers(settings: Sequence[Settings]) -> Checkers:
    return [(Checker(one), one) for one in settings]


def _start_worker(settings: Sequence[Settings]) -> None:
    _of_this_worker[:] = _checkers(settings)


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
