"""Where the links of a page stand in its text, block by block."""

from __future__ import annotations

from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Place


class LinkPlaces:
    """The places of a page's `a` links."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def of(self, block: int) -> list[Place]:
        page, places = self._page, self._page.flow.places
        return [places[link] for link in places.links_in(block) if page.links[link].carrier == "a"]

    def fill(self, number: int) -> bool:
        """Tell whether a block is one link from end to end: a menu item, a teaser, a policy's address."""
        block = self._page.flow.blocks[number]
        return any(place.start <= block.start and place.end >= block.end > block.start for place in self.of(number))
