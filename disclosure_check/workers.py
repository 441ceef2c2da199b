"""Check pages in several processes; a page that ends or stalls its process costs that page alone."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as Stalled
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from disclosure_check.messages import say
from disclosure_check.results import Extras, PageError
from disclosure_check.settings import Settings
from disclosure_check.tasks import Checked, Checkers, Task, check_task, checkers_of, size_of

if TYPE_CHECKING:
    from pebble import ProcessFuture

    Future = ProcessFuture[list[Checked]]

_CHUNK = 1 << 20  # bytes
_MOST_PAGES = 64  # in a chunk
_AHEAD = 3  # chunks for each process: more would only pile up results
_SECONDS, _SECONDS_A_MEGABYTE = 60, 30  # a hundred times what pages take

_of_this_worker: Checkers = []
Chunk = list[Task]


def results_of_workers(
    tasks: Sequence[Task],
    checkers: Checkers,
    jobs: int,
    extras: Extras = Extras(),  # noqa: B008  # immutable
) -> Iterator[Checked]:
    """Yield the tasks' results in their order."""
    _of_this_worker[:] = checkers  # for processes that are made as copies of this one
    given = [each.settings for each in checkers], extras, any(each.traced for each in checkers)
    pool = ProcessPool(jobs, initializer=_start, initargs=given)
    workers = _Workers(pool, checkers)
    try:
        pending: deque[tuple[Chunk, Future]] = deque()
        for chunk in chunks_of(tasks):
            pending.append((chunk, workers.give(chunk)))
            if len(pending) > _AHEAD * jobs:
                yield from workers.results(*pending.popleft())
        while pending:
            yield from workers.results(*pending.popleft())
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def chunks_of(tasks: Iterable[Task]) -> Iterator[Chunk]:
    """Yield the tasks in parts of about the same number of bytes."""
    chunk: Chunk = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += size_of(task)
        if size >= _CHUNK or len(chunk) == _MOST_PAGES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Workers:
    def __init__(self, pool: ProcessPool, checkers: Checkers) -> None:
        self._pool = pool
        self._checkers = checkers

    def give(self, chunk: Chunk) -> Future:
        seconds = _SECONDS + _SECONDS_A_MEGABYTE * sum(map(size_of, chunk)) / (1 << 20)
        return self._pool.schedule(_check, args=[chunk], timeout=seconds)

    def results(self, chunk: Chunk, future: Future) -> Iterator[Checked]:
        """Yield what a worker found; where it ended, its pages are checked again one by one to find the culprit."""
        try:
            yield from future.result()
        except (Stalled, ProcessExpired) as error:
            if len(chunk) == 1:
                yield self._not_checked(chunk[0], error)
                return
            for task in chunk:
                yield from self.results([task], self.give([task]))

    def _not_checked(self, task: Task, error: Exception) -> Checked:
        problem = PageError("internal", _told(error))
        return Checked(self._checkers[task.settings].checker.not_checked(task.place.name, problem))


def _told(error: Exception) -> str:
    if isinstance(error, ProcessExpired):
        return say(
            "the process that checked it ended with {status}; please report the page", status=str(error.exitcode)
        )
    return say("the process that checked it took too long; please report the page")


def _start(settings: Sequence[Settings], extras: Extras, traced: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells of it, once
    if not _of_this_worker:
        _of_this_worker[:] = checkers_of(settings, extras, traced)


def _check(chunk: Chunk) -> list[Checked]:
    return [check_task(task, _of_this_worker) for task in chunk]
