"""The facts of one page put together: every partner link with its coverage, every disclosure with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.coverage import CoverageJudge, Relation
from disclosure_check.detection.folding import Boxes
from disclosure_check.detection.label_places import LINKED_POLICY
from disclosure_check.detection.layout import Layout
from disclosure_check.detection.marks import marks_of_link
from disclosure_check.detection.notices import Notices, visible
from disclosure_check.detection.partner_links import Clues
from disclosure_check.detection.statements import Statements
from disclosure_check.detection.unseen import unseen
from disclosure_check.detection.verdicts import verdict_of
from disclosure_check.messages import say
from disclosure_check.model import Confidence, Coverage, Evidence, Judgement, Kind, PartnerLink, Position, Region, Seen
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Link, Place


class _Found(NamedTuple):
    """A partner link, where its text stands, and where its start tag does."""

    link: Link
    evidence: tuple[Evidence, ...]
    place: Place
    position: Position


class PageFacts:
    """The facts of one page while they are put together."""

    def __init__(
        self, page: Page, clues: Clues, candidates: Sequence[Candidate], statements: Statements, near_words: int
    ) -> None:
        self._page, self._flow, self._clues = page, page.flow, clues
        self._links = [
            found for found in _at_their_text(page, clues.partner_links()) if not self._is_menu_redirect(found)
        ]
        self._candidates = [each for each in candidates if each.kind is not None]
        self._decoys = [each for each in candidates if each.kind is None]
        self._notices = Notices(page, self._candidates, statements)
        self._boxes = Boxes(page)
        self._known_boxes: dict[int, Any] = {}
        self._layout = Layout(self._flow)
        self._judge = CoverageJudge(self._layout, near_words, [found.place for found in self._links])
        self._relations = [
            self._judge.relate(found.place, self._candidates, found.link.target) for found in self._links
        ]

    def _is_menu_redirect(self, found: _Found) -> bool:
        """Whether all that is known of a menu's link is that it redirects: subscriptions and apps do that too."""
        region = self._flow.blocks[found.place.block].region
        return region in (Region.NAV, Region.HEADER, Region.FOOTER) and all(
            each.kind == "cloak" and each.confidence < Confidence.CERTAIN for each in found.evidence
        )

    def judgement(self, *, with_decoys: bool = False) -> Judgement:
        """Return all that is known; decoys, whose places take longest to find, only where they are wanted."""
        kept = self._kept()
        index = {old: new for new, old in enumerate(kept)}
        links = tuple(
            self._partner_link(found, relation, index)
            for found, relation in zip(self._links, self._relations, strict=True)
        )
        dropped = [each for number, each in enumerate(self._candidates) if number not in index]
        decoys = [*self._decoys, *dropped] if with_decoys else []
        hidden = unseen(self._page, self._clues)
        return Judgement(
            verdict_of(links),
            links,
            tuple(map(self._notices.disclosure, kept)),
            tuple(self._notices.decoy(each) for each in sorted(decoys, key=lambda each: each.span)),
            undecided=self._doubts(),
            unexplained_marks=self._unexplained(links),
            sponsors=self._notices.sponsors(index) if links else (),
            hints=hidden.hints,
            monetizers=hidden.monetizers,
            language=self._page.language,
        )

    def untold(self, places: Iterable[Place]) -> tuple[Seen, ...]:
        """Return what stands at those of some places that no disclosure would cover if it were a link."""
        candidates = [replace(each, names_sponsor=False) for each in self._candidates]
        return tuple(
            Seen(
                visible(self._flow, place.start, place.end),
                self._page.source.position(self._flow.source_span(place.start, place.end)),
            )
            for place in places
            if not self._judge.relate(place, candidates).coverage.covers
        )

    def _kept(self) -> list[int]:
        """Return the candidates that are disclosures: a label or a sponsor's credit only at the links it tells of."""
        used = {relation.candidate for relation in self._relations}
        return [
            number
            for number, each in enumerate(self._candidates)
            if number in used or each.why == LINKED_POLICY or not (each.kind is Kind.LABEL or each.names_sponsor)
        ]

    def _partner_link(self, found: _Found, relation: Relation, index: dict[int, int]) -> PartnerLink:
        link, evidence, place, position = found
        flow, block = self._flow, self._flow.blocks[place.block]
        # a menu that opens on a click is still a menu: only in the content does hiding set a link apart
        hidden = block.hidden or self._page.visibility.of_box(link.element)
        return PartnerLink(
            href=link.href,
            text=visible(flow, place.start, place.end) or _alternative_text(link),
            carrier=link.carrier,
            region=Region.HIDDEN if hidden and block.region is Region.CONTENT else block.region,
            position=position,
            heading=self._heading(place.block),
            programme=next((each.programme for each in evidence if each.kind != "config" and each.programme), None),
            evidence=evidence,
            confidence=max(each.confidence for each in evidence),
            coverage=relation.coverage,
            disclosure=index.get(relation.candidate) if relation.candidate is not None else None,
            distance_words=relation.distance,
            words_before=flow.words_before(place.start),
            hidden=hidden,
            rel=" ".join((link.element.attr("rel") or "").split()),
            language=self._language_at(link),
            folded=self._folded(link, relation),
            told_words=relation.told,
            told_by=tuple(map(self._notices.disclosure, relation.covering)),
        )

    def _box_around(self, number: int) -> Any:
        if number not in self._known_boxes:
            element = self._flow.element_at(self._candidates[number].span.start)
            self._known_boxes[number] = self._boxes.around(element)
        return self._known_boxes[number]

    def _language_at(self, link: Link) -> str | None:
        """Return the language that the markup states for the place of a link."""
        stated = self._page.tree.nearest(link.element, "[lang]")
        if stated is None or stated.tag == "html":
            return self._page.language
        return stated.attr("lang").strip().lower() or None

    def _folded(self, link: Link, relation: Relation) -> str:
        """Return the kind of box that holds all that covers a link, where it does not hold the link too."""
        boxes = [self._box_around(number) for number in relation.covering]
        if not boxes or None in boxes or any(self._boxes.holds(box, link.element) for box in boxes):
            return ""
        return self._boxes.kind(boxes[-1])

    def _heading(self, number: int) -> str:
        heading = self._layout.heading_at(number)
        return "" if heading is None else visible(self._flow, *self._flow.blocks[heading][:2])

    def _doubts(self) -> tuple[str, ...]:
        """Return why only a browser could tell whether readers see the notices that would cover a link."""
        open_links = (each for each in self._relations if each.coverage is Coverage.UNDECIDED)
        doubtful = (self._candidates[each.candidate] for each in open_links if each.candidate is not None)
        return tuple(dict.fromkeys(say("the notice may be hidden ({why})", why=each.doubt) for each in doubtful))

    def _unexplained(self, links: Sequence[PartnerLink]) -> tuple[int, ...]:
        """Return the uncovered partner links that bear a star, where no legend explains one."""
        if any("*" in each.marks for each in self._candidates):
            return ()
        return tuple(
            number
            for number, found in enumerate(self._links)
            if not links[number].coverage.covers and "*" in marks_of_link(self._flow, found.place)
        )


def _at_their_text(page: Page, links: Sequence[tuple[Link, tuple[Evidence, ...]]]) -> Iterator[_Found]:
    """Yield each start tag's link once, at its text: of a misnested link the parser makes clones, and one holds it."""
    written: _Found | None = None
    for link, evidence in links:
        place = page.flow.places.get(link.index)
        if place is None:
            continue
        position = page.tree.position(link.element)
        if position is not None:
            if written is not None:
                yield written
            written = _Found(link, evidence, place, position)
        elif written is not None and written.link.href == link.href and written.place.start == written.place.end:
            written = written._replace(place=place)
    if written is not None:
        yield written


def _alternative_text(link: Link) -> str:
    """Return what stands for an image link's text."""
    for child in link.element.children:
        if getattr(child, "tag", "") == "img":
            return " ".join((child.attr("alt") or "").split())
    return " ".join((link.element.attr("aria-label") or link.element.attr("title") or "").split())
