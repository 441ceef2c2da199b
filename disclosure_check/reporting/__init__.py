"""What a run says: one module a format, each fed page by page."""

from __future__ import annotations

from typing import Protocol

from disclosure_check.model import PageResult


class Report(Protocol):
    """Takes the results in order; nothing is complete before `finish`."""

    def add(self, result: PageResult) -> None: ...

    def finish(self) -> None: ...
