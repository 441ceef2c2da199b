"""The decoded source of a page, and lines and columns in it."""

from __future__ import annotations

from disclosure_check.model import Position, Span

_CHUNK = 4096  # characters: line breaks are counted once for each, and within one only where a place is asked for


class SourceText:
    """The decoded page; its lines are counted as far as somebody asks."""

    def __init__(self, text: str, has_columns: bool = True) -> None:
        self.text = text
        self._has_columns = has_columns
        self._lines_ahead = [0]  # of each chunk: the line breaks ahead of it

    def position(self, span: Span) -> Position:
        line = self._line(span.start)
        end_line = line + self.text.count("\n", span.start, span.end)
        return Position(line, self._column(span.start), end_line, self._column(span.end))

    def _line(self, offset: int) -> int:
        ahead, text = self._lines_ahead, self.text
        chunk = offset // _CHUNK
        for number in range(len(ahead) - 1, chunk):
            ahead.append(ahead[-1] + text.count("\n", number * _CHUNK, (number + 1) * _CHUNK))
        return ahead[chunk] + text.count("\n", chunk * _CHUNK, offset) + 1

    def _column(self, offset: int) -> int | None:
        return offset - self.text.rfind("\n", 0, offset) if self._has_columns else None
