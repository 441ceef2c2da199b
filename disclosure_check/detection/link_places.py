"""Where the links of a page stand in its text, block by block; gathered when the first of them is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Place


class LinkPlaces:
    """The places of a page's `a` links."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def of(self, block: int) -> Sequence[Place]:
        return self._by_block.get(block, ())

    def fill(self, number: int) -> bool:
        """Tell whether a block is one link from end to end: a menu item, a teaser, a policy's address."""
        block = self._page.flow.blocks[number]
        return any(place.start <= block.start and place.end >= block.end > block.start for place in self.of(number))

    @cached_property
    def _by_block(self) -> dict[int, list[Place]]:
        places = self._page.flow.places
        found: defaultdict[int, list[Place]] = defaultdict(list)
        for link in self._page.links:
            place = places.get(link.index)
            if place is not None and link.carrier == "a":
                found[place.block].append(place)
        return dict(found)
