"""What the chosen policies ask of each check: levels, options, and who asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_check.results import Asked, Level
from disclosure_check.rulebook.policies import chosen, day_of

if TYPE_CHECKING:
    from disclosure_check.rulebook.policies import CheckRule, Policy, Requirement
    from disclosure_check.settings import Settings

_OWN = "configuration"


class Demand(NamedTuple):
    """One check as one requirement asks for it."""

    by: Asked
    level: Level
    likely_level: Level  # where only likely partner links are concerned
    options: Mapping[str, Any] = {}
    programmes: tuple[str, ...] = ()  # whose links alone are meant; empty: everybody's
    held_back: str = ""  # the version of the rules that makes it an error, where an older one is pinned


Demands = dict[str, tuple[Demand, ...]]


def demands_of(
    policies: Iterable[Policy], settings: Settings, day: date, custom: Mapping[str, Level] | None = None
) -> Demands:
    """Return what is asked of each check on a day; the user's own level and options beat any policy's.

    `custom` are the levels of the user's own checks.
    """
    asked = {check: [Demand(Asked(_OWN, ""), level, level)] for check, level in (custom or {}).items()}
    for policy in chosen(tuple(policies), settings.extends):
        for requirement in policy.asked_of(settings.page_kind, day):
            for check, rule in requirement.checks.items():
                demand = _demand(policy, requirement, rule)
                asked.setdefault(check, []).append(_pinned(demand, requirement, rule, settings.rules_version))
    if settings.own_partner_ids:
        ids = {"own": settings.own_partner_ids}
        asked["foreign-partner-id"] = [Demand(Asked(_OWN, ""), Level.WARNING, Level.WARNING, ids)]
    for check, own in settings.checks.items():
        known = asked.get(check, [])
        if own.level is not None:
            level = Level[own.level.upper()]
            known = known or [Demand(Asked(_OWN, ""), level, level)]
            known = [each._replace(level=level, likely_level=level, held_back="") for each in known]
        asked[check] = [each._replace(options={**each.options, **own.options}) for each in known]
    return {check: tuple(demands) for check, demands in asked.items()}


def _demand(policy: Policy, requirement: Requirement, rule: CheckRule) -> Demand:
    # what nobody has verified is no reason to fail a build
    most = Level.WARNING if requirement.confidence == "unverified" else Level.ERROR
    level = min(Level[rule.level.upper()], most)
    likely = min(Level[rule.likely_level.upper()], most) if rule.likely_level else level
    return Demand(Asked(policy.name, requirement.id), level, likely, rule.options, policy.programmes)


def _pinned(demand: Demand, requirement: Requirement, rule: CheckRule, pinned: str | None) -> Demand:
    """Let what came after the pinned version of the rules warn at most."""
    if pinned is None or demand.level < Level.ERROR:
        return demand
    since = max(requirement.since or date.min, rule.since or date.min)
    if since <= day_of(pinned):
        return demand
    likely = min(demand.likely_level, Level.WARNING)
    return demand._replace(level=Level.WARNING, likely_level=likely, held_back=f"{since:%Y.%m.%d}")
