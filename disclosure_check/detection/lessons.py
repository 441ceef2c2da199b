"""What a page itself teaches about its links: stars with a legend, and labels that name an earning link."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.marks import marks_of_link
from disclosure_check.detection.partner_links import Clues
from disclosure_check.messages import say
from disclosure_check.model import Confidence, Evidence, Kind
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Link

_TOUCHING = 3  # characters between a link and the label behind it


def learn_marks(page: Page, clues: Clues, candidates: Sequence[Candidate]) -> None:
    """Take the page's word: where a legend says that marked links earn money, every marked link does."""
    explained = {mark for each in candidates if each.kind is Kind.LEGEND for mark in each.marks}
    if not explained:
        return
    for link in page.links:
        place = page.flow.places.get(link.index) if clues.leaves_site(link) else None
        for mark in marks_of_link(page.flow, place) if place else ():
            if mark in explained:
                detail = say("marked {mark}, which the page's legend explains", mark=mark)
                clues.add(link, Evidence("mark", detail, Confidence.LIKELY))


def learn_labels(page: Page, clues: Clues, candidates: Sequence[Candidate]) -> None:
    """Take the page's word: a link that is labelled "(Affiliate-Link)" is one."""
    flow = page.flow
    labels = [each for each in candidates if each.kind is Kind.LABEL and each.names_links and not each.alone]
    for label in labels:
        link = _labelled_link(page, label, [page.links[link] for link in flow.places.links_in(label.block)])
        if link is not None and (clues.leaves_site(link) or _leads_on(page, link, label)):
            detail = say("labelled '{text}'", text=flow.text[label.span.start : label.span.end])
            clues.add(link, Evidence("label", detail, Confidence.LIKELY))


def _leads_on(page: Page, link: Link, label: Candidate) -> bool:
    """Whether a link of the site's own may lead to a shop: not to a place on this page, not to the site's policy."""
    is_policy = label.span.start < page.flow.places[link.index].end
    return link.href == "#" or not (is_policy or link.href.startswith(("#", "mailto:", "tel:")))


def _labelled_link(page: Page, label: Candidate, links: Sequence[Link]) -> Link | None:
    """Return the link of the label's block that holds the label, else the one that it stands right behind."""
    start = label.span.start
    places = [(link, page.flow.places[link.index]) for link in links]
    holding = (link for link, place in places if place.start <= start < place.end)
    ahead = (link for link, place in places if 0 <= start - place.end <= _TOUCHING)
    return next(holding, None) or next(ahead, None)
