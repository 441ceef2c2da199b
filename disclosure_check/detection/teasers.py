"""Teasers on a listing that the page itself calls sponsored, and whether a label stands at them."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.coverage import CoverageJudge
from disclosure_check.detection.label_places import TEASER
from disclosure_check.detection.layout import Layout
from disclosure_check.detection.partner_links import Clues, sponsored_links
from disclosure_check.model import Kind, Region, Seen
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Link, Place


def find_teasers(page: Page, clues: Clues) -> list[Link]:
    """Return the links that stay on the site and whose `rel` says that what they lead to is paid for."""
    earning = {link.index for link, _ in clues.partner_links()}
    return [link for link in sponsored_links(page) if link.index not in earning and not clues.leaves_site(link)]


def unlabelled(
    page: Page, teasers: Sequence[Link], candidates: Sequence[Candidate], near_words: int
) -> tuple[Seen, ...]:
    """Return the teasers in the content at which readers are told nothing; those of one card lead to one place."""
    cards = _Cards(page, candidates, near_words)
    silent: dict[str, Seen] = {}
    told = set()
    for link in teasers:
        place = page.flow.places.get(link.index)
        if place is None or not cards.shows(place):
            continue
        if cards.tells(place, link.target):
            told.add(link.target)
        else:
            text = " ".join(link.element.text.split())
            silent.setdefault(link.target, Seen(text or link.href, page.position_of(link)))
    return tuple(seen for target, seen in silent.items() if target not in told)


class _Cards:
    """Answers what stands at the teasers of one page."""

    def __init__(self, page: Page, candidates: Sequence[Candidate], near_words: int) -> None:
        self._flow = page.flow
        self._judge = CoverageJudge(Layout(page.flow), near_words, ())
        self._told = [each for each in candidates if each.kind is not None]
        self._inside = [each for each in candidates if each.why == TEASER]
        self._places = [
            (place.start, link.target) for link in page.links if (place := page.flow.places.get(link.index)) is not None
        ]

    def shows(self, place: Place) -> bool:
        block = self._flow.blocks[place.block]
        return not block.hidden and block.region is Region.CONTENT

    def tells(self, place: Place, target: str) -> bool:
        """Whether a label stands in the teaser or at it, or a notice covers it."""
        if any(place.start <= each.span.start and each.span.end <= place.end for each in self._inside):
            return True
        return any(
            self._judge.relate(place, [each], target).coverage.covers and self._is_its_own(each, place, target)
            for each in self._told
        )

    def _is_its_own(self, candidate: Candidate, place: Place, target: str) -> bool:
        """Whether a label is not the next card's: no link to elsewhere stands between, or it heads a section."""
        if candidate.kind is not Kind.LABEL or self._flow.blocks[candidate.block].heading:
            return True
        low, high = sorted((candidate.span.start, place.start))
        return not any(low < start < high and other != target for start, other in self._places)
