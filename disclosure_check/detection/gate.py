"""Sort out, in one scan over all links of a page, those that deserve a closer look.

The links are joined by NUL, which no address holds; no pattern here may run over one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from disclosure_check.rulebook.partners import Link, compile_pattern

_CONTROL = r"[\x01-\x20]*"
_ODD_START = rf"(?:^|\x00){_CONTROL}(?:[/\\]{_CONTROL}[/\\]|[hH][tT][tT][pP][sS]?:(?:[^/\x00]|/[^/\x00]))"
_PATH_START = r"(?:^|\x00|://[^/?#\x00]*)"
_PATH_END = r"(?:$|[?#\x00])"
_NAME_START = r"(?:[?&;#]|%(?:25)*(?:3[FfBb]|2[36]))"
_NAME_END = r"(?:=|%(?:25)*3[Dd])"
_BASE64 = r"aHR0c(?:Dov|HM6)"
# an escaped character, a class's start with what may stand first in it, its end, and what must not run over a NUL
_TOKEN = re.compile(r"\\.|\[\^?\]?|\]|[.^$]", re.DOTALL)


class Gate:
    """The shapes that rules for any host ask for, as one pattern."""

    def __init__(self, links: Iterable[Link]) -> None:
        names: set[str] = set()
        shapes = [_ODD_START, _BASE64]
        for link in links:
            if link.any or link.all:
                names.update(_name(wanted) for wanted in link.all[:1] or link.any)
            else:
                shapes.append(within_joined(link.path))
        if names:
            shapes.append(f"{_NAME_START}(?i:{'|'.join(sorted(map(re.escape, names)))}){_NAME_END}")
        self._pattern = compile_pattern("|".join(shapes).encode("ascii"))

    def hits(self, links: Sequence[str]) -> Iterator[int]:
        """Number the links that have such a shape."""
        joined = "\0".join(links).encode("utf-8", "replace")
        number = counted = 0
        for match in self._pattern.finditer(joined):
            start = match.start() + (joined[match.start()] == 0)
            number += joined.count(b"\0", counted, start)
            counted = start
            yield number


def _name(wanted: str) -> str:
    return wanted.partition("=")[0].lstrip("#")


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
    return "".join(written) + path[at:]


def _joined(token: str, in_class: bool) -> str:
    if in_class:
        return token
    if token.startswith("[^"):
        return r"[^\x00" + token[2:].replace("]", r"\]")
    return {"^": _PATH_START, "$": _PATH_END, ".": r"[^\x00]"}.get(token, token)
