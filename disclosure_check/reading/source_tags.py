"""Where tags stand in a source, for a parser that tells no more than the line on which a start tag ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure_check.model import Span
from disclosure_check.reading.lxml_nodes import Element

LAST_LINE = 65535  # libxml2 counts no further
_ATTRIBUTE = r"""[^>=]|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?"""
_MARKUP = r"<!--(?:-?>|(?P<comment>.*?)(?:--!?>|\Z))|{declaration}|</(?P<closed>[a-zA-Z][^\s/>]*+)[^>]*+(?:>|\Z)"
_OPENING = rf"|<(?P<opened>[a-zA-Z_][^\s/>]*+)(?P<rest>(?>{_ATTRIBUTE})*+)(?:>|\Z)"
_HTML = re.compile(_MARKUP.format(declaration=r"<[!?][^>]*+(?:>|\Z)") + _OPENING, re.S)
_XML = re.compile(
    _MARKUP.format(
        declaration=r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<!(?:[^>\[]*+\[.*?\]\s*+>|[^>]*+(?:>|\Z))"
    ) + _OPENING,
    re.S,
)  # fmt: skip
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_CAN_BE_IMPLIED = frozenset("html head body p".split())


class Tag(NamedTuple):
    """One tag of the source; the line is that of its end."""

    name: str
    start: int
    end: int
    line: int
    rest: str | None  # what follows the name in a start tag; None in an end tag


def scan_tags(source: str, is_xml: bool) -> Iterator[Tag]:
    """Yield the tags of a source in order, past comments, declarations and the text of scripts."""
    counted = 0
    line = 1
    for match in _scan(source, is_xml):
        name = match["opened"] or match["closed"]
        if name is None:
            continue
        line += source.count("\n", counted, match.end())
        counted = match.end()
        yield Tag(name if is_xml else name.lower(), match.start(), match.end(), line, match["rest"])


def scan_comments(source: str, is_xml: bool) -> Iterator[tuple[str, Span]]:
    """Yield what stands in a source's comments, with the place of the whole comment."""
    for match in _scan(source, is_xml):
        if match["comment"] is not None:
            yield match["comment"], Span(*match.span())


def _scan(source: str, is_xml: bool) -> Iterator[re.Match[str]]:
    pattern = _XML if is_xml else _HTML
    at = 0
    while match := pattern.search(source, at):
        at = match.end()
        yield match
        name = (match["opened"] or "").lower()
        if name in _RAW and not is_xml:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.I).search(source, at)
            at = closing.start() if closing else len(source)


LineOf = Callable[[Element], int]


class SourceTags:
    """The start tag and the end of every element, found by setting the elements beside the source's tags."""

    def __init__(self, source: str, elements: Sequence[Element], line_of: LineOf, is_xml: bool) -> None:
        """`elements` are in document order; `line_of` tells on which line an element's start tag ends."""
        tags = list(scan_tags(source, is_xml))
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._starts = self._match(elements, [tag for tag in tags if tag.rest is not None], line_of)
        self._ends = self._close(elements, [tag for tag in tags if tag.rest is None], len(source))

    def start_tag(self, element: Element) -> Span:
        return self._starts[element]

    def end_of(self, element: Element) -> int:
        return self._ends[element]

    def _match(self, elements: Sequence[Element], tags: list[Tag], line_of: LineOf) -> dict[Element, Span]:
        by_name = _by_name(tags)
        used: dict[str, int] = defaultdict(int)
        found: dict[Element, Span] = {}
        last = 0
        for element in elements:
            name, line = element.tag.lower(), line_of(element)
            at = _first_fitting(by_name[name], used[name], last, line, bool(element.attrs))
            if at is None:
                found[element] = self._unwritten(line, last)
                continue
            tag = by_name[name][at]
            used[name], last = at + 1, tag.end
            found[element] = Span(tag.start, tag.end)
        return found

    def _unwritten(self, line: int, last: int) -> Span:
        """Return the place of an element without a tag of its own: its line is known, and what came before it."""
        at = max(last, self._line_starts[min(line, len(self._line_starts)) - 1])
        return Span(at, at)

    def _close(self, elements: Sequence[Element], tags: list[Tag], length: int) -> dict[Element, int]:
        closing = _by_name(tags)
        starts = {name: [tag.start for tag in same] for name, same in closing.items()}
        limits = self._limits(elements, length)
        ends: dict[Element, int] = {}
        for element in reversed(elements):
            inside = element.inside
            end = max(self._starts[element].end, ends[inside[-1]] if inside else 0)
            at = bisect_left(starts.get(element.tag.lower(), ()), end)
            same = closing[element.tag.lower()]
            ends[element] = same[at].end if at < len(same) and same[at].start < limits[element] else end
        return ends

    def _limits(self, elements: Iterable[Element], length: int) -> dict[Element, int]:
        """Return for each element where the next one outside it starts."""
        limits: dict[Element, int] = {}
        for element in elements:
            limit = limits.setdefault(element, length)
            for child in reversed(element.inside):
                limits[child] = limit
                limit = self._starts[child].start
        return limits


def _by_name(tags: Iterable[Tag]) -> dict[str, list[Tag]]:
    named: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        named[tag.name.lower()].append(tag)
    return named


def _first_fitting(tags: list[Tag], begin: int, last: int, line: int, has_attributes: bool) -> int | None:
    for at in range(begin, len(tags)):
        tag = tags[at]
        if min(tag.line, LAST_LINE) > line:
            return None
        fits = tag.start >= last and min(tag.line, LAST_LINE) == line
        if fits and bool((tag.rest or "").strip(" \t\n\f/")) == has_attributes:
            return at
    return None
