"""The proposal as a configuration file: every guess under a comment that says what it rests on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

import msgspec

from disclosure_check.messages import counted
from disclosure_check.proposing.countries import ELSEWHERE, Decision, Signs
from disclosure_check.proposing.earnings import Earnings, earnings_of, policies_of
from disclosure_check.proposing.sections import Section, split
from disclosure_check.proposing.sights import Sight
from disclosure_check.reporting.terminal import printable
from disclosure_check.rulebook.book import RuleBook
from disclosure_check.rulebook.wording import by_tag

BASE = "base"
OWN_SHARE = 0.05  # of the addresses: a host with fewer is rather a mirror's or a mistake
_SHOWN = 8  # ids and hosts of a kind
_REASONS = 4
_OTHERS = 8
_PROGRAMMES = 20
_WIDTH = 100
_HOST = re.compile(r"[^\s*:/?#@]+\.[^\s*:/?#@]+")
_MAGIC = re.compile(r"[\\*?\[\]]")


class Ground(msgspec.Struct, frozen=True):
    """What a proposal rests on."""

    shown: str  # the folder of the pages, as the user named it
    folder: str | None  # its path from the configuration's place; None where it does not lie below
    sights: Sequence[Sight]
    book: RuleBook
    chosen: Sequence[str] = ()  # policies that the user names instead of a guess

    @property
    def is_below(self) -> bool:
        return self.folder is not None

    @property
    def readable(self) -> list[Sight]:
        return [sight for sight in self.sights if not sight.problem]

    def titled(self, policy: str) -> str:
        title = next(each.title for each in self.book.policies if each.name == policy)
        return f"{policy} ({title.partition(':')[0]})"


def proposal(ground: Ground) -> str:
    """Return the text of a configuration."""
    sights = ground.readable
    earnings = earnings_of(sights)
    signs = Signs(ground.book.policies)
    found = split([signs.of(sight) for sight in sights], signs)
    parts = [
        _head(ground),
        _policies(ground, found.whole, earnings),
        _programmes(earnings),
        _domains(sights),
        _cloaked(sights),
        *(_override(ground, section) for section in ([] if ground.chosen else found.sections)),
    ]
    return "\n\n".join(text for lines in parts if (text := "\n".join(lines))) + "\n"


def _head(ground: Ground) -> Iterator[str]:
    earning = sum(bool(sight.earning) for sight in ground.readable)
    yield from _comment(
        f"Proposed by `disclosure-check init` from {counted(len(ground.sights), 'page')} below {ground.shown}, "
        f"{earning:,} of them with partner links. What each line rests on stands above it: correct what is wrong. "
        "`disclosure-check explain NAME` tells what a policy asks, and on which source."
    )
    if not ground.is_below:
        yield from _comment("Paths hold from there: the pages do not lie below the folder of this file.")
    for problem, count in Counter(sight.problem for sight in ground.sights if sight.problem).most_common(_SHOWN):
        yield from _comment(f"not read: {counted(count, 'page')} ({problem})")


def _policies(ground: Ground, decision: Decision, earnings: Sequence[Earnings]) -> Iterator[str]:
    if ground.chosen:
        yield from _comment(f"policies: as chosen by --policy; {_languages(ground, decision)}")
        yield f"extends = {_list(ground.chosen)}"
        return
    guess = _guess(ground, decision, earnings)
    yield from guess.lines
    if left := list(_not_asked(ground, guess.extends)):
        yield from _entry(f"not asked, as no page can tell whether you want it: {', '.join(left)}")
    yield f"extends = {_list(guess.extends)}"


class _Guess(NamedTuple):
    """Policies, and the comment that says what speaks for them."""

    extends: Sequence[str]
    lines: Sequence[str]


def _guess(ground: Ground, decision: Decision, earnings: Sequence[Earnings]) -> _Guess:
    extends, lines = [decision.policy or BASE], list(_country(ground, decision))
    for policy, seen in policies_of(earnings, ground.book.policies):
        named = ", ".join(f"{each.programme} on {counted(each.pages, 'page')}" for each in seen)
        lines += _entry(f"{policy}: links of {named}")
        extends.append(policy)
    return _Guess(extends, lines)


def _country(ground: Ground, decision: Decision) -> Iterator[str]:
    """Yield what speaks for the country's policy, and what for others."""
    of = counted(decision.size, "page")
    if decision.policy:
        yield from _entry(f"{ground.titled(decision.policy)}; of {of}: {_reasons(decision, decision.policy)}")
    elif decision.others:
        yield from _entry(f"{BASE}, as the pages do not tell one country: replace it by yours; of {of}:")
    else:
        yield from _entry(f"{BASE}, as no page tells its country: replace it by yours")
    for policy in decision.others[:_OTHERS]:
        yield from _entry(f"  {'but ' if decision.policy else ''}{ground.titled(policy)}: {_reasons(decision, policy)}")
    if left := decision.others[_OTHERS:]:
        yield from _entry(f"  and, less often: {', '.join(map(ground.titled, left))}")
    if alike := decision.by_language_alone:
        yield from _entry(f"  where the same language is spoken: {', '.join(map(ground.titled, alike))}")
    if decision.reasons(ELSEWHERE):
        yield from _entry(f"  a country without a policy here: {_reasons(decision, ELSEWHERE)}")
    yield from _entry(_languages(ground, decision))


