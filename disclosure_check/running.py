"""Check many pages, in this process or in several; results come in the order of the tasks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclosure_check.origins import with_mapped
from disclosure_check.results import Extras, PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN
from disclosure_check.tasks import Checked, Task, check_task, checkers_of, size_of

if TYPE_CHECKING:
    from disclosure_check.caching.cache import Cache

_PAYS_FROM = 12 << 20  # bytes of pages: below, processes take longer to start than they save
_CACHED_FROM = 8  # pages: below, to look them up takes longer than to check them


class Run:
    """Checks tasks; wrong rules and patterns are told when it is made, before any page is read."""

    def __init__(
        self,
        settings: Sequence[Settings],
        tasks: Sequence[Task],
        jobs: int | None = None,
        extras: Extras = Extras(),  # noqa: B008  # immutable
        cache_folder: str | None = None,
    ) -> None:
        """`jobs` is the number of processes; None takes as many as pay."""
        self._tasks = tasks
        self._jobs = jobs
        self._extras = extras
        self._cache = _cache(cache_folder, settings, tasks, extras) if cache_folder is not None else None
        self._checkers = checkers_of(settings, extras, traced=self._cache is not None)
        for number, each in enumerate(self._checkers):
            if self._cache is None or not self._cache.knows(number):
                _ = each.checker

    def results(self) -> Iterator[PageResult]:
        results = self._with_cache(self._cache) if self._cache else self._results(self._tasks)
        return (
            with_mapped(result, self._checkers[task.settings].settings.path_map)
            for task, result in zip(self._tasks, results, strict=True)
        )

    def _results(self, tasks: Sequence[Task]) -> Iterator[PageResult]:
        return (checked.result for checked in self._checked(tasks))

    def _with_cache(self, cache: Cache) -> Iterator[PageResult]:
        """Yield what is known, and in between what is found out of the other pages."""
        try:
            keys = cache.keys(self._tasks)
            others = iter(self._checked([task for task, key in zip(self._tasks, keys, strict=True) if key is None]))
            for task, key in zip(self._tasks, keys, strict=True):
                result = cache.result(key, task.place.name) if key else None
                if result is None:
                    checked = check_task(task, self._checkers) if key else next(others)
                    result = checked.result
                    cache.keep(task, result, checked.trace)
                yield result
        finally:
            cache.close()

    def _checked(self, tasks: Sequence[Task]) -> Iterator[Checked]:
        # only this process can read standard input
        if any(task.place.path == STDIN for task in tasks):
            return self._one_by_one(tasks)
        if self._jobs is None and sum(map(size_of, tasks)) < _PAYS_FROM:
            return self._one_by_one(tasks)
        jobs = min(self._jobs or _cores(), len(tasks))
        if jobs <= 1:
            return self._one_by_one(tasks)
        from disclosure_check.workers import results_of_workers

        for number in {task.settings for task in tasks}:
            _ = self._checkers[number].checker  # once, ahead of the processes that are made as copies of this one
        return results_of_workers(tasks, self._checkers, jobs, self._extras)

    def _one_by_one(self, tasks: Sequence[Task]) -> Iterator[Checked]:
        return (check_task(task, self._checkers) for task in tasks)


def _cache(folder: str, settings: Sequence[Settings], tasks: Sequence[Task], extras: Extras) -> Cache | None:
    if len(tasks) < _CACHED_FROM or any(task.place.path == STDIN for task in tasks):
        return None
    try:
        from disclosure_check.caching.cache import Cache
    except ImportError:  # a Python without SQLite
        return None
    return Cache(folder, settings, extras)


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
