"""The one module that knows turbohtml, a parser that builds a browser's tree and keeps every tag's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_check.model import Position, Span
from disclosure_check.reading.turbo_core import load_core

if TYPE_CHECKING:
    import turbohtml
else:
    turbohtml = load_core()


class TurboTree:
    """A page parsed by turbohtml; offsets are code points of the text it was given."""

    element_class: type = turbohtml.Element
    text_class: type = turbohtml.Text
    has_columns = True
    is_xml = False

    def __init__(self, text: str) -> None:
        self._document = turbohtml.parse(text, source_locations=True, allow_declarative_shadow_roots=False)
        self._bearing: dict[str, list[tuple[Any, str]]] = {}  # by attribute: several ask for all ids and classes

    @property
    def root(self) -> Any:
        return self._document.root

    def select(self, selector: str) -> list[Any]:
        return self._document.select(selector)

    def bearing(self, attribute: str) -> list[tuple[Any, str]]:
        if attribute not in self._bearing:
            elements = self.select(f"[{attribute}]")
            self._bearing[attribute] = [(element, element.attr(attribute) or "") for element in elements]
        return self._bearing[attribute]

    def matches(self, element: Any, selector: str) -> bool:
        return bool(element.matches(selector))

    def nearest(self, node: Any, selector: str) -> Any:
        return node.closest(selector) if isinstance(node, turbohtml.Element) else None

    def plain_text(self) -> str:
        return self._document.to_text()

    def comments(self) -> frozenset[str]:
        nodes = (node for node in self._document.descendants if isinstance(node, turbohtml.Comment))
        return frozenset(
            node.data for node in nodes if all(getattr(each, "tag", "") != "template" for each in node.ancestors)
        )

    def start_tag(self, element: Any) -> Span | None:
        place = element.source_location
        if place is None or place.start_tag is None:
            return None
        return Span(place.start_tag.start_offset, place.start_tag.end_offset)

    def position(self, element: Any) -> Position | None:
        place = element.source_location
        if place is None or place.start_tag is None:
            return None
        tag = place.start_tag
        return Position(tag.start_line, tag.start_col + 1, tag.end_line, tag.end_col + 1)

    def end_of(self, element: Any) -> int | None:
        place = element.source_location
        if place is None:
            return None
        tag = place.end_tag or place.start_tag
        return tag.end_offset if tag else None
