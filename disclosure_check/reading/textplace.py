"""From a place in the flow back to the file: text nodes carry no position, their neighbours do."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure_check.reading.page import Page

_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[!?/][^>]*>", re.S)


def source_offset(page: Page, node: Any, delta: int) -> int:
    """Return the source offset of the character `delta` places into a node's cleaned text.

    Falls back to the surrounding element's start where the parser moved or cloned the text.
    """
    if hasattr(node, "attr"):
        place = page.tree.start_tag(node)
        return place.start if place else _start_of(page, node.parent)
    begin, ahead = _begin(page, node)
    raw = len(ahead) + _raw_index(node.data, delta)
    found = _advance(page.source.text, begin, ahead + node.data, raw) if begin is not None else None
    return _start_of(page, node.parent) if found is None else found


def _start_of(page: Page, element: Any) -> int:
    while element is not None and hasattr(element, "attr"):
        place = page.tree.start_tag(element)
        if place is not None:
            return place.start
        element = element.parent
    return 0


def _begin(page: Page, node: Any) -> tuple[int | None, str]:
    """Return where the tag ahead of a text node ends, and the text between the two (comments part text nodes)."""
    ahead = ""
    before = node.previous_sibling
    while before is not None and not hasattr(before, "attr"):
        if before.__class__ is page.tree.text_class:
            ahead = before.data + ahead
        before = before.previous_sibling
    if before is not None:
        return page.tree.end_of(before), ahead
    place = page.tree.start_tag(node.parent)
    return (place.end if place else None), ahead


def _raw_index(data: str, delta: int) -> int:
    """Return the index in the raw data of the character at `delta` in its cleaned form."""
    from disclosure_check.reading.flow import clean

    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        if len(clean(data[: middle + 1])) > delta and not data[middle].isspace():
            high = middle
        elif len(clean(data[: middle + 1]).rstrip()) > delta:
            high = middle
        else:
            low = middle + 1
    return min(low, max(0, len(data) - 1))


def _advance(source: str, at: int, data: str, wanted: int) -> int | None:
    """Step through source and data side by side; None where they part."""
    index = 0
    while at < len(source):
        character = source[at]
        if character == "<":
            markup = _MARKUP.match(source, at)
            if markup is None and not (index < len(data) and data[index] == "<"):
                return None
            if markup is not None:
                at = markup.end()
                continue
        if index >= len(data):
            return None
        if index == wanted and (character == data[index] or character == "&"):
            return at
        reference = _REFERENCE.match(source, at) if character == "&" else None
        decoded = html.unescape(reference[0]) if reference else character
        if not data.startswith(decoded, index):
            if decoded.isspace() or character == "\0":
                at += len(reference[0]) if reference else 1
                continue  # white space the tree builder dropped, or a NUL
            return None
        if reference and index <= wanted < index + len(decoded):
            return at
        index += len(decoded)
        at += len(reference[0]) if reference else 1
    return None
