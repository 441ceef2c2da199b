"""The shipped rules several times: programmes with other hosts, wording with other words, the same from the same seed.

Nothing of it is on any page, as most of the shipped rules say nothing of most pages.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from typing import Any

import msgspec

from disclosure_check.rulebook.book import RuleBook
from disclosure_check.rulebook.partners import Link, Programme
from disclosure_check.rulebook.wording import merged

SEED = 20
SAID = ("parts", "gate", "stems", "statements", "labels", "claims", "coupons", "pattern", "patterns", "right", "words")
# no words: an escape, our own and the counting braces, how a group begins, a range of a class
GRAMMAR = re.compile(r"\\[pP]\{\w+\}|\\.|\{[^}]*\}|\(\?(?:[a-z]*:|<?[=!])|[a-z0-9]-[a-z0-9](?=[^\[]*\])", re.IGNORECASE)
Change = Callable[[str], str]


def times(book: RuleBook, factor: int) -> RuleBook:
    """Return the rules with each programme and each phrase `factor` times, all but the first made up."""
    dice = random.Random(SEED)
    changes = [_other_words(dice) for _ in range(factor - 1)]
    programmes = [*book.partners.programmes]
    wordings = [*book.wordings]
    for number, change in enumerate(changes, 1):
        programmes += [_programme(each, number) for each in book.partners.programmes]
        wordings += [_changed(each, change) for each in book.wordings]
    partners = msgspec.structs.replace(book.partners, programmes=tuple(programmes))
    return msgspec.structs.replace(book, partners=partners, wordings=merged(wordings))


def _other_words(dice: random.Random) -> Change:
    """Return what writes other letters for all letters outside a pattern's grammar."""
    letters = [*string.ascii_lowercase]
    dice.shuffle(letters)
    shuffled = "".join(letters)
    table = str.maketrans(string.ascii_letters, shuffled + shuffled.upper())

    def changed(pattern: str) -> str:
        words = GRAMMAR.split(pattern)
        kept = [*GRAMMAR.findall(pattern), ""]
        return "".join(word.translate(table) + grammar for word, grammar in zip(words, kept, strict=True))

    return changed


def _programme(programme: Programme, number: int) -> Programme:
    links = tuple(_link(link, number) for link in programme.link)
    return msgspec.structs.replace(programme, name=f"{programme.name} {number}", link=links)


def _link(link: Link, number: int) -> Link:
    if not link.anywhere:
        return msgspec.structs.replace(link, hosts=tuple(_host(host, number) for host in link.hosts))
    path = f"{'^' * link.path.startswith('^')}/x{number}{link.path.removeprefix('^')}" if link.path else ""
    names = {key: tuple(_name(name, number) for name in getattr(link, key)) for key in ("any", "all")}
    return msgspec.structs.replace(link, path=path, **names)


def _host(host: str, number: int) -> str:
    bare = host.removeprefix("=").removeprefix("*.")
    return f"{host.removesuffix(bare)}x{number}{bare}"


def _name(name: str, number: int) -> str:
    bare = name.removeprefix("#")
    return f"{name.removesuffix(bare)}x{number}{bare}"


def _changed(value: Any, change: Change) -> Any:
    """Return what a wording file says in other words: its patterns and words, not its programmes and levels."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if isinstance(value, dict):
        return {key: _changed(each, change) for key, each in value.items()}
    if isinstance(value, msgspec.Struct):
        said = {name: _changed(getattr(value, name), change) for name in SAID if hasattr(value, name)}
        return msgspec.structs.replace(value, **said)
    return value
