"""How each partner link is disclosed: the strongest relation to any disclosure a reader can see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.marks import marks_of_link
from disclosure_check.detection.slots import empty_box_follows
from disclosure_check.model import Coverage, Kind, Region
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.page import Block, Place

PROSE_WORDS = 15  # a block this long is text, not a kicker, byline or caption
_BOX_WORDS = 120  # a box longer than this is an article, not a card
_SHORTEST_NAME = 4  # letters of a sponsor's name in a host
_BANNER_WORDS = 60  # an aside longer than this is a sidebar
_HEADLINE_REACH = 3  # blocks of text between a kicker and its headline
_ENTRIES = ("ul", "ol", "dl", "table")
_IGNORED = (Region.COMMENTS, Region.CONSENT)


class Relation(NamedTuple):
    coverage: Coverage
    candidate: int | None
    distance: int | None


class CoverageJudge:
    """Relates links to disclosures on one page."""

    def __init__(self, flow: Flow, near_words: int) -> None:
        self._flow = flow
        self._near = near_words
        self._articles = len({block.article for block in flow.blocks if block.article})
        self._first_prose = _first_prose(flow)
        self._first_text = next(
            (number for number, each in enumerate(flow.blocks) if each.region is Region.CONTENT and _is_text(each)), 0
        )
        self._linked_blocks = {place.block for place in flow.places.values()}

    def relate(self, place: Place, candidates: Sequence[Candidate], host: str = "") -> Relation:
        """Return the strongest relation of one link to `host`; the nearest of equals."""
        best = Relation(Coverage.NONE, None, None)
        for number, candidate in enumerate(candidates):
            if candidate.names_sponsor and not self._is_sponsor(host, candidate):
                continue
            coverage = self._coverage(place, candidate)
            if coverage is Coverage.NONE:
                continue
            distance = self.distance(place, candidate)
            if coverage > best.coverage or (coverage == best.coverage and abs(distance) < abs(best.distance or 0)):
                best = Relation(coverage, number, distance)
        return best

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
        if candidate.kind is Kind.LEGEND and self._explains(candidate, block, place):
            return max(Coverage.MARKER, self._by_place(place, candidate, block, linked))
        return self._by_place(place, candidate, block, linked)

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
        first = self._first_prose.get(0, self._first_text)
        if block.start > self._flow.blocks[first].start:
            return False
        group = self._flow.groups[block.group]
        while group.kind != "aside" and group.parent:
            group = self._flow.groups[group.parent]
        inside = self._flow.blocks[group.first : group.last + 1]
        return sum(len(self._flow.text[each.start : each.end].split()) for each in inside) <= _BANNER_WORDS

    def _same_article(self, block: Block, linked: Block) -> bool:
        return self._articles < 2 or block.article in (0, linked.article) or linked.article == 0

    def _is_near(self, place: Place, candidate: Candidate) -> bool:
        """Whether few words lie between, and no heading that begins another matter."""
        low, high = sorted((candidate.block, place.block))
        if any(each.heading and _is_text(each) for each in self._flow.blocks[low + 1 : high]):
            return False
        return abs(self.distance(place, candidate)) <= self._near

    def _by_label(self, place: Place, candidate: Candidate, block: Block, linked: Block) -> Coverage:
        if candidate.linked and not place.start <= candidate.span.start <= place.end:
            return Coverage.OUTSIDE if candidate.names_links and block.region is not Region.CONTENT else Coverage.NONE
        if candidate.block == place.block:
            return Coverage.NEAR if self._is_near(place, candidate) else Coverage.NONE
        if not candidate.names_links and self._is_slot_label(candidate, block):
            return Coverage.NONE
        ahead = candidate.span.start < place.start and self._same_article(block, linked)
        if ahead and self._heads_article(candidate, block):
            return Coverage.BEFORE
        beside = self._heads_list(candidate, place) or self._in_box(candidate, place)
        return Coverage.NEAR if beside and block.region is linked.region else Coverage.NONE

    def _heads_article(self, candidate: Candidate, block: Block) -> bool:
        """Whether a label stands over the whole article: beside its headline, or as its very first line."""
        if not candidate.alone or block.region is not Region.CONTENT or block.detached:
            return False
        first = self._first_prose.get(block.article, self._first_prose.get(0, 0))
        if candidate.block == first:
            return candidate.span.start == block.start
        around = self._texts_around(candidate.block)
        return candidate.block < first and any(each.heading == 1 for each in around)

    def _texts_around(self, number: int) -> list[Block]:
        blocks = self._flow.blocks
        before = [each for each in blocks[:number] if _is_text(each)][-_HEADLINE_REACH:]
        after = [each for each in blocks[number + 1 : number + 12] if _is_text(each)][:_HEADLINE_REACH]
        return before + after

    def _is_slot_label(self, candidate: Candidate, block: Block) -> bool:
        """Whether an ad slot follows before any text does: then the label is the slot's."""
        later = self._flow.blocks[candidate.block + 1 :]
        following = next((each.end for each in later if _is_text(each)), len(self._flow.text))
        if any(block.start <= slot < following for slot in self._flow.ad_slots):
            return True
        return candidate.alone and empty_box_follows(self._flow.element_at(candidate.span.start))

    def _in_box(self, candidate: Candidate, place: Place) -> bool:
        """Whether a label and a link stand together; a label at a link of its own speaks of that entry alone."""
        if not self._same_box(candidate, place):
            return False
        if candidate.alone or candidate.block not in self._linked_blocks:
            return True
        group = self._common_group(*(self._flow.blocks[each].group for each in (candidate.block, place.block)))
        return self._flow.groups[group].kind not in _ENTRIES and self._is_near(place, candidate)

    def _same_box(self, candidate: Candidate, place: Place) -> bool:
        """Whether label and link share a box that holds little else, or stand next to each other."""
        low, high = sorted((candidate.block, place.block))
        if not any(_is_text(each) for each in self._flow.blocks[low + 1 : high]):
            return True
        group = self._common_group(self._flow.blocks[low].group, self._flow.blocks[high].group)
        first, last = self._flow.groups[group].first, self._flow.groups[group].last
        words = self._flow.blocks[last].words_before - self._flow.blocks[first].words_before
        return group > 0 and words <= _BOX_WORDS

    def _common_group(self, first: int, second: int) -> int:
        above = set()
        while first:
            above.add(first)
            first = self._flow.groups[first].parent
        while second and second not in above:
            second = self._flow.groups[second].parent
        return second

    def _heads_list(self, candidate: Candidate, place: Place) -> bool:
        """Whether the label heads the list, table or headed section that holds the link."""
        if candidate.span.start > place.start:
            return False
        block = self._flow.blocks[candidate.block]
        if block.heading:
            between = self._flow.blocks[candidate.block + 1 : place.block + 1]
            return not any(0 < each.heading <= block.heading for each in between)
        group = self._flow.blocks[place.block].group
        while group:
            each = self._flow.groups[group]
            if each.kind in _ENTRIES and each.first == candidate.block + 1:
                return True
            group = each.parent
        return False


def _is_text(block: Block) -> bool:
    return block.end > block.start and not block.hidden


def _first_prose(flow: Flow) -> dict[int, int]:
    first: dict[int, int] = {}
    for number, block in enumerate(flow.blocks):
        if block.region is not Region.CONTENT or block.hidden or block.heading or block.detached:
            continue
        if len(flow.text[block.start : block.end].split()) >= PROSE_WORDS:
            first.setdefault(block.article, number)
            first.setdefault(0, number)
    return first
