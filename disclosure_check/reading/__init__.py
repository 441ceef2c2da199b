"""Bytes to an immutable page; the only folder that knows a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_check.messages import say
from disclosure_check.reading.carriers import read_ways_out
from disclosure_check.reading.decoding import Decoded, decode, is_full_of_nul, is_text
from disclosure_check.reading.page import Page
from disclosure_check.reading.source import SourceText
from disclosure_check.reading.tree import Tree, Unreadable
from disclosure_check.results import PageError
from disclosure_check.rulebook.markup import MarkupRules

if TYPE_CHECKING:
    from disclosure_check.reading.sheets import SheetReader

__all__ = ["Unreadable", "read_page"]

_WITHOUT_COLUMNS = say("read by lxml, as turbohtml is not installed here: lines without columns")


def read_page(
    name: str, data: bytes | str, markup: MarkupRules, *, reader: str = "turbohtml", content: str | None = None,
    is_fragment: bool = False, max_bytes: int = 16 * 1024 * 1024, read_sheet: SheetReader | None = None,
) -> Page:  # fmt: skip
    """Read one page; `read_sheet` returns the style sheet that an address names, if it can be had.

    Raises Unreadable where it is too large or a parser gave up.
    """
    if len(data) > max_bytes:
        message = say("page is too large (more than {most} bytes); raise max-bytes to check it", most=max_bytes)
        raise Unreadable(PageError("too-large", message))
    if isinstance(data, str):
        decoded = Decoded(data.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), "str")
    else:
        decoded = decode(data)
    if decoded.encoding == "windows-1252" and decoded.notes and isinstance(data, bytes) and not is_text(data):
        raise Unreadable(PageError("unreadable", say("page is not text: it is full of control characters")))
    if is_full_of_nul(data, decoded.text):
        raise Unreadable(PageError("unreadable", say("page is not text: it is full of NUL characters")))
    tree, notes = _parse(name, decoded.text, reader, is_fragment)
    notes = (*decoded.notes, *notes)
    if content and not _select(tree, content):
        notes = (*notes, say("the content selector '{selector}' matched nothing", selector=content))
    source = SourceText(decoded.text, tree.has_columns)
    ways_out = read_ways_out(tree)
    return Page(name, decoded.encoding, notes, source, tree, ways_out, markup, content, is_fragment, read_sheet)


def _select(tree: Tree, selector: str) -> list[Any]:
    try:
        return tree.select(selector)
    except ValueError:  # valid for the other reader: XML pages are always lxml's
        message = say("the reader of this page does not know the selector '{selector}'", selector=selector)
        raise Unreadable(PageError("unreadable", message)) from None


def _parse(name: str, text: str, reader: str, is_fragment: bool) -> tuple[Tree, tuple[str, ...]]:
    try:
        if name.lower().endswith(".xhtml") and not is_fragment:  # a post body has no one root: no XML
            return _by_lxml(text, is_xml=True), ()
        if reader == "lxml":
            return _by_lxml(text), ()
        try:
            from disclosure_check.reading.turbo import TurboTree
        except ImportError:
            return _by_lxml(text), (_WITHOUT_COLUMNS,)
        return TurboTree(text), ()
    except MemoryError:
        raise Unreadable(PageError("unreadable", say("page needs more memory than there is"))) from None


def _by_lxml(text: str, is_xml: bool = False) -> Tree:
    from disclosure_check.reading.lxml_reader import LxmlTree

    return LxmlTree(text, is_xml)
