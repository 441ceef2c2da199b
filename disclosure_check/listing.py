"""Which rules there are, with counts and origin, and which nobody has looked at for long: the text of `rules`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from disclosure_check.checks.registry import CHECK_IDS
from disclosure_check.explaining import asking, summary_of, title_of
from disclosure_check.messages import both, counted, run_on, say, translator

if TYPE_CHECKING:
    from datetime import date

    from disclosure_check.rulebook.book import RuleBook
    from disclosure_check.rulebook.partners import Programme
    from disclosure_check.rulebook.policies import Policy
    from disclosure_check.rulebook.wording import Wording

    OwnRules = Mapping[str, tuple[Sequence[Programme], Sequence[Wording]]]  # by the file that they stand in


def listing(book: RuleBook, language: str = "en", own: OwnRules | None = None) -> Iterator[str]:
    """Yield the lines that list all rules, a kind after the other; `own` are those of a configuration."""
    translate = translator(language)
    yield translate(say("rules {version}", version=book.version))
    parts = [_checks(book, language), _policies(book, language), _wordings(book), _programmes(book), _markup(book)]
    for part in (*parts, _own(own or {})):
        for number, line in enumerate(part):
            yield f"{'' if number else chr(10)}{translate(line)}"


def stale(book: RuleBook, before: date, language: str = "en") -> Iterator[str]:
    """Yield what was last reviewed ahead of a day, the oldest first."""
    translate = translator(language)
    dated = [(each.reviewed, say("wording {name}", name=each.language)) for each in book.wordings]
    dated += [(each.reviewed, say("programme {name}", name=each.name)) for each in book.partners.programmes]
    dated += [
        (each.reviewed, say("requirement {name}", name=each.id))
        for policy in book.policies
        for each in policy.requirements
    ]
    old = sorted(each for each in dated if each[0] < before)
    yield from (f"{day}  {translate(what)}" for day, what in old)
    yield translate(
        say("{old} of {all} dated rules were last reviewed before {day}", old=len(old), all=len(dated), day=str(before))
    )


def _checks(book: RuleBook, language: str) -> Iterator[str]:
    yield say("checks ({number}): what is found on a page", number=len(CHECK_IDS))
    for check in CHECK_IDS:
        asked = ", ".join(asking(check, book))
        origin = say("asked by {policies}", policies=asked) if asked else say("asked by a configuration only")
        yield _entry(check, summary_of(check, language))
        yield _below(origin)


def _policies(book: RuleBook, language: str) -> Iterator[str]:
    yield say("policies ({number}): what is asked, and by whom", number=len(book.policies))
    for policy in book.policies:
        yield _entry(policy.name, title_of(policy, language))
        yield _below(_requirements(policy))


def _requirements(policy: Policy) -> str:
    asked = sum(each.is_visible for each in policy.requirements)
    sources = len({each.source for each in policy.requirements})
    told = say(
        "{requirements} from {sources}, {asked} of them asked of pages",
        requirements=counted(len(policy.requirements), "requirement"),
        sources=counted(sources, "source"),
        asked=asked,
    )
    if not policy.builds_on:
        return told
    return say("{told}; and what {policies} asks", told=told, policies=both(policy.builds_on))


def _wordings(book: RuleBook) -> Iterator[str]:
    yield say("wording ({number}): how disclosures are said", number=len(book.wordings))
    for wording in book.wordings:
        yield from _wording(wording)


def _wording(wording: Wording) -> Iterator[str]:
    labels = sum(len(each.words) for each in wording.labels)
    phrases = sum(map(len, wording.parts.values()))
    yield _entry(
        wording.language,
        say(
            "{phrases}, {labels}, {statements}, {claims}",
            phrases=counted(phrases, "phrase"),
            labels=counted(labels, "label"),
            statements=counted(len(wording.statements), "statement of programmes", "statements of programmes"),
            claims=counted(
                sum(len(each.patterns) for each in wording.claims), "claim of no payment", "claims of no payment"
            ),
        ),
    )
    yield _below(_origin(wording))


def _programmes(book: RuleBook) -> Iterator[str]:
    programmes = book.partners.programmes
    yield say("programmes ({number}): whose links earn money", number=len(programmes))
    for programme in programmes:
        yield from _programme(programme)


def _programme(programme: Programme) -> Iterator[str]:
    yield _entry(programme.name, counted(len(programme.link), "shape of links", "shapes of links"))
    yield _below(_origin(programme))


def _origin(rule: Programme | Wording) -> str:
    return say("{source}; reviewed {day}", source=rule.source, day=str(rule.reviewed))


def _markup(book: RuleBook) -> Iterator[str]:
    signs, shortcodes = book.markup.signs, book.markup.shortcodes
    yield say("markup ({number}): what products' own elements mean", number=len(signs) + len(shortcodes))
    told = [(sign.product, str(sign.means), sign.source) for sign in signs]
    told += [(each.product, "shortcode", each.source) for each in shortcodes]
    for product, means, source in told:
        yield _entry(product, means)
        yield _below(source)


def _own(files: OwnRules) -> Iterator[str]:
    if files:
        yield say("rules of your own ({files})", files=counted(len(files), "file"))
    for file, (programmes, wordings) in files.items():
        yield run_on("  ", file)
        yield from (run_on("  ", line) for programme in programmes for line in _programme(programme))
        yield from (run_on("  ", line) for wording in wordings for line in _wording(wording))


def _entry(name: str, what: str) -> str:
    return run_on("  ", name, ": ", what)


def _below(text: str) -> str:
    return run_on("      ", text)
