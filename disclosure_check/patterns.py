"""Patterns of rule files: literal stems find the sentences worth reading, `regex` reads those.

A pattern is case-insensitive and has two names of ours: `{b}` where a word begins and `{e}` where it ends, in any
script. It is never run over a whole page: one alternation of 155 phrases costs twenty parses of the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from disclosure_check.errors import RuleError, TooSlow
from disclosure_check.messages import both, say
from disclosure_check.results import PageError
from disclosure_check.scanning import together

TIMEOUT_SECONDS = 2.0
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
    joined = patterns[0] if len(patterns) == 1 else alternation(patterns)
    if not slow:
        return re.compile(joined)
    import regex

    return Pattern(regex.compile(joined, regex.V0), both(map(repr, slow)))


def _has_few_ways(pattern: str) -> bool:
    """Tell whether a text of two thousand characters is read in a moment, whatever it says."""
    repeated, tried = len(_REPEATED.findall(pattern)), pattern.count("(") + pattern.count("?")
    return repeated <= 1 and tried <= _MOST_TRIED and not _REPEATED_GROUP.search(pattern)


def alternation(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


class Sieve:
    """Tells in one linear scan which patterns of some groups may match; it may name one that does not."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        numbered = [(name, pattern) for name, patterns in groups.items() for pattern in patterns]
        self._patterns = numbered
        loose = {number: _loose(pattern) for number, (_, pattern) in enumerate(numbered)}
        self._together, self._numbers, self._unknown = together(loose)
        self.passing = lru_cache(maxsize=4)(self._passing)  # a sentence is asked for one role after the other

    def _passing(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """Return those that may match, by group and in their order."""
        found = self._together.Match(text) if self._numbers else None
        passing: defaultdict[str, list[str]] = defaultdict(list)
        for number in sorted(self._unknown.union(map(self._numbers.__getitem__, found or ()))):
            name, pattern = self._patterns[number]
            passing[name].append(pattern)
        return {name: tuple(patterns) for name, patterns in passing.items()}


def _loose(pattern: str) -> str:
    return _LETTERS.sub(".", pattern.replace("{b}", "").replace("{e}", ""))
