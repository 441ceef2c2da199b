"""The pages of a run, and how one of them is checked: alike in this process and in any other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from disclosure_check.errors import UserError
from disclosure_check.lean import collect_rarely
from disclosure_check.messages import say
from disclosure_check.results import Extras, PageError, PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import Place, Source, read, reason

if TYPE_CHECKING:
    from disclosure_check.caching.traces import Trace
    from disclosure_check.checker import Checker
    from disclosure_check.fixing import Fixer


class Task(NamedTuple):
    """One page, and which of the run's settings holds for it."""

    place: Place
    settings: int


class Checking:
    """Checks pages under one of the run's settings; made ready when it is first asked to, for good where it is known.

    Where its source stands is left to the run: it is another matter than what is on the page.
    """

    def __init__(self, settings: Settings, extras: Extras, traced: bool = False) -> None:
        """`traced` asks for what each result rests on."""
        self.settings = settings
        self.traced = traced
        self._extras = extras

    @cached_property
    def checker(self) -> Checker:
        from disclosure_check.checker import Checker  # slow to import, and not needed where all results are known

        return Checker(replace(self.settings, path_map=()), self._extras)

    @cached_property
    def _fixer(self) -> Fixer:
        from disclosure_check.fixing import Fixer

        return Fixer(replace(self.settings, path_map=()))

    def check(self, source: Source) -> PageResult:
        """Check one page, and say what would mend it where that is asked for."""
        result = self.checker.check(source)
        if self._extras.fixes and any(each.fixable for each in result.findings):
            return self._fixer.with_proposals(result, source)
        return result


Checkers = list[Checking]


class Checked(NamedTuple):
    """What came of a page, and what that rests on where it is asked for."""

    result: PageResult
    trace: Trace | None = None


def checkers_of(settings: Sequence[Settings], extras: Extras, traced: bool = False) -> Checkers:
    """Make ready for a run under each of its settings."""
    collect_rarely()
    return [Checking(one, extras, traced) for one in settings]


def check_task(task: Task, checkers: Checkers) -> Checked:
    """Check one page; whatever goes wrong is that page's result and stops no other."""
    checking = checkers[task.settings]
    try:
        if checking.traced:
            return _traced(task.place, checking)
        return Checked(checking.check(read(task.place, checking.settings.max_bytes)))
    except OSError as error:
        problem = PageError("unreadable", reason(error))
    except UserError as error:
        problem = PageError("rule", str(error))
    except MemoryError:
        problem = PageError("unreadable", say("page needs more memory than there is"))
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        problem = PageError("internal", say("internal error, please report it: {error}", error=what))
    return Checked(checking.checker.not_checked(task.place.name, problem))


def _traced(place: Place, checking: Checking) -> Checked:
    from disclosure_check.caching.traces import Recorder
    from disclosure_check.stamps import stamp_of

    stamp = stamp_of(place.path)  # ahead of the content: what changes in between is read anew next time
    recorder = Recorder(read(place, checking.settings.max_bytes), stamp)
    return Checked(checking.check(recorder.source), recorder.trace)


def size_of(task: Task) -> int:
    """Return the bytes of a task's page; 0 where nobody can tell."""
    try:
        return os.stat(task.place.path).st_size
    except OSError:
        return 0
