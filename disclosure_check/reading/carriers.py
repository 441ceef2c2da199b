"""Every way out of a page that a reader can take: links, areas, forms, frames and script buttons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

from disclosure_check.late import late
from disclosure_check.reading.parts import Link
from disclosure_check.reading.tree import Tree, attribute

_DATA = ("data-href", "data-url", "data-link", "data-target-url", "data-deeplink", "data-redirect")
_ADDRESSES = (*_DATA, "formaction")
WITHHELD_IN = ("data-src-cmplz", "data-cmplz-src", "data-cookieblock-src", "data-consent-src", "data-usercentrics-src")
# Borlabs Cookie keeps a widget's markup in Base64: in an attribute (3), or in a script that is none (2)
ENCODED_IN = "data-borlabs-cookie-content"
_ENCODED = ".borlabs-hide"
_BEARING = ("onclick", *_ADDRESSES, ENCODED_IN)
# one look at every element answers for all of them; each more that is asked for costs a twentieth of that
_ASKED_FOR = ", ".join(
    ["a", "area[href]", "form[action]", "iframe", "script[type='text/template']", *(f"[{name}]" for name in _BEARING)]
)
# window.open('…'), location.href = "…", location.assign(`…`): the quoted target of a hand-made button
_HANDLER = late(
    r"""(?:open|assign|replace|href|location)\s*[(=]\s*(?:this\.href\s*=\s*)?["'`]([^"'`\s]{4,2000})["'`]"""
)
_AS_IT_IS = re.compile(r"[A-Za-z0-9_.~-]*").fullmatch  # which no query writes otherwise
_NO_ADDRESS = "#jJ"  # of a place on the page, or maybe of a script
_new: Any = tuple.__new__  # a third of what making a named tuple costs otherwise
_Way = str | tuple[str, str, str]  # a plain link's address; else href, target and carrier


class WaysOut(NamedTuple):
    """All that leads out of a page, in document order: most pages need no more of their links than the addresses."""

    elements: Sequence[Any]
    ways: list[_Way]
    withheld: Sequence[Any]  # where a consent tool may hold one back

    def links(self) -> list[Link]:
        """Return the ways out as links, one for each start tag."""
        return [
            _new(Link, (number, way, way, "a", element) if way.__class__ is str else (number, *way, element))
            for number, (element, way) in enumerate(zip(self.elements, self.ways, strict=True))
        ]

    def hrefs(self) -> list[str]:
        return [way if isinstance(way, str) else way[0] for way in self.ways]

    def targets(self) -> list[str]:
        """Return the different addresses to judge: a page links its products more than once."""
        return list(dict.fromkeys([way if isinstance(way, str) else way[1] for way in self.ways]))


def read_ways_out(tree: Tree) -> WaysOut:
    """Return the page's ways out, and the placeholders of those that a consent tool may hold back."""
    elements = tree.select(_ASKED_FOR)
    ways: list[_Way | None] = [
        href if (href := element.attr("href")) and href[0] not in _NO_ADDRESS and element.tag == "a" else None
        for element in elements
    ]
    others = {number: elements[number] for number, way in enumerate(ways) if way is None}  # few
    for number, element in others.items():
        ways[number] = _way_out(element, element.tag)
    _add_hidden_inputs(tree, ways, {element: number for number, element in others.items() if element.tag == "form"})
    withheld = [element for element in others.values() if _may_hold_back(tree, element)]
    return WaysOut(list(compress(elements, ways)), list(filter(None, ways)), withheld)


def _may_hold_back(tree: Tree, element: Any) -> bool:
    if element.tag == "iframe" or element.attr(ENCODED_IN) is not None:
        return True
    return element.tag == "script" and tree.nearest(element, _ENCODED) is not None


def _way_out(element: Any, tag: str) -> tuple[str, str, str] | None:
    if tag == "a" or tag == "area":
        href = element.attr("href") or element.attr("xlink:href")
        return (href, href, tag) if href and href[0] not in _NO_ADDRESS else _scripted(element, href or "")
    if tag == "form" or tag == "iframe":
        target = attribute(element, "action" if tag == "form" else "src")
        return (target, target, tag) if target else None
    return _scripted(element, "")


def _scripted(element: Any, href: str) -> tuple[str, str, str] | None:
    """Return the target of an element that only script or a data attribute makes a link; `#` links stay links."""
    for name in _ADDRESSES:
        value = element.attr(name)
        if value and value.startswith(("/", "http:", "https:")):
            return value, value, name
    handler = element.attr("onclick")
    match = _HANDLER.search(handler) if handler else None
    if match:
        return handler, match[1], "onclick"
    if match := _HANDLER.search(href) if href[:11].lower() == "javascript:" else None:
        return href, match[1], "a"
    return (href, href, "a") if href else None


def _add_hidden_inputs(tree: Tree, ways: list[_Way | None], forms: Mapping[Any, int]) -> None:
    """Give forms the addresses they lead to: a shop's cart form carries the partner id in a hidden input."""
    fields: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    for element in tree.select("input[type=hidden i]") if forms else ():
        for form in _forms_around(tree, element):
            fields[form].append((attribute(element, "name"), attribute(element, "value")))
    for form, number in forms.items():
        way = ways[number]
        if form in fields and way is not None:
            href = way[0]
            ways[number] = href, f"{href}{'&' if '?' in href else '?'}{_query(fields[form])}", "form"


def _query(fields: Sequence[tuple[str, str]]) -> str:
    """Return what a browser asks for beside the form's address."""
    if _AS_IT_IS("".join(map("".join, fields))):
        return "&".join(map("=".join, fields))
    from urllib.parse import urlencode  # slow to import, and slow

    return urlencode(fields)


def _forms_around(tree: Tree, element: Any) -> Iterator[Any]:
    """Yield the forms that an element stands in: what a template holds stands in none."""
    around = tree.nearest(element, "form, template")
    while around is not None and around.tag == "form":
        yield around
        around = tree.nearest(around.parent, "form, template")
