"""Sentences that say money is earned, found by the roles their words play.

An earning word alone proves nothing; with the publisher in the sentence and a link or a purchase beside it, it does.
The name of an earning link ("affiliate link") needs only a sign that it speaks of this page. A denial close by, an
invitation to join, or somebody else's commission makes a decoy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from disclosure_check.detection.marks import marks_of_legend, opens_legend
from disclosure_check.detection.sentences import sentences
from disclosure_check.model import Kind, Span, Strength
from disclosure_check.patterns import TIMEOUT_SECONDS, Sieve, Stems, alternation, compile_pattern
from disclosure_check.rulebook.wording import Wording

ANCHORS = ("affiliate-link", "affiliate-scheme", "earn", "support", "marked")
SHORT_WORDS = 10
_FRAGMENT_WORDS = 4  # "(Affiliate links." says no more than that, and says it of what follows
_DENIED_BEFORE = 5  # words between a denial and what it denies
_DENIED_AFTER = 3
_TALK = "talks about affiliate links"  # nothing says that it speaks of this page: another language may know better
_LABEL_REACH = 2  # words between "Ad" at the start of a sentence and the links it is about: "Ad - contains"
_SEGMENT = " / "  # "Last update on 3 May / Affiliate links / Images from a shop"
_CLAUSE_BREAK = re.compile(r"[;:,—–、]|[.!?] ")
_STRENGTHS = {"clear": Strength.CLEAR, "weak": Strength.WEAK}


class Said(NamedTuple):
    """What one sentence says: a disclosure (kind set) or a decoy (kind None), and why."""

    kind: Kind | None
    strength: Strength
    language: str
    span: Span
    why: str
    about_page: bool = False  # the sentence speaks of this page or its publisher
    names_sponsor: bool = False  # it tells of a sponsor's links and of no others


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a sentence may call its page: the language first asked, and the names of the publisher."""

    language: str
    names: tuple[str, ...] = ()

    def names_publisher(self, text: str) -> bool:
        folded = text.casefold()
        return any(name in folded for name in self.names)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its neighbours in the block."""

    text: str
    context: str
    block_words: int  # counted up to one more than SHORT_WORDS
    starts_with_mark: bool
    is_link_tip: bool = False  # a tooltip: it speaks of the link it hangs at


class Statements:
    """The wording of all languages; patterns are compiled when the first sentence asks for them."""

    def __init__(self, wordings: Sequence[Wording], phrases: Sequence[str] = (), patterns: Sequence[str] = ()) -> None:
        self._wordings = {wording.language: wording for wording in wordings}
        self._gate = Stems({wording.language: wording.gate for wording in wordings} | {"": phrases})
        self._stems = Stems({wording.language: (*wording.gate, *wording.stems) for wording in wordings} | {"": phrases})
        self._own = [compile_pattern(pattern, f"disclosures.patterns: {pattern!r}") for pattern in patterns]
        self._compiled: dict[tuple[str, str], Any] = {}
        self._distinct: dict[str, Stems] = {}
        self._sieves: dict[str, Sieve] = {}

    def gate(self, text: str) -> bool:
        """Tell whether a page may speak of money earned; a page may pass for nothing, never fail wrongly."""
        return self._gate.any_in(text)

    def lines(self, text: str) -> Iterator[Span]:
        """Yield the lines of a page's plain text in which a word of the gate stands."""
        read_to = -1
        for place in self._gate.places(text):
            if place >= read_to:
                start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
                read_to = end if end >= 0 else len(text)
                yield Span(start, read_to)

    def says_something(self, text: str, page: PageWords) -> bool:
        """Tell whether a line of a page's plain text discloses; cheaper than reading the page in order."""
        if any(pattern.search(text, timeout=TIMEOUT_SECONDS) for pattern in self._own):
            return True
        for line in self.lines(text):
            spans = sentences(text, *line)
            for number, span in enumerate(spans):
                sentence = make_sentence(text, spans, number, line, opens_legend(text[slice(*span)]))
                said = self.read(text, span, sentence, page)
                if said is not None and said.kind is not None:
                    return True
        return False

    def places(self, text: str) -> list[int]:
        """Return where something stands that deserves a sentence's reading."""
        own = [match.start() for pattern in self._own for match in pattern.finditer(text, timeout=TIMEOUT_SECONDS)]
        return sorted([*self._stems.places(text), *own])

    def read(self, text: str, span: Span, sentence: Sentence, page: PageWords) -> Said | None:
        """Judge one sentence in every language that may be its own; the page's language is asked first."""
        if any(pattern.search(sentence.text, timeout=TIMEOUT_SECONDS) for pattern in self._own):
            return Said(Kind.BLOCK, Strength.CLEAR, page.language, span, "a phrase of the configuration")
        decoy = None
        for language in self._languages(sentence.text, page.language):
            said = self._say(language, text, span, sentence, page)
            if said is not None and (said.kind is not None or (language == page.language and said.why != _TALK)):
                return said
            decoy = decoy or said
        return decoy

    def _languages(self, text: str, own: str) -> list[str]:
        """Return the languages to read a sentence in, the page's own first.

        A foreign one needs a stem that the page's language and English lack: "affiliate" alone is no sign of Dutch.
        """
        found = self._stems.languages(text)
        if own in self._wordings:
            near = (own, "en", "")
            foreign = self._foreign(own).languages(text) if any(name not in near for name in found) else []
            found = [name for name in found if name in near or name in foreign]
        return sorted(found, key=lambda name: (name != own, name))

    def _foreign(self, own: str) -> Stems:
        if own not in self._distinct:
            known = {*self._all_stems(own), *self._all_stems("en")}
            self._distinct[own] = Stems(
                {
                    name: [stem for stem in wording.gate if not any(each in stem or stem in each for each in known)]
                    for name, wording in self._wordings.items()
                }
            )
        return self._distinct[own]

    def _all_stems(self, language: str) -> tuple[str, ...]:
        wording = self._wordings.get(language)
        return (*wording.gate, *wording.stems) if wording else ()

    def has(self, language: str, part: str, text: str) -> bool:
        pattern = self._part(language, part)
        return pattern is not None and pattern.search(text, timeout=TIMEOUT_SECONDS) is not None

    def _part(self, language: str, part: str) -> Any:
        key = (language, part)
        if key not in self._compiled:
            patterns = self._wordings[language].parts.get(part)  # type: ignore[call-overload]
            self._compiled[key] = (
                compile_pattern(alternation(patterns), f"{language}.toml: {part}") if patterns else None
            )
        return self._compiled[key]

    def _ad_label(self, language: str) -> Any:
        """Return the pattern of a sentence that opens with a clear label of advertising."""
        key = (language, "ad-label")
        if key not in self._compiled:
            labels = [each for each in self._wordings[language].labels if each.strength == "clear"]
            words = [re.escape(word) for each in labels if not each.names_links for word in each.words]
            pattern = f"^[^\\p{{L}}]{{0,3}}(?:{alternation(words)}){{e}}"
            self._compiled[key] = compile_pattern(pattern, f"{language}.toml: label") if words else None
        return self._compiled[key]

    def _says_ad_first(self, language: str, text: str, span: Span, links: Sequence[Span]) -> bool:
        """Tell whether the sentence opens with a label of advertising: "Ad: contains affiliate links"."""
        pattern = self._ad_label(language)
        label = pattern.search(text[span.start : span.end], timeout=TIMEOUT_SECONDS) if pattern and links else None
        if label is None:
            return False
        behind = text[span.start + label.end() : links[0].start]
        return _CLAUSE_BREAK.match(behind.lstrip()) is not None or len(behind.split()) <= _LABEL_REACH

    def _say(self, language: str, text: str, span: Span, sentence: Sentence, page: PageWords) -> Said | None:
        """Judge one sentence in one language; None where it means nothing."""
        if not language:
            return Said(Kind.BLOCK, Strength.CLEAR, language, span, "a phrase of the configuration")
        for statement in self._wordings[language].statements:
            pattern = compile_pattern(statement.pattern, f"{language}.toml: statement of {statement.programme}")
            if pattern.search(sentence.text, timeout=TIMEOUT_SECONDS):
                why = f"the statement {statement.programme} requires"
                return Said(Kind.STATEMENT, _STRENGTHS[statement.strength], language, span, why)
        roles = self._roles(language, text, span)
        if not roles or (set(roles) <= {"support", "marked"} and self.has(language, "sponsor", sentence.text)):
            return self._sponsor(language, span, sentence)
        if self.has(language, "other", sentence.text):
            return self._decoy(language, roles, span, "speaks of something else")
        said = self._by_roles(language, roles, span, sentence, page)
        if said is not None and said.kind is not None and self._denied(language, text, span, roles):
            return Said(None, said.strength, language, span, "a denial")
        if said is not None and self._says_ad_first(language, text, span, roles.get("affiliate-link", ())):
            return said._replace(strength=Strength.CLEAR)
        return said

    def _sponsor(self, language: str, span: Span, sentence: Sentence) -> Said | None:
        if not self.has(language, "sponsor", sentence.text):
            return None
        return Said(Kind.BLOCK, Strength.CLEAR, language, span, "names a sponsor", True, True)

    def _sieve(self, language: str) -> Sieve:
        if language not in self._sieves:
            parts = self._wordings[language].parts
            self._sieves[language] = Sieve([pattern for part in ANCHORS for pattern in parts.get(part, ())])  # type: ignore[call-overload]
        return self._sieves[language]

    def _roles(self, language: str, text: str, span: Span) -> dict[str, list[Span]]:
        roles: dict[str, list[Span]] = {}
        if not self._sieve(language).passes(text[span.start : span.end]):
            return roles
        for part in ANCHORS:
            pattern = self._part(language, part)
            if pattern is not None:
                found = pattern.finditer(text, span.start, span.end, timeout=TIMEOUT_SECONDS)
                places = [Span(match.start(), match.end()) for match in found]
                if places:
                    roles[part] = places
        return roles

    def _by_roles(
        self, language: str, roles: dict[str, list[Span]], span: Span, sentence: Sentence, page: PageWords
    ) -> Said | None:
        def has(part: str) -> bool:
            return part in roles or (part == "link" and sentence.is_link_tip) or self.has(language, part, sentence.text)

        def near(part: str) -> bool:
            return self.has(language, part, sentence.context)

        publisher = has("publisher") or page.names_publisher(sentence.text)
        earns_here = near("earn")
        strength = Strength.CLEAR if earns_here and (publisher or near("publisher")) else Strength.WEAK
        explains = "marked" in roles and (publisher or has("here") or _shows_mark(sentence.text))
        kind = Kind.LEGEND if sentence.starts_with_mark or explains else Kind.BLOCK
        if "affiliate-link" in roles:
            about_page = publisher or has("here")
            short = sentence.block_words <= SHORT_WORDS or len(sentence.text.split()) <= _FRAGMENT_WORDS
            if kind is Kind.LEGEND or about_page or short or self._is_segment(language, sentence.text):
                return Said(kind, strength, language, span, "names an earning link of this page", about_page)
            return Said(None, strength, language, span, _TALK)
        if "earn" in roles:
            paid_for = has("link") or has("buy") or "affiliate-scheme" in roles
            if publisher and (paid_for or near("link") or (near("buy") and kind is Kind.LEGEND)):
                return Said(kind, Strength.CLEAR, language, span, "the publisher earns by links or purchases", True)
            is_lesson = "affiliate-scheme" in roles and not has("here")
            if (has("link") and has("buy") and not is_lesson) or (kind is Kind.LEGEND and (paid_for or publisher)):
                return Said(kind, Strength.CLEAR, language, span, "links or purchases earn money")
        if "affiliate-scheme" in roles and (publisher or kind is Kind.LEGEND):
            return Said(kind, strength, language, span, "the publisher takes part in a programme", True)
        free_here = has("here") and has("harmless-denial")
        if "support" in roles and publisher and has("buy") and (has("link") or free_here):
            return Said(kind, Strength.WEAK, language, span, "asks for support by purchases")
        return None

    def _is_segment(self, language: str, text: str) -> bool:
        """Tell whether an earning link is named alone between strokes."""
        segments = text.split(_SEGMENT) if _SEGMENT in text else []
        short = [each for each in segments if len(each.split()) <= _FRAGMENT_WORDS]
        return any(self.has(language, "affiliate-link", each) for each in short)

    def _decoy(self, language: str, roles: dict[str, list[Span]], span: Span, why: str) -> Said | None:
        if "affiliate-link" in roles or "affiliate-scheme" in roles or "earn" in roles:
            return Said(None, Strength.WEAK, language, span, why)
        return None

    def _denied(self, language: str, text: str, span: Span, roles: dict[str, list[Span]]) -> bool:
        deny, harmless = self._part(language, "deny"), self._part(language, "harmless-denial")
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


def _shows_mark(text: str) -> bool:
    return "*" in text or marks_of_legend(text) != ("*",)


def _denies(text: str, start: int, end: int, place: Span) -> bool:
    if end <= place.start:
        between, reach = text[end : place.start], _DENIED_BEFORE
    elif start >= place.end:
        between, reach = text[place.end : start], _DENIED_AFTER
    else:
        return True
    return not _CLAUSE_BREAK.search(between) and len(between.split()) <= reach


def make_sentence(text: str, spans: list[Span], number: int, block: Any, starts_with_mark: bool) -> Sentence:
    """Return a sentence with its neighbours; the whole block is the context of a short one."""
    first, last = spans[max(0, number - 1)], spans[min(len(spans) - 1, number + 1)]
    span = spans[number]
    block_words = len(text[block.start : block.end].split(None, SHORT_WORDS))
    return Sentence(text[span.start : span.end], text[first.start : last.end], block_words, starts_with_mark)
