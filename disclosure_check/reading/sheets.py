"""The rules of the style sheets that a page is shown with: its own `<style>` elements and files beside it.

A sheet is cut into its rules with one expression; of what stands in them nothing is read before somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from disclosure_check.reading.conditions import Condition, read_condition
from disclosure_check.reading.tree import Tree

# from an address as the page writes it to the text of a style sheet; None where that is out of reach
SheetReader = Callable[[str], str | None]
Test = Callable[[str, str], bool]  # of the selectors and the body of a rule

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
# a string with a brace in it
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.S)
# in lower case, begun with a literal, which is found ten times faster; a brace would end the rule
_CONTENT = re.compile(r"content\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|attr\([\w-]+\)|\s)+)")
_TELLS = re.compile(r"[^\W\d_]{2}|[*†‡¹²³]|attr\(")  # words or marks; quotes, bullets and icon codes tell nothing
_LIMITS = ("@media", "@supports", "@container", "@scope")
_DEEPEST = 8  # rules in rules: nobody nests deeper
_SHEETS = 64  # that are kept from page to page
_LONGEST_KEPT = 1 << 18  # characters of a `<style>` element


class Frame(NamedTuple):
    """What holds for the rules inside a block: the rule around them, the conditions, whether they style anything."""

    selectors: str = ""
    conditions: tuple[Condition, ...] = ()
    is_layered: bool = False
    is_idle: bool = False
    depth: int = 0


class Rule(NamedTuple):
    """A list of selectors with one block of declarations."""

    selectors: str
    body: str
    frame: Frame


class Sheet:
    """One style sheet; `frame` tells under which conditions the page asks for it."""

    def __init__(self, text: str, frame: Frame = Frame()) -> None:  # noqa: B008  # immutable
        self.text = _COMMENT.sub("", text) if "/*" in text else text
        if self.text.count("{") != self.text.count("}"):
            self.text = _STRING.sub(_without_braces, self.text)
        self._frame = frame
        self.pages = 0  # that were shown with it, as far as it is kept

    @cached_property
    def rules(self) -> list[Rule]:
        return list(_cut(self.text, self._frame, None))

    def rules_of(self, is_wanted: Test) -> Iterator[Rule]:
        """Yield the rules that pass a test; most of a sheet is about other things, and left alone."""
        return _cut(self.text, self._frame, is_wanted)

    @cached_property
    def writing(self) -> list[Rule]:
        """Return the rules that write words or marks into the page."""
        if "content" not in (lower := self.text.lower()):
            return []
        if not any(_TELLS.search(match[1]) for match in _CONTENT.finditer(lower)):
            return []
        return list(self.rules_of(_writes))


def _without_braces(string: re.Match[str]) -> str:
    return string[0].replace("{", "\\7b ").replace("}", "\\7d ")


def _writes(_: str, body: str) -> bool:
    return "content" in (body := body.lower()) and any(_TELLS.search(match[1]) for match in _CONTENT.finditer(body))


def _cut(text: str, outermost: Frame, is_wanted: Test | None) -> Iterator[Rule]:
    """Yield the rules of a sheet in order: what ends with a brace is the rest of a block, or several that begin."""
    frames = [outermost]
    for piece in text.split("}"):
        ahead, begins, body = piece.rpartition("{")
        frame = frames[-1]
        if not begins:
            is_last = frame.selectors and body.strip()  # declarations behind a nested rule
            if is_last and (is_wanted is None or is_wanted(frame.selectors, body)):
                yield Rule(frame.selectors, body, frame)
            if len(frames) > 1:
                frames.pop()
        elif "{" in ahead or "@" in ahead or ";" in ahead or frame.selectors:
            for rule in _opened(frames, ahead, body):
                if is_wanted is None or is_wanted(rule.selectors, rule.body):
                    yield rule
        elif not frame.is_idle and ahead and (is_wanted is None or is_wanted(ahead, body)):
            yield Rule(ahead.strip(), body, frame)


def _opened(frames: list[Frame], ahead: str, body: str) -> Iterator[Rule]:
    """Yield the rules of a piece with something ahead of its block, and enter the blocks that begin in it."""
    *outer, last = ahead.split("{")
    for stretch in outer:
        prelude = yield from _declared(frames[-1], stretch)
        frames.append(_inside(frames[-1], prelude))
    prelude = yield from _declared(frames[-1], last)
    if not frames[-1].is_idle and (rule := _innermost(frames[-1], prelude, body)):
        yield rule


def _declared(frame: Frame, stretch: str) -> Generator[Rule, None, str]:
    """Yield the declarations ahead of a nested rule; return the prelude behind them."""
    declared, _, prelude = stretch.rpartition(";")
    if declared and frame.selectors:
        yield Rule(frame.selectors, declared, frame)
    return prelude.strip()


def _innermost(frame: Frame, prelude: str, body: str) -> Rule | None:
    if prelude[:1] != "@":
        return Rule(_nested(frame, prelude), body, frame) if prelude else None
    inner = _inside(frame, prelude)
    return Rule(inner.selectors, body, inner) if inner.selectors and not inner.is_idle else None


def _inside(frame: Frame, prelude: str) -> Frame:
    """Return what holds inside a block."""
    if prelude[:1] != "@":
        return frame._replace(
            selectors=_nested(frame, prelude), depth=frame.depth + 1, is_idle=frame.is_idle or frame.depth >= _DEEPEST
        )
    lower = prelude.lower()
    if lower.startswith("@layer"):
        return frame._replace(is_layered=True)
    if not lower.startswith(_LIMITS):  # frames of an animation, fonts, what a transition begins with
        return frame._replace(is_idle=True)
    condition = read_condition(lower)
    return frame if condition is None else frame._replace(conditions=(*frame.conditions, condition))


def _nested(frame: Frame, selectors: str) -> str:
    """Return the selectors of a rule inside another one, written out."""
    outer = frame.selectors
    if not outer or frame.depth >= _DEEPEST:
        return selectors
    return ", ".join(
        each.replace("&", f":is({outer})") if "&" in each else f":is({outer}) {each}" for each in split(selectors)
    )


def split(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list; commas in brackets or parentheses part nothing."""
    if "," not in selectors:
        yield selectors.strip()
        return
    held = ""
    for part in selectors.split(","):
        held = f"{held},{part}" if held else part
        if held.count("(") == held.count(")") and held.count("[") == held.count("]"):
            if each := held.strip():
                yield each
            held = ""


