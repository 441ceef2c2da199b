"""What a run asks of pages: which policies at which state of the rules, and how much of them no check can show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from disclosure_check.demands import demands_of
from disclosure_check.messages import say
from disclosure_check.results import Level
from disclosure_check.rulebook.policies import chosen

if TYPE_CHECKING:
    from disclosure_check.rulebook.book import RuleBook
    from disclosure_check.rulebook.policies import Policy
    from disclosure_check.settings import Settings


NOT_LOOKED_AT = (say("what scripts add"), say("what pictures say"), say("style sheets outside the checked folder"))


class Share(NamedTuple):
    """A policy's requirements, each counted once: asked, or why not."""

    name: str
    builds_on: tuple[str, ...]
    requirements: int
    asked: int
    off: int  # only by checks whose level is off
    not_visible: int  # no check shows them
    not_in_force: int


class Basis(NamedTuple):
    """What all findings of a run rest on."""

    rules: str  # the version of the shipped rules
    extends: tuple[str, ...]  # policies as configured
    policies: tuple[Share, ...]  # these and all that they build on

    @property
    def requirements(self) -> int:
        return sum(share.requirements for share in self.policies)

    @property
    def not_visible(self) -> int:
        return sum(share.not_visible for share in self.policies)

    @property
    def least_visible(self) -> str:
        """Name the policy, a configured one if there is one, with requirements that no check can show."""
        named = [share.name for share in self.policies if share.not_visible]
        return next((name for name in self.extends if name in named), named[0] if named else "")


def basis_of(book: RuleBook, settings: Sequence[Settings], day: date) -> Basis:
    """Return what is asked under any of some settings."""
    extends = tuple(dict.fromkeys(name for one in settings for name in one.extends))
    asked = {identity for one in settings for identity in _asked(book, one, day)}
    shares = (_share(policy, asked, day) for policy in chosen(book.policies, extends))
    return Basis(book.version, extends, tuple(shares))


def _asked(book: RuleBook, settings: Settings, day: date) -> Iterable[str]:
    for demands in demands_of(book.policies, settings, day).values():
        yield from (demand.by.requirement for demand in demands if demand.level is not Level.OFF)


def _share(policy: Policy, asked: set[str], day: date) -> Share:
    held = [each for each in policy.requirements if each.holds_on(day)]
    with_checks = [each for each in held if each.is_visible]
    counted = sum((each.shown_by or each.id) in asked for each in with_checks)
    return Share(
        policy.name, policy.builds_on, len(policy.requirements), asked=counted, off=len(with_checks) - counted,
        not_visible=len(held) - len(with_checks), not_in_force=len(policy.requirements) - len(held),
    )  # fmt: skip
