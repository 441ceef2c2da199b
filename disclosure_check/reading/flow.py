"""The page's text in reading order: what the walk over the tree leaves behind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from disclosure_check.model import Span
from disclosure_check.reading.parts import Block, Group, Place
from disclosure_check.reading.source import SourceText
from disclosure_check.reading.text import CJK, WORD, count_words
from disclosure_check.reading.textplace import source_place
from disclosure_check.reading.tree import Tree

_LONG_BLOCK = 2000  # characters


@dataclass(frozen=True, slots=True)
class Flow:
    """Text with "\\n" between blocks and "\\v" for a line break inside one; hidden blocks are in it too."""

    text: str
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    places: dict[int, Place]  # by link index
    ad_slots: tuple[int, ...]  # offsets in `text` where an ad slot stands
    runs: tuple[tuple[int, Any], ...]  # (offset in text, text node or element), ascending
    words: int
    tree: Tree = field(repr=False)
    source: SourceText = field(repr=False)
    _words_of: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict, repr=False)

    def block_at(self, offset: int) -> int:
        return max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)

    def words_before(self, offset: int) -> int:
        """Return how many words a reader has read on reaching this place."""
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
                for pattern in (WORD, CJK)
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
        first = self._source(start)
        last = self._source(max(start, end - 1))
        return Span(first.start, max(first.end, last.end))

    def _source(self, offset: int) -> Span:
        begin, node = self._run_at(offset)
        return source_place(self.tree, self.source.text, node, offset - begin) if node is not None else Span(0, 1)

    def _run_at(self, offset: int) -> tuple[int, Any]:
        at = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        return self.runs[at] if at >= 0 else (0, None)
