"""Tell from a link's address alone which partner programme it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from disclosure_check.detection.gate import Gate
from disclosure_check.detection.hosts import HostIndex, is_within
from disclosure_check.detection.urls import Url, nested, parameters, parse
from disclosure_check.messages import both, run_on, say
from disclosure_check.model import Confidence, Evidence
from disclosure_check.patterns import compile_for_addresses
from disclosure_check.rulebook.partners import Link, Programme, Stop, Stops

_DEPTH = 5
_CARRIED = 20  # addresses followed in one link
_LONGEST = 2048  # of a path or value that is matched: rule patterns are simple, and this bounds the worst of them


class Wanted(NamedTuple):
    """A parameter that a rule asks for, with the pattern of its value."""

    name: str
    value: str

    def stands_in(self, found: Mapping[str, str]) -> bool:
        value = found.get(self.name, "")[:_LONGEST]
        return value != "" and (not self.value or compile_for_addresses(self.value).fullmatch(value) is not None)


class Rule:
    """One shape of a programme's links; its patterns are compiled when first needed."""

    def __init__(self, programme: Programme, link: Link) -> None:
        self.programme = programme
        self.link = link
        self.certainty = link.certainty
        self.any = _wanted(link.any)
        self.all = _wanted(link.all)
        self.unless = _wanted(link.unless)
        self.targets = tuple(name.lower() for name in link.target)

    def matches(self, url: Url, found: Mapping[str, str]) -> list[str] | None:
        """Name the parameters that show it; None where the link has another shape."""
        link = self.link
        if link.path and not compile_for_addresses(link.path).search(url.path[:_LONGEST]):
            return None
        if self.all and not all(wanted.stands_in(found) for wanted in self.all):
            return None
        either = next((wanted for wanted in self.any if wanted.stands_in(found)), None) if self.any else None
        if self.any and either is None:
            return None
        if link.query and not compile_for_addresses(link.query).search(url.query[:_LONGEST]):
            return None
        if link.fragment and not compile_for_addresses(link.fragment).search(url.fragment[:_LONGEST]):
            return None
        if self.unless and any(wanted.stands_in(found) for wanted in self.unless):
            return None
        if link.except_hosts and any(is_within(url.host, host) for host in link.except_hosts):
            return None
        return [wanted.name for wanted in (*self.all, *((either,) if either else ()))]


class _Index:
    """The rules by what they ask for: a host, or on any host a parameter or a path."""

    def __init__(self, book: Iterable[Programme], stops: Stops) -> None:
        rules = [Rule(programme, link) for programme in book for link in programme.link]
        self.by_host = HostIndex((host, rule) for rule in rules for host in rule.link.hosts)
        self.by_name: defaultdict[str, list[Rule]] = defaultdict(list)
        self.by_path: list[Rule] = []
        for rule in rules:
            if rule.link.anywhere:
                self._index_anywhere(rule)
        self.stops = HostIndex((host, stop) for stop in stops.stop for host in stop.hosts)
        self.carriers = tuple(stop for stop in stops.stop if "*" in stop.hosts)
        self.skipped = frozenset(name.lower() for name in stops.parameters)

    @cached_property
    def shapes(self) -> Any:
        return compile_for_addresses(*(rule.link.path for rule in self.by_path), "$^")

    def _index_anywhere(self, rule: Rule) -> None:
        for wanted in rule.all[:1] or rule.any:
            self.by_name[wanted.name].append(rule)
        if not (rule.all or rule.any):
            self.by_path.append(rule)


class Programmes:
    """The partner programmes: first what is known of the host counts, then what counts on any host."""

    def __init__(self, book: Iterable[Programme], stops: Stops) -> None:
        self._book = tuple(book)
        self._stops = stops
        self._gate = Gate(link for programme in self._book for link in programme.link)

    @cached_property
    def _index(self) -> _Index:
        """Return the rules in order; made for the first link that deserves a closer look."""
        return _Index(self._book, self._stops)

    def evidence(self, href: str, base: str | None = None, own: Sequence[str] = ()) -> tuple[Evidence, ...]:
        """Say why a link is a partner link by its address; empty where nothing speaks for it.

        On the publisher's `own` domains, as behind a relative address, only cloaks and carried addresses count.
        """
        url = parse(href, base)
        if url is None:
            return ()
        strongest: dict[tuple[str | None, str], Evidence] = {}
        for found in self._judge(url, own, "", _DEPTH):
            key = found.programme, found.kind
            if key not in strongest or found.confidence > strongest[key].confidence:
                strongest[key] = found
        return tuple(strongest.values())

    def _judge(self, url: Url, own: Sequence[str], way: str, depth: int) -> Iterator[Evidence]:
        if any(_is_at(stop, url) for stop in self._index.stops.of(url.host)):
            return
        found = parameters(url)
        hits = self._hits(url, found, own)
        for rule, names in hits:
            shown_by = tuple(f"{name}={found.get(name, '')}" for name in names)
            yield Evidence(rule.programme.kind, _told(url, names, way), rule.certainty, rule.programme.name, shown_by)
        targets = [name for rule, _ in hits for name in rule.targets]
        if depth and (targets or (url.may_carry and not any(_is_at(stop, url) for stop in self._index.carriers))):
            for address in islice(nested(url, found, targets, self._index.skipped), _CARRIED):
                if inner := parse(address):
                    yield from self._judge(inner, own, run_on(way, url.host or say("this site"), " → "), depth - 1)

    def _hits(self, url: Url, found: Mapping[str, str], own: Sequence[str]) -> list[tuple[Rule, list[str]]]:
        """Match the rules for this host; where they find nothing sure, the surest of those for any host."""
        stays = url.relative or any(is_within(url.host, domain) for domain in own)
        index = self._index
        hits = _matching(index.by_host.of(url.host), url, found, stays)
        if all(rule.certainty is Confidence.WEAK for rule, _ in hits):
            named = (rule for name in found if name in index.by_name for rule in index.by_name[name])
            shaped = index.by_path if index.shapes.search(url.path[:_LONGEST]) else ()
            hits += _matching(dict.fromkeys((*named, *shaped)), url, found, stays)
            surest = max((rule.certainty for rule, _ in hits), default=None)
            hits = [(rule, names) for rule, names in hits if rule.certainty is surest]
        return hits

    def know(self, host: str) -> bool:
        """Tell whether some programme's links lead to a host."""
        return bool(self._index.by_host.of(host))

    def screen(self, hrefs: Sequence[str]) -> list[int]:
        """Number the links that deserve `evidence`: nearly all others are told off in one scan."""
        return sorted(set(self._gate.hits(hrefs)))


def _matching(rules: Iterable[Rule], url: Url, found: Mapping[str, str], stays: bool) -> list[tuple[Rule, list[str]]]:
    return [
        (rule, names)
        for rule in rules
        if (rule.link.own or not stays) and (names := rule.matches(url, found)) is not None
    ]


def _is_at(stop: Stop, url: Url) -> bool:
    return not stop.path or compile_for_addresses(stop.path).search(url.path[:_LONGEST]) is not None


def _told(url: Url, names: Sequence[str], way: str) -> str:
    """Describe the match for a human: `awin1.com/cread.php with awinaffid`."""
    place = run_on(way, url.place or say("a link of this site"))
    return say("{place} with {names}", place=place, names=both(names)) if names else place


def _wanted(written: Iterable[str]) -> tuple[Wanted, ...]:
    split = (wanted.partition("=") for wanted in written)
    return tuple(Wanted(name.lower(), value) for name, _, value in split)
