"""Patterns of rule files: literal stems find the sentences worth reading, `regex` reads those.

A pattern is case-insensitive and has two names of ours: `{b}` where a word begins and `{e}` where it ends, in any
script. It is never run over a whole page: one alternation of 155 phrases costs twenty parses of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, TypeVar

from disclosure_check.errors import RuleError, TooSlow
from disclosure_check.messages import both, say
from disclosure_check.results import PageError

Name = TypeVar("Name")

TIMEOUT_SECONDS = 2.0
_NEVER = r"x\A"  # matches nothing
_MEMORY = 64 << 20  # a set that ran out of it would find nothing and not tell
_BEGIN, _END = r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])"
# a class with the letters of all scripts: RE2 takes long to compile it
_LETTERS = re.compile(r"(?<!\\)\[(?:[^\]\\]|\\.)*\\p\{L\}(?:[^\]\\]|\\.)*\]|\\p\{L\}")
_MOST_TRIED = 6  # groups and question marks: each may double the ways
_REPEATED = re.compile(r"(?<!\\)(?:[*+]|\{[0-9]*,[0-9]*\})")
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_ASCII_ONLY = re.compile(r"\\[bBwWsSdD]")


class Pattern:
    """A pattern that gives up on a text it would take too long for, and says its name."""

    __slots__ = ("_compiled", "_name")

    def __init__(self, compiled: Any, name: str) -> None:
        self._compiled = compiled
        self._name = name

    def search(self, text: str, *span: int) -> Any:
        try:
            return self._compiled.search(text, *span, timeout=TIMEOUT_SECONDS)
        except TimeoutError:
            raise self._too_slow() from None

    def fullmatch(self, text: str) -> Any:
        try:
            return self._compiled.fullmatch(text, timeout=TIMEOUT_SECONDS)
        except TimeoutError:
            raise self._too_slow() from None

    def finditer(self, text: str, *span: int) -> Iterator[Any]:
        try:
            yield from self._compiled.finditer(text, *span, timeout=TIMEOUT_SECONDS)
        except TimeoutError:
            raise self._too_slow() from None

    def _too_slow(self) -> TooSlow:
        message = say("{rule} takes more than {most} seconds", rule=self._name, most=f"{TIMEOUT_SECONDS:g}")
        return TooSlow(PageError("rule", message))


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str, name: str) -> Pattern:
    """Compile one pattern for `regex`.

    Raises RuleError naming the rule where it is none.
    """
    if _ASCII_ONLY.search(pattern):
        raise RuleError(f"{name}: write {{b}}, {{e}} or a class instead of \\b, \\w, \\s or \\d in {pattern!r}")
    import regex  # takes a tenth of what a run over a small page takes; few of those need it

    try:
        compiled = regex.compile(pattern.replace("{b}", _BEGIN).replace("{e}", _END), regex.I | regex.V0)
    except regex.error as error:
        raise RuleError(f"{name}: {error} in pattern {pattern!r}") from None
    except RecursionError:
        raise RuleError(f"{name}: nested too deeply in a pattern of {len(pattern)} characters") from None
    return Pattern(compiled, name)


@cache
def compile_for_addresses(*patterns: str) -> Any:
    """Compile what is asked of one short address at a time: `re` is the fastest, where there are few ways to try."""
    slow = [pattern for pattern in patterns if not _has_few_ways(pattern)]
    together = patterns[0] if len(patterns) == 1 else alternation(patterns)
    if not slow:
        return re.compile(together)
    import regex

    return Pattern(regex.compile(together, regex.V0), both(map(repr, slow)))


def _has_few_ways(pattern: str) -> bool:
    """Tell whether a text of two thousand characters is read in a moment, whatever it says."""
    repeated, tried = len(_REPEATED.findall(pattern)), pattern.count("(") + pattern.count("?")
    return repeated <= 1 and tried <= _MOST_TRIED and not _REPEATED_GROUP.search(pattern)


def alternation(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


class Sieve:
    """Tells in one linear scan which of some groups of patterns may match; it may name one that does not."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        loose = {name: _loose(patterns) for name, patterns in groups.items() if patterns}
        self._together, self._names, self._unknown = _together(loose)
        self.passing = lru_cache(maxsize=4)(self._passing)  # a sentence is asked for one role after the other

    def _passing(self, text: str) -> frozenset[str]:
        found = self._together.Match(text) if self._names else None
        return self._unknown.union(map(self._names.__getitem__, found)) if found else self._unknown


def _loose(patterns: Iterable[str]) -> str:
    return alternation(_LETTERS.sub(".", pattern.replace("{b}", "").replace("{e}", "")) for pattern in patterns)


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
        together, names, _ = _together(dict(enumerate(groups)))
        if names:
            return lambda text: sorted(together.Match(text) or ())
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


def _together(patterns: Mapping[Name, str]) -> tuple[Any, list[Name], frozenset[Name]]:
    """Compile named patterns for one scan; return it, their names by its numbers, and the names of those not in it.

    None is in it where RE2's wheel is missing; RE2 refuses those that look around.
    """
    names: list[Name] = []
    try:
        import re2
    except ImportError:
        return None, names, frozenset(patterns)
    together = re2.Set.SearchSet(_options(re2))
    for name, pattern in patterns.items():
        try:
            together.Add(pattern)
        except re2.error:
            continue
        names.append(name)
    if names:
        together.Compile()
    return together, names, frozenset(patterns).difference(names)


def literals(stems: Iterable[str]) -> str:
    return "|".join(map(re.escape, stems)) or _NEVER


def _options(re2: Any) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
