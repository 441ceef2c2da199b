"""Patterns of rule files: literal stems find the sentences worth reading, `regex` reads those.

A pattern is case-insensitive and has two names of ours: `{b}` where a word begins and `{e}` where it ends, in any
script. It is never run over a whole page: one alternation of 155 phrases costs twenty parses of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import regex

from disclosure_check.errors import RuleError

TIMEOUT_SECONDS = 2.0
_BEGIN, _END = r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])"
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


class Stems:
    """Literal beginnings of words, by language, found in linear time in a page of any size."""

    def __init__(self, stems: Mapping[str, Sequence[str]]) -> None:
        self._languages = list(stems)
        self._any = _linear(sorted({stem for words in stems.values() for stem in words}))
        self._each = [_linear(words) for words in stems.values()]

    def any_in(self, text: str) -> bool:
        return self._any.search(text) is not None

    def places(self, text: str) -> list[int]:
        """Return where stems begin, in ascending order."""
        return [match.start() for match in self._any.finditer(text)]

    def languages(self, text: str) -> list[str]:
        """Return the languages that have a stem in this short text."""
        return [language for language, words in zip(self._languages, self._each, strict=True) if words.search(text)]


def _linear(stems: Iterable[str]) -> Any:
    """Compile an alternation of literals: RE2 where its wheel exists, else `regex`, slower and with equal results."""
    words = [regex.escape(stem, special_only=True, literal_spaces=True) for stem in stems]
    pattern = "|".join(words) or r"x\A"  # without words: what can never match
    try:
        import re2
    except ImportError:
        return regex.compile(pattern, regex.I | regex.V0)
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile(pattern, options)
