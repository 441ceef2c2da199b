"""Every way out of a page that a reader can take: links, areas, forms, frames and script buttons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from disclosure_check.reading.parts import Link
from disclosure_check.reading.tree import Tree, attribute

_DATA = ("data-href", "data-url", "data-link", "data-target-url", "data-deeplink", "data-redirect")
_ADDRESSES = (*_DATA, "formaction")
_WAYS_OUT = ", ".join(
    ["a", "area[href]", "form[action]", "iframe[src]", "[onclick]", *(f"[{name}]" for name in _ADDRESSES)]
)
# window.open('…'), location.href = "…", location.assign(`…`): the quoted target of a hand-made button
_HANDLER = re.compile(
    r"""(?:open|assign|replace|href|location)\s*[(=]\s*(?:this\.href\s*=\s*)?["'`]([^"'`\s]{4,2000})["'`]"""
)
_NO_ADDRESS = "#jJ"  # of a place on the page, or maybe of a script
_new: Any = tuple.__new__  # a third of what making a named tuple costs otherwise


def read_links(tree: Tree) -> list[Link]:
    """Return the page's ways out in document order, one for each start tag."""
    links: list[Link] = []
    for element in tree.select(_WAYS_OUT):
        href = element.attr("href")
        if href and href[0] not in _NO_ADDRESS and element.tag == "a":  # nearly all: not worth a call
            links.append(_new(Link, (len(links), href, href, "a", element)))
        elif way := _way_out(element, element.tag):
            links.append(_new(Link, (len(links), *way, element)))
    _add_hidden_inputs(tree, links)
    return links


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


def _add_hidden_inputs(tree: Tree, links: list[Link]) -> None:
    """Give forms the addresses they lead to: a shop's cart form carries the partner id in a hidden input."""
    forms = {link.element: link for link in links if link.carrier == "form"}
    fields: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    for element in tree.select("input[type=hidden i]") if forms else ():
        for form in _forms_around(tree, element):
            fields[form].append((attribute(element, "name"), attribute(element, "value")))
    if fields:
        from urllib.parse import urlencode  # slow to import, and few pages need it
    for form in fields.keys() & forms:
        link = forms[form]
        query = urlencode(fields[form])
        links[link.index] = link._replace(target=f"{link.href}{'&' if '?' in link.href else '?'}{query}")


def _forms_around(tree: Tree, element: Any) -> Iterator[Any]:
    """Yield the forms that an element stands in: what a template holds stands in none."""
    around = tree.nearest(element, "form, template")
    while around is not None and around.tag == "form":
        yield around
        around = tree.nearest(around.parent, "form, template")
