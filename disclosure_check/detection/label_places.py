"""Where label words stand on a page: alone in a block or line, in brackets, or right at a link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.labels import Labels, LabelWord
from disclosure_check.detection.link_places import LinkPlaces
from disclosure_check.late import late
from disclosure_check.model import Kind, Region, Span, Strength
from disclosure_check.reading.flow import RunStarts
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Block, Place
from disclosure_check.reading.text import LINE_BREAK

_SEPARATORS = late(r"\s[|·•–—/]\s|:\s|^[|·•–—]\s|\s[|·•–—]$")
_MAY_PART = late(r"[|·•–—/:]")
_LONGEST_RUN = 30
_SHORT_WORDS = 8
_LONGEST_LINE = 120  # characters
_TOUCHING = 3  # characters between a label and the link it stands at
_OUTSIDE = (Region.FOOTER, Region.NAV, Region.HEADER, Region.ASIDE)


class LabelFinder:
    """Finds the labels of one page, in the few blocks that hold the words of one."""

    def __init__(self, page: Page, labels: Labels, links: LinkPlaces) -> None:
        self._flow, self._labels, self._links, self._language = page.flow, labels, links, page.language
        self._blocks = labels.lines(page.flow.text, page.language, RunStarts(page.flow))

    def bracketed(self) -> list[Candidate]:
        """Return the labels in brackets, wherever they stand."""
        return [
            self._candidate(number, span, word)
            for number in self._blocks
            for span, word in self._bracketed(self._flow.blocks[number])
        ]

    def _bracketed(self, block: Block) -> list[tuple[Span, LabelWord]]:
        return self._labels.bracketed(self._flow.text, block.start, block.end, self._language)

    def standing(self) -> Iterator[Candidate]:
        """Yield the labels that fill a block or a line, and those at the edge of a link."""
        for number in self._blocks:
            block = self._flow.blocks[number]
            if block.start == block.end:
                continue
            short = block.end - block.start <= _LONGEST_LINE or LINE_BREAK in self._flow.text[block.start : block.end]
            found = list(self._alone(number, block)) if short else []
            yield from found or self._at_links(number, block)

    def _alone(self, number: int, block: Block) -> Iterator[Candidate]:
        for start, end in self._lines(block):
            word, said = self._read(start, end), (start, end)
            if word is None:
                word, said = self._read_segments(start, end)
            if word is not None:
                linked = any(
                    place.start <= said[0] and place.end >= said[1] > said[0] for place in self._links.of(number)
                )
                yield self._candidate(number, Span(start, end), word, alone=True, linked=linked)

    def _lines(self, block: Block) -> Iterator[tuple[int, int]]:
        start = block.start
        for line in self._flow.text[block.start : block.end].split(LINE_BREAK):
            yield start, start + len(line)
            start += len(line) + 1

    def _read(self, start: int, end: int) -> LabelWord | None:
        return self._labels.read(self._flow.text[start:end], self._language)

    def _read_segments(self, start: int, end: int) -> tuple[LabelWord | None, tuple[int, int]]:
        """Read "DIGG PICKS | AFFILIATE" and "Affiliate-Link · kein Aufpreis": a part of a short line, and its place."""
        line = self._flow.text[start:end]
        if len(line) <= _LONGEST_LINE and _MAY_PART.search(line) and len(line.split()) <= _SHORT_WORDS:
            begin = 0
            for separator in (*_SEPARATORS.finditer(line), None):
                piece = line[begin : separator.start() if separator else len(line)]
                word = self._labels.read(piece, self._language) if len(piece) < len(line) else None
                if word is not None:
                    return word, (start + begin, start + begin + len(piece))
                begin = separator.end() if separator else begin
        return None, (start, end)

    def _at_links(self, number: int, block: Block) -> Iterator[Candidate]:
        """Yield labels set in their own element at a link's edge: "Reklame: <a>…", "<a><span>Anzeige</span> …"."""
        starts = [start for start, _ in self._flow.runs_in(number) if block.start <= start < block.end]
        for start, end in pairwise((*starts, block.end)):
            word = self._read(start, end) if end - start <= _LONGEST_RUN else None
            if word is None:
                continue
            place = next((place for place in self._links.of(number) if _touches(start, end, place)), None)
            if place is not None:
                linked = place.start <= start and end >= place.end
                yield self._candidate(number, Span(start, end), word, linked=linked)

    def _candidate(
        self, number: int, span: Span, word: LabelWord, *, alone: bool = False, linked: bool = False
    ) -> Candidate:
        block = self._flow.blocks[number]
        strength, kind, why = word.strength, Kind.LABEL, "a label"
        if linked and block.region in _OUTSIDE and word.is_link_name:
            strength, why = Strength.WEAK, LINKED_POLICY
        elif linked and not word.is_link_name:
            return Candidate(number, span, None, strength, word.language, TEASER)
        return Candidate(
            number, span, kind, strength, word.language, why, names_links=word.is_link_name, alone=alone, linked=linked
        )


LINKED_POLICY = "a linked policy"
TEASER = "a menu item or teaser"


def _touches(start: int, end: int, place: Place) -> bool:
    return (
        0 <= place.start - end <= _TOUCHING
        or 0 <= start - place.end <= _TOUCHING
        or abs(place.start - start) <= _TOUCHING
        or (abs(place.end - end) <= _TOUCHING and start >= place.start)
    )
