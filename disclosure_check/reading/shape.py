"""What kind each element is to a reader: it runs on in its line, is a block, or is passed over."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure_check.reading.parts import Link
    from disclosure_check.reading.tree import Tree

SKIPPED = frozenset(
    "head script style title textarea select iframe object embed canvas audio video datalist annotation annotation-xml"
    " meta link base source track param col colgroup frame frameset noframes noembed rp".split()
)
INLINE = frozenset(
    "a abbr acronym area b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark meter"
    " nobr output picture progress q rt ruby s samp small span strike strong sub sup svg text time tspan tt u var"
    " wbr math mi mn mo ms mtext mrow mstyle mpadded semantics mfrac msqrt mroot msub msup msubsup munder mover"
    " munderover".split()
)
GROUPS = frozenset("ul ol dl table section article figure aside li tr nav header footer main div".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CAREFUL, NOTHING = -1, -2  # kinds of elements: to be looked at closely, to be passed over
_BY_TAG: dict[str, int] = {"br": CAREFUL, "sup": CAREFUL, "template": CAREFUL, **dict.fromkeys(SKIPPED, NOTHING)}
_RUNS_ON = INLINE - _BY_TAG.keys()


class Shape:
    """The elements of a page that do not simply run on in their line.

    `kinds` tells a plain block's tag, a plain link's index, or how to read what is neither. `boxes` hold a block, or
    something that deserves care: every other block is read as one text.
    """

    def __init__(self, tree: Tree, links: Iterable[Link], careful: Iterable[Any]) -> None:
        careful = [element for element in careful if element is not None]
        self.kinds: dict[Any, str | int] = {
            element: _BY_TAG.get(tag, tag) for element in tree.select("*") if (tag := element.tag) not in _RUNS_ON
        }
        self.boxes = _around(self.kinds, (*self.kinds, *careful))
        self.links_below: Mapping[Any, list[tuple[int, Any]]] = _links_below(self.kinds, links)
        self.kinds.update((link.element, link.index if link.carrier == "a" else CAREFUL) for link in links)
        self.kinds.update(dict.fromkeys(careful, CAREFUL))


def _around(kinds: Container[Any], elements: Iterable[Any]) -> set[Any]:
    """Return every element around one of these; what has a kind is itself one of them, what runs on is climbed from."""
    found = {element.parent for element in elements}
    for around in [around for around in found if around is not None and around not in kinds]:
        while (around := around.parent) is not None and around not in found:
            found.add(around)
    return found


def _links_below(kinds: Container[Any], links: Iterable[Link]) -> dict[Any, list[tuple[int, Any]]]:
    """Return the links that stand in each block element, with no other block between."""
    below: dict[Any, list[tuple[int, Any]]] = {}
    for link in links:
        around = link.element
        while around is not None and around not in kinds:
            around = around.parent
        below.setdefault(around, []).append((link.index, link.element))
    return below
