"""One page to one judgement: partner links, disclosures, coverage, verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosure_check.detection.candidates import Candidate, find_candidates, page_words
from disclosure_check.detection.coverage import CoverageJudge, Relation
from disclosure_check.detection.label_places import LINKED_POLICY
from disclosure_check.detection.labels import Labels
from disclosure_check.detection.marks import marks_of_link
from disclosure_check.detection.partner_links import Clues, read_clues
from disclosure_check.detection.programmes import Programmes
from disclosure_check.detection.statements import Statements
from disclosure_check.detection.undecided import may_hold_notice, unbuilt
from disclosure_check.detection.urls import host_of
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
from disclosure_check.reading.flow import LINE_BREAK, Flow
from disclosure_check.reading.page import Link, Page, Place

NO_PARTNER_LINKS = "no-partner-links"
_TEMPLATE_REGIONS = (Region.NAV, Region.HEADER, Region.ASIDE, Region.FOOTER)
_VERDICTS = {Coverage.NONE: "missing"}
_OPEN = ("missing", Coverage.OUTSIDE.label, Coverage.HIDDEN.label)  # verdicts that an unseen notice would change
_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Detector:
    """The compiled rules that judge pages; made once for a run."""

    programmes: Programmes
    statements: Statements
    labels: Labels
    ad_hosts: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()
    near_words: int = 40
    theme_notice: bool = False
    notice_selectors: tuple[str, ...] = ()

    def judge(self, page: Page) -> Judgement:
        """Judge one page; its text is read only where a link or a word asks for it."""
        clues = read_clues(page, self.programmes, self.own_domains, self.ad_hosts)
        reason = unbuilt(page)
        if not clues.any() and not self._speaks_of_money(page):
            verdict = Coverage.UNDECIDED.label if reason else NO_PARTNER_LINKS
            return Judgement(
                verdict, (), (), undecided=(reason,) if reason else (), hints=_hints(page, clues), language=page.language
            )
        candidates = find_candidates(page, self.statements, self.labels, self.notice_selectors)
        _learn_marks(page, clues, candidates)
        _learn_labels(page, clues, candidates)
        judgement = _Judging(page, clues, candidates, self.near_words).judgement()
        return self._with_doubts(page, judgement, reason)

    def all_evidence(self, page: Page) -> dict[int, tuple[Evidence, ...]]:
        """Return the evidence of every link that has some, weak evidence too."""
        clues = read_clues(page, self.programmes, self.own_domains, self.ad_hosts)
        candidates = find_candidates(page, self.statements, self.labels, self.notice_selectors)
        _learn_marks(page, clues, candidates)
        _learn_labels(page, clues, candidates)
        return clues.by_link()

    def _with_doubts(self, page: Page, judgement: Judgement, reason: str) -> Judgement:
        """Return the judgement as undecided where the file does not show what may cover its open links."""
        reasons = (reason,) if reason else ()
        if judgement.verdict in _OPEN and not reason:
            reasons = may_hold_notice(page, self.statements, page_words(page), self.theme_notice)
        if not reasons or (judgement.partner_links and judgement.verdict not in _OPEN):
            return judgement
        links = tuple(
            link if link.coverage.covers or link.coverage is Coverage.AFTER else replace(link, coverage=Coverage.UNDECIDED)
            for link in judgement.partner_links
        )
        return replace(judgement, verdict=Coverage.UNDECIDED.label, partner_links=links, undecided=reasons)

    def _speaks_of_money(self, page: Page) -> bool:
        return self.statements.gate(page.gate_text)


def _learn_marks(page: Page, clues: Clues, candidates: Sequence[Candidate]) -> None:
    """Take the page's word: where a legend says that marked links earn money, every marked link does."""
    explained = {mark for each in candidates if each.kind is Kind.LEGEND for mark in each.marks}
    if not explained:
        return
    for link in page.links:
        place = page.flow.places.get(link.index)
        if place is None or not clues.leaves_site(link):
            continue
        for mark in marks_of_link(page.flow, place):
            if mark in explained:
                detail = f"marked {mark}, which the page's legend explains"
                clues.add(link, Evidence("mark", detail, Confidence.LIKELY))


def _learn_labels(page: Page, clues: Clues, candidates: Sequence[Candidate]) -> None:
    """Take the page's word: a link that is labelled "(Affiliate-Link)" is one."""
    flow = page.flow
    labels = [each for each in candidates if each.kind is Kind.LABEL and each.names_links and not each.alone]
    for label in labels:
        link = _labelled_link(page, label)
        if link is not None and (clues.leaves_site(link) or link.href == "#"):
            detail = f"labelled {flow.text[label.span.start : label.span.end]!r}"
            clues.add(link, Evidence("label", detail, Confidence.LIKELY))


def _labelled_link(page: Page, label: Candidate) -> Link | None:
    """Return the link a bracketed label stands behind, or that holds the label itself."""
    flow = page.flow
    for link in page.links:
        place = flow.places.get(link.index)
        if place is None or place.block != label.block:
            continue
        if place.start <= label.span.start < place.end or 0 <= label.span.start - place.end <= 3:
            return link
    return None


