"""What a check of the user's own sees of a page: a small view that outlives the reader behind it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from disclosure_check.model import Disclosure, Judgement, PartnerLink, Position, Region, Span
from disclosure_check.reading.text import LINE_BREAK

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from disclosure_check.reading.page import Page
    from disclosure_check.reading.parts import Block, Link


class PageLink(msgspec.Struct, frozen=True):
    """One way out of the page, whether it earns money or not."""

    href: str  # as a browser reads the attribute
    text: str
    carrier: str  # a | area | form | iframe | the attribute that holds the address
    rel: str
    region: Region
    position: Position


class TextBlock(msgspec.Struct, frozen=True):
    """A paragraph, heading, list item or cell, as readers read it."""

    text: str
    region: Region
    heading: int  # 1 to 6, and 0 for what is no heading
    hidden: str  # why readers do not see it; empty where they do
    position: Position


class CheckedPage:
    """One page with all that is known of it; what nobody asks for is never read."""

    def __init__(self, page: Page, judgement: Judgement) -> None:
        self._page = page
        self._judgement = judgement

    @property
    def path(self) -> str:
        return self._page.name

    @property
    def language(self) -> str | None:
        return self._judgement.language

    @property
    def verdict(self) -> str:
        return self._judgement.verdict

    @property
    def partner_links(self) -> tuple[PartnerLink, ...]:
        return self._judgement.partner_links

    @property
    def disclosures(self) -> tuple[Disclosure, ...]:
        return self._judgement.disclosures

    @property
    def html(self) -> str:
        """Return the decoded source, every line break as one "\\n"."""
        return self._page.source.text

    @cached_property
    def text(self) -> str:
        """Return what readers see, in reading order, blocks and lines parted by "\\n"."""
        flow = self._page.flow.text
        return "\n".join(flow[block.start : block.end].replace(LINE_BREAK, "\n") for block in self._seen)

    @cached_property
    def links(self) -> tuple[PageLink, ...]:
        return tuple(map(self._link, self._page.links))

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        return tuple(map(self._block, self._page.flow.blocks))

    @cached_property
    def soup(self) -> BeautifulSoup:
        """Return the page as html.parser reads it; all checks share it, so leave it as it is."""
        import warnings

        from bs4 import BeautifulSoup

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of XHTML and of pages that look like file names
            return BeautifulSoup(self.html, "html.parser")

    def position_in_text(self, start: int, end: int) -> Position:
        """Return where a stretch of `text` stands in the file."""
        last = max(start, end - 1)
        span = self._page.flow.source_span(self._in_flow(start), self._in_flow(last) + 1)
        return self._page.source.position(span)

    def position_in_html(self, start: int, end: int) -> Position:
        """Return where a stretch of `html` stands in the file."""
        return self._page.source.position(Span(start, end))

    def position_of_tag(self, tag: Tag) -> Position:
        """Return where a tag of `soup` begins; the page's top for one that a check made itself."""
        if tag.sourceline is None or tag.sourcepos is None:
            return Position(1, 1, 1, 1)
        start = self._line_starts[tag.sourceline - 1] + tag.sourcepos
        return self.position_in_html(start, start + len(f"<{tag.name}"))

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.html.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    @cached_property
    def _seen(self) -> list[Block]:
        return [block for block in self._page.flow.blocks if not block.hidden]

    @cached_property
    def _seen_starts(self) -> list[int]:
        """Return where each block that readers see begins in `text`."""
        starts, at = [], 0
        for block in self._seen:
            starts.append(at)
            at += block.end - block.start + 1
        return starts

    def _in_flow(self, offset: int) -> int:
        if not self._seen:
            return 0
        number = bisect_right(self._seen_starts, max(0, offset)) - 1
        return self._seen[number].start + offset - self._seen_starts[number]

    def _link(self, link: Link) -> PageLink:
        flow = self._page.flow
        place = flow.places.get(link.index)
        text = flow.text[place.start : place.end].replace(LINE_BREAK, " ") if place else ""
        rel = " ".join((link.element.attr("rel") or "").split())
        region = flow.blocks[place.block].region if place else Region.HIDDEN
        return PageLink(link.href, " ".join(text.split()), link.carrier, rel, region, self._page.position_of(link))

    def _block(self, block: Block) -> TextBlock:
        text = self._page.flow.text[block.start : block.end].replace(LINE_BREAK, "\n")
        position = self._page.source.position(self._page.flow.source_span(block.start, block.end))
        return TextBlock(text, block.region, block.heading, block.hidden, position)
