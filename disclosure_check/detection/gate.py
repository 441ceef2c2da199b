"""Sort out, in one scan over all links of a page, those that deserve a closer look.

The links are joined by NUL, which no address holds; no pattern here may run over one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from disclosure_check.addresses import ascii_host
from disclosure_check.rulebook.partners import Link

_MEMORY = 64 << 20  # some hundred hosts in one automaton
_CONTROL = r"[\x01-\x20]*"
# what browsers read as an address though it does not look so: //host, https:\\host, tabs, full-width letters
_ODD_SLASHES = rf"\\{_CONTROL}[/\\]|/{_CONTROL}\\|/[\x01-\x20]+/"
_ODD_START = rf"(?:^|\x00){_CONTROL}(?:{_ODD_SLASHES}|[hH][tT][tT][pP][sS]?:(?:[^/\x00]|/[^/\x00]))"
_NO_SCHEME = rf"(?:^|\x00){_CONTROL}//"
_ODD_HOST = rf"(?:[hH][tT][tT][pP][sS]?://|{_NO_SCHEME})[^/?#\x00]*[\x80-\xff%\\@]"
_ODD = rf"{_ODD_START}|{_ODD_HOST}|[\t\n\r]"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_IN_A_CLASS = re.compile(r"\[[^\]]*[^\x00-\x7f]")
_BASE64 = r"aHR0c(?:Dov|HM6)"
_HOST_START = r"(?:[/.@\\]|%(?:25)*(?:2F|5C))"
_PATH_START = rf"(?:^|\x00|(?:://|{_NO_SCHEME})[^/?#\x00]*)"
_PATH_END = r"(?:$|[?#\x00])"
_NAME_START = r"(?:[?&;#]|%(?:25)*(?:3F|26|3B|23))"
_NAME_END = r"(?:=|%(?:25)*3D)"
_FILE = re.compile(r"\^?/?([\w-]+)\\\.(\w+)\$", re.ASCII)  # a pattern of nothing but a file's name
# an escaped character, a class's start with what may stand first in it, its end, and what must not run over a NUL
_TOKEN = re.compile(r"\\.|\[\^?\]?|\]|[.^$]", re.DOTALL)


class Gate:
    """All hosts, and the shapes that rules for any host ask for, as one pattern."""

    def __init__(self, links: Iterable[Link]) -> None:
        hosts: set[str] = set()
        names: set[str] = set()
        shapes = [_ODD, _BASE64]
        paths: list[str] = []
        files: set[str] = set()
        for link in links:
            hosts.update(_host(host) for host in link.hosts if host != "*")
            if link.anywhere and (file := _FILE.fullmatch(link.path)):  # tells more than "id" or "t"
                files.add(rf"{file[1]}(?:\.|%(?:25)*2E){file[2]}")
            elif link.anywhere and (link.any or link.all):
                names.update([max(map(_name, link.all), key=len)] if link.all else map(_name, link.any))
            elif link.anywhere:
                paths.append(within_joined(link.path))
        rooted = [path.removeprefix(_PATH_START) for path in paths if path.startswith(_PATH_START)]
        shapes += [path for path in paths if not path.startswith(_PATH_START)]
        if rooted:
            shapes.append(f"{_PATH_START}(?:{'|'.join(rooted)})")
        if hosts:
            shapes.append(f"(?i:{_HOST_START}(?:{'|'.join(sorted(hosts))}))")
        if names:
            shapes.append(f"(?i:{_NAME_START}(?:{'|'.join(sorted(names))}){_NAME_END})")
        if files:
            shapes.append(f"(?i:{'|'.join(sorted(files))})")
        self._pattern = _compile("|".join(shapes))

    def hits(self, links: Sequence[str]) -> Iterator[int]:
        """Number the links that have such a shape, one or more times; without RE2 all of them."""
        if self._pattern is None:
            yield from range(len(links))
            return
        joined = "\0".join(links).encode("utf-8", "replace")
        number = counted = 0
        for match in self._pattern.finditer(joined):
            start = match.start() + (joined[match.start()] == 0)
            number += joined.count(b"\0", counted, start)
            counted = start
            yield number


def _compile(pattern: str) -> Any:
    try:
        import re2
    except ImportError:  # no wheel for this platform; a backtracking engine would try the hosts one by one
        return None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.encoding = re2.Options.Encoding.LATIN1  # it is given bytes
    return re2.compile(pattern.encode("ascii"), options)


def _host(host: str) -> str:
    fixed = ascii_host(host).removeprefix("=").removeprefix("*.")
    fixed = fixed[:-1] if fixed.endswith(".*") else fixed
    return _in_bytes(re.escape(fixed).replace(r"\*", r"[^./\x00]*"))


def _name(wanted: str) -> str:
    return _in_bytes(re.escape(wanted.partition("=")[0].lstrip("#")))


def _in_bytes(pattern: str) -> str:
    """Rewrite letters beyond ASCII so that they are found in UTF-8, percent-encoded too; in a class, find any link."""
    if pattern.isascii():
        return pattern
    if _IN_A_CLASS.search(pattern):
        return r"[^\x00]"
    return _BEYOND_ASCII.sub(_any_letter, pattern)


def _any_letter(letter: re.Match[str]) -> str:
    size = len(letter[0].encode())
    return rf"(?:[\x80-\xff]{{{size}}}|(?:%(?:25)*[0-9A-Fa-f]{{2}}){{{size}}})"


def within_joined(path: str) -> str:
    """Rewrite a pattern for a path so that it is found, if anything too easily, in one of the joined links."""
    written: list[str] = []
    in_class = False
    at = 0
    for token in _TOKEN.finditer(path):
        written.append(path[at : token.start()])
        written.append(_joined(token[0], in_class))
        in_class = (in_class and token[0] != "]") or (not in_class and token[0].startswith("["))
        at = token.end()
    return _in_bytes("".join(written) + path[at:])


def _joined(token: str, in_class: bool) -> str:
    if in_class:
        return token
    if token.startswith("[^"):
        return r"[^\x00" + token[2:].replace("]", r"\]")
    return {"^": _PATH_START, "$": _PATH_END, ".": r"[^\x00]"}.get(token, token)
