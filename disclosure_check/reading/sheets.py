"""The rules of a page's own `<style>` elements that touch a few properties, with what is needed to rank them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_BRACE = re.compile(r"\{([^{}]*)\}|[{}]")  # an innermost block at once
_AT_ALWAYS = re.compile(r"@(?:layer|supports|scope|starting-style)\b|@media\s*(?:only\s+)?(?:all|screen)\s*$", re.I)
_ID = re.compile(r"#[\w-]+")
_CLASS = re.compile(r"\.[\w-]+|\[[^\]]*\]|(?<!:):(?!:)[\w-]+")
_TYPE = re.compile(r"(?:^|[\s>+~(,])[a-zA-Z][\w-]*")


class Rule(NamedTuple):
    """One selector with one block of declarations; `always` is false under a media query."""

    selector: str
    body: str
    always: bool
    order: int


def read_rules(sheet: str, wanted: tuple[str, ...]) -> Iterator[Rule]:
    """Yield the style rules that name wanted properties in order, at-rules resolved; linear in the sheet's length."""
    sheet = _COMMENT.sub("", sheet) if "/*" in sheet else sheet
    stack: list[tuple[str, bool]] = []
    begin = 0
    order = 0
    for brace in _BRACE.finditer(sheet):
        last, begin = begin, brace.end()
        body = brace[1]
        if body is not None and not _names(body, wanted):
            continue
        text = sheet[last : brace.start()]
        if brace[0] != "}":
            prelude = text.rpartition(";")[2].strip()
            stack.append((prelude, prelude.startswith("@")))
        if brace[0] == "{" or not stack:
            continue
        prelude, is_at_rule = stack.pop()
        body = text if body is None else body
        if is_at_rule or not _names(body, wanted):
            continue
        order += 1
        always = all(_AT_ALWAYS.match(outer) for outer, at in stack if at)
        for selector in _split(prelude):
            yield Rule(selector, body, always, order)


def _names(body: str, wanted: tuple[str, ...]) -> bool:
    return any(map(body.lower().__contains__, wanted))  # most of a sheet's rules are told off here


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