def _reasons(decision: Decision, policy: str) -> str:
    reasons = [(sign.shown, count) for sign, count in decision.reasons(policy)]
    return _counts(reasons, "{1:,} with {0}", _REASONS)


def _languages(ground: Ground, decision: Decision) -> str:
    """Tell the languages of the pages, and those whose disclosures nobody would recognise."""
    shipped = by_tag(ground.book.wordings)
    unknown = [language for language in decision.languages if language and language not in shipped]
    stated = [(language or "none stated", count) for language, count in decision.languages.most_common()]
    told = [f"languages: {_counts(stated)}"]
    told += [f"no wording is shipped for {', '.join(unknown)}: notices in it are not recognised"] if unknown else []
    return "; ".join(told)


def _not_asked(ground: Ground, extends: Sequence[str]) -> Iterator[str]:
    """Yield the policies that no page can speak for: they stand open to whoever wants them."""
    for policy in ground.book.policies:
        if policy.regions or policy.programmes or policy.name in (BASE, *extends):
            continue
        if not policy.builds_on or set(policy.builds_on) & set(extends):
            yield ground.titled(policy.name)


def _programmes(earnings: Sequence[Earnings]) -> Iterator[str]:
    if not earnings:
        yield from _comment("no partner link was seen; `disclosure-check inspect PAGE` shows why on a page")
        return
    yield from _comment("partner links:")
    for each in earnings[:_PROGRAMMES]:
        told = f": {_counts(each.ids.most_common())}" if each.ids else ""
        name = each.programme or "of no known programme"
        yield from _entry(f"  {name}, {counted(each.links, 'link')} on {counted(each.pages, 'page')}{told}")
    if len(earnings) > _PROGRAMMES:
        yield from _entry(f"  {len(earnings) - _PROGRAMMES:,} more programmes: `disclosure-check inventory` lists them")
    if ids := [entry for each in earnings for entry, _ in each.ids.most_common(_SHOWN)][:_PROGRAMMES]:
        yield from _comment("name the ids that are yours, and a link with another one is told:")
        yield f"# own-partner-ids = {_list(ids)}"


def _domains(sights: Sequence[Sight]) -> Iterator[str]:
    hosts = Counter(sight.host for sight in sights if _HOST.fullmatch(sight.host))
    total = sum(hosts.values())
    own = [host for host, count in hosts.most_common() if count >= OWN_SHARE * total]
    if not own:
        yield from _comment(
            f"the site's own hosts: pages name {len(hosts):,} canonical ones, each on few pages; each page's own holds"
            if hosts else
            "the site's own hosts: no page names its canonical one; links to a host named here stay on the site"
        )  # fmt: skip
        yield '# own-domains = ["www.example.org"]'
        return
    yield from _comment(f"the site's own hosts, by canonical addresses: {_counts(hosts.most_common())}")
    yield f"own-domains = {_list(own)}"


def _cloaked(sights: Sequence[Sight]) -> Iterator[str]:
    links = Counter(path for sight in sights for path in sight.cloaked)
    if links:
        yield from _comment(
            "links of the site's own that look like redirects; where they lead to shops, uncomment them: "
            + _counts(links.most_common())
        )
        yield "# [partners]"
        yield f"# cloaked-paths = {_list(path for path, _ in links.most_common(_SHOWN))}"


def _override(ground: Ground, section: Section) -> Iterator[str]:
    guess = _guess(ground, section.decision, earnings_of(page.sight for page in section.pages))
    path = "/".join(filter(None, (ground.folder, *section.folders)))
    yield from _comment(f"{path}/, {counted(section.decision.size, 'page')}:")
    yield from guess.lines
    yield "[[overrides]]"
    yield f"paths = {_list(['/' + _MAGIC.sub(_escaped, path) + '/'])}"
    yield f"extends = {_list(guess.extends)}"


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _counts(counts: Sequence[tuple[str, int]], form: str = "{0} ({1:,})", most: int = _SHOWN) -> str:
    """Tell how often each was seen, the first of them by name."""
    shown = [form.format(*each) for each in counts[:most]]
    more = [f"{len(counts) - most:,} more"] if len(counts) > most else []
    return ", ".join(shown + more)


def _comment(text: str) -> Iterator[str]:
    """Yield text as lines of a comment; what pages wrote in it cannot end one."""
    yield from (f"# {line}" for line in wrap(printable(text), _WIDTH, break_on_hyphens=False))


def _entry(text: str) -> Iterator[str]:
    """Yield text as a comment whose further lines stand deeper than its first."""
    depth = len(text) - len(text.lstrip())
    first, *more = wrap(printable(text.lstrip()), _WIDTH - depth - 4, break_on_hyphens=False)
    yield f"# {' ' * depth}{first}"
    yield from (f"# {' ' * depth}    {line}" for line in more)


def _list(values: Iterable[str]) -> str:
    # JSON's strings are TOML's, but for DEL
    return json.dumps([printable(value) for value in values], ensure_ascii=False)
