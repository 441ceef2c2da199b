"""Ad slots that no selector knows: a label, and behind it a box that only a script will fill."""

from __future__ import annotations

from typing import Any

_SHOWS_SOMETHING = frozenset("a img picture video iframe svg input button object embed table".split())
_LEVELS = 3


def empty_box_follows(element: Any) -> bool:
    """Tell whether the element behind a label, or behind the box that holds nothing but the label, is empty."""
    for _ in range(_LEVELS):
        if element is None or not hasattr(element, "attr") or element.tag in ("body", "article", "main"):
            return False
        following = _next_element(element)
        if following is not None:
            return _is_empty(following)
        element = element.parent
    return False


def _next_element(element: Any) -> Any:
    sibling = element.next_sibling
    while sibling is not None:
        if hasattr(sibling, "attr"):
            return sibling
        if getattr(sibling, "data", "").strip() and not _is_comment(sibling):
            return None
        sibling = sibling.next_sibling
    return None


def _is_comment(node: Any) -> bool:
    return type(node).__name__ == "Comment"


def _is_empty(element: Any) -> bool:
    if element.tag in ("script", "ins"):
        return True
    if element.tag in _SHOWS_SOMETHING or element.tag in ("br", "hr"):
        return False
    return all(
        _is_empty(child) if hasattr(child, "attr") else _is_comment(child) or not getattr(child, "data", "").strip()
        for child in element.children
    )
