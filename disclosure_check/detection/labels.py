"""Words that disclose by standing alone: over an article, over a section, or at a link."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cached_property
from typing import NamedTuple

from disclosure_check.detection.short_words import can_be_sought, lines_of_words
from disclosure_check.late import late
from disclosure_check.model import Span, Strength
from disclosure_check.patterns import Sieve, alternation, compile_pattern
from disclosure_check.rulebook.wording import Wording, by_tag
from disclosure_check.scanning import Words

_EDGES = " \v\t-–—|•·:*+.,!>«»\"'„“”‚‘’()[]{}【】「」<>→↓#…"
_BRACKETED = late(r"[(\[{【]([^()\[\]{}【】\n]{2,60})[)\]}】]")
_LONGEST = 60
_FEW = 4  # names that are looked for one by one
_SHORT = 3


class LabelWord(NamedTuple):
    language: str
    strength: Strength
    is_link_name: bool  # it names an earning link and so speaks of links only
    own_pages_only: bool  # another language has the same word for something else


class Labels:
    """The label words of all languages; a page's own language is asked first."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._languages = by_tag(wordings)
        self._words: dict[str, list[LabelWord]] = {}
        for wording in wordings:
            for label in wording.labels:
                strength = Strength.CLEAR if label.strength == "clear" else Strength.WEAK
                entry = LabelWord(wording.language, strength, label.names_links, label.own_language)
                for key in filter(None, map(label_key, label.words)):  # a word of edges alone would be in every text
                    self._words.setdefault(key, []).append(entry)
        self._short = [key for key in self._words if len(key) <= _SHORT and can_be_sought(key)]

    def read(self, text: str, language: str | None) -> LabelWord | None:
        """Return what a whole text says as a label.

        The page's language wins, English is known everywhere; pages often state a wrong language, so a word of another
        one counts too unless it is so short that it may mean anything ("PR").
        """
        if len(text) > _LONGEST:
            return None
        known = self._words.get(key := label_key(text))
        if not known:
            return None
        own = self._own(language)
        for wanted in (own, "en"):
            for word in known:
                if word.language == wanted:
                    return word
        if own and len(key) <= _SHORT:
            return None
        return next((word for word in known if not own or not word.own_pages_only), None)

    def lines(self, text: str, language: str | None, edges: Container[int]) -> list[int]:
        """Number the lines of a text in which label words may stand: alone, in brackets or amid others.

        `edges` are the offsets where elements begin or end.
        """
        own = self._own(language)
        short = [key for key in self._short if not own or self._is_known(key, (own, "en"))]
        data = text.encode()
        return sorted({*self._seek.lines(data), *lines_of_words(data, short, edges)})

    @cached_property
    def _seek(self) -> Words:
        return Words(key for key in self._words if key not in self._short)

    def _own(self, language: str | None) -> str:
        tag = (language or "").partition("-")[0]
        return self._languages.get(tag, tag)

    def _is_known(self, key: str, languages: tuple[str, ...]) -> bool:
        return any(word.language in languages for word in self._words[key])

    def names_link_in(self, text: str) -> bool:
        """Tell whether words that name an earning link stand anywhere in a text: they may label a link there."""
        passing = self._link_sieve.passing(text).get("label", ())
        if len(passing) > _FEW:  # not just these: a page can write any choice of them, and each is slow to compile
            passing = (alternation(self._link_names),)
        return any(compile_pattern(pattern, "labels").search(text) for pattern in passing)

    @cached_property
    def _link_names(self) -> list[str]:
        names = (key for key, words in self._words.items() if any(word.is_link_name for word in words))
        return [f"{{b}}{re.escape(name)}{{e}}" for name in names]

    @cached_property
    def _link_sieve(self) -> Sieve:
        return Sieve({"label": self._link_names})

    def bracketed(self, text: str, start: int, end: int, language: str | None) -> list[tuple[Span, LabelWord]]:
        """Return the labels that stand in brackets within a stretch of text."""
        found = []
        for match in _BRACKETED.finditer(text, start, end):
            word = self.read(match[1], language)
            if word is not None:
                found.append((Span(match.start(), match.end()), word))
        return found


def label_key(text: str) -> str:
    """Return label words as they are compared: without case, brackets and punctuation around."""
    return text.strip(_EDGES).casefold()
