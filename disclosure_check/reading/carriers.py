"""Every way out of a page that a reader can take: links, areas, forms, frames and script buttons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from disclosure_check.reading.parts import Way
from disclosure_check.reading.tree import Tree, attribute

_DATA = ("data-href", "data-url", "data-link", "data-target-url", "data-deeplink", "data-redirect")
_SCRIPTED = frozenset((*_DATA, "formaction", "onclick"))
_WAYS_OUT = ", ".join(
    ["a", "area[href]", "form[action]", "iframe[src]", "[onclick]", "[formaction]", *(f"[{name}]" for name in _DATA)]
)
# window.open('…'), location.href = "…", location.assign(`…`): the quoted target of a hand-made button
_HANDLER = re.compile(
    r"""(?:open|assign|replace|href|location)\s*[(=]\s*(?:this\.href\s*=\s*)?["'`]([^"'`\s]{4,2000})["'`]"""
)


def read_ways(tree: Tree) -> list[Way]:
    """Return the page's ways out in document order, one for each start tag."""
    ways: list[Way] = []
    for element in tree.select(_WAYS_OUT):
        href = element.attr("href") if element.tag == "a" else None
        if href and href[0] != "#":  # nearly all: not worth a generator
            ways.append((href, href, "a", element))
        else:
            ways += [(*way, element) for way in _ways_out(element)]
    _add_hidden_inputs(tree, ways)
    return ways


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
            yield action, action, "form"
    elif tag == "iframe":
        src = attribute(element, "src")
        if src:
            yield src, src, "iframe"
    else:
        yield from _scripted(element, "")


def _scripted(element: Any, href: str) -> Iterator[tuple[str, str, str]]:
    """Yield the target of an element that only script or a data attribute makes a link; `#` links stay links."""
    if _SCRIPTED.isdisjoint(element.attrs):
        if href:
            yield href, href, "a"
        return
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


def _add_hidden_inputs(tree: Tree, ways: list[Way]) -> None:
    """Give forms the addresses they lead to: a shop's cart form carries the partner id in a hidden input."""
    forms = {way[3]: number for number, way in enumerate(ways) if way[2] == "form"}
    fields: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    around: dict[Any, tuple[Any, ...]] = {}
    for element in tree.select("input") if forms else ():
        if attribute(element, "type").lower() == "hidden":
            for form in _forms_around(element, around):
                fields[form].append((attribute(element, "name"), attribute(element, "value")))
    for form, number in forms.items():
        if form in fields:
            href, action, *rest = ways[number]
            ways[number] = (href, f"{action}{'&' if '?' in action else '?'}{urlencode(fields[form])}", *rest)


def _forms_around(element: Any, known: dict[Any, tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return the forms that an element stands in: what a template holds stands in none."""
    path: list[Any] = []
    while hasattr(element, "attr") and element not in known:
        path.append(element)
        element = element.parent
    forms = known.get(element, ())
    for each in reversed(path):
        known[each] = forms = (each, *forms) if each.tag == "form" else forms
    return forms
