"""Patterns of rule files: literal stems find the sentences worth reading, `regex` reads those.

A pattern is case-insensitive and has two names of ours: `{b}` where a word begins and `{e}` where it ends, in any
script. It is never run over a whole page: one alternation of 155 phrases costs twenty parses of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

import regex

from disclosure_check.errors import RuleError

TIMEOUT_SECONDS = 2.0
_NEVER = r"x\A"  # matches nothing
_MEMORY = 64 << 20  # a set that ran out of it would find nothing and not tell
_BEGIN, _END = r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])"
# a class with the letters of all scripts: RE2 takes long to compile it
_LETTERS = re.compile(r"(?<!\\)\[(?:[^\]\\]|\\.)*\\p\{L\}(?:[^\]\\]|\\.)*\]|\\p\{L\}")
_ASCII_ONLY = regex.compile(r"\\[bBwWsSdD]")


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str, name: str) -> Any:
    """Compile one pattern for `regex`.

    Raises RuleError naming the rule where it is none.
    """
    if _ASCII_ONLY.search(pattern):
        raise RuleError(f"{name}: write {{b}}, {{e}} or a class instead of \\b, \\w, \\s or \\d in {pattern!r}")
    try:
        return regex.compile(pattern.replace("{b}", _BEGIN).replace("{e}", _END), regex.I | regex.V0)
    except regex.error as error:
        raise RuleError(f"{name}: {error} in pattern {pattern!r}") from None


def alternation(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


class Sieve:
    """Tells in one linear scan that none of many patterns can match; it may let through what none of them matches."""

    def __init__(self, patterns: Iterable[str]) -> None:
        loose = (_LETTERS.sub(".", pattern.replace("{b}", "").replace("{e}", "")) for pattern in patterns)
        self._scan = _together([alternation(loose) or _NEVER])

    def passes(self, text: str) -> bool:
        return self._scan is None or self._scan.Match(text) is not None


class Stems:
    """Literal beginnings of words, by language, found in linear time in a page of any size."""

    def __init__(self, stems: Mapping[str, Sequence[str]]) -> None:
        self._languages = list(stems)
        self._groups = [literals(words) for words in stems.values()]
        self._find = finder(literals(sorted({stem for words in stems.values() for stem in words})))

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
        together = _together(self._groups)
        if together is not None:
            return lambda text: sorted(together.Match(text) or ())
        each = [regex.compile(group, regex.I | regex.V0) for group in self._groups]
        return lambda text: [number for number, words in enumerate(each) if words.search(text)]


class Words:
    """Literal words, small letters or not, found in linear time."""

    def __init__(self, words: Iterable[str]) -> None:
        folded = sorted(words)
        together = "\n".join(folded)
        self._scan = _scan(literals(folded))
        self._long = {each: fold for each, fold in _long_folds().items() if fold in together}

    def lines(self, text: str) -> Iterator[int]:
        """Number the lines of a text in which a word may stand; all of them without RE2."""
        if self._scan is None:
            yield from range(text.count("\n") + 1)
            return
        for each, fold in self._long.items() if not text.isascii() else ():
            text = text.replace(each, fold)
        data = text.encode()
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


def _together(patterns: Sequence[str]) -> Any:
    """Compile patterns for one scan; None where RE2's wheel is missing or one of them looks around."""
    try:
        import re2
    except ImportError:
        return None
    together = re2.Set.SearchSet(_options(re2))
    try:
        for pattern in patterns:
            together.Add(pattern)
    except re2.error:
        return None
    together.Compile()
    return together


def literals(stems: Iterable[str]) -> str:
    words = [regex.escape(stem, special_only=True, literal_spaces=True) for stem in stems]
    return "|".join(words) or _NEVER


def _options(re2: Any) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
