"""Mend pages where they are, or show what would be done."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from functools import cache

from msgspec.structs import replace

from disclosure_check.commands.common import CLEAN, FAILED, FINDINGS, complain, notes_of
from disclosure_check.errors import UserError
from disclosure_check.fixing import Fixed, Fixer
from disclosure_check.fixing.edits import text_of
from disclosure_check.reporting.terminal import printable
from disclosure_check.results import PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Place, read, reason
from disclosure_check.tasks import Task
from disclosure_check.writing import write_atomically


class Mending:
    """Mends the pages of one run as their results come; serially, in this process."""

    def __init__(self, arguments: Namespace, settings: Sequence[Settings]) -> None:
        self._settings = settings
        self._only_show = arguments.diff
        self._note = notes_of(arguments)
        self.has_failed = False
        self._count = 0
        self._fixer = cache(lambda number: Fixer(settings[number], unsafe=arguments.unsafe_fixes))

    def mended(self, results: Iterable[tuple[Task, PageResult]]) -> Iterator[tuple[Task, PageResult]]:
        """Yield the tasks with what is found on their pages when those are mended; tell how many are."""
        for task, result in results:
            yield task, _with_no_more_to_mend(self._mended(task, result))
        if not self._only_show:
            self._note(f"{self._count} {'page' if self._count == 1 else 'pages'} mended")

    def shown(self, results: Iterable[tuple[Task, PageResult]]) -> int:
        """Print what would be mended, as a patch; return 1 where there is something, else 0."""
        for _ in self.mended(results):
            pass
        if self.has_failed:
            return FAILED
        return FINDINGS if self._count else CLEAN

    def _mended(self, task: Task, result: PageResult) -> PageResult:
        if task.place.path == STDIN:
            raise UserError("--fix and --diff: what comes from standard input has no file to mend")
        if not result.findings or result.judgement is None:
            return result
        place = task.place
        try:
            source = read(place, self._settings[task.settings].max_bytes)
            fixed = self._fixer(task.settings).fix(source)
            for why in fixed.left:
                self._note(f"{place.name}: left alone: {why}")
            return self._put(place, source.data, fixed) if fixed.mended else result
        except OSError as error:
            self.has_failed = True
            complain(f"{place.name}: left alone: {reason(error)}")
            return result

    def _put(self, place: Place, before: bytes, fixed: Fixed) -> PageResult:
        self._count += 1
        if self._only_show:
            _show(place.name, before, fixed.data)
        else:
            self._write(place, before, fixed.data)
        return fixed.result

    def _write(self, place: Place, before: bytes, data: bytes) -> None:
        real = os.path.realpath(place.path)
        folder = os.path.realpath(place.folder or os.path.dirname(place.path) or ".")
        if os.path.commonpath([real, folder]) != folder:
            raise OSError(None, f"it is a link out of {place.folder or 'its folder'}")
        with open(real, "rb") as file:
            if file.read() != before:
                raise OSError(None, "it changed while it was checked")
        write_atomically(real, data)


def _with_no_more_to_mend(result: PageResult) -> PageResult:
    if not any(each.fixable for each in result.findings):
        return result
    return replace(result, findings=tuple(replace(each, fixable=False) for each in result.findings))


def _show(name: str, before: bytes, after: bytes) -> None:
    """Print a patch; on a terminal nothing in it reaches that as a command."""
    old, new = (text_of(data).split("\n") for data in (before, after))
    for line in unified_diff(_lines(old), _lines(new), fromfile=name, tofile=name):
        whole = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        sys.stdout.write("\n".join(map(printable, whole.split("\n"))) if sys.stdout.isatty() else whole)


def _lines(parts: list[str]) -> list[str]:
    return [*(f"{part}\n" for part in parts[:-1]), *parts[-1:]] if parts[-1] else [f"{part}\n" for part in parts[:-1]]
