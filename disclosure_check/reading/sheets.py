"""The rules of a page's own `<style>` elements that touch a few properties, with what is needed to rank them.

A sheet is searched and never read from end to end: many a page holds more CSS than text, and little of it matters here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from disclosure_check.reading.tree import Tree

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_BRACE = re.compile(r"[{}]")
# the next brace that neither opens nor closes an innermost block, and the text ahead of it
_OUTER_BRACE = re.compile(r"(?:[^{}]*+\{[^{}]*+\})*+([^{}]*+)([{}])")
_AT_ALWAYS = re.compile(r"@(?:layer|supports|scope|starting-style)\b|@media\s*(?:only\s+)?(?:all|screen)\s*$", re.I)
_ID = re.compile(r"#[\w-]+")
_CLASS = re.compile(r"\.[\w-]+|\[[^\]]*\]|(?<!:):(?!:)[\w-]+")
_TYPE = re.compile(r"(?:^|[\s>+~(,])[a-zA-Z][\w-]*")


class _Block(NamedTuple):
    """Declarations between two braces that follow each other, and the brace ahead of both."""

    ahead: int
    begin: int
    end: int


class Rule(NamedTuple):
    """One selector with one block of declarations."""

    selector: str
    body: str
    sheet: Sheet
    place: int

    @property
    def always(self) -> bool:
        """Whether it holds on every screen, under no media query."""
        return self.sheet.is_always(self.place)

    @property
    def order(self) -> tuple[int, int]:
        return self.sheet.number, self.place


class Sheet:
    """One `<style>` element without its comments; `lower` has the same offsets."""

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = _COMMENT.sub("", text) if "/*" in text else text
        self.lower = self.text.lower() if self.text.isascii() else _lower_ascii(self.text)

    def rules(self, places: Iterable[int]) -> Iterator[Rule]:
        """Yield the rules in whose declarations the places are; each rule once, places and rules in order."""
        text = self.text
        for block in self._blocks(places):
            if text[block.end] == "{":  # the place is in a selector
                continue
            if text[block.begin] == "{":
                prelude, place = _prelude(text[block.ahead + 1 : block.begin]), block.begin
            else:  # declarations behind a nested rule
                self._outer_rules.read_to(block.end + 1)
                prelude, place = self._outer_rules.closed.get(block.end, "@"), block.end + 1
            if not prelude.startswith("@"):
                body = text[block.begin + 1 : block.end]
                yield from (Rule(selector, body, self, place) for selector in _split(prelude))

    def _blocks(self, places: Iterable[int]) -> Iterator[_Block]:
        ahead = last = -1  # two braces with none between them
        for place in places:
            if place < last:
                continue
            begin = self._last_brace(last, place)
            if begin > last:
                ahead = self._last_brace(last, begin)
            end = _BRACE.search(self.text, place)
            if end is None:
                return
            if begin >= 0:
                yield _Block(ahead, begin, end.start())
            ahead, last = begin, end.start()

    def _last_brace(self, begin: int, end: int) -> int:
        begin = max(begin, 0)
        return max(self.text.rfind("{", begin, end), self.text.rfind("}", begin, end))

    def is_always(self, place: int) -> bool:
        if self.text.find("@", 0, place) < 0:
            return True
        outer = self._outer_rules
        outer.read_to(place)
        number = bisect_right(outer.places, place) - 1
        return number < 0 or outer.always[number]

    @cached_property
    def _outer_rules(self) -> _OuterRules:
        return _OuterRules(self.text)


def _lower_ascii(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


class _OuterRules:
    """The at-rules and rules around others: behind which places all are known to hold, and what each brace closes."""

    def __init__(self, text: str) -> None:
        self.places: list[int] = []
        self.always: list[bool] = []
        self.closed: dict[int, str] = {}
        self._text, self._read, self._limits = text, 0, 0
        self._stack: list[tuple[str, bool]] = []

    def read_to(self, place: int) -> None:
        """Read on from where the last question led."""
        while self._read < place and (brace := _OUTER_BRACE.match(self._text, self._read)):
            self._read = brace.end()
            if brace[2] == "{":
                prelude = _prelude(brace[1])
                limit = prelude.startswith("@") and not _AT_ALWAYS.match(prelude)
                self._stack.append((prelude, limit))
                self._limits += limit
            elif self._stack:
                self.closed[self._read - 1], limit = self._stack.pop()
                self._limits -= limit
            self.places.append(self._read)
            self.always.append(self._limits == 0)


def _prelude(text: str) -> str:
    return text.rpartition(";")[2].strip()


_known: WeakKeyDictionary[Tree, list[Sheet]] = WeakKeyDictionary()


def read_sheets(tree: Tree) -> list[Sheet]:
    """Return the page's own sheets; read once, though several ask."""
    sheets = _known.get(tree)
    if sheets is None:
        sheets = _known[tree] = [Sheet(number, style.text) for number, style in enumerate(tree.select("style"))]
    return sheets


def specificity(selector: str) -> tuple[int, int, int]:
    """Return the weight of a selector: ids, classes and attributes, types."""
    return len(_ID.findall(selector)), len(_CLASS.findall(selector)), len(_TYPE.findall(selector))


def _split(prelude: str) -> Iterator[str]:
    """Yield the selectors of a list; commas in brackets or parentheses part nothing."""
    if "(" not in prelude and "[" not in prelude:
        yield from filter(None, map(str.strip, prelude.split(",")))
        return
    depth = begin = 0
    for at, character in enumerate(prelude):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth == 0:
            yield prelude[begin:at].strip()
            begin = at + 1
    last = prelude[begin:].strip()
    if last:
        yield last
