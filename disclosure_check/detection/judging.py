"""One page to one judgement, step by step: candidates, what the page teaches, facts, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from disclosure_check.detection.facts import PageFacts
from disclosure_check.detection.lessons import learn_labels, learn_marks
from disclosure_check.detection.policy_links import find_policy_links
from disclosure_check.detection.search import find_candidates
from disclosure_check.detection.shortcodes import find_shortcodes
from disclosure_check.detection.sight import seen
from disclosure_check.detection.teasers import unlabelled
from disclosure_check.detection.undecided import may_hold_notice
from disclosure_check.detection.utterance import PageWords
from disclosure_check.model import Coverage, Judgement, Region

if TYPE_CHECKING:
    from disclosure_check.detection.candidates import Candidate
    from disclosure_check.detection.compiled import Compiled, Glimpse
    from disclosure_check.detection.partner_links import Clues
    from disclosure_check.reading.page import Page

# what a notice that the file does not show would change
_OPEN_COVERAGES = (Coverage.NONE, Coverage.OUTSIDE, Coverage.HIDDEN)
_OPEN = ("missing", Coverage.OUTSIDE.label, Coverage.HIDDEN.label)


def judge_closely(rules: Compiled, page: Page, glimpse: Glimpse, *, thorough: bool = False) -> Judgement:
    """Judge a page by its text in reading order; with its decoys, to be thorough."""
    clues = glimpse.clues
    candidates = learn(rules, page, clues)
    candidates = seen(page, candidates, [link for link, _ in clues.partner_links()])
    facts = PageFacts(page, clues, candidates, rules.statements, rules.near_words)
    judgement = facts.judgement(with_decoys=thorough)
    claims = rules.claims.find(page, candidates) if judgement.partner_links else ()
    coupons = facts.untold(rules.coupons.find(page)) if rules.coupons else ()
    shortcodes = find_shortcodes(page, glimpse.shown)
    judgement = replace(judgement, shortcodes=shortcodes, claims=claims, coupons=coupons)
    if glimpse.teasers:
        judgement = replace(judgement, teasers=unlabelled(page, glimpse.teasers, candidates, rules.near_words))
    return _with_doubts(rules, page, _with_policy_links(rules, page, judgement), glimpse)


def learn(rules: Compiled, page: Page, clues: Clues) -> list[Candidate]:
    """Return the candidates, and add to the clues what marks and labels of the page teach of its links."""
    candidates = find_candidates(page, rules.statements, rules.labels, rules.notice_selectors)
    learn_marks(page, clues, candidates)
    learn_labels(page, clues, candidates)
    return candidates


def _with_policy_links(rules: Compiled, page: Page, judgement: Judgement) -> Judgement:
    if all(link.coverage.covers for link in judgement.partner_links):
        return judgement
    return replace(judgement, policy_links=find_policy_links(page, rules.statements, PageWords.of(page)))


def _with_doubts(rules: Compiled, page: Page, judgement: Judgement, glimpse: Glimpse) -> Judgement:
    """Return the judgement as undecided where the file does not show what may cover its open links."""
    reasons: tuple[str, ...] = (glimpse.reason,) if glimpse.reason else ()
    if judgement.verdict in _OPEN and not glimpse.reason:
        reasons = may_hold_notice(page, rules.statements, PageWords.of(page), rules.theme_notice)
    if not reasons or _is_told(judgement, is_known=not glimpse.unbuilt):
        return judgement
    links = tuple(
        replace(link, coverage=Coverage.UNDECIDED) if link.coverage in _OPEN_COVERAGES else link
        for link in judgement.partner_links
    )
    return replace(judgement, verdict=Coverage.UNDECIDED.label, partner_links=links, undecided=reasons)


def _is_told(judgement: Judgement, *, is_known: bool) -> bool:
    """Whether readers are told, whatever the file does not show; `is_known`: the file is the page."""
    if judgement.partner_links:
        return judgement.verdict not in _OPEN
    return is_known and any(each.region is Region.CONTENT and not each.hidden for each in judgement.disclosures)
