"""How disclosures are worded, per language, read from `rules/wording/<language>.toml`.

A file gives the words by the role they play; `detection/grammar.py` says how roles make a sentence. `gate` and
`stems` are literal text, not patterns; every pattern that begins a disclosure needs one of them in each of its matches.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

Part = Literal[
    "affiliate-link", "affiliate-scheme", "earn", "support", "link", "buy", "publisher", "here", "marked", "deny",
    "other", "harmless-denial", "sponsor", "policy-name", "paid", "conditional",
]  # fmt: skip
StrengthWord = Literal["clear", "weak"]


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The sentence a programme demands of its partners."""

    programme: str  # as its partner file names it
    strength: StrengthWord
    pattern: str  # the sentence and what comes near it
    right: str = ""  # what the sentence must match to be right; empty: all that the pattern finds is
    says: str = ""  # the sentence itself, for those who come near


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Words that disclose when they stand alone: over an article, over a section or at a link."""

    strength: StrengthWord
    words: tuple[str, ...]
    names_links: bool = False  # they speak of links that earn, not of advertising at large
    own_language: bool = False  # another language has the same words for something else: they count on own pages only


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What says of a page that nobody pays for it; beside partner links it is not so."""

    patterns: tuple[str, ...]
    stems: tuple[str, ...]  # literal text: every match of the patterns needs one


class Coupon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How readers are told to use a discount code; each pattern matches the code too."""

    patterns: tuple[str, ...]
    stems: tuple[str, ...]  # literal text: every match of the patterns needs one


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One language's file."""

    language: str
    source: str
    reviewed: date
    parts: dict[Part, tuple[str, ...]]
    gate: tuple[str, ...]  # a page with none of these beginnings of words, and no partner link, discloses nothing
    stems: tuple[str, ...]  # further ones: a sentence without any of `gate` and `stems` is not read
    also: tuple[str, ...] = ()  # other tags of the same language: "nb" and "nn" are read as "no"
    notice: str = ""  # what `--fix` says where the site has no words of its own: money and link, nothing it cannot know
    shares_words: bool = False  # with neighbours: a page that states no language is read so at words of the gate only
    statements: tuple[Statement, ...] = msgspec.field(default=(), name="statement")
    labels: tuple[Label, ...] = msgspec.field(default=(), name="label")
    claims: tuple[Claim, ...] = msgspec.field(default=(), name="claim")
    coupons: tuple[Coupon, ...] = msgspec.field(default=(), name="coupon")


def merged(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    """Return one wording for each language: a user's file adds to ours and replaces nothing."""
    known: dict[str, Wording] = {}
    for wording in wordings:
        language = by_tag(known.values()).get(wording.language, wording.language)
        ours = known.get(language)
        known[language] = wording if ours is None else _added(ours, wording)
    return tuple(known.values())


def by_tag(wordings: Iterable[Wording]) -> dict[str, str]:
    """Return the language that each tag of a page asks for."""
    return {tag: wording.language for wording in wordings for tag in (wording.language, *wording.also)}


def _added(ours: Wording, own: Wording) -> Wording:
    parts = {part: (*ours.parts.get(part, ()), *own.parts.get(part, ())) for part in {**ours.parts, **own.parts}}
    return msgspec.structs.replace(
        ours,
        parts=parts,
        gate=(*ours.gate, *own.gate),
        stems=(*ours.stems, *own.stems),
        also=(*ours.also, *own.also),
        notice=own.notice or ours.notice,
        statements=(*ours.statements, *own.statements),
        labels=(*ours.labels, *own.labels),
        claims=(*ours.claims, *own.claims),
        coupons=(*ours.coupons, *own.coupons),
    )
