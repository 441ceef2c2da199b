"""The few calls the rest of `reading/` makes on a parsed document; every parser sits behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from disclosure_check.model import Position, Span
from disclosure_check.results import PageError


class Unreadable(Exception):
    """A page that could not be read whole: it is told as not checked, never as clean."""

    def __init__(self, error: PageError) -> None:
        super().__init__(error.message)
        self.error = error


class Element(Protocol):
    """An element as the walk sees it; hashable by identity."""

    @property
    def tag(self) -> str: ...
    @property
    def attrs(self) -> Mapping[str, Any]: ...
    @property
    def children(self) -> Sequence[Any]: ...
    @property
    def parent(self) -> Any: ...
    def attr(self, name: str, /) -> str | None: ...


class Tree(Protocol):
    """A parsed document: its nodes are `Element`, `Text` (with `.data`) or neither (comments, doctypes)."""

    element_class: type
    text_class: type
    has_columns: bool
    is_xml: bool

    @property
    def root(self) -> Element | None: ...

    def select(self, selector: str) -> list[Any]:
        """Return the elements a CSS selector matches, in document order; raises ValueError on a bad selector."""
        ...

    def bearing(self, attribute: str) -> Sequence[tuple[Any, str]]:
        """Return the elements that bear an attribute, each with its value, in document order."""
        ...

    def matches(self, element: Any, selector: str) -> bool:
        """Whether a selector matches an element; raises ValueError on a bad selector."""
        ...

    def nearest(self, node: Any, selector: str) -> Any:
        """Return the node itself or the closest element around it that a selector matches; None without one."""
        ...

    def plain_text(self) -> str:
        """Return the text with white space folded, hidden text too: good enough for a gate, never for truth."""
        ...

    def comments(self) -> frozenset[str]:
        """Return what stands in the page's comments; those in templates are not in the page."""
        ...

    def start_tag(self, element: Any) -> Span | None:
        """Return where the start tag stands; None for a clone the parser made."""
        ...

    def position(self, element: Any) -> Position | None:
        """Return the lines and columns of the start tag; None for a clone the parser made."""
        ...

    def end_of(self, element: Any) -> int | None:
        """Return the offset behind the element's end tag (its start tag's end where it has none)."""
        ...


def attribute(element: Element, name: str) -> str:
    return element.attr(name) or ""
