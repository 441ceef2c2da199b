"""Find what is known of a host: a walk over its labels in a dictionary, remembered per host."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from disclosure_check.addresses import ascii_host
from disclosure_check.late import late
from disclosure_check.patterns import compile_for_addresses

T = TypeVar("T")

_REMEMBERED = 50_000
_LONGEST = 255  # no name of a host is longer, and nobody can reach one that is
_COUNTRY = late(r"[a-z]{2,}|(?:com?|org|net|ne|or|gov|ac)\.[a-z]{2}")


def is_within(host: str, domain: str) -> bool:
    """Tell whether a host is a domain or one of its subdomains."""
    return host == domain or host.endswith("." + domain)


class HostIndex(Generic[T]):
    """What stands under a host, given under `host`, `=host`, `*.host`, `name.*` or `part*.host`; `*` is not kept."""

    def __init__(self, items: Iterable[tuple[str, T]]) -> None:
        self._exact: defaultdict[str, list[T]] = defaultdict(list)
        self._within: defaultdict[str, list[T]] = defaultdict(list)
        self._below: defaultdict[str, list[T]] = defaultdict(list)
        self._named: defaultdict[str, list[T]] = defaultdict(list)
        self._shaped: list[tuple[str, T]] = []
        self._remembered: dict[str, tuple[T, ...]] = {}
        for host, item in items:
            self._add(host, item)

    def _add(self, host: str, item: T) -> None:
        host = ascii_host(host)
        if host.startswith("="):
            self._exact[host[1:]].append(item)
        elif host.startswith("*.") and "*" not in host[2:]:
            self._below[host[2:]].append(item)
        elif host.endswith(".*") and "*" not in host[:-2]:
            self._named[host[:-2]].append(item)
        elif "*" not in host:
            self._within[host].append(item)
        elif host != "*":
            shape = re.escape(host).replace(r"\*", "[^.]*")
            self._shaped.append((rf"(?:.+\.)?{shape}", item))

    def of(self, host: str) -> tuple[T, ...]:
        """List what is known of a host, in the order of the rules' closeness to it."""
        known = self._remembered.get(host)
        if known is None:
            if len(host) > _LONGEST:
                return ()
            if len(self._remembered) > _REMEMBERED:
                self._remembered.clear()
            known = self._remembered[host] = tuple(self._find(host))
        return known

    def _find(self, host: str) -> Iterator[T]:
        yield from self._exact.get(host, ())
        for domain, below in _walk(host):
            yield from self._within.get(domain, ())
            if below:
                yield from self._below.get(domain, ())
        for name, country in _splits(host):
            if name in self._named and _COUNTRY.fullmatch(country):
                yield from self._named[name]
        for shape, item in self._shaped:
            if compile_for_addresses(shape).fullmatch(host):
                yield item


def _walk(host: str) -> Iterator[tuple[str, bool]]:
    """Yield a host and the domains above it, and whether the host lies below."""
    yield host, False
    while "." in host:
        host = host.partition(".")[2]
        yield host, True


def _splits(host: str) -> Iterator[tuple[str, str]]:
    """Split a host into a name and what may be a country's domain, at the last dots."""
    labels = host.split(".")
    for start in range(len(labels)):
        for end in (len(labels) - 1, len(labels) - 2):
            if end > start:
                yield ".".join(labels[start:end]), ".".join(labels[end:])
