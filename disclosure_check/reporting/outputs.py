"""The reports of one run: what was asked for, opened, fed and closed; no file is left half written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from types import TracebackType
from typing import BinaryIO, NamedTuple

from msgspec.structs import replace

from disclosure_check.errors import UserError
from disclosure_check.reporting import Out, Report, Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.terminal import wants_colour
from disclosure_check.results import Level, PageResult
from disclosure_check.sources import reason, shown

# a module each; those told in lines of another program's are named for it
_CLASSES = {
    "text": "text.TextReport",
    "json": "json.JsonReport",
    "jsonl": "jsonl.JsonLinesReport",
    "sarif": "sarif.SarifReport",
    "github": "github.GithubReport",
    "gitlab": "gitlab.GitlabReport",
    "junit": "junit.JunitReport",
    "checkstyle": "checkstyle.CheckstyleReport",
    "markdown": "markdown.MarkdownReport",
    "csv": "pages_csv.PagesReport",
}


class Wanted(NamedTuple):
    """One report: its format, and the file it goes to; None for standard output."""

    format: str
    file: str | None = None


class Utf8:
    """Text into bytes; half a surrogate pair becomes the escape that JSON has for it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        self._stream.write(text.encode("utf-8", "backslashreplace"))

    def flush(self) -> None:
        self._stream.flush()


class Target:
    """A file that appears whole or not at all: written beside its place and moved there at the end."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._real = os.path.realpath(path)
        is_there = os.path.lexists(self._real)
        self._is_device = path.startswith("/dev/") or (is_there and not os.path.isfile(self._real))
        self._beside = path if self._is_device else f"{self._real}.{os.getpid()}.part"
        self.stream: BinaryIO = open(self._beside, "wb" if self._is_device else "xb")  # noqa: SIM115  # see keep, drop

    def keep(self) -> None:
        self.stream.close()
        if not self._is_device:
            if os.path.exists(self._real):
                os.chmod(self._beside, os.stat(self._real).st_mode)
            os.replace(self._beside, self._real)

    def drop(self) -> None:
        with suppress(OSError):  # the disk is full: what could not be written is not wanted any more
            self.stream.close()
        if not self._is_device and os.path.exists(self._beside):
            os.remove(self._beside)


class Outputs:
    """All reports of a run; one that cannot be written stops no other."""

    def __init__(self, wanted: Sequence[Wanted], wishes: Wishes, colour: str = "auto") -> None:
        _refuse_twice(wanted)
        self._run = Gathering()
        self.problems: list[str] = []
        self._files: list[tuple[Target, Report]] = []
        self._printed: Report | None = None
        self._error: OSError | None = None  # of standard output, told when the files are written
        for format_, path in wanted:
            if path is not None:
                self._open(format_, path, replace(wishes, colour=colour == "always"))
            else:
                out: Out = sys.stdout if format_ == "text" else Utf8(sys.stdout.buffer)
                self._printed = made(format_, out, self._run, replace(wishes, colour=wants_colour(colour, sys.stdout)))

    def add(self, result: PageResult, failing: Level) -> None:
        """Feed every report with one page."""
        self._run.add(result, failing)
        for target, report in list(self._files):
            self._guarded(target, report, lambda report=report: report.add(result))  # type: ignore[misc]
        if self._printed:
            self._print(lambda report: report.add(result))

    def finish(self) -> None:
        """Complete every report, the files first; raises OSError where standard output cannot be written."""
        for target, report in list(self._files):
            self._guarded(target, report, lambda report=report, target=target: _complete(report, target))  # type: ignore[misc]
        self._files.clear()
        self._print(lambda report: report.finish())
        if self._error:
            raise self._error

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for target, _report in self._files:  # those not finished
            target.drop()

    def _open(self, format_: str, path: str, wishes: Wishes) -> None:
        try:
            target = Target(path)
        except OSError as error:
            self.problems.append(f"cannot write {shown(path)}: {reason(error)}")
            return
        self._files.append((target, made(format_, Utf8(target.stream), self._run, wishes)))

    def _guarded(self, target: Target, report: Report, step: Callable[[], None]) -> None:
        try:
            step()
        except OSError as error:
            self.problems.append(f"cannot write {shown(target.path)}: {reason(error)}")
            self._files.remove((target, report))
            target.drop()

    def _print(self, step: Callable[[Report], None]) -> None:
        try:
            if self._printed:
                step(self._printed)
        except OSError as error:
            if not self._files and not self._error:
                raise
            self._error, self._printed = error, None


def made(format_: str, out: Out, run: Gathering, wishes: Wishes) -> Report:
    """Make the report of a format."""
    module, _, name = _CLASSES[format_].partition(".")
    kind: Callable[[Out, Gathering, Wishes], Report] = getattr(import_module(f"{__package__}.{module}"), name)
    return kind(out, run, wishes)


def _complete(report: Report, target: Target) -> None:
    report.finish()
    target.keep()


def _refuse_twice(wanted: Sequence[Wanted]) -> None:
    """Refuse two reports in one place."""
    printed = [each.format for each in wanted if each.file is None]
    if len(printed) > 1:
        raise UserError(
            f"--output-format: only one format can be printed, not {' and '.join(printed)}; use FORMAT=FILE"
        )
    files: set[str] = set()
    for format_, file in wanted:
        if file == "":
            raise UserError(f"--output-format: no file named behind '{format_}='")
        if file is not None and os.path.realpath(file) in files:
            raise UserError(f"--output-format: two reports for one file, {shown(file)}")
        files.add(os.path.realpath(file or ""))
