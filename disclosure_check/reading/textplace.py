"""From a place in the flow back to the file: text nodes carry no position, their neighbours do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from disclosure_check.late import late
from disclosure_check.model import Span
from disclosure_check.reading.text import clean

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree

_REFERENCE = late(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_PLAIN = late(r"[^<&\0]+")
_MARKUP = late(r"<!--.*?(?:-->|\Z)|<[!?/][^>]*>", re.S)


def source_place(tree: Tree, source: str, node: Any, delta: int) -> Span:
    """Return where the character `delta` places into a node's cleaned text stands in the source.

    Falls back to the surrounding element's start where the parser moved or cloned the text.
    """
    if hasattr(node, "attr"):
        return _start_of(tree, node)
    begin, ahead = _begin(tree, node)
    raw = len(ahead) + _raw_index(node.data, delta)
    found = _advance(source, begin, ahead + node.data, raw) if begin is not None else None
    return _start_of(tree, node.parent) if found is None else found


def _start_of(tree: Tree, element: Any) -> Span:
    while element is not None and hasattr(element, "attr"):
        place = tree.start_tag(element)
        if place is not None:
            return Span(place.start, place.start + 1)
        element = element.parent
    return Span(0, 1)


def _begin(tree: Tree, node: Any) -> tuple[int | None, str]:
    """Return where the tag ahead of a text node ends, and the text between the two (comments part text nodes).

    A clone has no tag in the source: its text goes on from what stands ahead of it.
    """
    ahead = ""
    text_class: Any = tree.text_class
    while node is not None:
        for before in _backwards(node, tree):
            if hasattr(before, "attr"):
                return tree.end_of(before), ahead
            if before.__class__ is text_class:
                ahead = before.data + ahead
        node = node.parent
        place = tree.start_tag(node) if hasattr(node, "attr") else None
        if place is not None:
            return place.end, ahead
    return None, ahead


def _backwards(node: Any, tree: Tree) -> Iterator[Any]:
    """Yield what stands ahead of a node under the same parent, the nearest first, clones as what they hold."""
    sibling = node.previous_sibling
    while sibling is not None:
        inside = [sibling]
        while inside:
            last = inside.pop()
            if hasattr(last, "attr") and tree.end_of(last) is None:
                inside.extend(last.children)
            else:
                yield last
        sibling = sibling.previous_sibling


def _raw_index(data: str, delta: int) -> int:
    """Return the index in the raw data of the character at `delta` in its cleaned form."""
    low, high = 0, min(len(data), delta + 64)
    while high < len(data) and len(clean(data[:high])) <= delta + 1:
        high = min(len(data), high * 2)  # a long text is cleaned only as far as the place asked for
    while low < high:
        middle = (low + high) // 2
        ahead = clean(data[: middle + 1])
        if len(ahead if not data[middle].isspace() else ahead.rstrip()) > delta:
            high = middle
        else:
            low = middle + 1
    return min(low, max(0, len(data) - 1))


def _unescaped(reference: str) -> str:
    from html import unescape  # its table is long, and few pages ask for a place in their text

    return unescape(reference)


def _advance(source: str, at: int, data: str, wanted: int) -> Span | None:
    """Step through source and data side by side; None where they part."""
    index = 0
    while at < len(source):
        plain = _PLAIN.match(source, at)
        length = min(plain.end() - at, wanted - index) if plain else 0
        if length > 0 and source.startswith(data[index : index + length], at):
            index, at = index + length, at + length
            continue
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
        reference = _REFERENCE.match(source, at) if character == "&" else None
        decoded = _unescaped(reference[0]) if reference else character
        width = len(reference[0]) if reference else 1
        if not data.startswith(decoded, index):
            if decoded.isspace() or character == "\0":
                at += width
                continue  # white space the tree builder dropped, or a NUL
            return None
        if index <= wanted < index + len(decoded):
            return Span(at, at + width)
        index += len(decoded)
        at += width
    return None
