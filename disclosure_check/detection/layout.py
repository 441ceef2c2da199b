"""Questions about the blocks of a page that many links ask: each is counted once and answered at once."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from disclosure_check.model import Region
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.parts import Block

PROSE_WORDS = 15  # a block this long is text, not a kicker, byline or caption


class Layout:
    """The blocks of one page, visible text and headings counted."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._texts = [0, *accumulate(is_text(each) for each in flow.blocks)]
        self._headings = [0, *accumulate(is_text(each) and each.heading > 0 for each in flow.blocks)]
        self._text_blocks = [number for number, each in enumerate(flow.blocks) if is_text(each)]
        self.articles = len({block.article for block in flow.blocks if block.article})
        self.linked_blocks = set(flow.places.block_of.values())
        self.first_prose = _first_prose(flow)
        content = (n for n in self._text_blocks if flow.blocks[n].region is Region.CONTENT)
        self.first_text = next(content, 0)

    def text_between(self, low: int, high: int) -> bool:
        """Tell whether visible text stands between two blocks."""
        return self._texts[high] > self._texts[low + 1]

    def heading_between(self, low: int, high: int) -> bool:
        """Tell whether a visible heading stands between two blocks."""
        return self._headings[high] > self._headings[low + 1]

    def texts_around(self, number: int, reach: int) -> list[Block]:
        """Return the nearest blocks of visible text on both sides of a block."""
        at = bisect_left(self._text_blocks, number)
        behind = at + 1 if at < len(self._text_blocks) and self._text_blocks[at] == number else at
        around = [*self._text_blocks[max(0, at - reach) : at], *self._text_blocks[behind : behind + reach]]
        return [self.flow.blocks[each] for each in around]

    def end_of_next_text(self, number: int) -> int:
        """Return where the first visible text behind a block ends."""
        at = bisect_left(self._text_blocks, number + 1)
        return self.flow.blocks[self._text_blocks[at]].end if at < len(self._text_blocks) else len(self.flow.text)

    def common_group(self, first: int, second: int) -> int:
        """Return the innermost group around two blocks; 0 is the page."""
        groups = self.flow.groups
        one, other = self.flow.blocks[first].group, self.flow.blocks[second].group
        above = set()
        while one:
            above.add(one)
            one = groups[one].parent
        while other and other not in above:
            other = groups[other].parent
        return other

    def words_in(self, group: int) -> int:
        """Return about how many words a reader reads in a group, its last block not counted."""
        blocks, each = self.flow.blocks, self.flow.groups[group]
        return blocks[each.last].words_before - blocks[each.first].words_before


def is_text(block: Block) -> bool:
    return block.end > block.start and not block.hidden


def _first_prose(flow: Flow) -> dict[int, int]:
    """Return the first block of running text of each article, and of the whole content under 0."""
    first: dict[int, int] = {}
    for number, block in enumerate(flow.blocks):
        if block.region is not Region.CONTENT or block.hidden or block.heading or block.detached:
            continue
        if len(flow.text[block.start : block.end].split()) >= PROSE_WORDS:
            first.setdefault(block.article, number)
            first.setdefault(0, number)
    return first
