"""The decoded source of a page, and lines and columns in it."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

from disclosure_check.model import Position, Span

_CHUNK = 4096  # characters: line breaks are counted once for each, and within one only where a place is asked for


class SourceText:
    """The decoded page and its line starts."""

    def __init__(self, text: str, has_columns: bool = True) -> None:
        self.text = text
        self._has_columns = has_columns

    @cached_property
    def _lines_ahead(self) -> list[int]:
        """Return the number of line breaks ahead of each chunk."""
        text = self.text
        counts = (text.count("\n", start, start + _CHUNK) for start in range(0, len(text), _CHUNK))
        return list(accumulate(counts, initial=0))

    def position(self, span: Span) -> Position:
        line, column = self._line_column(span.start)
        end_line, end_column = self._line_column(span.end)
        return Position(line, column, end_line, end_column)

    def _line_column(self, offset: int) -> tuple[int, int | None]:
        chunk = min(offset // _CHUNK, len(self._lines_ahead) - 1)
        line = self._lines_ahead[chunk] + self.text.count("\n", chunk * _CHUNK, offset) + 1
        return line, offset - self.text.rfind("\n", 0, offset) if self._has_columns else None
