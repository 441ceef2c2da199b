"""Words that disclose by standing alone: over an article, over a section, or at a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclosure_check.model import Span, Strength
from disclosure_check.rulebook.wording import Wording

_EDGES = " \v\t-–—|•·:*+.,!>«»\"'„“”‚‘’()[]{}【】「」<>→↓#…"
_BRACKETED = re.compile(r"[(\[{【]([^()\[\]{}【】\n]{2,60})[)\]}】]")
_LONGEST = 60


class LabelWord(NamedTuple):
    language: str
    strength: Strength
    is_link_name: bool  # it names an earning link and so speaks of links only


class Labels:
    """The label words of all languages; a page's own language is asked first."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._words: dict[str, list[LabelWord]] = {}
        for wording in wordings:
            for label in wording.labels:
                for word in label.words:
                    strength = Strength.CLEAR if label.strength == "clear" else Strength.WEAK
                    entry = LabelWord(wording.language, strength, _names_a_link(word))
                    self._words.setdefault(_key(word), []).append(entry)

    def read(self, text: str, language: str | None) -> LabelWord | None:
        """Return what a whole text says as a label: the page's language wins, English is known everywhere."""
        if len(text) > _LONGEST:
            return None
        known = self._words.get(_key(text))
        if not known:
            return None
        own = (language or "").partition("-")[0]
        fitting = [word for word in known if word.language == own] or [word for word in known if word.language == "en"]
        return (fitting or known)[0]

    def bracketed(self, text: str, start: int, end: int, language: str | None) -> list[tuple[Span, LabelWord]]:
        """Return the labels that stand in brackets within a stretch of text."""
        found = []
        for match in _BRACKETED.finditer(text, start, end):
            word = self.read(match[1], language)
            if word is not None:
                found.append((Span(match.start(), match.end()), word))
        return found


def _key(text: str) -> str:
    return text.strip(_EDGES).casefold()


def _names_a_link(word: str) -> bool:
    return bool(re.search(r"affili|partner|provision|commission|afilia|リンク|ref", word, re.I))
