"""Many patterns over one text in linear time: an RE2 set tells which hit, `regex` gives the spans of those.

Rule files write patterns in the common subset of RE2 and `regex`, case-insensitive, with two names of ours:
`{b}` where a word begins and `{e}` where it ends, in any script. (RE2's own `\\b` knows ASCII letters only.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from disclosure_check.errors import RuleError

TIMEOUT_SECONDS = 2.0
_ASCII_ONLY = regex.compile(r"\\[bBwWsSdD]")


class Hit(NamedTuple):
    pattern: int
    start: int
    end: int


class PatternSet:
    """Patterns compiled once; `names` say where each comes from, for errors."""

    def __init__(self, patterns: Sequence[str], names: Sequence[str]) -> None:
        self._names = names
        self._compiled = [compile_pattern(pattern, name) for pattern, name in zip(patterns, names, strict=True)]
        self._gate, self._ungated = _compile_gate(patterns)
        self._gated = [number for number in range(len(patterns)) if number not in self._ungated]

    def hits(self, text: str) -> list[Hit]:
        """Return every match of every pattern, by place in the text."""
        found = [hit for number in self._candidates(text) for hit in self._spans(number, text)]
        found.sort(key=lambda hit: (hit.start, hit.end, hit.pattern))
        return found

    def any_in(self, text: str) -> bool:
        if self._gate is not None:
            return bool(self._gate.Match(text)) or any(self._search(number, text) for number in self._ungated)
        return any(self._search(number, text) for number in range(len(self._compiled)))

    def _candidates(self, text: str) -> list[int]:
        if self._gate is None:
            return list(range(len(self._compiled)))
        return [self._gated[number] for number in self._gate.Match(text) or ()] + self._ungated

    def _search(self, number: int, text: str) -> bool:
        return next(self._spans(number, text), None) is not None

    def _spans(self, number: int, text: str) -> Iterator[Hit]:
        try:
            for match in self._compiled[number].finditer(text, timeout=TIMEOUT_SECONDS):
                if match.end() > match.start():
                    yield Hit(number, match.start(), match.end())
        except TimeoutError:
            raise RuleError(f"{self._names[number]}: pattern takes too long on this page") from None


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str, name: str) -> Any:
    """Compile one pattern for `regex`.

    Raises RuleError naming the rule where it is none.
    """
    if _ASCII_ONLY.search(pattern):
        raise RuleError(f"{name}: write {{b}}, {{e}} or a class instead of \\b, \\w, \\s or \\d in {pattern!r}")
    try:
        return regex.compile(_expand(pattern, r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])"), regex.I | regex.V0)
    except regex.error as error:
        raise RuleError(f"{name}: {error} in pattern {pattern!r}") from None


def _expand(pattern: str, begin: str, end: str) -> str:
    return pattern.replace("{b}", begin).replace("{e}", end)


def _compile_gate(patterns: Sequence[str]) -> tuple[Any, list[int]]:
    """Compile the RE2 set and name the patterns it refuses; without google-re2 there is no gate."""
    try:
        import re2
    except ImportError:
        return None, []
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = 256 << 20  # out of memory it would report no match
    gate = re2.Set.SearchSet(options)
    refused = []
    for number, pattern in enumerate(patterns):
        try:
            gate.Add(_expand(pattern, r"(?:^|[^\pL\pN_])", r"(?:$|[^\pL\pN_])"))
        except re2.error:
            refused.append(number)
    if len(refused) == len(patterns):
        return None, []
    gate.Compile()
    return gate, refused
