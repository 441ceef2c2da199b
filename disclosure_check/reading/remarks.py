"""Comments of a page that are written for this program, and the elements they stand ahead of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_check.model import Span
from disclosure_check.reading.source_tags import scan_comments

if TYPE_CHECKING:
    from disclosure_check.reading.page import Page
    from disclosure_check.reading.tree import Tree

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Remark(NamedTuple):
    text: str
    span: Span  # of the whole comment


def read_remarks(page: Page, is_wanted: Callable[[str], bool]) -> Iterator[Remark]:
    """Yield the wanted comments in the order of the file; what the parser takes for text is none."""
    real = page.tree.comments()
    for text, span in scan_comments(page.source.text, page.tree.is_xml):
        if is_wanted(text) and text in real:
            yield Remark(text, span)


def next_element(page: Page, offset: int) -> Span | None:
    """Return where the first element that begins behind a place stands, its end tag included."""
    tree = page.tree
    written = [(tree.start_tag(element), element) for element in tree.select("*")]
    behind = [(tag, element) for tag, element in written if tag and tag.start >= offset and tag.end > tag.start]
    if not behind:
        return None
    tag, element = min(behind, key=lambda each: each[0].start)
    text = page.source.text
    end = _end(tree, text, tag, element)
    return Span(tag.start, tag.start + len(text[tag.start : end].rstrip()))


def _end(tree: Tree, source: str, tag: Span, element: Any) -> int:
    """Return the end of an element; one without an end tag goes on until another one begins, or one around it ends."""
    if element.tag in _VOID:
        return tag.end
    if _is_closed(tree, source, tag, element):
        return tree.end_of(element) or tag.end
    around = element.parent
    while hasattr(around, "attr"):
        place = tree.start_tag(around)
        if place is not None and _is_closed(tree, source, place, around):
            break
        around = around.parent
    limit = tree.end_of(around) if hasattr(around, "attr") else None
    after = [place.start for place in map(tree.start_tag, _behind(tree, element)) if place and place.start > tag.start]
    return min([limit or len(source), *after])


def _is_closed(tree: Tree, source: str, tag: Span, element: Any) -> bool:
    end = tree.end_of(element) or tag.end
    ending = source.rfind("</", tag.end, end)
    return ending >= 0 and re.fullmatch(rf"</{re.escape(element.tag)}[^>]*>?", source[ending:end], re.I) is not None


def _behind(tree: Tree, element: Any) -> Iterator[Any]:
    """Yield the elements that are not inside another one."""
    for each in tree.select("*"):
        node = each
        while node is not None and node is not element:
            node = node.parent if hasattr(node, "attr") else None
        if node is None:
            yield each
