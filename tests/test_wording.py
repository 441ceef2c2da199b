"""Sentences of our own in every language, each on a page with a partner link; decoys come first."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from disclosure_check import check
from disclosure_check.detection import grammar
from disclosure_check.detection.grammar import ANCHORS, Grammar
from disclosure_check.detection.sentences import sentences
from disclosure_check.model import Disclosure, Span
from disclosure_check.patterns import compile_pattern
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.wording import Wording
from disclosure_check.scanning import Stems

CASES = Path(__file__).parent / "cases" / "wording"
BOOK = load_rulebook()
WORDINGS = {wording.language: wording for wording in BOOK.wordings}
LANGUAGES = sorted(file.stem for file in CASES.glob("*.toml"))
LINK = '<p>Model 3: <a href="https://www.amazon.com/dp/B000000000?tag=example-20">Model 3</a></p>'
PAGE = '<!doctype html><html lang="{}"><title>Model 3</title><body><main><article><h1>Model 3</h1>{}</article></main>'


def cases(language: str) -> list[dict[str, Any]]:
    read: dict[str, list[dict[str, Any]]] = tomllib.loads((CASES / f"{language}.toml").read_text(encoding="utf-8"))
    return read["case"]


def ids(language: str) -> list[Any]:
    return [
        pytest.param(language, case, id=f"{language}-{number}-{case['expect']}", marks=_marks(case))
        for number, case in enumerate(cases(language), 1)
    ]


def _marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason="known", strict=True)] if case.get("todo") else []


def disclosures(language: str, case: dict[str, Any]) -> tuple[Disclosure, ...]:
    content = case.get("html") or f"<p>{case['text']}</p>{LINK}"
    judgement = check(PAGE.format(language, content)).judgement
    assert judgement is not None and judgement.partner_links
    return judgement.disclosures


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_of_patterns_finds_what_all_of_them_find(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for few in (0, 10**9):  # choices before all are compiled
        monkeypatch.setattr(grammar, "_FEW", few)
        asked = Grammar(WORDINGS[language])
        texts = [case["text"] for case in cases(language) if "text" in case]
        found.append([asked._roles(text, Span(0, len(text))) for text in texts])
    assert found[0] == found[1]
    assert any(found[0])


@pytest.mark.parametrize(("language", "case"), list(itertools.chain(*map(ids, LANGUAGES))))
def test_what_a_text_says(language: str, case: dict[str, Any]) -> None:
    found = disclosures(language, case)
    if case["expect"] == "none":
        assert [(each.text, each.why) for each in found] == []
        return
    assert [each.kind.value for each in found] == [case["expect"]]
    if "strength" in case:
        assert found[0].strength.label == case["strength"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("", "I det här inlägget hittar du flera affiliatelänkar till butiker som vi tycker om.", ["weak"]),
        ("", "Vi får provision, når du handler via vores links.", ["clear"]),
        ("sv", "Affiliate links: we earn a commission when you buy.", ["clear"]),
        ("da", "This post contains affiliate links, at no extra cost to you.", ["weak"]),
        ("", "Dieser Beitrag kommt ganz ohne Affiliate-Links aus.", []),
        ("", "Wat is een affiliatelink?", []),
        ("nb-NO", "None of the links below are affiliate links.", []),
    ],
)
def test_a_sentence_in_another_language_than_the_page_states(language: str, text: str, expected: list[str]) -> None:
    found = disclosures(language, {"text": text})
    assert [each.strength.label for each in found] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stem_stands_in_every_sentence_that_a_pattern_finds(language: str) -> None:
    """A sentence without a stem is never read: a pattern without one is dead."""
    wording = WORDINGS[language]
    stems = Stems({language: (*wording.gate, *wording.stems)})
    for text, pattern in itertools.product(_sentences(language), _patterns(wording)):
        assert not compile_pattern(pattern, language).search(text) or stems.any_in(text), (pattern, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stems_find_the_same_with_and_without_re2(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {language: (*WORDINGS[language].gate, *WORDINGS[language].stems)}
    fast = Stems(words)
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    plain = Stems(words)
    for text in _sentences(language):
        assert fast.places(text) == plain.places(text) and fast.any_in(text) == plain.any_in(text), text


def _sentences(language: str) -> list[str]:
    texts = [case["text"] for case in cases(language) if "text" in case]
    return [text[span.start : span.end] for text in texts for span in sentences(text, 0, len(text))]


def _patterns(wording: Wording) -> list[str]:
    anchors = [pattern for part in ANCHORS for pattern in wording.parts.get(part, ())]  # type: ignore[call-overload]
    return anchors + [statement.pattern for statement in wording.statements]


@pytest.mark.parametrize("wording", BOOK.wordings, ids=lambda wording: wording.language)
def test_a_statement_is_its_programmes_and_right_in_its_own_words(wording: Wording) -> None:
    programmes = {programme.name for programme in BOOK.partners.programmes}
    for statement in wording.statements:
        assert statement.programme in programmes
        assert bool(statement.right) == bool(statement.says)
        for pattern in (statement.pattern, statement.right) if statement.right else ():
            assert compile_pattern(pattern, "statement").search(statement.says)
