"""What is shipped, and what a check finds or a policy asks: the texts of `rules` and `explain`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import fill
from typing import TYPE_CHECKING

from disclosure_check.checks import CHECKS
from disclosure_check.checks.common import counted
from disclosure_check.errors import UserError

if TYPE_CHECKING:
    from datetime import date

    from disclosure_check.rulebook.book import RuleBook
    from disclosure_check.rulebook.policies import Policy, Requirement

_WIDTH = 100
_DOCS = {module.ID: module.__doc__ or "" for module in CHECKS}


def shipped(book: RuleBook) -> Iterator[str]:
    """Yield the lines that list all rules, a kind after the other."""
    yield f"rules {book.digest}"
    yield f"\nchecks ({len(CHECKS)}): what is found on a page"
    for check, doc in _DOCS.items():
        asked = ", ".join(_asking(check, book)) or "no policy, only a configuration"
        yield f"  {check:26} {_summary(doc)} (asked by {asked})"
    yield f"\npolicies ({len(book.policies)}): what is asked, and by whom"
    for policy in book.policies:
        base = f", and what {' and '.join(policy.builds_on)} asks" if policy.builds_on else ""
        yield f"  {policy.name:12} {policy.title} ({_requirements(policy)}{base})"
    yield f"\nwording ({len(book.wordings)}): how disclosures are said"
    for wording in book.wordings:
        counts = (
            f"{len(wording.statements)} kinds of sentences, {sum(len(each.words) for each in wording.labels)} labels"
        )
        yield f"  {wording.language:4} {counts}, reviewed {wording.reviewed} ({wording.source})"
    programmes = book.partners.programmes
    yield f"\nprogrammes ({len(programmes)}): whose links earn money"
    for programme in programmes:
        yield f"  {programme.name} ({counted(len(programme.link), 'shape')}; {programme.source})"


def stale(book: RuleBook, before: date) -> Iterator[str]:
    """Yield what was last reviewed ahead of a day, the oldest first."""
    dated = [(each.reviewed, f"wording {each.language}") for each in book.wordings]
    dated += [(each.reviewed, f"programme {each.name}") for each in book.partners.programmes]
    dated += [(each.reviewed, f"requirement {each.id}") for policy in book.policies for each in policy.requirements]
    old = sorted(each for each in dated if each[0] < before)
    yield from (f"{day}  {what}" for day, what in old)
    yield f"{len(old)} of {len(dated)} dated rules were last reviewed before {before}"


def explanation(name: str, book: RuleBook) -> Iterator[str]:
    """Yield the lines that explain a check, a policy or a requirement.

    Raises UserError where there is none of that name.
    """
    policies = {policy.name: policy for policy in book.policies}
    requirements = {each.id: (policy, each) for policy in book.policies for each in policy.requirements}
    if name in _DOCS:
        yield from _check(name, book)
    elif name in policies:
        yield from _policy(policies[name])
    elif name in requirements:
        yield from _requirement(*requirements[name])
    else:
        close = get_close_matches(name, [*_DOCS, *policies, *requirements], n=1)
        hint = f"did you mean '{close[0]}'? " if close else ""
        raise UserError(f"explain: no check, policy or requirement '{name}'; {hint}`disclosure-check rules` lists them")


def _check(name: str, book: RuleBook) -> Iterator[str]:
    yield _DOCS[name].strip()
    yield "\nAsked by:\n"
    for policy in book.policies:
        for each in policy.requirements:
            if name in each.checks:
                yield f"    {policy.name}: {each.checks[name].level}, {each.id} ({each.source})"


def _policy(policy: Policy) -> Iterator[str]:
    yield f"{policy.name}: {policy.title}"
    if policy.builds_on:
        yield f"\nIt asks what {' and '.join(policy.builds_on)} asks, and:"
    if policy.programmes:
        yield f"\nIt judges the partner links of {' and '.join(policy.programmes)} alone."
    for requirement in policy.requirements:
        yield ""
        yield from _requirement(policy, requirement)


def _requirement(policy: Policy, requirement: Requirement) -> Iterator[str]:
    dates = [f"from {requirement.valid_from}" if requirement.valid_from else ""]
    dates.append(f"until {requirement.valid_to}" if requirement.valid_to else "")
    state = ", ".join(filter(None, (requirement.status, *dates, requirement.confidence)))
    yield f"{requirement.id} ({policy.name}; {state}; reviewed {requirement.reviewed})"
    yield _indented(requirement.says)
    yield fill(
        f"Source: {requirement.source}", _WIDTH, break_on_hyphens=False, initial_indent="  ", subsequent_indent="  "
    )
    asked = ", ".join(f"{name} ({rule.level})" for name, rule in requirement.checks.items())
    yield f"  Checks: {asked or 'none, as no check of a file can show it'}"
    if requirement.note:
        yield fill(
            f"Note: {requirement.note}", _WIDTH, break_on_hyphens=False, initial_indent="  ", subsequent_indent="  "
        )


def _indented(text: str) -> str:
    return fill(text, _WIDTH, break_on_hyphens=False, initial_indent="  ", subsequent_indent="  ")


def _summary(doc: str) -> str:
    return doc.partition("\n")[0].partition(": ")[2].rstrip(".")


def _asking(check: str, book: RuleBook) -> list[str]:
    return [policy.name for policy in book.policies if any(check in each.checks for each in policy.requirements)]


def _requirements(policy: Policy) -> str:
    asked = sum(bool(each.checks) for each in policy.requirements)
    return f"{counted(len(policy.requirements), 'requirement')}, {asked} of them asked of pages"
