"""Which links earn money, and all the reasons why."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from disclosure_check.addresses import joined
from disclosure_check.detection.hosts import is_within
from disclosure_check.detection.programmes import Programmes
from disclosure_check.detection.urls import host_of
from disclosure_check.late import late
from disclosure_check.messages import listed, quoted_by_rules, run_on, say
from disclosure_check.model import Confidence, Evidence
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Link
from disclosure_check.reading.signs import may_match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publicsuffixlist import PublicSuffixList

_SPONSORED = late(r"(?:^|[\s,])sponsored(?:$|[\s,])", re.I)
_FOR_ROBOTS = late(r"(?:^|[\s,])(?:sponsored|nofollow)(?:$|[\s,])", re.I)
_SHOWN_HINTS = 3
_WEB = late(r"\s*(?:https?:|//|[\\/]{2})", re.I)


class Clues:
    """The evidence for each link of one page, by link index."""

    def __init__(self, page: Page, own_domains: Sequence[str]) -> None:
        self._page = page
        self._configured = tuple(own_domains)
        self._found: defaultdict[int, list[Evidence]] = defaultdict(list)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Return the site's own domains: the configured ones, else the canonical host."""
        return self._configured or _own_domains(self._page)

    def add(self, link: Link, *evidence: Evidence) -> None:
        known = self._found[link.index]
        known += [each for each in evidence if each not in known]

    def any(self) -> bool:
        """Whether a link deserves to be looked at where it stands."""
        return any(each.confidence >= Confidence.LIKELY for found in self._found.values() for each in found)

    def leaves_site(self, link: Link) -> bool:
        if not _WEB.match(link.target):
            return False
        host = host_of(link.target)
        return bool(host) and not self.is_own(host)

    def is_own(self, host: str) -> bool:
        """Whether a host is the site's, or a sister below the same registered domain ("auto.", "www.")."""
        return any(is_within(host, domain) or _are_sisters(host, domain) for domain in self.own)

    def by_link(self) -> dict[int, tuple[Evidence, ...]]:
        return {index: tuple(evidence) for index, evidence in sorted(self._found.items())}

    def weak(self) -> tuple[str, ...]:
        """Return what weak evidence there is, a kind of link once."""
        found = [
            run_on(each.programme or each.kind, ": ", each.detail)
            for evidence in self._found.values()
            for each in evidence
            if max(other.confidence for other in evidence) is Confidence.WEAK
        ]
        return tuple(dict.fromkeys(found))[:_SHOWN_HINTS]

    def partner_links(self) -> list[tuple[Link, tuple[Evidence, ...]]]:
        """Return the links with likely or certain evidence, in document order; weak alone makes none."""
        if not self._found:  # most pages: their links are never asked for
            return []
        links = self._page.links
        return [
            (links[index], tuple(sorted(evidence, key=lambda each: -each.confidence)))
            for index, evidence in sorted(self._found.items())
            if max(each.confidence for each in evidence) >= Confidence.LIKELY
        ]


def read_clues(page: Page, programmes: Programmes, own_domains: Sequence[str], ad_hosts: Iterable[str]) -> Clues:
    """Gather what addresses, `rel` and plugins' markup tell, without reading the page's text."""
    clues = Clues(page, own_domains)
    _read_addresses(page, clues, programmes)
    _read_rel(page, clues, tuple(ad_hosts))
    _read_markup(page, clues)
    return clues


def _read_addresses(page: Page, clues: Clues, programmes: Programmes) -> None:
    """Judge each address once, and make links only where one of them tells something."""
    targets = page.ways_out.targets()
    whole = _whole(targets, page, clues, programmes)
    screened = ((targets[number], whole[number]) for number in programmes.screen(whole))
    evidence = {target: found for target, url in screened if (found := _by_address(url, page, clues, programmes))}
    for link in [link for link in page.links if link.target in evidence] if evidence else ():
        clues.add(link, *[_sure_of_cloak(link, each) for each in evidence[link.target]])


def _whole(targets: Sequence[str], page: Page, clues: Clues, programmes: Programmes) -> Sequence[str]:
    """Return the addresses, relative ones made whole where they lead to a programme's host."""
    base = page.base or ""
    host = host_of(base) if _WEB.match(base) else ""
    if not host or not programmes.know(host) or clues.is_own(host):
        return targets
    return [joined(base, target) for target in targets]


def _by_address(target: str, page: Page, clues: Clues, programmes: Programmes) -> tuple[Evidence, ...]:
    evidence = programmes.evidence(target, page.base, clues.own)
    host = host_of(target, page.base) if evidence else ""
    if host and clues.is_own(host):  # a sister's host: judge it as the site's own
        return programmes.evidence(target, page.base, (*clues.own, host))
    return evidence


def _are_sisters(host: str, domain: str) -> bool:
    if host.split(".")[-2:] != domain.split(".")[-2:]:
        return False
    registered = _suffixes().privatesuffix
    return bool(registered(host)) and registered(host) == registered(domain)


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # the list takes longer to read than a page; few pages need it

    return PublicSuffixList()


def _own_domains(page: Page) -> tuple[str, ...]:
    canonical = page.canonical
    host = host_of(canonical) if canonical else ""
    return (host.removeprefix("www."),) if host else ()


def _read_rel(page: Page, clues: Clues, ad_hosts: tuple[str, ...]) -> None:
    for link in sponsored_links(page):
        if clues.leaves_site(link):
            host = host_of(link.target)
            if not any(is_within(host, ad_host) for ad_host in ad_hosts):
                clues.add(link, Evidence("rel", say("rel=sponsored on a link that leaves the site"), Confidence.LIKELY))


def sponsored_links(page: Page) -> list[Link]:
    """Return the links whose `rel` says that somebody paid."""
    marked = set(page.tree.select("a[rel*=sponsored i]"))
    if not marked:
        return []
    return [link for link in page.links if link.element in marked and _SPONSORED.search(link.element.attr("rel") or "")]


def _read_markup(page: Page, clues: Clues) -> None:
    if not may_match(page.tree, page.markup.selector("partner-link")):
        return
    for sign in page.markup.of("partner-link"):
        elements = set(page.tree.select(sign.selector))
        confidence = Confidence[sign.confidence.upper()]
        for link in page.links:
            if link.element in elements and (sign.confidence == "certain" or _may_earn(link, clues)):
                detail = run_on(quoted_by_rules(sign.product), ": ", sign.selector)
                clues.add(link, Evidence("markup", detail, confidence))


def _sure_of_cloak(link: Link, evidence: Evidence) -> Evidence:
    """Return a redirect's evidence as likely where the site calls it sponsored, or sends readers but no robots."""
    if evidence.kind != "cloak" or evidence.confidence > Confidence.WEAK:
        return evidence
    rel = link.element.attr("rel") or ""
    opens_new_tab = (link.element.attr("target") or "").lower() == "_blank"
    if not _SPONSORED.search(rel) and not (_FOR_ROBOTS.search(rel) and opens_new_tab):
        return evidence
    return evidence._replace(detail=listed([evidence.detail, f"rel={rel.strip()}"]), confidence=Confidence.LIKELY)


def _may_earn(link: Link, clues: Clues) -> bool:
    """Whether a plugin's link can lead to a shop: away, by script, or by a redirect the site keeps robots from."""
    return clues.leaves_site(link) or link.href == "#" or bool(_FOR_ROBOTS.search(link.element.attr("rel") or ""))
