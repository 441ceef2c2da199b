from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from disclosure_check.detection.grammar import ANCHORS
from disclosure_check.patterns import Sieve, compile_pattern
from disclosure_check.rulebook.book import load_rulebook

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
    assert Sieve({"one": [pattern]}).passing(text) == {"one"}


def test_a_sieve_holds_back_what_has_none_of_the_words() -> None:
    sieve = Sieve({"link": [r"{b}links?{e}"], "earn": [r"(?:[\p{L}]+ )?provision", "prämie"], "none": []})
    assert sieve.passing("Ein Satz über Brot.") == frozenset()
    assert sieve.passing("Ein Satz über Prämien.") == {"earn"}


def test_a_sieve_knows_nothing_of_a_pattern_that_looks_around() -> None:
    sieve = Sieve({"link": ["links?"], "other": ["(?<!kein )geld"]})
    assert sieve.passing("Ein Satz über Brot.") == {"other"}


def test_a_sieve_lets_all_through_without_re2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    assert Sieve({"link": ["links?"], "none": []}).passing("Ein Satz über Brot.") == {"link"}
