"""The facts of one page put together: every partner link with its coverage, every disclosure with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.coverage import CoverageJudge, Relation
from disclosure_check.detection.label_places import LINKED_POLICY
from disclosure_check.detection.layout import Layout
from disclosure_check.detection.marks import marks_of_link
from disclosure_check.detection.partner_links import Clues
from disclosure_check.detection.urls import host_of
from disclosure_check.detection.verdicts import verdict_of
from disclosure_check.model import (
    Confidence,
    Coverage,
    Decoy,
    Disclosure,
    Evidence,
    Judgement,
    Kind,
    PartnerLink,
    Region,
)
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Block, Link, Place
from disclosure_check.reading.signs import may_match
from disclosure_check.reading.text import LINE_BREAK

_QUOTE = 300


class PageFacts:
    """The facts of one page while they are put together."""

    def __init__(self, page: Page, clues: Clues, candidates: Sequence[Candidate], near_words: int) -> None:
        self._page, self._flow, self._clues = page, page.flow, clues
        self._links = [
            found for found in _at_their_text(page, clues.partner_links()) if not self._is_menu_redirect(*found[:2])
        ]
        self._candidates = [each for each in candidates if each.kind is not None]
        self._decoys = [each for each in candidates if each.kind is None]
        self._layout = Layout(self._flow)
        self._judge = CoverageJudge(self._layout, near_words, [place for _, _, place in self._links])
        self._relations = [
            self._judge.relate(place, self._candidates, host_of(link.target)) for link, _, place in self._links
        ]

    def _is_menu_redirect(self, link: Link, evidence: tuple[Evidence, ...]) -> bool:
        """Whether all that is known of a menu's link is that it redirects: subscriptions and apps do that too."""
        region = self._flow.blocks[self._flow.places[link.index].block].region
        return region in (Region.NAV, Region.HEADER, Region.FOOTER) and all(
            each.kind == "cloak" and each.confidence < Confidence.CERTAIN for each in evidence
        )

    def judgement(self, *, with_decoys: bool = False) -> Judgement:
        """Return all that is known; decoys, whose places take longest to find, only where they are wanted."""
        kept = self._kept()
        index = {old: new for new, old in enumerate(kept)}
        links = tuple(
            self._partner_link(link, evidence, place, relation, index)
            for (link, evidence, place), relation in zip(self._links, self._relations, strict=True)
        )
        dropped = [each for number, each in enumerate(self._candidates) if number not in index]
        decoys = [*self._decoys, *dropped] if with_decoys else []
        return Judgement(
            verdict_of(links),
            links,
            tuple(self._disclosure(self._candidates[number]) for number in kept),
            tuple(self._decoy(each) for each in sorted(decoys, key=lambda each: each.span)),
            undecided=self._doubts(),
            unexplained_marks=self._unexplained(links),
            hints=hints(self._page, self._clues),
            language=self._page.language,
        )

    def _kept(self) -> list[int]:
        """Return the candidates that are disclosures: a label or a sponsor's credit only at the links it tells of."""
        used = {relation.candidate for relation in self._relations}
        return [
            number
            for number, each in enumerate(self._candidates)
            if number in used or each.why == LINKED_POLICY or not (each.kind is Kind.LABEL or each.names_sponsor)
        ]

    def _partner_link(
        self, link: Link, evidence: tuple[Evidence, ...], place: Place, relation: Relation, index: dict[int, int]
    ) -> PartnerLink:
        flow, block = self._flow, self._flow.blocks[place.block]
        # a menu that opens on a click is still a menu: only in the content does hiding set a link apart
        hidden = block.hidden or self._page.visibility.of_box(link.element)
        return PartnerLink(
            href=link.href,
            text=_visible(flow, place.start, place.end) or _alternative_text(link),
            carrier=link.carrier,
            region=Region.HIDDEN if hidden and block.region is Region.CONTENT else block.region,
            position=self._page.position_of(link),
            heading=self._heading(place.block),
            programme=next((each.programme for each in evidence if each.kind != "config" and each.programme), None),
            evidence=evidence,
            confidence=max(each.confidence for each in evidence),
            coverage=relation.coverage,
            disclosure=index.get(relation.candidate) if relation.candidate is not None else None,
            distance_words=relation.distance,
            words_before=flow.words_before(place.start),
            hidden=hidden,
        )

    def _heading(self, number: int) -> str:
        heading = self._layout.heading_at(number)
        return "" if heading is None else _visible(self._flow, *self._flow.blocks[heading][:2])

    def _disclosure(self, candidate: Candidate) -> Disclosure:
        block = self._flow.blocks[candidate.block]
        region = _region_of(block, candidate.hidden)
        return Disclosure(
            text=(candidate.text or _visible(self._flow, *candidate.span))[:_QUOTE],
            kind=candidate.kind or Kind.BLOCK,
            strength=candidate.strength,
            language=candidate.language,
            region=region,
            position=self._page.source.position(self._flow.source_span(*candidate.span)),
            detached=block.detached and region is Region.CONTENT,
            words_before=self._flow.words_before(candidate.span.start),
            hidden=candidate.hidden or block.hidden,
            why=candidate.why,
            partly_hidden=candidate.partly_hidden,
        )

    def _decoy(self, candidate: Candidate) -> Decoy:
        block = self._flow.blocks[candidate.block]
        why = candidate.why if candidate.kind is None else f"{candidate.why} that stands at no partner link"
        position = self._page.source.position(self._flow.source_span(*candidate.span))
        return Decoy(_visible(self._flow, *candidate.span)[:_QUOTE], why, _region_of(block), position)

    def _doubts(self) -> tuple[str, ...]:
        """Return why only a browser could tell whether readers see the notices that would cover a link."""
        open_links = (each for each in self._relations if each.coverage is Coverage.UNDECIDED)
        doubtful = (self._candidates[each.candidate] for each in open_links if each.candidate is not None)
        return tuple(dict.fromkeys(f"the notice may be hidden ({each.doubt})" for each in doubtful))

    def _unexplained(self, links: Sequence[PartnerLink]) -> tuple[int, ...]:
        """Return the uncovered partner links that bear a star, where no legend explains one."""
        if any("*" in each.marks for each in self._candidates):
            return ()
        return tuple(
            number
            for number, (_, _, place) in enumerate(self._links)
            if not links[number].coverage.covers and "*" in marks_of_link(self._flow, place)
        )


