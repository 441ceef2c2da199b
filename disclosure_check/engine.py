"""Rules and configuration into the compiled things a run needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from disclosure_check.checks import CHECK_IDS, Ruling
from disclosure_check.detection.judging import Detector
from disclosure_check.detection.labels import Labels
from disclosure_check.detection.programmes import Programmes
from disclosure_check.detection.statements import Statements
from disclosure_check.errors import RuleError
from disclosure_check.model import Level
from disclosure_check.own_rules import read_own_rules
from disclosure_check.rulebook.partners import configured_programme
from disclosure_check.rulebook.wording import merged

if TYPE_CHECKING:
    from disclosure_check.rulebook.book import RuleBook
    from disclosure_check.rulebook.policies import CheckRule, Policy
    from disclosure_check.settings import Settings


def compile_detector(book: RuleBook, settings: Settings) -> Detector:
    """Compile wording and programmes; a bad pattern of the user's is an error before any page is read."""
    own_programmes, own_wordings = read_own_rules(settings.rules)
    partners = settings.partners
    configured = configured_programme(partners.hosts, partners.paths, partners.parameters, partners.cloaked_paths)
    wordings = merged((*book.wordings, *own_wordings))
    return Detector(
        programmes=Programmes.compile((*book.partners.programmes, *own_programmes, configured), book.partners.stops),
        statements=Statements(wordings, settings.disclosures.phrases, settings.disclosures.patterns),
        labels=Labels(wordings),
        ad_hosts=book.partners.stops.ad_hosts,
        notice_selectors=settings.disclosures.selectors,
        own_domains=tuple(domain.lower() for domain in settings.own_domains),
        near_words=settings.near_words,
        theme_notice=settings.theme_notice,
    )


def compile_policy(book: RuleBook, settings: Settings) -> dict[str, Ruling]:
    """Return the level of every check: the strictest of the policies, then the user's own word."""
    rulings = dict.fromkeys(CHECK_IDS, Ruling(Level.OFF, Level.OFF))
    for policy in _chosen(book, settings.extends):
        for name, rule in policy.checks.items():
            rulings[name] = _stricter(rulings[name], _ruling(rule))
    for name, own in settings.checks.items():
        if own.level is not None:
            level = Level[own.level.upper()]
            rulings[name] = Ruling(level, level)
    return rulings


def _chosen(book: RuleBook, names: Iterable[str]) -> Iterable[Policy]:
    known = {policy.name: policy for policy in book.policies}
    for name in names:
        if name not in known:
            raise RuleError(
                f"extends: no policy {name!r}; there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
            )
        yield known[name]


def _ruling(rule: CheckRule) -> Ruling:
    level = Level[rule.level.upper()]
    return Ruling(level, Level[rule.likely_level.upper()] if rule.likely_level else level)


def _stricter(one: Ruling, other: Ruling) -> Ruling:
    return Ruling(max(one.level, other.level), max(one.likely_level, other.likely_level))
