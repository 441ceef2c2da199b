"""Boxes that open on a click, and what stands in them."""

from __future__ import annotations

from typing import Any

from disclosure_check.messages import quoted_by_rules
from disclosure_check.reading.page import Page


class Boxes:
    """Answers for the elements of one page."""

    def __init__(self, page: Page) -> None:
        self._tree = page.tree
        self._signs = page.markup.of("folded")
        self._selector = page.markup.selector("folded")

    def around(self, element: Any) -> Any:
        """Return the innermost box around an element; None without one, and for the line that opens it."""
        if element is None or self._tree.nearest(element, "summary") is not None:
            return None
        return self._tree.nearest(element, self._selector)

    def holds(self, box: Any, element: Any) -> bool:
        while element is not None and element is not box and element != box:
            element = element.parent
        return element is not None

    def kind(self, box: Any) -> str:
        return quoted_by_rules(next(sign.product for sign in self._signs if self._tree.matches(box, sign.selector)))