class _Judging:
    """The facts of one page while they are put together."""

    def __init__(self, page: Page, clues: Clues, candidates: Sequence[Candidate], near_words: int) -> None:
        self._page, self._flow, self._clues = page, page.flow, clues
        self._links = [
            (link, evidence, self._flow.places[link.index])
            for link, evidence in clues.partner_links()
            if link.index in self._flow.places and page.tree.start_tag(link.element) is not None
            if not self._is_menu_redirect(link, evidence)
        ]
        self._candidates = [each for each in candidates if each.kind is not None]
        self._decoys = [each for each in candidates if each.kind is None]
        self._judge = CoverageJudge(self._flow, near_words)
        self._relations = [
            self._judge.relate(place, self._candidates, host_of(link.target)) for link, _, place in self._links
        ]

    def _is_menu_redirect(self, link: Link, evidence: tuple[Evidence, ...]) -> bool:
        """Whether all that is known of a menu's link is that it redirects: subscriptions and apps do that too."""
        region = self._flow.blocks[self._flow.places[link.index].block].region
        return region in (Region.NAV, Region.HEADER, Region.FOOTER) and all(
            each.kind == "cloak" and each.confidence < Confidence.CERTAIN for each in evidence
        )

    def judgement(self) -> Judgement:
        kept = self._kept()
        index = {old: new for new, old in enumerate(kept)}
        links = tuple(
            self._partner_link(link, evidence, place, relation, index)
            for (link, evidence, place), relation in zip(self._links, self._relations, strict=True)
        )
        dropped = [each for number, each in enumerate(self._candidates) if number not in index]
        return Judgement(
            verdict_of(links),
            links,
            tuple(self._disclosure(self._candidates[number]) for number in kept),
            tuple(self._decoy(each) for each in sorted([*self._decoys, *dropped], key=lambda each: each.span)),
            unexplained_marks=self._unexplained(links),
            hints=_hints(self._page, self._clues),
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
        hidden = block.hidden or self._page.visibility.reason(link.element)
        return PartnerLink(
            href=link.href,
            text=_visible(flow, place.start, place.end) or _alternative_text(link),
            carrier=link.carrier,
            region=Region.HIDDEN if hidden and block.region is Region.CONTENT else block.region,
            position=self._page.position_of(link),
            heading=_heading_above(flow, place),
            programme=next((each.programme for each in evidence if each.programme), None),
            evidence=evidence,
            confidence=max(each.confidence for each in evidence),
            coverage=relation.coverage,
            disclosure=index.get(relation.candidate) if relation.candidate is not None else None,
            distance_words=relation.distance,
            words_before=flow.words_before(place.start),
            hidden=hidden,
        )

    def _disclosure(self, candidate: Candidate) -> Disclosure:
        block = self._flow.blocks[candidate.block]
        return Disclosure(
            text=(candidate.text or _visible(self._flow, *candidate.span))[:_QUOTE],
            kind=candidate.kind or Kind.BLOCK,
            strength=candidate.strength,
            language=candidate.language,
            region=Region.HIDDEN if candidate.hidden or block.hidden else block.region,
            position=self._page.source.position(self._flow.source_span(*candidate.span)),
            detached=block.detached,
            words_before=self._flow.words_before(candidate.span.start),
            hidden=candidate.hidden or block.hidden,
            why=candidate.why,
        )

    def _decoy(self, candidate: Candidate) -> Decoy:
        block = self._flow.blocks[candidate.block]
        why = candidate.why if candidate.kind is None else f"{candidate.why} that stands at no partner link"
        region = Region.HIDDEN if block.hidden else block.region
        position = self._page.source.position(self._flow.source_span(*candidate.span))
        return Decoy(_visible(self._flow, *candidate.span)[:_QUOTE], why, region, position)

    def _unexplained(self, links: Sequence[PartnerLink]) -> tuple[int, ...]:
        """Return the uncovered partner links that bear a mark no legend explains."""
        return tuple(
            number
            for number, (_, _, place) in enumerate(self._links)
            if not links[number].coverage.covers and "*" in marks_of_link(self._flow, place)
        )


def _hints(page: Page, clues: Clues) -> tuple[str, ...]:
    """Return what speaks for partner links that the file does not show as such."""
    scripts = [f"script of {sign.product}" for sign in page.markup.of("monetizer") if page.tree.select(sign.selector)]
    return (*scripts, *clues.weak())


def verdict_of(links: Sequence[PartnerLink]) -> str:
    """Return the page in one word, from the links that decide it."""
    deciding = deciding_links(links)
    if not deciding:
        return NO_PARTNER_LINKS
    coverages = [link.coverage for link in deciding]
    if all(coverage.covers for coverage in coverages):
        return min(coverages).label
    if any(coverage.covers for coverage in coverages):
        return "partial"
    strongest = max(coverages)
    return _VERDICTS.get(strongest, strongest.label)


def deciding_links(links: Sequence[PartnerLink]) -> list[PartnerLink]:
    """Return the content's links; a template's links decide only where the content has none."""
    content = [link for link in links if link.region is Region.CONTENT]
    return content or [link for link in links if link.region in _TEMPLATE_REGIONS]


def _visible(flow: Flow, start: int, end: int) -> str:
    return " ".join(flow.text[start:end].replace(LINE_BREAK, " ").split())


def _alternative_text(link: Link) -> str:
    """Return what stands for an image link's text."""
    for child in link.element.children:
        if getattr(child, "tag", "") == "img":
            return " ".join((child.attr("alt") or "").split())
    return " ".join((link.element.attr("aria-label") or link.element.attr("title") or "").split())


def _heading_above(flow: Flow, place: Place) -> str:
    for block in reversed(flow.blocks[: place.block + 1]):
        if block.heading and not block.hidden and block.end > block.start:
            return _visible(flow, block.start, block.end)
    return ""
