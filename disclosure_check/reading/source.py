"""The decoded source of a page, and lines and columns in it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from disclosure_check.model import Position, Span


class SourceText:
    """The decoded page and its line starts."""

    def __init__(self, text: str, has_columns: bool = True) -> None:
        self.text = text
        self._has_columns = has_columns

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))[:-1]

    def position(self, span: Span) -> Position:
        line, column = self._line_column(span.start)
        end_line, end_column = self._line_column(span.end)
        return Position(line, column, end_line, end_column)

    def _line_column(self, offset: int) -> tuple[int, int | None]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1 if self._has_columns else None
