"""One language's wording: which roles the words of a sentence play, and what they say together.

An earning word alone proves nothing; with the publisher in the sentence and a link or a purchase beside it, it does.
The name of an earning link ("affiliate link") needs only a sign that it speaks of this page. A denial close by, an
invitation to join, or somebody else's commission makes a decoy.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from disclosure_check.detection.marks import marks_of_legend
from disclosure_check.detection.utterance import SHORT_WORDS, PageWords, Said, Sentence
from disclosure_check.late import late
from disclosure_check.model import Kind, Span, Strength
from disclosure_check.patterns import Sieve, alternation, compile_pattern
from disclosure_check.rulebook.wording import Part, Statement, Wording

ANCHORS: tuple[Part, ...] = ("affiliate-link", "affiliate-scheme", "earn", "support", "marked")
_FIRST = (*ANCHORS, "sponsor")
_ASIDE: tuple[Part, ...] = ("policy-name", "paid", "conditional")  # asked of few texts, and not to make a disclosure
_STATEMENT = "statement"
TALK = "talks about affiliate links"  # nothing says that it speaks of this page: another language may know better
_FRAGMENT_WORDS = 4  # "(Affiliate links." says no more than that, and says it of what follows
_DENIED_BEFORE = 5  # words between a denial and what it denies
_DENIED_AFTER = 3
_LABEL_REACH = 2  # words between "Ad" at the start of a sentence and the links it is about: "Ad - contains"
_FEW = 6  # different choices of a role's patterns: who meets more of them compiles all at once
_SEGMENT = " / "  # "Last update on 3 May / Affiliate links / Images from a shop"
_CLAUSE_BREAK = late(r"[;:,—–、]|[.!?] ")

Roles = dict[str, list[Span]]


class Grammar:
    """Judges sentences in one language; a pattern is compiled when the first sentence asks for it."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._language = wording.language
        self._compiled: defaultdict[Part, dict[tuple[str, ...], Any]] = defaultdict(dict)

    def may_say(self, text: str) -> bool:
        """Tell off nearly every sentence: no statement's words and no anchor's are in it."""
        return bool(self._sieve.passing(text))

    def say(self, text: str, span: Span, sentence: Sentence, page: PageWords) -> Said | None:
        """Judge the sentence that spans a part of the text; None where it means nothing."""
        if not self.may_say(sentence.text):
            return None
        statement = self._statement(sentence, span)
        if statement is not None:
            return statement
        roles = self._roles(text, span)
        if not roles or (set(roles) <= {"support", "marked"} and self.has("sponsor", sentence.text)):
            return self._sponsor(span, sentence)
        if self.has("other", sentence.text):
            means_money = not roles.keys().isdisjoint(("affiliate-link", "affiliate-scheme", "earn"))
            return self._said(None, Strength.WEAK, span, "speaks of something else") if means_money else None
        said = self._by_roles(roles, span, sentence, page)
        if said is not None and said.kind is not None and self._denied(text, span, roles):
            return self._said(None, said.strength, span, "a denial")
        links = roles.get("affiliate-link", ())
        if said is not None and (self._names_ad(text, links) or self._says_ad_first(text, span, links)):
            return said._replace(strength=Strength.CLEAR)
        return said

    def _said(self, kind: Kind | None, strength: Strength, span: Span, why: str, about_page: bool = False) -> Said:
        return Said(kind, strength, self._language, span, why, about_page)

    def _statement(self, sentence: Sentence, span: Span) -> Said | None:
        if _STATEMENT not in self._sieve.passing(sentence.text):
            return None
        for statement in self._wording.statements:
            pattern = compile_pattern(statement.pattern, f"{self._language}.toml: statement of {statement.programme}")
            if pattern.search(sentence.text):
                strength = Strength[statement.strength.upper()]
                said = self._said(Kind.STATEMENT, strength, span, f"the statement {statement.programme} requires")
                is_right = not statement.right or self._is_right(statement, sentence.text)
                return said._replace(
                    required_by=statement.programme, should_say="" if is_right else statement.says or statement.right
                )
        return None

    def _is_right(self, statement: Statement, text: str) -> bool:
        pattern = compile_pattern(statement.right, f"{self._language}.toml: right statement of {statement.programme}")
        return pattern.search(text) is not None

    def _sponsor(self, span: Span, sentence: Sentence) -> Said | None:
        if not self.has("sponsor", sentence.text):
            return None
        return self._said(Kind.BLOCK, Strength.CLEAR, span, "names a sponsor", True)._replace(names_sponsor=True)

    def _by_roles(self, roles: Roles, span: Span, sentence: Sentence, page: PageWords) -> Said | None:
        def has(part: Part) -> bool:
            return part in roles or (part == "link" and sentence.is_link_tip) or self.has(part, sentence.text)

        def near(part: Part) -> bool:
            return self.has(part, sentence.context)

        def strength() -> Strength:
            return Strength.CLEAR if near("earn") and (publisher or near("publisher")) else Strength.WEAK

        publisher = has("publisher") or page.names_publisher(sentence.text)
        explains = "marked" in roles and (publisher or has("here") or _shows_mark(sentence.text))
        kind = Kind.LEGEND if sentence.starts_with_mark or explains else Kind.BLOCK
        if "affiliate-link" in roles:
            about_page = publisher or has("here")
            if kind is Kind.LEGEND or about_page or self._stands_alone(sentence):
                return self._said(kind, strength(), span, "names an earning link of this page", about_page)
            return self._said(None, strength(), span, TALK)
        if "earn" in roles:
            paid_for = has("link") or has("buy") or "affiliate-scheme" in roles
            if publisher and (paid_for or near("link") or (near("buy") and kind is Kind.LEGEND)):
                return self._said(kind, Strength.CLEAR, span, "the publisher earns by links or purchases", True)
            is_lesson = "affiliate-scheme" in roles and not has("here")
            if (has("link") and has("buy") and not is_lesson) or (kind is Kind.LEGEND and (paid_for or publisher)):
                return self._said(kind, Strength.CLEAR, span, "links or purchases earn money")
        if "affiliate-scheme" in roles and (publisher or kind is Kind.LEGEND):
            return self._said(kind, strength(), span, "the publisher takes part in a programme", True)
        asks = "support" in roles and publisher and has("buy")
        if asks and (has("link") or (has("here") and has("harmless-denial"))):
            return self._said(kind, Strength.WEAK, span, "asks for support by purchases")
        return None

    def _stands_alone(self, sentence: Sentence) -> bool:
        """Tell whether the name of an earning link is all that is said: in a short block or between strokes."""
        text = sentence.text
        if sentence.block_words <= SHORT_WORDS or len(text.split()) <= _FRAGMENT_WORDS:
            return True
        segments = text.split(_SEGMENT) if _SEGMENT in text else []
        return any(self.has("affiliate-link", each) for each in segments if len(each.split()) <= _FRAGMENT_WORDS)

    def has(self, part: Part, text: str) -> bool:
        """Tell whether a text holds words that play a role."""
        pattern = self._pattern_for(part, text)
        return pattern is not None and pattern.search(text) is not None

    def _pattern_for(self, part: Part, text: str) -> Any:
        """Return a role's pattern where it may match in a text: it takes a hundred times as long as its sieve."""
        sieve = self._sieve if part in _FIRST else self._aside_sieve if part in _ASIDE else self._later_sieve
        passing = sieve.passing(text).get(part)
        return self._compile(part, passing) if passing else None

    def _compile(self, part: Part, passing: tuple[str, ...]) -> Any:
        """Compile what may match: few texts ask for more than a few of a role's patterns."""
        known = self._compiled[part]
        if passing not in known:
            if len(known) >= _FEW:
                passing = self._wording.parts[part]
            if passing not in known:
                known[passing] = compile_pattern(alternation(passing), f"{self._language}.toml: {part}")
        return known[passing]

    @cached_property
    def _sieve(self) -> Sieve:
        groups: dict[str, Sequence[str]] = {part: self._wording.parts.get(part, ()) for part in _FIRST}
        return Sieve(groups | {_STATEMENT: [statement.pattern for statement in self._wording.statements]})

    @cached_property
    def _later_sieve(self) -> Sieve:
        earlier = (*_FIRST, *_ASIDE)
        return Sieve({part: each for part, each in self._wording.parts.items() if part not in earlier})

    @cached_property
    def _aside_sieve(self) -> Sieve:
        return Sieve({part: self._wording.parts.get(part, ()) for part in _ASIDE})

    def _roles(self, text: str, span: Span) -> Roles:
        roles: Roles = {}
        said = text[span.start : span.end]
        for part in ANCHORS:
            pattern = self._pattern_for(part, said)
            if pattern is not None:
                found = pattern.finditer(text, span.start, span.end)
                places = [Span(match.start(), match.end()) for match in found]
                if places:
                    roles[part] = places
        return roles

    @cached_property
    def _ad_label(self) -> Any:
        """Return the pattern of a sentence that opens with a clear label of advertising."""
        labels = [each for each in self._wording.labels if each.strength == "clear" and not each.names_links]
        words = [re.escape(word) for each in labels for word in each.words]
        pattern = f"^[^\\p{{L}}]{{0,3}}(?:{alternation(words)}){{e}}"
        return compile_pattern(pattern, f"{self._language}.toml: label") if words else None

    @cached_property
    def _plain_names(self) -> Any:
        """Return the pattern of the clear labels that name an earning link, in any form: "annonslänkar"."""
        labels = [each for each in self._wording.labels if each.strength == "clear" and each.names_links]
        words = [re.escape(word) for each in labels for word in each.words]
        return compile_pattern(f"{{b}}(?:{alternation(words)})", f"{self._language}.toml: label") if words else None

    def _names_ad(self, text: str, links: Sequence[Span]) -> bool:
        """Tell whether an earning link's own name says that it is paid for, where a label of it is clear."""
        plain = self._plain_names if links else None
        return plain is not None and any(plain.search(text, *link) for link in links)

    def _says_ad_first(self, text: str, span: Span, links: Sequence[Span]) -> bool:
        """Tell whether the sentence opens with a label of advertising: "Ad: contains affiliate links"."""
        if not links or self._ad_label is None:
            return False
        label = self._ad_label.search(text[span.start : span.end])
        if label is None:
            return False
        behind = text[span.start + label.end() : links[0].start]
        return _CLAUSE_BREAK.match(behind.lstrip()) is not None or len(behind.split()) <= _LABEL_REACH

    def _denied(self, text: str, span: Span, roles: Roles) -> bool:
        said = text[span.start : span.end]
        deny, harmless = self._pattern_for("deny", said), self._pattern_for("harmless-denial", said)
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
