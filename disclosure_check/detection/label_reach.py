"""How far a label speaks: over an article, over a list, in a box, at a link, or for an ad slot alone."""

from __future__ import annotations

from bisect import bisect_left

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.layout import Layout
from disclosure_check.detection.slots import empty_box_follows
from disclosure_check.model import Region
from disclosure_check.reading.parts import Block, Place

_BOX_WORDS = 120  # a box longer than this is an article, not a card
_HEADLINE_REACH = 3  # blocks of text between a kicker and its headline
_TOUCHING = 3  # characters between a label and the link it stands at
_ENTRIES = ("ul", "ol", "dl", "table")


class LabelReach:
    """Answers for the labels of one page."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._flow = layout, layout.flow
        self._slot_labels: dict[int, bool] = {}

    def heads_article(self, candidate: Candidate, block: Block) -> bool:
        """Whether a label stands over the whole article: beside its headline, or as its very first line."""
        if block.region is not Region.CONTENT or block.detached:
            return False
        first_prose = self._layout.first_prose
        first = first_prose.get(block.article, first_prose.get(0, 0))
        if candidate.block == first:
            return candidate.span.start == block.start and (candidate.alone or not self._precedes_link(candidate))
        if not candidate.alone:
            return False
        around = self._layout.texts_around(candidate.block, _HEADLINE_REACH)
        return candidate.block < first and any(each.heading == 1 for each in around)

    def _precedes_link(self, candidate: Candidate) -> bool:
        places = map(self._flow.places.__getitem__, self._flow.places.links_in(candidate.block))
        return any(0 <= place.start - candidate.span.end <= _TOUCHING for place in places)

    def is_slot_label(self, candidate: Candidate) -> bool:
        """Whether an ad slot follows before any text does: then the label is the slot's."""
        known = self._slot_labels.get(candidate.span.start)
        if known is None:
            known = self._slot_labels[candidate.span.start] = self._slot_follows(candidate)
        return known

    def _slot_follows(self, candidate: Candidate) -> bool:
        slots = self._flow.ad_slots
        next_slot = bisect_left(slots, self._flow.blocks[candidate.block].start)
        if next_slot < len(slots) and slots[next_slot] < self._layout.end_of_next_text(candidate.block):
            return True
        return candidate.alone and empty_box_follows(self._flow.element_at(candidate.span.start))

    def in_box(self, candidate: Candidate, place: Place, is_near: bool) -> bool:
        """Whether a label and a link stand together; a label at a link of its own speaks of that entry alone."""
        if not self._same_box(candidate.block, place.block):
            return False
        kind = self._flow.groups[self._layout.common_group(candidate.block, place.block)].kind
        if candidate.alone or candidate.block not in self._layout.linked_blocks:
            is_card = kind != "main" and (kind != "article" or self._layout.articles > 1)
            return is_card or is_near
        return kind not in _ENTRIES and is_near

    def _same_box(self, one: int, other: int) -> bool:
        """Whether two blocks share a box that holds little else, or stand next to each other."""
        if not self._layout.text_between(min(one, other), max(one, other)):
            return True
        group = self._layout.common_group(one, other)
        return group > 0 and self._layout.words_in(group) <= _BOX_WORDS

    def heads_list(self, candidate: Candidate, place: Place) -> bool:
        """Whether the label heads the list, table or headed section that holds the link."""
        if candidate.span.start > place.start:
            return False
        heading = self._flow.blocks[candidate.block].heading
        if heading:
            between = range(candidate.block + 1, place.block + 1)
            return not any(0 < self._flow.blocks[each].heading <= heading for each in between)
        group = self._flow.blocks[place.block].group
        while group:
            each = self._flow.groups[group]
            if each.kind in _ENTRIES and each.first == candidate.block + 1:
                return True
            group = each.parent
        return False
