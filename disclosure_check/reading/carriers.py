"""Every way out of a page that a reader can take: links, areas, forms, frames and script buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from disclosure_check.reading.parts import Link
from disclosure_check.reading.tree import Tree, attribute

_DATA = ("data-href", "data-url", "data-link", "data-target-url", "data-deeplink", "data-redirect")
_WAYS_OUT = ", ".join(
    ["a", "area[href]", "form[action]", "iframe[src]", "[onclick]", "[formaction]", *(f"[{name}]" for name in _DATA)]
)
# window.open('…'), location.href = "…", location.assign(`…`): the quoted target of a hand-made button
_HANDLER = re.compile(
    r"""(?:open|assign|replace|href|location)\s*[(=]\s*(?:this\.href\s*=\s*)?["'`]([^"'`\s]{4,2000})["'`]"""
)


def read_links(tree: Tree) -> tuple[Link, ...]:
    """Return the page's links in document order, one for each start tag."""
    links: list[Link] = []
    for element in tree.select(_WAYS_OUT):
        href = element.attr("href") if element.tag == "a" else None
        if href and href[0] != "#":  # nearly all: not worth a generator
            links.append(Link(len(links), href, href, "a", element))
            continue
        for href, target, carrier in _ways_out(element):
            links.append(Link(len(links), href, target, carrier, element))
    return tuple(links)


def _ways_out(element: Any) -> Iterator[tuple[str, str, str]]:
    tag = element.tag
    if tag == "a" or tag == "area":
        href = element.attr("href") or element.attr("xlink:href")
        if href and href[0] != "#":
            yield href, href, tag
            return
        yield from _scripted(element, href or "")
    elif tag == "form":
        action = attribute(element, "action")
        if action:
            yield action, _with_hidden_inputs(element, action), "form"
    elif tag == "iframe":
        src = attribute(element, "src")
        if src:
            yield src, src, "iframe"
    else:
        yield from _scripted(element, "")


def _scripted(element: Any, href: str) -> Iterator[tuple[str, str, str]]:
    """Yield the target of an element that only script or a data attribute makes a link; `#` links stay links."""
    for name in (*_DATA, "formaction"):
        value = attribute(element, name)
        if _looks_like_a_target(value):
            yield value, value, name
            return
    handler = attribute(element, "onclick")
    match = _HANDLER.search(handler) if handler else None
    if match:
        yield handler, match[1], "onclick"
    elif href:
        yield href, href, "a"


def _looks_like_a_target(value: str) -> bool:
    return value.startswith(("/", "http:", "https:", "//"))


def _with_hidden_inputs(form: Any, action: str) -> str:
    """Return the address a form leads to: a shop's cart form carries the partner id in a hidden input."""
    fields = [
        (attribute(element, "name"), attribute(element, "value"))
        for element in _descendants(form)
        if element.tag == "input" and attribute(element, "type").lower() == "hidden"
    ]
    if not fields:
        return action
    return f"{action}{'&' if '?' in action else '?'}{urlencode(fields)}"


def _descendants(element: Any) -> Iterator[Any]:
    for child in element.children:
        if hasattr(child, "attr"):
            yield child
            yield from _descendants(child)
