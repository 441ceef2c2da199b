"""Read the partner programmes: who pays, and which shapes of URL show it.

A parameter is written `name` (any value that is not empty) or `name=regex` (the whole value); `#name` is one in the
fragment only. A host stands for itself and its subdomains; `=www.example.com` is exactly that host, `*.example.com`
its subdomains alone, `shop.*` the name under any country's domain, `*` any host.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from disclosure_check.errors import RuleError
from disclosure_check.model import Confidence

if TYPE_CHECKING:
    from pathlib import Path

STOPS_FILE = "_stops.toml"


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One shape of URL that a programme's links have; every condition given must hold."""

    hosts: tuple[str, ...]
    path: str = ""
    query: str = ""
    fragment: str = ""
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    except_hosts: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    confidence: Literal["certain", "likely", "weak"] = "certain"
    own: bool = False  # counts on the publisher's own site too
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = msgspec.field(default=(), name="not")

    @property
    def certainty(self) -> Confidence:
        return Confidence[self.confidence.upper()]

    @property
    def anywhere(self) -> bool:
        return "*" in self.hosts


class Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who pays, with the document that describes its links."""

    name: str
    source: str
    reviewed: date
    link: tuple[Link, ...]
    kind: Literal["url", "cloak", "config"] = "url"


class Stop(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Links that only carry an address along: share buttons, archives, logins.

    On a named host nothing counts; on `*` the carried address is not followed.
    """

    why: str
    hosts: tuple[str, ...]
    path: str = ""
    examples: tuple[str, ...] = ()


class Stops(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a nested address says nothing about the link."""

    stop: tuple[Stop, ...] = ()
    parameters: tuple[str, ...] = ()
    ad_hosts: tuple[str, ...] = msgspec.field(default=(), name="ad-hosts")  # rel=sponsored there means no commission


class PartnerBook(msgspec.Struct, frozen=True):
    """All that the shipped files say of partner links."""

    programmes: tuple[Programme, ...]
    stops: Stops


class _ProgrammeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    programme: tuple[Programme, ...]


_File = TypeVar("_File", _ProgrammeFile, Stops)


def read_partners(folder: Path) -> PartnerBook:
    """Read and validate every file of a `partners` folder."""
    programmes: list[Programme] = []
    for file in sorted(folder.glob("*.toml")):
        if file.name != STOPS_FILE:
            programmes += read_programmes(file)
    return PartnerBook(tuple(programmes), _read_stops(folder / STOPS_FILE))


def read_programmes(file: Path) -> tuple[Programme, ...]:
    """Read and validate one file of programmes."""
    read = _decode(file, _ProgrammeFile).programme
    for programme in read:
        for index, link in enumerate(programme.link):
            check_link(link, f"{file.name}: {programme.name}: link[{index}]")
    return read


def _read_stops(file: Path) -> Stops:
    stops = _decode(file, Stops) if file.exists() else Stops()
    for index, stop in enumerate(stops.stop):
        _check_pattern(stop.path, f"{file.name}: stop[{index}].path")
    return stops


def check_link(link: Link, where: str) -> None:
    """Refuse a rule that could never match, or that would match everything."""
    if not link.hosts:
        raise RuleError(f'{where}.hosts: empty; name a host, or "*" for any')
    if link.anywhere and not (link.path or link.any or link.all):
        raise RuleError(f'{where}: host "*" needs a path or a parameter')
    _check_pattern(link.path, f"{where}.path")
    _check_pattern(link.query, f"{where}.query")
    _check_pattern(link.fragment, f"{where}.fragment")
    for key in ("any", "all", "unless"):
        for parameter in getattr(link, key):
            name, _, value = parameter.partition("=")
            if not name.strip("#"):
                raise RuleError(f"{where}.{key}: {parameter!r} has no parameter name")
            _check_pattern(value, f"{where}.{key}")


def configured_programme(
    hosts: Sequence[str], paths: Sequence[str], parameters: Sequence[str], cloaked_paths: Sequence[str]
) -> Programme:
    """Make a programme of the partner links that a site's configuration names.

    `paths` are a host with the beginning of a path (`shop.example/partner/`), `cloaked_paths` such beginnings on the
    site itself (`/go/`), `parameters` count on any host.
    """
    links = [("hosts", Link(hosts=(host.lower(),), own=True)) for host in hosts]
    for path in paths:
        host, slash, rest = path.partition("/")
        links.append(("paths", Link(hosts=(host.lower() or "*",), path=_beginning(slash + rest), own=True)))
    links += [("parameters", Link(hosts=("*",), any=(parameter,), own=True)) for parameter in parameters]
    links += [("cloaked-paths", Link(hosts=("*",), path=_beginning(path), own=True)) for path in cloaked_paths]
    for key, link in links:
        check_link(link, f"partners.{key}")
    return Programme(
        "configured", "the site's configuration", date.min, tuple(link for _, link in links), kind="config"
    )


def _beginning(path: str) -> str:
    """Return the pattern of a path that begins so, with letters beyond ASCII as they are or percent-encoded."""
    return f"^{''.join(re.escape(each) if each.isascii() else _either(each) for each in path)}"


def _either(letter: str) -> str:
    from urllib.parse import quote  # slow to import, and only a configuration writes such paths

    return f"(?:{letter}|(?i:{quote(letter)}))"


def _check_pattern(pattern: str, where: str) -> None:
    """Refuse what RE2 cannot match in linear time, or `re` does not read."""
    if not pattern:
        return
    try:
        re.compile(pattern)
        _compile_linear(pattern)
    except Exception as error:  # each engine has an exception type of its own
        raise RuleError(f"{where}: bad pattern {pattern!r}: {error}") from None


def _compile_linear(pattern: str) -> None:
    try:
        import re2
    except ImportError:  # no wheel for this platform
        return
    options = re2.Options()
    options.log_errors = False
    re2.compile(pattern, options)


def _decode(file: Path, kind: type[_File]) -> _File:
    try:
        return msgspec.toml.decode(file.read_bytes(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{file.name}: {error}") from None
