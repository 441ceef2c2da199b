"""Rules and configuration into the compiled things a run needs."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from disclosure_check.addresses import ascii_host
from disclosure_check.detection.claims import Claims
from disclosure_check.detection.coupons import Coupons
from disclosure_check.detection.detector import Detector
from disclosure_check.detection.labels import Labels
from disclosure_check.detection.programmes import Programmes
from disclosure_check.detection.statements import Statements
from disclosure_check.rulebook.partners import configured_programme
from disclosure_check.rulebook.wording import merged

if TYPE_CHECKING:
    from disclosure_check.rulebook.book import RuleBook
    from disclosure_check.rulebook.partners import Programme
    from disclosure_check.rulebook.wording import Wording
    from disclosure_check.settings import Settings


def compile_detector(book: RuleBook, settings: Settings, asked: Container[str] = ()) -> Detector:
    """Compile wording and programmes, and what the asked checks need besides.

    A bad pattern of the user's is an error before any page is read.
    """
    own_programmes, own_wordings = _own_rules(settings)
    partners = settings.partners
    configured = configured_programme(partners.hosts, partners.paths, partners.parameters, partners.cloaked_paths)
    wordings = merged((*book.wordings, *own_wordings))
    return Detector(
        programmes=Programmes((*book.partners.programmes, *own_programmes, configured), book.partners.stops),
        statements=Statements(wordings, settings.disclosures.phrases, settings.disclosures.patterns),
        labels=Labels(wordings),
        claims=Claims(wordings),
        coupons=Coupons(wordings) if "coupon-undisclosed" in asked else None,
        ad_hosts=book.partners.stops.ad_hosts,
        notice_selectors=settings.disclosures.selectors,
        own_domains=tuple(ascii_host(domain.lower()) for domain in settings.own_domains),
        near_words=settings.near_words,
        theme_notice=settings.theme_notice,
        listing=settings.page_kind == "listing",
    )


def _own_rules(settings: Settings) -> tuple[list[Programme], list[Wording]]:
    if not settings.rules:
        return [], []
    from disclosure_check.own_rules import read_own_rules

    return read_own_rules(settings.rules)
