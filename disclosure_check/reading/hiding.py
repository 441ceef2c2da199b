"""What the markup itself keeps from a reader's eyes, and the words for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree

# aria-hidden is missing on purpose: it hides from screen readers, everyone else sees the text.
_SELECTOR = "[hidden], [style*=display], [style*=visibility], noscript, dialog:not([open]), details:not([open])"
_STYLES = (
    (re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.I), "display: none"),
    (re.compile(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)\b", re.I), "visibility: hidden"),
)


def read_hidden(tree: Tree) -> dict[Any, str]:
    """Return each element that hides itself with the reason a finding will name."""
    hidden: dict[Any, str] = {}
    for element in tree.select(_SELECTOR):
        reason = _reason(element)
        if element.tag == "details" and reason.startswith("closed"):
            folded = (child for child in element.children if getattr(child, "tag", "summary") != "summary")
            hidden.update(dict.fromkeys(folded, reason))
        elif reason:
            hidden[element] = reason
    return hidden


def _reason(element: Any) -> str:
    if element.attr("hidden") is not None:
        return "hidden attribute"
    style = element.attr("style") or ""
    reason = next((reason for pattern, reason in _STYLES if pattern.search(style)), "")
    if reason or element.tag not in ("noscript", "dialog", "details") or (element.tag != "noscript" and _is_open(element)):
        return reason
    return "<noscript>" if element.tag == "noscript" else f"closed <{element.tag}>"


def _is_open(element: Any) -> bool:
    return element.attr("open") is not None
