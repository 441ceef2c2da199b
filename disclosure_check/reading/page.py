"""The page model: one HTML document, read once; its links at once, its text when somebody asks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_check.model import Position, Region, Span
from disclosure_check.reading.tree import Tree
from disclosure_check.reading.visibility import Visibility

# what a reader does not see inside a word; the walk removes more, these are the ones pages use
_SHORTEST_NAME = 4
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

if TYPE_CHECKING:
    from disclosure_check.reading.flow import Flow
    from disclosure_check.rulebook.markup import MarkupRules


class Link(NamedTuple):
    """One way out that a reader can take, before anything is known of where it stands."""

    index: int  # type: ignore[assignment]  # a tuple has an `index` too
    href: str  # the attribute as a browser reads it
    target: str  # the URL to judge: equal to href but for script handlers and forms
    carrier: str  # a | area | form | iframe | the name of the attribute that carries the target
    element: Any


class Block(NamedTuple):
    """A run of text without a block boundary inside; offsets are into `Flow.text`."""

    start: int
    end: int
    region: Region
    hidden: str  # why a reader does not see it; empty where they do
    detached: bool  # ahead of the content root, outside every region
    article: int  # 0 outside every article
    heading: int  # 1 to 6 for headings, else 0
    group: int  # index into Flow.groups
    words_before: int  # visible words ahead of it on the page


class Group(NamedTuple):
    """A list, table, section or box: the blocks from first to last stand in it."""

    kind: str
    parent: int
    first: int
    last: int
    element: Any


class Place(NamedTuple):
    """Where a link stands in the flow."""

    block: int
    start: int
    end: int


class SourceText:
    """The decoded page and its line starts."""

    def __init__(self, text: str, has_columns: bool = True) -> None:
        self.text = text
        self._has_columns = has_columns

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))[:-1]

    def position(self, span: Span) -> Position:
        line, column = self._line_column(span.start)
        end_line, end_column = self._line_column(span.end)
        return Position(line, column, end_line, end_column)

    def _line_column(self, offset: int) -> tuple[int, int | None]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1 if self._has_columns else None


@dataclass(frozen=True)
class Page:
    """A page as the later stages see it; nothing outside `reading/` touches the parser."""

    name: str
    encoding: str
    notes: tuple[str, ...]
    source: SourceText
    tree: Tree
    links: tuple[Link, ...]
    markup: MarkupRules
    content_selector: str | None = None
    is_fragment: bool = False

    @cached_property
    def flow(self) -> Flow:
        """Return the text in reading order with the place of every link."""
        from disclosure_check.reading.walk import read_flow

        return read_flow(self)

    @cached_property
    def visibility(self) -> Visibility:
        return Visibility(self.tree)

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
            for character in INVISIBLE:
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
        return self.source.position(self.tree.start_tag(link.element) or Span(0, 0))
