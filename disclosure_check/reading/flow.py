"""The page's text in reading order: what the walk over the tree leaves behind.

Text and blocks are there at once; where in a block its links and runs stand is laid out when somebody asks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from disclosure_check.model import Span
from disclosure_check.reading.buffer import SLOT, LaidOutBlocks
from disclosure_check.reading.parts import Block, Group
from disclosure_check.reading.places import Places
from disclosure_check.reading.source import SourceText
from disclosure_check.reading.text import WORD, cjk, count_words
from disclosure_check.reading.textplace import source_place
from disclosure_check.reading.tree import Tree

_LONG_BLOCK = 2000  # characters


class Flow:
    """Text with "\\n" between blocks and "\\v" for a line break inside one; hidden blocks are in it too."""

    def __init__(
        self, text: str, blocks: Sequence[Block], laid: LaidOutBlocks, groups: Sequence[Sequence[Any]], places: Places,
        words: int, tree: Tree, source: SourceText,
    ) -> None:  # fmt: skip
        self.text, self.blocks, self.words = text, blocks, words
        self.places = places
        self._laid, self._groups = laid, groups
        self._tree, self._source = tree, source
        self._words_at: dict[int, int] = {}
        self._words_of: dict[int, tuple[list[int], list[int]]] = {}

    @cached_property
    def groups(self) -> Sequence[Group]:
        return [Group._make(group) for group in self._groups]

    @cached_property
    def ad_slots(self) -> Sequence[int]:
        """Return the offsets in `text` where an ad slot stands, ascending."""
        return sorted(
            self.blocks[number].start + at
            for number in self._laid.with_slots()
            for event, _, at in self._laid[number].events
            if event == SLOT
        )

    def block_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def runs_in(self, number: int) -> list[tuple[int, Any]]:
        """Return a block's runs: (offset in text, text node or element), ascending."""
        base = self.blocks[number].start
        return [(base + at, node) for at, node in self._laid[number].runs]

    def is_one_run(self, number: int) -> bool:
        return self._laid.is_one_run(number)

    def words_before(self, offset: int) -> int:
        """Return how many words a reader has read on reaching this place; every link asks for every notice's."""
        if offset not in self._words_at:
            self._words_at[offset] = self._count_words_before(offset)
        return self._words_at[offset]

    def _count_words_before(self, offset: int) -> int:
        block = self.blocks[self.block_at(offset)]
        if block.hidden:
            return block.words_before
        if block.end - block.start <= _LONG_BLOCK:
            return block.words_before + count_words(self.text[block.start : offset])
        words, halves = self._places_of_words(block)
        return block.words_before + bisect_left(words, offset) + bisect_left(halves, offset) // 2

    def _places_of_words(self, block: Block) -> tuple[list[int], list[int]]:
        """Return where the words and the ideographs of a long block begin; thousands of links may ask."""
        if block.start not in self._words_of:
            found = [
                [match.start() for match in pattern.finditer(self.text, block.start, block.end)]
                for pattern in (WORD, cjk())
            ]
            self._words_of[block.start] = (found[0], found[1])
        return self._words_of[block.start]

    def element_at(self, offset: int) -> Any:
        """Return the innermost element around this place."""
        node = self._run_at(offset)[1]
        if node is None or hasattr(node, "attr"):
            return node
        return node.parent

    def source_span(self, start: int, end: int) -> Span:
        """Return where a stretch of the text stands in the source."""
        first = self._place_in_source(start)
        last = self._place_in_source(max(start, end - 1))
        return Span(first.start, max(first.end, last.end))

    def _place_in_source(self, offset: int) -> Span:
        begin, node = self._run_at(offset)
        return source_place(self._tree, self._source.text, node, offset - begin) if node is not None else Span(0, 1)

    def _run_at(self, offset: int) -> tuple[int, Any]:
        for number in range(self.block_at(offset) if self.blocks else -1, -1, -1):
            runs = self.runs_in(number)
            at = bisect_right(runs, offset, key=lambda run: run[0]) - 1
            if at >= 0:
                return runs[at]
        return (0, None)


class RunStarts:
    """The offsets at which a text node or a generated text begins."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def __contains__(self, offset: object) -> bool:
        if not isinstance(offset, int) or not self._flow.blocks:
            return False
        number = self._flow.block_at(offset)
        if offset != self._flow.blocks[number].start and self._flow.is_one_run(number):
            return False
        return any(start == offset for start, _ in self._flow.runs_in(number))
