"""Sentences that say money is earned, found by the roles their words play.

An earning word alone proves nothing; with the publisher in the sentence and a link or a purchase beside it, it does.
The name of an earning link ("affiliate link") needs only a sign that it speaks of this page. A denial close by, an
invitation to join, or somebody else's commission makes a decoy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from disclosure_check.model import Kind, Span, Strength
from disclosure_check.patterns import PatternSet, compile_pattern
from disclosure_check.rulebook.wording import PARTS, Wording

ANCHORS = ("affiliate-link", "affiliate-scheme", "earn", "support", "marked")
SHORT_WORDS = 10
_DENIED_BEFORE = 5  # words between a denial and what it denies
_DENIED_AFTER = 3
_CLAUSE_BREAK = re.compile(r"[;:,—–]|[.!?] ")
_STRENGTHS = {"clear": Strength.CLEAR, "weak": Strength.WEAK}


class Said(NamedTuple):
    """What one sentence says: a disclosure (kind set) or a decoy (kind None), and why."""

    kind: Kind | None
    strength: Strength
    language: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence with its neighbours in the block."""

    text: str
    context: str
    block_words: int
    starts_with_mark: bool


class Statements:
    """The wording of all languages, compiled; `anchors` is what the gate looks for."""

    def __init__(self, wordings: Sequence[Wording], phrases: Sequence[str] = ()) -> None:
        names, patterns, self._meaning = _anchor_patterns(wordings, phrases)
        self.anchors = PatternSet(patterns, names)
        self._parts = {
            (wording.language, part): compile_pattern(_alternation(wording.parts[part]), f"{wording.language}.toml: {part}")
            for wording in wordings
            for part in PARTS
            if wording.parts.get(part)  # type: ignore[call-overload]
        }

    def has(self, language: str, part: str, text: str) -> bool:
        pattern = self._parts.get((language, part))
        return pattern is not None and pattern.search(text, timeout=2.0) is not None

    def hits(self, text: str) -> list[tuple[str, str, int, int]]:
        """Return (language, role, start, end) of every anchor in the text."""
        return [(*self._meaning[hit.pattern], hit.start, hit.end) for hit in self.anchors.hits(text)]

    def say(self, language: str, roles: dict[str, list[Span]], text: str, span: Span, sentence: _Sentence) -> Said | None:
        """Judge one sentence in one language by the anchors found in it; None where they mean nothing."""
        for role, places in roles.items():
            if role.startswith("statement:"):
                return Said(Kind.STATEMENT, _STRENGTHS[role.split(":")[1]], language, span, "a programme's required statement")
            if role == "phrase":
                return Said(Kind.BLOCK, Strength.CLEAR, language, places[0], "a phrase of the configuration")
        if self.has(language, "other", sentence.text):
            return self._decoy(language, roles, span, "speaks of something else")
        said = self._by_roles(language, roles, span, sentence)
        if said is None or said.kind is None:
            return said
        if self._denied(language, text, span, roles):
            return Said(None, said.strength, language, span, "a denial")
        return said

    def _by_roles(self, language: str, roles: dict[str, list[Span]], span: Span, sentence: _Sentence) -> Said | None:
        def has(part: str) -> bool:
            return part in roles or self.has(language, part, sentence.text)

        def near(part: str) -> bool:
            return self.has(language, part, sentence.context)

        publisher = has("publisher")
        earns_here = near("earn")
        strength = Strength.CLEAR if earns_here and (publisher or near("publisher")) else Strength.WEAK
        kind = Kind.LEGEND if sentence.starts_with_mark or "marked" in roles else Kind.BLOCK
        if "affiliate-link" in roles:
            if kind is Kind.LEGEND or publisher or has("here") or sentence.block_words <= SHORT_WORDS:
                return Said(kind, strength, language, span, "names an earning link of this page")
            return Said(None, strength, language, span, "talks about affiliate links")
        if "earn" in roles:
            paid_for = has("link") or has("buy") or "affiliate-scheme" in roles
            if publisher and (paid_for or near("link") or (near("buy") and kind is Kind.LEGEND)):
                return Said(kind, Strength.CLEAR, language, span, "the publisher earns by links or purchases")
            if has("link") and has("buy") or kind is Kind.LEGEND and (paid_for or publisher):
                return Said(kind, Strength.CLEAR, language, span, "links or purchases earn money")
        if "affiliate-scheme" in roles and (publisher or kind is Kind.LEGEND):
            return Said(kind, strength, language, span, "the publisher takes part in a programme")
        if "support" in roles and publisher and has("link") and has("buy"):
            return Said(kind, Strength.WEAK, language, span, "asks for support by purchases over links")
        return None

    def _decoy(self, language: str, roles: dict[str, list[Span]], span: Span, why: str) -> Said | None:
        if "affiliate-link" in roles or "affiliate-scheme" in roles or "earn" in roles:
            return Said(None, Strength.WEAK, language, span, why)
        return None

    def _denied(self, language: str, text: str, span: Span, roles: dict[str, list[Span]]) -> bool:
        deny, harmless = self._parts.get((language, "deny")), self._parts.get((language, "harmless-denial"))
        if deny is None:
            return False
        cut = [match.span() for match in harmless.finditer(text, span.start, span.end)] if harmless else []
        anchors = [place for role in ("affiliate-link", "affiliate-scheme", "earn") for place in roles.get(role, ())]
        for match in deny.finditer(text, span.start, span.end):
            if any(start < match.end() and match.start() < end for start, end in cut):
                continue
            if any(_denies(text, match.start(), match.end(), place) for place in anchors):
                return True
        return False


def _denies(text: str, start: int, end: int, place: Span) -> bool:
    if end <= place.start:
        between, reach = text[end : place.start], _DENIED_BEFORE
    elif start >= place.end:
        between, reach = text[place.end : start], _DENIED_AFTER
    else:
        return True
    return not _CLAUSE_BREAK.search(between) and len(between.split()) <= reach


def _alternation(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _anchor_patterns(
    wordings: Sequence[Wording], phrases: Sequence[str]
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    names: list[str] = []
    patterns: list[str] = []
    meaning: list[tuple[str, str]] = []
    for wording in wordings:
        for part in ANCHORS:
            if wording.parts.get(part):  # type: ignore[call-overload]
                names.append(f"{wording.language}.toml: parts.{part}")
                patterns.append(_alternation(wording.parts[part]))  # type: ignore[index]
                meaning.append((wording.language, part))
        for statement in wording.statements:
            names.append(f"{wording.language}.toml: statement of {statement.programme}")
            patterns.append(statement.pattern)
            meaning.append((wording.language, f"statement:{statement.strength}"))
    for phrase in phrases:
        names.append("disclosures.phrases")
        patterns.append(phrase)
        meaning.append(("", "phrase"))
    return names, patterns, meaning


def make_sentence(text: str, spans: list[Span], number: int, block: Any, marks: str) -> _Sentence:
    """Return a sentence with its neighbours; the whole block is the context of a short one."""
    first, last = spans[max(0, number - 1)], spans[min(len(spans) - 1, number + 1)]
    span = spans[number]
    opening = text[span.start : span.start + 3].lstrip("([ ")
    return _Sentence(
        text[span.start : span.end], text[first.start : last.end], len(text[block.start : block.end].split()),
        opening[:1] != "" and opening[0] in marks,
    )  # fmt: skip
