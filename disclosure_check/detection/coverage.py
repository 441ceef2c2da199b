"""How each partner link is disclosed: the strongest relation to any disclosure a reader can see."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.label_reach import LabelReach
from disclosure_check.detection.layout import Layout
from disclosure_check.detection.marks import marks_of_link
from disclosure_check.detection.urls import host_of
from disclosure_check.model import Coverage, Kind, Region
from disclosure_check.reading.parts import Block, Place

_SHORTEST_NAME = 4  # letters of a sponsor's name in a host
_MANY = 64  # candidates on a page
_BANNER_WORDS = 60  # an aside longer than this is a sidebar
_IGNORED = (Region.COMMENTS, Region.CONSENT)


class Relation(NamedTuple):
    coverage: Coverage
    candidate: int | None
    distance: int | None
    told: int | None = None  # words to the nearest disclosure that covers the link, however weak the relation
    covering: tuple[int, ...] = ()  # all of those


class CoverageJudge:
    """Relates links to disclosures on one page."""

    def __init__(self, layout: Layout, near_words: int, places: Sequence[Place]) -> None:
        self._flow = layout.flow
        self._near = near_words
        self._layout = layout
        self._labels = LabelReach(self._layout)
        self._places = places

    @cached_property
    def _used_marks(self) -> set[str]:
        return {mark for place in self._places for mark in marks_of_link(self._flow, place)}

    def relate(self, place: Place, candidates: Sequence[Candidate], target: str = "") -> Relation:
        """Return the strongest relation of one link to `target`; the nearest of equals."""
        best = Relation(Coverage.NONE, None, None)
        told: dict[int, int] = {}
        for number in _worth_relating(place, candidates):
            candidate = candidates[number]
            if candidate.names_sponsor and not self._is_sponsor(host_of(target), candidate):
                continue
            coverage = self._coverage(place, candidate)
            if candidate.doubt and coverage.covers:
                coverage = Coverage.UNDECIDED
            if coverage is Coverage.NONE:
                continue
            distance = self.distance(place, candidate)
            if coverage.covers:
                told[number] = 0 if self._bears_mark_of(candidate, place) else abs(distance)
            if coverage > best.coverage or (coverage == best.coverage and abs(distance) < abs(best.distance or 0)):
                best = Relation(coverage, number, distance)
        return best._replace(told=min(told.values()), covering=tuple(told)) if told else best

    def _bears_mark_of(self, candidate: Candidate, place: Place) -> bool:
        return candidate.kind is Kind.LEGEND and self._explains(candidate, self._flow.blocks[candidate.block], place)

    def _is_sponsor(self, host: str, candidate: Candidate) -> bool:
        """Whether the sponsor a sentence names is whom the link leads to: "Micro Center" and micro.center."""
        said = "".join(filter(str.isalnum, self._flow.text[candidate.span.start : candidate.span.end].casefold()))
        labels = host.removeprefix("www.").split(".")
        names = [*labels[:-1], "".join(labels)]
        return any(len(name) >= _SHORTEST_NAME and name.replace("-", "") in said for name in names)

    def distance(self, place: Place, candidate: Candidate) -> int:
        """Return the words from the disclosure to the link; negative where the link comes first."""
        link = self._flow.words_before(place.start)
        if candidate.span.start > place.start:
            return link - self._flow.words_before(candidate.span.start)
        return max(0, link - self._flow.words_before(candidate.span.end))

    def _coverage(self, place: Place, candidate: Candidate) -> Coverage:
        block, linked = self._flow.blocks[candidate.block], self._flow.blocks[place.block]
        if block.hidden or candidate.hidden:
            return Coverage.HIDDEN if candidate.names_links else Coverage.NONE
        if block.region in _IGNORED:
            return Coverage.NONE
        if candidate.kind is Kind.LABEL:
            return self._by_label(place, candidate, block, linked)
        if candidate.kind is Kind.LEGEND and self._speaks_of_others(candidate, place):
            told = self._by_place(place, candidate, block, linked)
            return Coverage.NONE if told.covers else told
        if candidate.kind is Kind.LEGEND and self._explains(candidate, block, place):
            return max(Coverage.MARKER, self._by_place(place, candidate, block, linked))
        return self._by_place(place, candidate, block, linked)

    def _speaks_of_others(self, candidate: Candidate, place: Place) -> bool:
        """Whether the legend's mark is on other partner links and not on this one: its reader takes it for unpaid."""
        marks = set(candidate.marks)
        return bool(marks & self._used_marks) and not marks & set(marks_of_link(self._flow, place))

    def _explains(self, candidate: Candidate, block: Block, place: Place) -> bool:
        """Whether the link bears the legend's mark and the legend stands where a reader looks for it."""
        if block.region not in (Region.CONTENT, Region.ASIDE):
            return False
        return bool(set(candidate.marks) & set(marks_of_link(self._flow, place)))

    def _by_place(self, place: Place, candidate: Candidate, block: Block, linked: Block) -> Coverage:
        if candidate.linked and candidate.block != place.block:
            return Coverage.OUTSIDE
        if not self._counts_as_content(block):
            beside = block.region is linked.region and self._is_near(place, candidate)
            return Coverage.NEAR if beside else Coverage.OUTSIDE
        if not self._same_article(block, linked):
            return Coverage.OUTSIDE
        if candidate.span.start <= place.start:
            return Coverage.BEFORE
        return Coverage.NEAR if self._is_near(place, candidate) else Coverage.AFTER

    def _counts_as_content(self, block: Block) -> bool:
        """Whether a reader of the article meets a notice here: in the content, or as a banner ahead of it."""
        if block.region is Region.CONTENT or (block.detached and block.region is Region.HEADER):
            return True
        return block.region is Region.ASIDE and self._is_banner(block)

    def _is_banner(self, block: Block) -> bool:
        """Whether an aside ahead of the article's text holds little but the notice: a banner, not a sidebar."""
        first = self._layout.first_prose.get(0, self._layout.first_text)
        if block.start > self._flow.blocks[first].start:
            return False
        group = self._flow.groups[block.group]
        while group.kind != "aside" and group.parent:
            group = self._flow.groups[group.parent]
        inside = self._flow.blocks[group.first : group.last + 1]
        return sum(len(self._flow.text[each.start : each.end].split()) for each in inside) <= _BANNER_WORDS

    def _same_article(self, block: Block, linked: Block) -> bool:
        return self._layout.articles < 2 or block.article in (0, linked.article) or linked.article == 0

    def _is_near(self, place: Place, candidate: Candidate) -> bool:
        """Whether few words lie between, and no heading that begins another matter."""
        low, high = sorted((candidate.block, place.block))
        if low < high and self._layout.heading_between(low, high):
            return False
        return abs(self.distance(place, candidate)) <= self._near

    def _by_label(self, place: Place, candidate: Candidate, block: Block, linked: Block) -> Coverage:
        if candidate.linked and not place.start <= candidate.span.start <= place.end:
            return Coverage.OUTSIDE if candidate.names_links and block.region is not Region.CONTENT else Coverage.NONE
        if candidate.block == place.block:
            return Coverage.NEAR if self._is_near(place, candidate) else Coverage.NONE
        if not candidate.names_links and self._labels.is_slot_label(candidate):
            return Coverage.NONE
        ahead = candidate.span.start < place.start and self._same_article(block, linked)
        if ahead and self._labels.heads_article(candidate, block):
            return Coverage.BEFORE
        if block.region is not linked.region:
            return Coverage.NONE
        is_near = self._is_near(place, candidate)
        beside = self._labels.heads_list(candidate, place) or self._labels.in_box(candidate, place, is_near)
        return Coverage.NEAR if beside else Coverage.NONE


def _worth_relating(place: Place, candidates: Sequence[Candidate]) -> Iterable[int]:
    """Return which candidates can matter to a link: all of them but on pages with hundreds.

    There the page's first and last and the nearest on both sides decide: a label at each of thousands stays linear.
    """
    count = len(candidates)
    if count <= _MANY:
        return range(count)
    at = bisect_left(candidates, place.start, key=lambda candidate: candidate.span.start)
    nearest = range(max(0, at - _MANY // 4), min(count, at + _MANY // 4))
    return sorted({*range(_MANY // 4), *nearest, *range(count - _MANY // 4, count)})
