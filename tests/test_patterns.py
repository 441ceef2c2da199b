from __future__ import annotations

import pickle
import re
import tomllib
from copy import copy
from pathlib import Path

import pytest

from disclosure_check.detection.grammar import ANCHORS
from disclosure_check.detection.short_words import lines_of_words
from disclosure_check.late import late
from disclosure_check.patterns import Sieve, compile_pattern
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.scanning import Words

CASES = Path(__file__).parent / "cases" / "wording"
TEXTS = [
    case.get("text") or case["html"]
    for file in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
PATTERNS = sorted({
    pattern for wording in load_rulebook().wordings for part in ANCHORS for pattern in wording.parts.get(part, ())
})  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_sieve_lets_through_all_that_a_shipped_pattern_matches(pattern: str) -> None:
    sieve, exact = Sieve({"one": [pattern]}), compile_pattern(pattern, "shipped")
    assert [text for text in TEXTS if exact.search(text) and not sieve.passing(text)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"{b}links?{e}", "Über LINKS:"),
        (r"(?:[\p{L}*()\[\]-]+ ){1,3}links", "die [übrigen]* Links"),
        (r"\(?\[?[\p{L}]+\]", "([ß]"),
        (r"\[\p{L}\]", "[é]"),
        (r"(?<!kein )link", "ein Link"),
    ],
)
def test_a_sieve_may_be_loose_but_loses_nothing(pattern: str, text: str) -> None:
    assert compile_pattern(pattern, "own").search(text)
    assert Sieve({"one": [pattern]}).passing(text) == {"one": (pattern,)}


def test_a_sieve_holds_back_what_has_none_of_the_words() -> None:
    sieve = Sieve({"link": [r"{b}links?{e}"], "earn": [r"(?:[\p{L}]+ )?provision", "prämie"], "none": []})
    assert sieve.passing("Ein Satz über Brot.") == {}
    assert sieve.passing("Ein Satz über Prämien.") == {"earn": ("prämie",)}
    assert sieve.passing("Links zu Prämien bringen Provision.") == {
        "link": (r"{b}links?{e}",), "earn": (r"(?:[\p{L}]+ )?provision", "prämie"),
    }  # fmt: skip


def test_a_sieve_knows_nothing_of_a_pattern_that_looks_around() -> None:
    sieve = Sieve({"link": ["links?"], "other": ["(?<!kein )geld"]})
    assert sieve.passing("Ein Satz über Brot.") == {"other": ("(?<!kein )geld",)}


def test_a_sieve_lets_all_through_without_re2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    assert Sieve({"link": ["links?"], "none": []}).passing("Ein Satz über Brot.") == {"link": ("links?",)}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nWERBUNG\nb\nwerbung und werbung", [1, 3]),
        ("Straße\nspaß", [0]),
        ("ST\u017fe", []),
        ("\ufb01nanziert\n\n\u017fpon\u017for", [0, 2]),
        ("Brot", []),
    ],
)
def test_words_are_found_in_lines_whatever_their_case(text: str, lines: list[int]) -> None:
    assert list(Words(["werbung", "strasse", "finanziert", "sponsor"]).lines(text.encode())) == lines


def test_without_re2_a_word_may_stand_in_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    assert list(Words(["werbung"]).lines(b"a\n\nWerbung")) == [0, 1, 2]
    assert list(Words(["werbung"]).lines(b"")) == []


def test_every_letter_that_folds_to_a_label_s_letter_is_found() -> None:
    """Labels are compared case-folded: what RE2 overlooked would be no label."""
    folds: dict[str, list[str]] = {}
    for each in map(chr, range(0x2E80)):
        folds.setdefault(each.casefold(), []).append(each)
    letters = {letter for wording in load_rulebook().wordings for label in wording.labels for word in label.words
               for letter in word.casefold()}  # fmt: skip
    for letter in letters:
        words = Words([letter])
        assert [each for each in folds.get(letter, ()) if not list(words.lines(each.encode()))] == []


@pytest.mark.parametrize(
    ("text", "edges", "lines"),
    [
        ("read\nan Ad here\n(ad)\nadd", (), [1, 2]),
        ("größe\nAd", (), [1]),
        ("TechAdBest", (4, 6), [0]),
        ("TechAdBest", (4,), []),
        ("größeAd", (5,), [0]),
    ],
)
def test_a_short_word_must_stand_by_itself(text: str, edges: tuple[int, ...], lines: list[int]) -> None:
    assert list(lines_of_words(text.encode(), ["ad"], edges)) == lines


def test_a_late_pattern_is_a_pattern() -> None:
    letter = late("[ab]+", re.I)
    for each in (letter, copy(letter), pickle.loads(pickle.dumps(letter))):
        assert [match[0] for match in each.finditer("xAbx b")] == ["Ab", "b"]
        assert each.sub("-", "xAbx b") == "x-x -"
    with pytest.raises(AttributeError):
        letter.unheard_of  # type: ignore[attr-defined]  # noqa: B018
