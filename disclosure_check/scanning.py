"""Literal words found in one linear scan: RE2 where its wheel exists, else `regex`, slower, with equal results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, TypeVar

Name = TypeVar("Name")

_NEVER = r"x\A"  # matches nothing
_MEMORY = 64 << 20  # a set that ran out of it would find nothing and not tell


class Stems:
    """Literal beginnings of words, by language, found in linear time in a page of any size."""

    def __init__(self, stems: Mapping[str, Sequence[str]]) -> None:
        self._languages, self._stems = list(stems), stems

    @cached_property
    def _find(self) -> Callable[[str], Iterator[int]]:
        return finder(literals(sorted({stem for words in self._stems.values() for stem in words})))

    def any_in(self, text: str) -> bool:
        return next(iter(self._find(text)), None) is not None

    def places(self, text: str) -> list[int]:
        """Return where stems begin, in ascending order."""
        return list(self._find(text))

    def languages(self, text: str) -> list[str]:
        """Return the languages that have a stem in this short text."""
        return [self._languages[number] for number in self._which(text)]

    @cached_property
    def _which(self) -> Callable[[str], Iterable[int]]:
        """Tell by number which groups have a stem in a text, in one scan where RE2 is."""
        groups = [literals(words) for words in self._stems.values()]
        found, names, _ = together(dict(enumerate(groups)))
        if names:
            return lambda text: sorted(found.Match(text) or ())
        import regex

        each = [regex.compile(group, regex.I | regex.V0) for group in groups]
        return lambda text: [number for number, words in enumerate(each) if words.search(text)]


class Words:
    """Literal words, small letters or not, found in linear time."""

    def __init__(self, words: Iterable[str]) -> None:
        folded = sorted(words)
        together = "\n".join(folded)
        self._scan = _scan(literals(folded))
        folds = ((each, fold) for each, fold in _long_folds().items() if fold in together)
        self._long = [(each.encode(), fold.encode()) for each, fold in folds]

    def lines(self, data: bytes) -> Iterator[int]:
        """Number the lines of a text in UTF-8 in which a word may stand; all of them without RE2."""
        if self._scan is None:
            yield from range(data.count(b"\n") + 1 if data else 0)
            return
        for each, fold in self._long if not data.isascii() else ():
            if each[0] in data and each[-1] in data:  # a single byte is found a hundred times faster
                data = data.replace(each, fold)
        at = number = 0
        while at >= 0 and (match := self._scan.search(data, at)):
            number += data.count(b"\n", at, match.start())
            yield number
            at = data.find(b"\n", match.start())


@cache
def _long_folds() -> dict[str, str]:
    """Return the characters that are several small letters: RE2 folds one to one."""
    places = (*range(0xDF, 0x588), *range(0x1E96, 0x2000), *range(0xFB00, 0xFB18))
    return {each: each.casefold() for each in map(chr, places) if len(each.casefold()) > 1}


def finder(pattern: str) -> Callable[[str], Iterator[int]]:
    """Return what finds where a pattern matches: RE2 where its wheel exists, else `regex`, slower, with equal results.

    RE2 reads bytes: its binding translates every offset of a `str` in Python.
    """
    scan = _scan(pattern)
    if scan is not None:
        return lambda text: _starts(scan, text)
    import regex

    found = regex.compile(pattern, regex.I | regex.V0)
    return lambda text: (match.start() for match in found.finditer(text))


def _starts(compiled: Any, text: str) -> Iterator[int]:
    data = text.encode()
    if len(data) == len(text):
        yield from (match.start() for match in compiled.finditer(data))
        return
    at = read = 0
    for match in compiled.finditer(data):
        at += len(data[read : match.start()].decode())
        read = match.start()
        yield at


def _scan(pattern: str) -> Any:
    """Compile for RE2; None where its wheel is missing."""
    try:
        import re2
    except ImportError:
        return None
    return re2.compile(pattern, _options(re2))


def together(patterns: Mapping[Name, str]) -> tuple[Any, list[Name], frozenset[Name]]:
    """Compile named patterns for one scan; return it, their names by its numbers, and the names of those not in it.

    None is in it where RE2's wheel is missing; RE2 refuses those that look around.
    """
    names: list[Name] = []
    try:
        import re2
    except ImportError:
        return None, names, frozenset(patterns)
    several = re2.Set.SearchSet(_options(re2))
    for name, pattern in patterns.items():
        try:
            several.Add(pattern)
        except re2.error:
            continue
        names.append(name)
    if names:
        several.Compile()
    return several, names, frozenset(patterns).difference(names)


def literals(stems: Iterable[str]) -> str:
    return "|".join(map(re.escape, stems)) or _NEVER


def _options(re2: Any) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
