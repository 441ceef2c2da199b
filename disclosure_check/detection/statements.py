"""The wording of all languages: which sentences of a page deserve reading, and in which language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from disclosure_check.detection.grammar import TALK, Grammar
from disclosure_check.detection.marks import opens_legend
from disclosure_check.detection.sentences import sentences
from disclosure_check.detection.utterance import PageWords, Said, Sentence, make_sentence
from disclosure_check.model import Kind, Span, Strength
from disclosure_check.patterns import compile_pattern
from disclosure_check.rulebook.wording import Part, Wording, by_tag
from disclosure_check.scanning import Stems


class Statements:
    """Finds what a page says; stems lead to the sentences, the languages' grammars read them."""

    def __init__(self, wordings: Sequence[Wording], phrases: Sequence[str] = (), patterns: Sequence[str] = ()) -> None:
        self._wordings = {wording.language: wording for wording in wordings}
        self._languages_by_tag = by_tag(wordings)
        self._grammars = {wording.language: Grammar(wording) for wording in wordings}
        self._gate = Stems({wording.language: wording.gate for wording in wordings} | {"": phrases})
        self._stems = Stems({wording.language: (*wording.gate, *wording.stems) for wording in wordings} | {"": phrases})
        self._own = [compile_pattern(pattern, f"disclosures.patterns: {pattern!r}") for pattern in patterns]
        self._phrases = phrases
        self._languages_by: dict[str, Stems] = {}

    def gate(self, text: str) -> bool:
        """Tell whether a page may speak of money earned; a page may pass for nothing, never fail wrongly."""
        return self._gate.any_in(text)

    def lines(self, text: str) -> list[Span]:
        """Return the lines of a page's plain text in which a word of the gate stands."""
        found: list[Span] = []
        for place in self._gate.places(text):
            if not found or place >= found[-1].end:
                start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
                found.append(Span(start, end if end >= 0 else len(text)))
        return found

    def own_words_in(self, text: str) -> bool:
        """Tell whether a pattern of the configuration finds something in a page's plain text."""
        return any(pattern.search(text) for pattern in self._own)

    def says_something(self, text: str, lines: Iterable[Span], page: PageWords) -> bool:
        """Tell whether one of these lines of a page's plain text discloses; cheaper than reading the page in order."""
        for line in lines:
            spans = sentences(text, *line)
            for number, span in enumerate(spans):
                written = text[slice(*span)]
                if not self.may_say(written, page):
                    continue
                sentence = make_sentence(text, spans, number, line, opens_legend(written))
                said = self.read(text, span, sentence, page)
                if said is not None and said.kind is not None:
                    return True
        return False

    def places(self, text: str) -> list[int]:
        """Return where something stands that deserves a sentence's reading."""
        own = [match.start() for pattern in self._own for match in pattern.finditer(text)]
        return sorted([*self._stems.places(text), *own])

    def among(self, texts: Sequence[str]) -> list[int]:
        """Number those of many short texts that deserve reading."""
        if self._own:  # a pattern of the user's may look beyond its text
            return [number for number, text in enumerate(texts) if self.places(text)]
        joined = "\0".join(texts)
        number, counted, found = 0, 0, []
        for place in self._stems.places(joined):
            number += joined.count("\0", counted, place)
            counted = place
            found.append(number)
        return list(dict.fromkeys(found))

    def may_say(self, sentence: str, page: PageWords) -> bool:
        """Tell whether a sentence deserves to be put together with its neighbours and read."""
        languages = self._languages(sentence, self._own_language(page))
        return bool(self._own) or any(not each or self._grammars[each].may_say(sentence) for each in languages)

    def read(self, text: str, span: Span, sentence: Sentence, page: PageWords) -> Said | None:
        """Judge one sentence in every language that may be its own, the page's first; clear words win."""
        if any(pattern.search(sentence.text) for pattern in self._own):
            return self._phrase(page, span)
        own = self._own_language(page)
        weak = decoy = None
        for language in self._languages(sentence.text, own):
            said = self._grammars[language].say(text, span, sentence, page) if language else self._phrase(page, span)
            if said is None:
                continue
            if said.kind is None and (language != own or said.why == TALK):
                decoy = decoy or said
            elif said.kind is None or said.strength is Strength.CLEAR:
                return said
            else:
                weak = weak or said
        return weak or decoy

    def has(self, part: Part, text: str, languages: Collection[str]) -> bool:
        """Tell whether a text holds words that play a role, in one of these languages or in English."""
        return any(self._grammars[name].has(part, text) for name in {*languages, "en"} & self._grammars.keys())

    def _phrase(self, page: PageWords, span: Span) -> Said:
        return Said(Kind.BLOCK, Strength.CLEAR, page.language, span, "a phrase of the configuration")

    def _own_language(self, page: PageWords) -> str:
        return self._languages_by_tag.get(page.language, page.language)

    def _languages(self, text: str, own: str) -> list[str]:
        """Return the languages to read a sentence in, the page's own first.

        A foreign one needs a stem that the page's language and English lack: "affiliate" alone is no sign of Dutch.
        """
        if own not in self._languages_by:
            self._languages_by[own] = Stems(self._telling_stems(own))
        return self._languages_by[own].languages(text)

    def _telling_stems(self, own: str) -> dict[str, Sequence[str]]:
        """Return the stems that ask for a reading in each language, the page's own first."""
        known = _Known((*self._all_stems(own), *self._all_stems("en")))
        unstated = [name for name, wording in self._wordings.items() if not wording.shares_words]
        near = (own, "en", "") if own in self._wordings else (*unstated, "")
        stems: dict[str, Sequence[str]] = {"": self._phrases}
        for name, wording in self._wordings.items():
            stems[name] = self._all_stems(name)
            if name not in near:
                stems[name] = [stem for stem in wording.gate if not known.share(stem)]
        return {name: stems[name] for name in sorted(stems, key=lambda name: (name != own, name))}

    def _all_stems(self, language: str) -> tuple[str, ...]:
        wording = self._wordings.get(language)
        return (*wording.gate, *wording.stems) if wording else ()


class _Known:
    """Stems, asked for those that another stem holds or stands in; as quick for ten times as many."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems = frozenset(stems)
        self._together = "\0".join(self._stems)
        self._lengths = {len(stem) for stem in self._stems}

    def share(self, stem: str) -> bool:
        if stem in self._together:
            return True
        return any(stem[at : at + size] in self._stems for size in self._lengths for at in range(len(stem) - size + 1))
