"""The page's text in reading order: what the walk over the tree leaves behind."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from disclosure_check.model import Span
from disclosure_check.reading.textplace import source_place

if TYPE_CHECKING:
    from disclosure_check.reading.page import Block, Group, Page, Place

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u034f\u180e]")
# full-width and mathematical letters that stand in for plain ones: one code point each way
_FANCY = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\S+")
_LONG_BLOCK = 2000  # characters
LINE_BREAK = "\v"


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
    written: tuple[Span, ...]  # what the page's CSS writes
    page: Page = field(repr=False)
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
                for pattern in (_WORD, _CJK)
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
        return source_place(self.page, node, offset - begin) if node is not None else Span(0, 1)

    def _run_at(self, offset: int) -> tuple[int, Any]:
        at = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        return self.runs[at] if at >= 0 else (0, None)


def clean(data: str) -> str:
    """Return text as a reader sees it: white space folded, invisible characters gone, look-alike letters plain."""
    if not data.isascii():
        data = _INVISIBLE.sub("", data)
        if not unicodedata.is_normalized("NFC", data):
            data = unicodedata.normalize("NFC", data)
        data = _FANCY.sub(lambda match: unicodedata.normalize("NFKC", match[0]), data)
    words = data.split()
    if not words:
        return " " if data else ""
    return f"{' ' if data[0].isspace() else ''}{' '.join(words)}{' ' if data[-1].isspace() else ''}"


def count_words(text: str) -> int:
    """Return the number of words; two characters of Chinese, Japanese or Korean count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(_CJK.findall(text)) // 2
