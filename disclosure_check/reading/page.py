"""The page model: one HTML document, read once; where it leads at once, its links and its text when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from disclosure_check.addresses import joined
from disclosure_check.model import Position, Span
from disclosure_check.reading.parts import Link
from disclosure_check.reading.source import SourceText
from disclosure_check.reading.tree import Tree

_SHORTEST_NAME = 4  # letters of a publisher's name: shorter ones are words too
# what a reader does not see inside a word; the walk removes more, these are the ones pages use
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

if TYPE_CHECKING:
    from disclosure_check.reading.carriers import WaysOut
    from disclosure_check.reading.flow import Flow
    from disclosure_check.reading.sheets import SheetReader, Sheets
    from disclosure_check.reading.visibility import Visibility
    from disclosure_check.rulebook.markup import MarkupRules


class Page(msgspec.Struct, frozen=True, dict=True):
    """A page as the later stages see it; nothing outside `reading/` touches the parser."""

    name: str
    encoding: str
    notes: tuple[str, ...]
    source: SourceText
    tree: Tree
    ways_out: WaysOut
    markup: MarkupRules
    content_selector: str | None = None
    is_fragment: bool = False
    read_sheet: SheetReader | None = None

    @cached_property
    def links(self) -> Sequence[Link]:
        return self.ways_out.links()

    @cached_property
    def flow(self) -> Flow:
        """Return the text in reading order with the place of every link."""
        from disclosure_check.reading.walk import read_flow

        return read_flow(self.tree, self.source, self.links, self.markup, self.content_selector, self.sheets)

    @cached_property
    def visibility(self) -> Visibility:
        from disclosure_check.reading.visibility import Visibility

        return Visibility(self.tree, self.sheets)

    @cached_property
    def sheets(self) -> Sheets:
        """Return the style sheets that the page is shown with; read when somebody asks."""
        from disclosure_check.reading.sheets import Sheets

        read, base = self.read_sheet, self.base
        if read is None or base is None:
            return Sheets(self.tree, read)
        return Sheets(self.tree, lambda address: read(joined(base, address)))

    @cached_property
    def language(self) -> str | None:
        root = self.tree.root
        lang = (root.attr("lang") or root.attr("xml:lang")) if root is not None else None
        return lang.strip().lower() or None if lang else None

    @cached_property
    def gate_text(self) -> str:
        """Return all text with invisible characters gone: a gate may see too much, never too little."""
        text = self.tree.plain_text()
        if not text.isascii():
            for character in _INVISIBLE:
                if character in text:
                    text = text.replace(character, "")
        return text.replace("\xa0", " ")

    @cached_property
    def canonical(self) -> str | None:
        """Return the page's own address where it states one."""
        for selector, name in (("link[rel~=canonical][href]", "href"), ('meta[property="og:url"][content]', "content")):
            for element in self.tree.select(selector):
                address = (element.attr(name) or "").strip()
                if "://" in address:
                    return str(address)
        return None

    @cached_property
    def publisher_names(self) -> tuple[str, ...]:
        """Return what the page calls its publisher, case-folded: its site name and its host's own word."""
        names = [
            (element.attr("content") or "").strip().casefold()
            for element in self.tree.select('meta[property="og:site_name"], meta[name="application-name"]')
        ]
        host = (self.canonical or "").partition("://")[2].partition("/")[0].removeprefix("www.")
        names.append(host.partition(".")[0].casefold())
        return tuple(dict.fromkeys(name for name in names if len(name) >= _SHORTEST_NAME))

    @cached_property
    def base(self) -> str | None:
        for element in self.tree.select("base[href]"):
            return str(element.attr("href") or "") or None
        return None

    def position_of(self, link: Link) -> Position:
        return self.tree.position(link.element) or self.source.position(Span(0, 0))
