"""What a run says: one module a format, each fed page by page."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

from disclosure_check.basis import Basis
from disclosure_check.messages import Translate, translator
from disclosure_check.results import PageResult


class Report(Protocol):
    """Takes the results in order; nothing is complete before `finish`."""

    def add(self, result: PageResult) -> None: ...

    def finish(self) -> None: ...


class Out(Protocol):
    """Where a report is written."""

    def write(self, text: str, /) -> Any: ...

    def flush(self) -> Any: ...


class Wishes(msgspec.Struct, frozen=True):
    """What a run rests on, and what the command line asks of its reports."""

    basis: Basis
    language: str = "en"
    colour: bool = False
    full: bool = False
    quiet: bool = False
    statistics: bool = False
    can_mend: bool = False  # the pages are files, which --fix may mend

    @property
    def translate(self) -> Translate:
        return translator(self.language)
