"""A block of text in the making, and where its runs and links stand once somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from disclosure_check.reading.text import LINE_BREAK, clean, count_words, fold

STARTS, ENDS, SLOT = range(3)  # what may happen between two runs of text
_MOST_KEPT = 4096  # blocks laid out at a time: who asks goes through the page from its begin, a block or two at once


class LaidOut(NamedTuple):
    """A block laid out; offsets count from its begin."""

    text: str
    runs: list[tuple[int, Any]]  # (offset, text node or element)
    events: list[tuple[int, int, int]]  # (what happens, its link, offset)


class Buffer:
    """The raw runs of a block: most blocks are only ever read as one text."""

    __slots__ = ("events", "is_broken", "nodes", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.nodes: list[Any] = []  # where each part comes from; None for a line break
        self.events: list[tuple[int, int, int]] = []  # (what happens, its link, ahead of which part)
        self.is_broken = False

    def append(self, data: str, node: Any) -> None:
        self.parts.append(data)
        self.nodes.append(node)

    def note(self, event: int, link: int = -1) -> None:
        self.events.append((event, link, len(self.parts)))

    def break_line(self) -> bool:
        """Break the line where there is one; tell whether it is the second break in a row, which ends a paragraph."""
        for part, node in zip(reversed(self.parts), reversed(self.nodes), strict=True):
            if node is None:
                return True
            if clean(part).strip():
                self.append(LINE_BREAK, None)
                self.is_broken = True
                return False
        return False

    def text(self) -> tuple[str, int]:
        """Return the text as a reader sees it, and its words."""
        folded = None if self.is_broken else fold("".join(self.parts))
        if folded is None:
            text = self.laid_out().text
            return text, count_words(text)
        return folded

    def laid_out(self) -> LaidOut:
        """Return the text with the offset of every run and event in it."""
        written: list[str] = []
        runs: list[tuple[int, Any]] = []
        offsets: list[int] = []
        length, spaced = 0, True
        for part, node in zip(self.parts, self.nodes, strict=True):
            offsets.append(length)
            piece = LINE_BREAK if node is None else "" if spaced and part.isspace() else clean(part)
            skipped = 1 if spaced and piece[:1] == " " else 0
            piece = piece[skipped:]
            if not piece:
                continue
            if node is not None:  # the run begins where the whole cleaned text would: mapping back counts from there
                runs.append((length - skipped, node))
            written.append(piece)
            length += len(piece)
            spaced = piece[-1] in (" ", LINE_BREAK)
        offsets.append(length)
        text = "".join(written).rstrip(" " + LINE_BREAK)
        return LaidOut(text, runs, [(event, link, min(offsets[at], len(text))) for event, link, at in self.events])


class LaidOutBlocks:
    """The blocks of a page, each laid out when first asked for."""

    def __init__(self, made_of: Sequence[Any]) -> None:
        self._made_of = made_of  # of each block: its runs, or the element that holds nothing else and its links
        self._known: dict[int, LaidOut] = {}

    def __getitem__(self, number: int) -> LaidOut:
        if number not in self._known:
            made_of = self._made_of[number]
            if len(self._known) == _MOST_KEPT:
                self._known.clear()
            buffer = made_of if isinstance(made_of, Buffer) else read_inline(*made_of)
            self._known[number] = buffer.laid_out()
        return self._known[number]

    def is_one_run(self, number: int) -> bool:
        """Tell without laying a block out whether it is a single text from end to end."""
        made_of = self._made_of[number]
        if isinstance(made_of, Buffer):
            return len(made_of.parts) < 2
        children = made_of[0].children
        return len(children) == 1 and not hasattr(children[0], "attr")

    def with_slots(self) -> list[int]:
        """Return the blocks in which an ad slot stands."""
        return [
            number
            for number, made_of in enumerate(self._made_of)
            if isinstance(made_of, Buffer) and any(event == SLOT for event, _, _ in made_of.events)
        ]


def read_inline(element: Any, links: Sequence[tuple[int, Any]]) -> Buffer:
    """Return the runs and links of a block that holds nothing but text, plain inline elements and links."""
    link_of = {element: link for link, element in links}
    buffer = Buffer()
    inside: list[Any] = [iter(element.children)]
    around: list[int | None] = [None]
    while inside:
        for child in inside[-1]:
            if hasattr(child, "attr"):
                link = link_of.get(child)
                if link is not None:
                    buffer.note(STARTS, link)
                inside.append(iter(child.children))
                around.append(link)
                break
            if child.__class__.__name__ == "Text" and (buffer.parts or not child.data.isspace()):
                buffer.append(child.data, child)
        else:
            inside.pop()
            link = around.pop()
            if link is not None:
                buffer.note(ENDS, link)
    return buffer
