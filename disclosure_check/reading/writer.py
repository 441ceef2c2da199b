"""The blocks of a page as they are written: the walk over the tree says what, this says where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_check.reading.buffer import ENDS, STARTS, Buffer, LaidOutBlocks
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.parts import Block
from disclosure_check.reading.places import Places

if TYPE_CHECKING:
    from disclosure_check.reading.source import SourceText
    from disclosure_check.reading.standing import Standing
    from disclosure_check.reading.tree import Tree

_new: Any = tuple.__new__  # a third of what making a named tuple costs otherwise


class Writer:
    """Blocks, groups and places of links so far, and the block in the making."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.buffer = Buffer()
        self.texts: list[str] = []
        self.length = self.words = 0
        self.blocks: list[Block] = []
        self.buffers: list[Any] = []  # of each block: its runs, or the element that holds nothing else
        self.groups: list[list[Any]] = [["page", 0, 0, 0, None]]
        self.starts: dict[int, int] = {}  # by link: the block it starts in
        self.ends: dict[int, tuple[int, int]] = {}  # by link: the block it ends in, or behind which, and its offset
        self.group = self.heading = 0

    def flush(self) -> None:
        """Close the block in the making; one without text is kept where a link or an ad slot stands in it."""
        buffer = self.buffer
        text, words = buffer.text() if buffer.parts else ("", 0)
        kept = text != ""
        for event, link, _ in buffer.events:
            if event == ENDS:
                self.ends[link] = len(self.blocks), self.length
            else:
                kept = True
            if event == STARTS:
                self.starts[link] = len(self.blocks)
        if kept:
            self.keep(text, words, buffer, self.heading)
        self.buffer = Buffer()

    def keep(self, text: str, words: int, buffer: Buffer | Any, heading: int) -> None:
        standing = self.standing
        end = self.length + len(text)
        self.blocks.append(_new(Block, (self.length, end, *standing.here, heading, self.group, self.words)))
        self.buffers.append(buffer)
        self.texts.append(text)
        self.length = end + 1
        if not standing.hidden:
            self.words += words

    def open_group(self, element: Any, tag: str) -> int:
        number, first = len(self.groups), len(self.blocks)
        self.groups.append([tag, self.group, first, first, element])
        self.group = number
        return number

    def finish(self, tree: Tree, source: SourceText) -> Flow:
        laid = LaidOutBlocks(self.buffers)
        places = Places(self.blocks, laid, self.starts, self.ends)
        return Flow("\n".join(self.texts), self.blocks, laid, self.groups, places, self.words, tree, source)