class Sheets:
    """The sheets of one page, numbered in the order of their weight; what pages share is kept from one to the next."""

    def __init__(self, tree: Tree, read: SheetReader | None = None) -> None:
        self._tree, self._read = tree, read

    def __iter__(self) -> Iterator[Sheet]:
        return (sheet for _, sheet in sorted((*self._own, *self._files), key=lambda each: each[0]))

    @cached_property
    def once(self) -> list[tuple[int, Sheet]]:
        """Return the page's `<style>` elements of which no other page is known to have the same."""
        return [each for each in self._own if each[1].pages < 2]

    @cached_property
    def shared(self) -> list[tuple[int, Sheet]]:
        """Return the sheets that are worth an index: files, and what a theme writes into every page."""
        return [*self._files, *(each for each in self._own if each[1].pages > 1)]

    @cached_property
    def _own(self) -> list[tuple[int, Sheet]]:
        return [
            (number, _of_page(style.text, style.attr("media")))
            for number, style in enumerate(self._elements)
            if style.tag == "style" and (style.attr("type") or "text/css").lower() == "text/css"
        ]

    @cached_property
    def _files(self) -> list[tuple[int, Sheet]]:
        """Return the sheets in files that can be read."""
        read = ((number, link, self._text(link)) for number, link in enumerate(self._elements) if link.tag == "link")
        return [(number, _kept(text, _medium(link))) for number, link, text in read if text is not None]

    @cached_property
    def are_complete(self) -> bool:
        """Whether no sheet of the page is out of reach."""
        links = sum(1 for element in self._elements if element.tag == "link")
        return links == len(self._files) and not any("@import" in sheet.text for sheet in self)

    @cached_property
    def _elements(self) -> list[Any]:
        """Return what a browser that runs scripts takes sheets from."""
        return [
            element
            for element in self._tree.select("style, link[href]")
            if (element.tag == "style" or _is_sheet(element)) and getattr(element.parent, "tag", "") != "noscript"
        ]

    def _text(self, link: Any) -> str | None:
        return self._read(link.attr("href") or "") if self._read is not None else None


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
    sheet = _kept(text, media) if len(text) <= _LONGEST_KEPT else Sheet(text, _frame(media))
    sheet.pages += 1
    return sheet


@lru_cache(maxsize=_SHEETS)
def _kept(text: str, media: str | None) -> Sheet:
    return Sheet(text, _frame(media))


forget_sheets = _kept.cache_clear
