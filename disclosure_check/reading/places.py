"""Where links stand in the flow: the block at once, the offsets when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from disclosure_check.reading.buffer import ENDS, STARTS, LaidOutBlocks
from disclosure_check.reading.parts import Block, Place

_FEW = 8  # in so many a look at each is as fast as a dictionary, which a page of links has no room for


class Places:
    """Places by link index; a link in no text (one in a `<noframes>`) has none."""

    def __init__(
        self,
        blocks: Sequence[Block],
        laid: LaidOutBlocks,
        block_of: Mapping[int, int],
        ends: Mapping[int, tuple[int, int]],
    ) -> None:
        self.block_of = block_of  # by link: the block it starts in
        self._blocks, self._laid, self._ends = blocks, laid, ends
        self._known: dict[int, Place] = {}
        self._offsets: dict[int, dict[tuple[int, int], int]] = {}

    def __getitem__(self, link: int) -> Place:
        if link not in self._known:
            self._known[link] = self._place(link)
        return self._known[link]

    def get(self, link: int) -> Place | None:
        return self[link] if link in self.block_of else None

    def links_in(self, block: int) -> Sequence[int]:
        """Return the links that start in a block."""
        return self._links_by_block.get(block, ())

    @cached_property
    def _links_by_block(self) -> dict[int, list[int]]:
        links: dict[int, list[int]] = {}
        for link in sorted(self.block_of):
            links.setdefault(self.block_of[link], []).append(link)
        return links

    def _place(self, link: int) -> Place:
        number = self.block_of[link]
        start = self._offset(number, STARTS, link, 0)
        last, behind = self._ends.get(link, (number, start))  # a block that held nothing was not kept
        return Place(number, start, max(start, self._offset(last, ENDS, link, behind)))

    def _offset(self, number: int, wanted: int, link: int, default: int) -> int:
        if number >= len(self._blocks):
            return default
        events = self._laid[number].events
        if len(events) > _FEW:
            at = self._offsets_in(number).get((wanted, link))
        else:
            at = next((at for event, each, at in events if event == wanted and each == link), None)
        return default if at is None else self._blocks[number].start + at

    def _offsets_in(self, number: int) -> dict[tuple[int, int], int]:
        """Return where in a block each link starts and ends; thousands of links in one block may ask."""
        if number not in self._offsets:
            events = self._laid[number].events
            self._offsets[number] = {(event, link): at for event, link, at in reversed(events)}
        return self._offsets[number]
