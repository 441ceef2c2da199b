"""What a check finds or a policy asks, with sources and limits: the text of `explain` and of the pages in `docs`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from disclosure_check.checks.registry import CHECKS
from disclosure_check.documentation import Example, documentation
from disclosure_check.errors import UserError
from disclosure_check.messages import Translate, both, listed, quoted_by_rules, say, translator

if TYPE_CHECKING:
    from disclosure_check.rulebook.book import RuleBook
    from disclosure_check.rulebook.policies import Policy, Requirement
    from disclosure_check.rulebook.texts import PolicyTexts

_MODULES = {module.ID: module for module in CHECKS}


class Section(NamedTuple):
    """A part of an explanation: prose, code, or rows below each other."""

    title: str = ""
    prose: str = ""
    code: str = ""
    rows: tuple[str, ...] = ()


class Explanation(NamedTuple):
    """What is to be read of one name, in one language."""

    name: str
    summary: str
    sections: tuple[Section, ...]


def explain(name: str, book: RuleBook, language: str = "en") -> Explanation:
    """Return what there is to say of a check, a policy or a requirement.

    Raises UserError where there is none of that name.
    """
    policies = {policy.name: policy for policy in book.policies}
    owners = {each.id: (policy, each) for policy in book.policies for each in policy.requirements}
    if name in _MODULES:
        return Explanation(name, summary_of(name, language), tuple(_check(name, book, language)))
    if name in policies:
        return Explanation(name, title_of(policies[name], language), tuple(_policy(policies[name], language)))
    if name in owners:
        policy, requirement = owners[name]
        told = _PolicyWords(policy, language).section(requirement)
        return Explanation(name, told.prose, (Section(rows=told.rows),))
    close = get_close_matches(name, [*_MODULES, *policies, *owners], n=1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    raise UserError(f"explain: no check, policy or requirement '{name}'; {hint}`disclosure-check rules` lists them")


def summary_of(check: str, language: str = "en") -> str:
    """Return in a line what a check finds."""
    return documentation(_MODULES[check], language).summary


def title_of(policy: Policy, language: str = "en") -> str:
    """Return in a line what a policy asks."""
    return _PolicyWords(policy, language).title


def asking(check: str, book: RuleBook) -> list[str]:
    """Return the policies that ask for a check."""
    return [policy.name for policy in book.policies if any(check in each.checks for each in policy.requirements)]


def _check(name: str, book: RuleBook, language: str) -> Iterator[Section]:
    said, translate = documentation(_MODULES[name], language), translator(language)
    if not said.is_translated:
        yield Section(prose=translate(say("This text is not translated yet.")))
    yield Section(translate(say("What")), _opening(said.what))
    yield Section(translate(say("Why")), _opening(said.why))
    yield _shown(say("Wrong"), said.wrong, translate)
    yield _shown(say("Right"), said.right, translate)
    yield Section(translate(say("Options")), _opening(said.options))
    yield Section(translate(say("What it can't see")), _opening(said.cannot_see))
    rows = tuple(
        f"{policy.name}: {each.checks[name].level}, {each.id} ({each.source})"
        for policy in book.policies
        for each in policy.requirements
        if name in each.checks
    )
    yield Section(
        translate(say("Asked by")), rows=rows or (translate(say("no policy; switch it on in the configuration")),)
    )


def _shown(title: str, example: Example, translate: Translate) -> Section:
    if example.options:
        title = say("{title} (with {options})", title=title, options=f"`{example.options}`")
    return Section(translate(title), _opening(example.words), example.html)


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]


def _policy(policy: Policy, language: str) -> Iterator[Section]:
    words, translate = _PolicyWords(policy, language), translator(language)
    if policy.builds_on:
        yield Section(prose=translate(say("It asks what {policies} asks, and:", policies=both(policy.builds_on))))
    if policy.programmes:
        whose = say("It judges the partner links of {programmes} alone.", programmes=both(policy.programmes))
        yield Section(prose=translate(whose))
    for requirement in policy.requirements:
        yield words.section(requirement)
    unseen = tuple(each.id for each in policy.requirements if not each.is_visible)
    if unseen:
        yield Section(translate(say("What no check can show")), rows=unseen)


class _PolicyWords:
    """A policy's own words in one language; what is not translated stays English and says so."""

    def __init__(self, policy: Policy, language: str) -> None:
        self._is_english, self._translate = language == "en", translator(language)
        self._texts = _texts_of(policy, language)
        self.title = self._texts.title if self._texts else self._english(policy.title)

    def section(self, requirement: Requirement) -> Section:
        says, notes = (self._texts.says, self._texts.notes) if self._texts else ({}, {})
        rows: list[str] = [
            say("Status: {state}", state=_state(requirement)),
            say("Source: {source}", source=requirement.source),
            say("Checks: {checks}", checks=_asked(requirement)),
        ]
        if requirement.page_kinds:
            rows.append(say("Kinds of pages: {kinds}", kinds=", ".join(requirement.page_kinds)))
        if requirement.exempts:
            kinds = ", ".join(requirement.exempts)
            rows.append(say("Exempt from what does not name them: {kinds}", kinds=kinds))
        if requirement.note:
            note = notes.get(requirement.id) or self._english(requirement.note)
            rows.append(say("Note: {note}", note=_unwrapped(note)))
        prose = _unwrapped(says.get(requirement.id) or self._english(requirement.says))
        return Section(requirement.id, prose, rows=tuple(map(self._translate, rows)))

    def _english(self, text: str) -> str:
        return text if self._is_english else f"{text} (English)"


def _unwrapped(text: str) -> str:
    return " ".join(text.split())


def _texts_of(policy: Policy, language: str) -> PolicyTexts | None:
    if language == "en":
        return None
    from disclosure_check.rulebook.texts import read_policy_texts

    return read_policy_texts(language, policy.name)


def _state(requirement: Requirement) -> str:
    states = [quoted_by_rules(requirement.status)]
    if requirement.valid_from:
        states.append(say("from {day}", day=str(requirement.valid_from)))
    if requirement.valid_to:
        states.append(say("until {day}", day=str(requirement.valid_to)))
    states.append(quoted_by_rules(requirement.confidence))
    return say("{states}; reviewed {day}", states=listed(states), day=str(requirement.reviewed))


def _asked(requirement: Requirement) -> str:
    if requirement.shown_by:
        return say("those of {requirement}", requirement=requirement.shown_by)
    if not requirement.checks:
        return say("none, as no check of a file can show it")
    return ", ".join(f"{name} ({rule.level})" for name, rule in requirement.checks.items())
