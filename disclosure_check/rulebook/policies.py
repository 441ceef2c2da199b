"""A policy says what a law or a programme demands, and which checks show it; read from `rules/policies/*.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from disclosure_check.errors import RuleError
from disclosure_check.settings import PageKind

LevelWord = Literal["off", "info", "warning", "error"]
Status = Literal["in force", "pending", "appealed", "repealed"]
Sureness = Literal["confirmed", "recalled", "unverified"]


class CheckRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One check under a requirement; `likely-level` holds where only likely partner links are concerned."""

    level: LevelWord
    likely_level: LevelWord | None = None
    since: date | None = None  # the day of the rules that came with it, where the requirement is older
    options: dict[str, Any] = {}


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One demand, where it is written, how sure that is, and the checks that show it; one without is only told."""

    id: str
    says: str
    source: str
    reviewed: date
    confidence: Sureness
    status: Status = "in force"
    valid_from: date | None = None
    valid_to: date | None = None  # the first day on which it no longer holds
    checks: dict[str, CheckRule] = {}
    shown_by: str = ""  # another requirement of the policy, whose checks show this one too
    page_kinds: tuple[PageKind, ...] = ()  # only these are asked; none named: all that the policy does not exempt
    # kinds of pages of which the policy then asks nothing, unless a demand names them
    exempts: tuple[PageKind, ...] = ()
    note: str = ""
    since: date | None = None  # the day of the rules that came with it; None: the first ones

    @property
    def is_visible(self) -> bool:
        """Whether a check of a page can show it."""
        return bool(self.checks or self.shown_by)

    def holds_on(self, day: date) -> bool:
        """Whether it binds on a day: what is pending or repealed does not."""
        if self.status in ("pending", "repealed") or (self.valid_from is not None and day < self.valid_from):
            return False
        return self.valid_to is None or day < self.valid_to


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One policy file; it asks what the policies it builds on ask, and more."""

    name: str
    title: str
    requirements: tuple[Requirement, ...] = msgspec.field(name="requirement")
    builds_on: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # countries it holds for: "DE"
    domains: tuple[str, ...] = ()  # ends of hosts that tell of such a country, a shop's too: "de", "amazon.com"
    languages: tuple[str, ...] = ()  # of pages there
    own_languages: tuple[str, ...] = ()  # that tell of the country by themselves: few others speak them
    programmes: tuple[str, ...] = ()  # whose demands it holds and whose links alone it judges

    def asked_of(self, page_kind: PageKind, day: date) -> Iterator[Requirement]:
        """Yield what is asked of a kind of page on a day."""
        holding = [each for each in self.requirements if each.holds_on(day)]
        exempt = any(page_kind in each.exempts for each in holding)
        for each in holding:
            if page_kind in each.page_kinds if each.page_kinds else not exempt:
                yield each


def day_of(version: str) -> date:
    """Return the day of a version of the rules, "2026.11.22" or "2026.11.22-0123abcd".

    Raises ValueError where it is none.
    """
    return datetime.strptime(version.partition("-")[0], "%Y.%m.%d").date()


def chosen(policies: Sequence[Policy], names: Iterable[str]) -> Iterator[Policy]:
    """Yield the named policies and those they build on, each once, the base of each ahead of it.

    Raises RuleError where a name is not known.
    """
    known = {policy.name: policy for policy in policies}
    seen: set[str] = set()

    def with_base(name: str) -> Iterator[Policy]:
        if name in seen:
            return
        seen.add(name)
        if name not in known:
            raise RuleError(
                f"extends: no policy {name!r}; there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
            )
        for base in known[name].builds_on:
            yield from with_base(base)
        yield known[name]

    for name in names:
        yield from with_base(name)
