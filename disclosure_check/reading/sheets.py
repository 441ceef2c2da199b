"""The rules of the style sheets that a page is shown with: its own `<style>` elements and files beside it.

Of what stands in a sheet nothing is read before somebody asks; what pages share is cut into its rules once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from disclosure_check.reading.conditions import read_condition
from disclosure_check.reading.cutting import Frame, Rule, cut
from disclosure_check.reading.selectors import SelectorIndex
from disclosure_check.reading.tree import Tree

# from an address as the page writes it to the text of a style sheet; None where that is out of reach
SheetReader = Callable[[str], str | None]

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
# a string with a brace in it
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.S)
# in lower case, begun with a literal, which is found ten times faster; a brace would end the rule
_CONTENT = re.compile(r"content\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|attr\([\w-]+\)|\s)+)")
_TELLS = re.compile(r"[^\W\d_]{2}|[*†‡¹²³]|attr\(")  # words or marks; quotes, bullets and icon codes tell nothing
_SHEETS = 64  # that are kept from page to page
_LONGEST_KEPT = 1 << 18  # characters of a `<style>` element


class Sheet:
    """One style sheet; `frame` tells under which conditions the page asks for it."""

    def __init__(self, text: str, frame: Frame = Frame()) -> None:  # noqa: B008  # immutable
        self.text = _COMMENT.sub("", text) if "/*" in text else text
        if self.text.count("{") != self.text.count("}"):
            self.text = _STRING.sub(_without_braces, self.text)
        self._frame = frame

    @cached_property
    def rules(self) -> list[Rule]:
        return cut(self.text.split("}"), self._frame)

    @cached_property
    def index(self) -> SelectorIndex:
        return SelectorIndex(self.rules)

    @cached_property
    def writing(self) -> list[Rule]:
        """Return the rules that write words or marks into the page."""
        if not _writes(self.text):
            return []
        return [rule for rule in self.rules if "content" in rule[1].lower() and _writes(rule[1])]


def _without_braces(string: re.Match[str]) -> str:
    return string[0].replace("{", "\\7b ").replace("}", "\\7d ")


def _writes(css: str) -> bool:
    # a lookup in bytes, where it takes a tenth of the time as soon as one letter is no ASCII
    lower = css.lower() if css.isascii() else css.encode(errors="replace").lower().decode()
    return "content" in lower and any(_TELLS.search(match[1]) for match in _CONTENT.finditer(lower))


class Sheets:
    """The sheets of one page, numbered in the order of their weight; what pages share is kept from one to the next."""

    def __init__(self, tree: Tree, read: SheetReader | None = None) -> None:
        self._tree, self._read = tree, read

    def __iter__(self) -> Iterator[Sheet]:
        return (sheet for _, sheet in self.numbered)

    @cached_property
    def numbered(self) -> list[tuple[int, Sheet]]:
        own = {style: _of_page(style.text, style.attr("media")) for style in self._styles}
        if not self._files:
            return list(enumerate(own.values()))
        known = own | self._files
        in_order = self._tree.select("style, link[href]")  # takes far longer than to ask for one tag
        return [(number, known[element]) for number, element in enumerate(in_order) if element in known]

    @cached_property
    def are_complete(self) -> bool:
        """Whether no sheet of the page is out of reach."""
        return len(self._links) == len(self._files) and not any("@import" in sheet.text for sheet in self)

    @cached_property
    def _styles(self) -> list[Any]:
        return [
            style
            for style in self._tree.select("style")
            if (style.attr("type") or "text/css").lower() == "text/css" and not _is_spare(style)
        ]

    @cached_property
    def _links(self) -> list[Any]:
        return [link for link in self._tree.select("link[href]") if _is_sheet(link) and not _is_spare(link)]

    @cached_property
    def _files(self) -> dict[Any, Sheet]:
        """Return the sheets in files that can be read."""
        read = ((link, self._text(link)) for link in self._links)
        return {link: _kept(text, _medium(link)) for link, text in read if text is not None}

    def _text(self, link: Any) -> str | None:
        return self._read(link.attr("href") or "") if self._read is not None else None


def _is_spare(element: Any) -> bool:
    """Whether a browser that runs scripts takes no sheet from an element."""
    return getattr(element.parent, "tag", "") == "noscript"


def _is_sheet(link: Any) -> bool:
    """Whether a link asks for a sheet, or for one that a script of its own turns on."""
    rel = (link.attr("rel") or "").lower().split()
    if "preload" in rel:
        return "stylesheet" in (link.attr("onload") or "")
    return "stylesheet" in rel and "alternate" not in rel


def _medium(link: Any) -> str | None:
    """Return the media a file is for; a sheet for print that a script turns on once it is loaded is for all."""
    return None if "media" in (link.attr("onload") or "") else link.attr("media")


def _frame(media: str | None) -> Frame:
    condition = read_condition(f"@media {media}") if media else None
    return Frame() if condition is None else Frame(conditions=(condition,))


def _of_page(text: str, media: str | None) -> Sheet:
    return _kept(text, media) if len(text) <= _LONGEST_KEPT else Sheet(text, _frame(media))


@lru_cache(maxsize=_SHEETS)
def _kept(text: str, media: str | None) -> Sheet:
    return Sheet(text, _frame(media))


forget_sheets = _kept.cache_clear
