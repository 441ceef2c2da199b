"""Patterns of rule files: literal stems find the sentences worth reading, `regex` reads those.

A pattern is case-insensitive and has two names of ours: `{b}` where a word begins and `{e}` where it ends, in any
script. It is never run over a whole page: one alternation of 155 phrases costs twenty parses of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
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
        self._scan = _scan(alternation(loose))

    def passes(self, text: str) -> bool:
        return self._scan is None or self._scan.search(text) is not None


def _scan(pattern: str) -> Any:
    """Compile for RE2; None where its wheel is missing or the pattern looks around."""
    try:
        import re2
    except ImportError:
        return None
    try:
        return re2.compile(pattern, _options(re2))
    except re2.error:
        return None


class Stems:
    """Literal beginnings of words, by language, found in linear time in a page of any size."""

    def __init__(self, stems: Mapping[str, Sequence[str]]) -> None:
        self._languages = list(stems)
        self._any = _linear(sorted({stem for words in stems.values() for stem in words}))
        self._which = _which(list(stems.values()))

    def any_in(self, text: str) -> bool:
        return self._any.search(text) is not None

    def places(self, text: str) -> list[int]:
        """Return where stems begin, in ascending order."""
        return [match.start() for match in self._any.finditer(text)]

    def languages(self, text: str) -> list[str]:
        """Return the languages that have a stem in this short text."""
        return [self._languages[number] for number in self._which(text)]


def _linear(stems: Iterable[str]) -> Any:
    """Compile an alternation of literals: RE2 where its wheel exists, else `regex`, slower and with equal results."""
    pattern = _literals(stems)
    try:
        import re2
    except ImportError:
        return regex.compile(pattern, regex.I | regex.V0)
    return re2.compile(pattern, _options(re2))


def _which(groups: Sequence[Sequence[str]]) -> Callable[[str], list[int]]:
    """Return what numbers the groups of literals of which one stands in a text, in one scan where RE2 is."""
    patterns = [_literals(stems) for stems in groups]
    try:
        import re2
    except ImportError:
        each = [regex.compile(pattern, regex.I | regex.V0) for pattern in patterns]
        return lambda text: [number for number, words in enumerate(each) if words.search(text)]
    together = re2.Set.SearchSet(_options(re2))
    for pattern in patterns:
        together.Add(pattern)
    together.Compile()
    return lambda text: sorted(together.Match(text) or ())


def _literals(stems: Iterable[str]) -> str:
    words = [regex.escape(stem, special_only=True, literal_spaces=True) for stem in stems]
    return "|".join(words) or _NEVER


def _options(re2: Any) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
