"""What a run says: one module a format, each fed page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from disclosure_check.messages import Translate, translator
from disclosure_check.model import PageResult


class Report(Protocol):
    """Takes the results in order; nothing is complete before `finish`."""

    def add(self, result: PageResult) -> None: ...

    def finish(self) -> None: ...


class Out(Protocol):
    """Where a report is written."""

    def write(self, text: str, /) -> Any: ...

    def flush(self) -> Any: ...


@dataclass(frozen=True)
class Wishes:
    """What the command line asks of the reports for people."""

    policies: Sequence[str] = ("base",)
    language: str = "en"
    colour: bool = False
    full: bool = False
    quiet: bool = False
    statistics: bool = False

    @property
    def translate(self) -> Translate:
        return translator(self.language)
