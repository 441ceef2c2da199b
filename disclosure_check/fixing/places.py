"""Where in a page's source a notice can stand: ahead of a whole block, in an element that may hold blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure_check.model import PartnerLink, Position
    from disclosure_check.reading.page import Page
    from disclosure_check.reading.tree import Element

_BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav"
    " ol p pre section table ul".split()
)
_HOLDS_BLOCKS = frozenset("article body div form main section".split())
# what a notice inside would belong to a part of: a list's entry, a table's cell, a folded box
_PARTS = frozenset("a button details dl fieldset figure label ol select summary table ul".split())


def block_starts(page: Page, element: Element) -> Iterator[int]:
    """Yield where the blocks around an element begin, the best place first: outside of lists, tables and boxes."""
    around = list(_around(element))
    outermost = max((number for number, each in enumerate(around) if each.tag in _PARTS), default=0)
    for first in dict.fromkeys((outermost, 0)):
        block = next((each for each in around[first:] if _can_follow_a_notice(each)), None)
        place = page.tree.start_tag(block) if block is not None else None
        if place is not None:
            yield place.start


def element_of(page: Page, link: PartnerLink) -> Any:
    """Return the element of a partner link; None for one that the parser made."""
    return next((each.element for each in page.links if page.tree.position(each.element) == link.position), None)


def offset_of(page: Page, position: Position) -> int:
    """Return the offset of a line and column."""
    text, at = page.source.text, 0
    for _ in range(position.line - 1):
        at = text.index("\n", at) + 1
    return at + (position.column or 1) - 1


def indent_at(text: str, offset: int) -> str | None:
    """Return the white space ahead of an offset on its line; None where other text stands there."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line if not line.strip() else None


def _around(element: Any) -> Iterator[Any]:
    while element is not None and hasattr(element, "attr"):
        yield element
        element = element.parent


def _can_follow_a_notice(element: Any) -> bool:
    return element.tag in _BLOCKS and getattr(element.parent, "tag", "") in _HOLDS_BLOCKS
