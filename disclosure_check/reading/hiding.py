"""What the markup itself keeps from a reader's eyes, and the words for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from disclosure_check.messages import say

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree

# aria-hidden is missing on purpose: it hides from screen readers, everyone else sees the text.
_SELECTORS = ("noscript", "dialog", "details", "[hidden]", "[popover]")
CLOSED_DETAILS = say("closed <{tag}>", tag="details")
_STYLES = (
    (re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.I), "display: none"),
    (re.compile(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)\b", re.I), "visibility: hidden"),
)


def read_hidden(tree: Tree) -> dict[Any, str]:
    """Return each element that hides itself with the reason a finding will name; "" for what a closed box shows."""
    styled = [
        element
        for element in tree.select("[style]")
        if "display" in (style := element.attr("style") or "") or "visibility" in style
    ]
    suspected = (*styled, *(element for selector in _SELECTORS for element in tree.select(selector)))
    hidden = {element: reason for element in suspected if (reason := _reason(element))}
    for element, reason in [*hidden.items()]:
        if reason == CLOSED_DETAILS and not _inside_closed(element, hidden):
            summary = next((child for child in element.children if getattr(child, "tag", "") == "summary"), None)
            if summary is not None:
                hidden.setdefault(summary, "")
    return hidden


def _inside_closed(element: Any, hidden: dict[Any, str]) -> bool:
    around = element.parent
    while around is not None and hidden.get(around) != CLOSED_DETAILS:
        around = around.parent
    return around is not None


def _reason(element: Any) -> str:
    if element.attr("hidden") is not None:
        return say("hidden attribute")
    if element.attr("popover") is not None:
        return say("closed popover")
    style = element.attr("style") or ""
    reason = next((reason for pattern, reason in _STYLES if pattern.search(style)), "")
    if reason or element.tag == "noscript":
        return reason or "<noscript>"
    if element.tag not in ("dialog", "details") or element.attr("open") is not None:
        return ""
    return say("closed <{tag}>", tag=element.tag)
