"""One page to one judgement, step by step: clues, candidates, what the page teaches, facts, doubts."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from disclosure_check.detection.claims import Claims
from disclosure_check.detection.coupons import Coupons
from disclosure_check.detection.facts import PageFacts
from disclosure_check.detection.labels import Labels
from disclosure_check.detection.lessons import learn_labels, learn_marks
from disclosure_check.detection.partner_links import read_clues
from disclosure_check.detection.policy_links import find_policy_links
from disclosure_check.detection.programmes import Programmes
from disclosure_check.detection.search import find_candidates, page_words
from disclosure_check.detection.shortcodes import find_shortcodes
from disclosure_check.detection.sight import seen
from disclosure_check.detection.statements import Statements
from disclosure_check.detection.teasers import find_teasers, unlabelled
from disclosure_check.detection.undecided import may_hold_notice, unbuilt, withheld
from disclosure_check.detection.unseen import unseen
from disclosure_check.detection.verdicts import NO_PARTNER_LINKS
from disclosure_check.model import Coverage, Evidence, Judgement, Region
from disclosure_check.reading.page import Page

# what a notice that the file does not show would change
_OPEN_COVERAGES = (Coverage.NONE, Coverage.OUTSIDE, Coverage.HIDDEN)
_OPEN = ("missing", Coverage.OUTSIDE.label, Coverage.HIDDEN.label)


class Detector(msgspec.Struct, frozen=True):
    """The compiled rules that judge pages; made once for a run."""

    programmes: Programmes
    statements: Statements
    labels: Labels
    claims: Claims
    coupons: Coupons | None = None  # None: no check asks for them
    ad_hosts: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()
    near_words: int = 40
    theme_notice: bool = False
    notice_selectors: tuple[str, ...] = ()
    listing: bool = False

    def judge(self, page: Page, *, thorough: bool = False) -> Judgement:
        """Judge one page; its text is read in order only where a link or a sentence asks for it, or to be thorough."""
        clues = read_clues(page, self.programmes, self.own_domains, self.ad_hosts)
        earns = clues.any()
        shown = page.flow.text if earns else page.gate_text
        teasers = find_teasers(page, clues) if self.listing else ()
        unknown = unbuilt(page, shown)
        reason = unknown or withheld(page, self.programmes)
        if not (thorough or earns or teasers or self._says_something(page) or self._names_coupon(page)):
            verdict = Coverage.UNDECIDED.label if reason else NO_PARTNER_LINKS
            return Judgement(
                verdict, (), (), undecided=(reason,) if reason else (), language=page.language,
                shortcodes=find_shortcodes(page, shown), **unseen(page, clues)._asdict(),
            )  # fmt: skip
        candidates = find_candidates(page, self.statements, self.labels, self.notice_selectors)
        learn_marks(page, clues, candidates)
        learn_labels(page, clues, candidates)
        candidates = seen(page, candidates, [link for link, _ in clues.partner_links()])
        facts = PageFacts(page, clues, candidates, self.statements, self.near_words)
        judgement = facts.judgement(with_decoys=thorough)
        claims = self.claims.find(page, candidates) if judgement.partner_links else ()
        coupons = facts.untold(self.coupons.find(page)) if self.coupons else ()
        judgement = replace(judgement, shortcodes=find_shortcodes(page, shown), claims=claims, coupons=coupons)
        if teasers:
            judgement = replace(judgement, teasers=unlabelled(page, teasers, candidates, self.near_words))
        return self._with_doubts(page, self._with_policy_links(page, judgement), reason, is_known=not unknown)

    def all_evidence(self, page: Page) -> dict[int, tuple[Evidence, ...]]:
        """Return the evidence of every link that has some, weak evidence too."""
        clues = read_clues(page, self.programmes, self.own_domains, self.ad_hosts)
        candidates = find_candidates(page, self.statements, self.labels, self.notice_selectors)
        learn_marks(page, clues, candidates)
        learn_labels(page, clues, candidates)
        return clues.by_link()

    def _with_policy_links(self, page: Page, judgement: Judgement) -> Judgement:
        if all(link.coverage.covers for link in judgement.partner_links):
            return judgement
        return replace(judgement, policy_links=find_policy_links(page, self.statements, page_words(page)))

    def _with_doubts(self, page: Page, judgement: Judgement, reason: str, *, is_known: bool) -> Judgement:
        """Return the judgement as undecided where the file does not show what may cover its open links.

        `is_known` says that the file is the page: what it tells its readers is told.
        """
        reasons: tuple[str, ...] = (reason,) if reason else ()
        if judgement.verdict in _OPEN and not reason:
            reasons = may_hold_notice(page, self.statements, page_words(page), self.theme_notice)
        if not reasons or _is_told(judgement, is_known):
            return judgement
        links = tuple(
            replace(link, coverage=Coverage.UNDECIDED) if link.coverage in _OPEN_COVERAGES else link
            for link in judgement.partner_links
        )
        return replace(judgement, verdict=Coverage.UNDECIDED.label, partner_links=links, undecided=reasons)

    def _names_coupon(self, page: Page) -> bool:
        return self.coupons is not None and self.coupons.may_stand_on(page)

    def _says_something(self, page: Page) -> bool:
        """Tell from its plain text whether a page may hold a disclosure, or a label that makes a partner link."""
        text = page.gate_text
        lines = self.statements.lines(text)
        if self.statements.own_words_in(text) or any(self.labels.names_link_in(text[slice(*line)]) for line in lines):
            return True
        return bool(lines) and self.statements.says_something(text, lines, page_words(page))


def _is_told(judgement: Judgement, is_known: bool) -> bool:
    """Whether readers are told, whatever the file does not show."""
    if judgement.partner_links:
        return judgement.verdict not in _OPEN
    return is_known and any(each.region is Region.CONTENT and not each.hidden for each in judgement.disclosures)
