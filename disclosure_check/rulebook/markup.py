"""What markup alone tells: products' own elements, read from `rules/markup/*.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import msgspec

Meaning = Literal[
    "consent", "comments", "ad-slot", "partner-link", "monetizer", "notice-widget", "disclosure-image", "folded"
]


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One selector of a known product and what an element it matches means."""

    means: Meaning
    selector: str
    product: str
    source: str
    confidence: Literal["certain", "likely", "weak"] = "certain"
    note: str = ""


class Shortcode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a shortcode looks like that a plugin or a site generator left as it was; capitals matter."""

    product: str
    source: str
    pattern: str  # for Python's `re`; begins with "[" and a small letter or digit, or with "{{<" or "{{%"
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = msgspec.field(name="not")


class MarkupRules(msgspec.Struct, frozen=True, dict=True):
    """All signs; `selector(meaning)` joins those of one meaning for a single pass over the page."""

    signs: tuple[Sign, ...] = ()
    shortcodes: tuple[Shortcode, ...] = ()

    def of(self, meaning: Meaning) -> Sequence[Sign]:
        return self._by_meaning.get(meaning, ())

    def selector(self, meaning: Meaning) -> str:
        return self._selectors.get(meaning, "")

    @cached_property
    def _by_meaning(self) -> dict[Meaning, list[Sign]]:
        by_meaning: dict[Meaning, list[Sign]] = {}
        for sign in self.signs:
            by_meaning.setdefault(sign.means, []).append(sign)
        return by_meaning

    @cached_property
    def _selectors(self) -> dict[Meaning, str]:
        return {meaning: ", ".join(sign.selector for sign in signs) for meaning, signs in self._by_meaning.items()}
