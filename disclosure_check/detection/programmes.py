"""Tell from a link's address alone which partner programme it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from disclosure_check.detection.gate import Gate
from disclosure_check.detection.hosts import HostIndex, is_within
from disclosure_check.detection.urls import Url, host_of, nested, parameters, parse
from disclosure_check.model import Evidence
from disclosure_check.rulebook.partners import Link, Programme, Stop, Stops, compile_pattern

_DEPTH = 5
_NESTED_HOST = re.compile(r".https?(?::|%(?:25)*3A)(?:[/\\]|%(?:25)*2F)+([a-z0-9._-]+)", re.IGNORECASE)


class Wanted(NamedTuple):
    """A parameter that a rule asks for, with the pattern of its value."""

    name: str
    value: str

    def stands_in(self, found: Mapping[str, str]) -> bool:
        value = found.get(self.name)
        return bool(value) and (not self.value or _pattern(f"^(?:{self.value})$").search(value) is not None)


class Rule:
    """One shape of a programme's links; its patterns are compiled when first needed."""

    def __init__(self, programme: Programme, link: Link) -> None:
        self.programme = programme
        self.link = link
        self.any = _wanted(link.any)
        self.all = _wanted(link.all)
        self.unless = _wanted(link.unless)
        self.targets = tuple(name.lower() for name in link.target)

    def matches(self, url: Url, found: Mapping[str, str]) -> list[str] | None:
        """Name the parameters that show it; None where the link has another shape."""
        link = self.link
        if link.path and not _pattern(link.path).search(url.path):
            return None
        if not all(wanted.stands_in(found) for wanted in self.all):
            return None
        either = next((wanted for wanted in self.any if wanted.stands_in(found)), None)
        if self.any and either is None:
            return None
        if link.query and not _pattern(link.query).search(url.query):
            return None
        if link.fragment and not _pattern(link.fragment).search(url.fragment):
            return None
        if any(wanted.stands_in(found) for wanted in self.unless):
            return None
        if any(is_within(url.host, host) for host in link.except_hosts):
            return None
        return [wanted.name for wanted in (*self.all, *((either,) if either else ()))]


class Programmes:
    """The partner programmes, indexed: first what is known of the host, then what counts on any host."""

    def __init__(self, rules: Sequence[Rule], stops: Stops) -> None:
        self._by_host = HostIndex((host, rule) for rule in rules for host in rule.link.hosts)
        self._by_name: defaultdict[str, list[Rule]] = defaultdict(list)
        self._by_path: list[Rule] = []
        for rule in rules:
            if rule.link.anywhere:
                self._index_anywhere(rule)
        self._stops = HostIndex((host, stop) for stop in stops.stop for host in stop.hosts)
        self._carriers = tuple(stop for stop in stops.stop if "*" in stop.hosts)
        self._skipped = frozenset(name.lower() for name in stops.parameters)
        self._gate = Gate(rule.link for rule in rules if rule.link.anywhere)
        self._dull: set[str] = set()

    @classmethod
    def compile(cls, book: Iterable[Programme], stops: Stops) -> Programmes:
        """Index the programmes of a rule book, and those a user configured."""
        return cls([Rule(programme, link) for programme in book for link in programme.link], stops)

    def _index_anywhere(self, rule: Rule) -> None:
        for wanted in rule.all[:1] or rule.any:
            self._by_name[wanted.name].append(rule)
        if not (rule.all or rule.any):
            self._by_path.append(rule)

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
        if any(_is_at(stop, url) for stop in self._stops.of(url.host)):
            return
        found = parameters(url)
        stays = url.relative or any(is_within(url.host, domain) for domain in own)
        targets: list[str] = []
        for rule in self._candidates(url, found):
            names = None if stays and not rule.link.own else rule.matches(url, found)
            if names is not None:
                targets += rule.targets
                yield Evidence(rule.programme.kind, _told(url, names, way), rule.link.certainty, rule.programme.name)
        if depth and (targets or not any(_is_at(stop, url) for stop in self._carriers)):
            for address in nested(url, targets, self._skipped):
                if inner := parse(address):
                    yield from self._judge(inner, own, f"{way}{url.host or 'this site'} → ", depth - 1)

    def _candidates(self, url: Url, found: Mapping[str, str]) -> Iterator[Rule]:
        yield from self._by_host.of(url.host)
        for name in found:
            if name in self._by_name:
                yield from self._by_name[name]
        yield from self._by_path

    def screen(self, hrefs: Sequence[str]) -> list[int]:
        """Number the links that deserve `evidence`: nearly all others are told off cheaply."""
        worth = set(self._gate.hits(hrefs))
        dull = self._dull
        for number, href in enumerate(hrefs):
            host = href.partition("://")[2].partition("/")[0]
            if (host not in dull and self._is_known(host, href)) or (href.find("http", 5) > 0 and self._carries(href)):
                worth.add(number)
        return sorted(worth)

    def _is_known(self, authority: str, href: str) -> bool:
        host = host_of(href)
        if self._by_host.of(host):
            return True
        if host == authority:
            self._dull.add(authority)
        return False

    def _carries(self, href: str) -> bool:
        """Tell whether an address in the link leads to a host of which something is known."""
        return any(self._by_host.of(match[1].lower()) for match in _NESTED_HOST.finditer(href))


def _is_at(stop: Stop, url: Url) -> bool:
    return not stop.path or _pattern(stop.path).search(url.path) is not None


def _told(url: Url, names: Sequence[str], way: str) -> str:
    """Describe the match for a human: `awin1.com/cread.php with awinaffid`."""
    return way + (url.place or "a link of this site") + (f" with {' and '.join(names)}" if names else "")


def _wanted(written: Iterable[str]) -> tuple[Wanted, ...]:
    split = (wanted.partition("=") for wanted in written)
    return tuple(Wanted(name.lower(), value) for name, _, value in split)


_pattern = cache(compile_pattern)
