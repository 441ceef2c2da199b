"""Bytes to an immutable page; the only folder that knows a parser."""

from __future__ import annotations

from disclosure_check.model import PageError
from disclosure_check.reading.carriers import read_links
from disclosure_check.reading.decoding import Decoded, decode
from disclosure_check.reading.page import Page, SourceText
from disclosure_check.reading.tree import Tree
from disclosure_check.rulebook.markup import MarkupRules


class Unreadable(Exception):
    """A page that could not be read whole: it is told as not checked, never as clean."""

    def __init__(self, error: PageError) -> None:
        super().__init__(error.message)
        self.error = error


def read_page(
    name: str, data: bytes | str, markup: MarkupRules, *, reader: str = "turbohtml", content: str | None = None,
    is_fragment: bool = False, max_bytes: int = 16 * 1024 * 1024,
) -> Page:  # fmt: skip
    """Read one page.

    Raises Unreadable where it is too large or a parser gave up.
    """
    if len(data) > max_bytes:
        message = f"page is too large ({len(data):,} bytes > {max_bytes:,}); raise max-bytes to check it"
        raise Unreadable(PageError("too-large", message))
    if isinstance(data, str):
        decoded = Decoded(data.replace("\r\n", "\n").replace("\r", "\n"), "str")
    else:
        decoded = decode(data)
    tree = _parse(name, decoded.text, reader)
    source = SourceText(decoded.text, tree.has_columns)
    return Page(name, decoded.encoding, decoded.notes, source, tree, read_links(tree), markup, content, is_fragment)


def _parse(name: str, text: str, reader: str) -> Tree:
    try:
        from disclosure_check.reading.turbo import TurboTree

        return TurboTree(text)
    except MemoryError:
        raise Unreadable(PageError("unreadable", "page needs more memory than there is")) from None