def _at_their_text(
    page: Page, links: Sequence[tuple[Link, tuple[Evidence, ...]]]
) -> Iterator[tuple[Link, tuple[Evidence, ...], Place]]:
    """Yield each start tag's link once, at its text: of a misnested link the parser makes clones, and one holds it."""
    written: tuple[Link, tuple[Evidence, ...], Place] | None = None
    for link, evidence in links:
        place = page.flow.places.get(link.index)
        if place is None:
            continue
        if page.tree.start_tag(link.element) is not None:
            if written is not None:
                yield written
            written = (link, evidence, place)
        elif written is not None and written[0].href == link.href and written[2].start == written[2].end:
            written = (*written[:2], place)
    if written is not None:
        yield written


def hints(page: Page, clues: Clues) -> tuple[str, ...]:
    """Return what speaks for partner links that the file does not show as such."""
    tree, markup = page.tree, page.markup
    signs = markup.of("monetizer") if may_match(tree, markup.selector("monetizer")) else ()
    return (*(f"script of {sign.product}" for sign in signs if tree.select(sign.selector)), *clues.weak())


def _region_of(block: Block, hidden: str = "") -> Region:
    """Return the region of what is said; what stands detached ahead of the article is content."""
    if hidden or block.hidden:
        return Region.HIDDEN
    return Region.CONTENT if block.detached and block.region is Region.HEADER else block.region


def _visible(flow: Flow, start: int, end: int) -> str:
    return " ".join(flow.text[start:end].replace(LINE_BREAK, " ").split())


def _alternative_text(link: Link) -> str:
    """Return what stands for an image link's text."""
    for child in link.element.children:
        if getattr(child, "tag", "") == "img":
            return " ".join((child.attr("alt") or "").split())
    return " ".join((link.element.attr("aria-label") or link.element.attr("title") or "").split())
