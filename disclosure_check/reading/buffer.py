"""A block of text in the making."""

from __future__ import annotations

from typing import Any

from disclosure_check.reading.text import LINE_BREAK, clean


class Buffer:
    """A block in the making; offsets are relative until it is flushed."""

    __slots__ = ("ends", "length", "parts", "runs", "slots", "spaced", "starts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spaced = True
        self.runs: list[tuple[int, Any]] = []
        self.starts: list[tuple[int, int]] = []
        self.ends: list[tuple[int, int]] = []
        self.slots: list[int] = []

    def is_empty(self) -> bool:
        return not (self.parts or self.starts or self.slots or self.ends)

    def append(self, data: str, node: Any) -> None:
        if self.spaced and data.isspace():
            return
        piece = clean(data)
        skipped = 0
        if self.spaced and piece[:1] == " ":
            skipped, piece = 1, piece[1:]
        if not piece:
            return
        # the run begins where the whole cleaned text would: mapping back counts from there
        self.runs.append((self.length - skipped, node))
        self.parts.append(piece)
        self.length += len(piece)
        self.spaced = piece[-1] == " "

    def break_line(self) -> None:
        self.parts.append(LINE_BREAK)
        self.length += 1
        self.spaced = True
