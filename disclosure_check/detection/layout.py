"""Questions about the blocks of a page that many links ask: each is counted once and answered at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from disclosure_check.model import Region
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.parts import Block

PROSE_WORDS = 15  # a block this long is text, not a kicker, byline or caption


class Layout:
    """The blocks of one page."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    @cached_property
    def articles(self) -> int:
        return len({block.article for block in self.flow.blocks} - {0})

    @cached_property
    def _text_blocks(self) -> list[int]:
        blocks = enumerate(self.flow.blocks)
        return [number for number, block in blocks if block.end > block.start and not block.hidden]

    @cached_property
    def _headings(self) -> list[int]:
        headings = ((number, block) for number, block in enumerate(self.flow.blocks) if block.heading)
        return [number for number, block in headings if block.end > block.start and not block.hidden]

    @cached_property
    def linked_blocks(self) -> set[int]:
        return set(self.flow.places.block_of.values())

    @cached_property
    def first_text(self) -> int:
        """Return the first block of the content that shows text."""
        blocks = self.flow.blocks
        return next((number for number in self._text_blocks if blocks[number].region is Region.CONTENT), 0)

    @cached_property
    def first_prose(self) -> dict[int, int]:
        """Return the first block of running text of each article, and of the whole content under 0."""
        first: dict[int, int] = {}
        for number in self._text_blocks:
            block = self.flow.blocks[number]
            if block.region is not Region.CONTENT or block.heading or block.detached or block.article in first:
                continue
            if _is_prose(self.flow.text, block):
                first[block.article] = number
                first.setdefault(0, number)
        return first

    def heading_at(self, number: int) -> int | None:
        """Return the block of the heading that a reader has last seen on reading a block."""
        at = bisect_right(self._headings, number)
        return self._headings[at - 1] if at else None

    def text_between(self, low: int, high: int) -> bool:
        """Tell whether visible text stands between two blocks."""
        return bisect_left(self._text_blocks, high) > bisect_right(self._text_blocks, low)

    def heading_between(self, low: int, high: int) -> bool:
        """Tell whether a visible heading stands between two blocks."""
        return bisect_left(self._headings, high) > bisect_right(self._headings, low)

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


def _is_prose(text: str, block: Block) -> bool:
    if block.end - block.start < 2 * PROSE_WORDS - 1:  # too short for so many words
        return False
    return len(text[block.start : block.end].split()) >= PROSE_WORDS
