"""A user's rule files add to ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from disclosure_check import Settings, check

PAGE = (
    '<html lang="de"><main><article><h1>Test</h1><p>{}</p><p><a href="https://www.amazon.de/dp/B0?tag=x-21">M1</a></p>'
)
OWN = """
language = "de"
source = "our own style guide"
reviewed = 2026-11-22
gate = ["taler"]
stems = []
[parts]
earn = ['''{b}taler{e}''']
"""


def test_a_wording_file_for_a_shipped_language_adds_to_it(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    settings = Settings(rules=(str(tmp_path / "own.toml"),))
    ours, own = "Kaufst du über die Links, erhalten wir eine Provision.", "Für Käufe über die Links bekommen wir Taler."
    assert check(PAGE.format(ours), config=settings).verdict == "before"
    assert check(PAGE.format(own), config=settings).verdict == "before"
    assert check(PAGE.format(own)).verdict == "missing"


def test_a_wording_file_for_another_tag_of_a_language_adds_to_it(tmp_path: Path) -> None:
    own = OWN.replace('"de"', '"nb"').replace("taler", "daler")
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    settings = Settings(rules=(str(tmp_path / "own.toml"),))
    page = PAGE.replace('"de"', '"no"')
    for text in ("Kjøper du via lenkene, får vi en provisjon.", "Kjøper du via lenkene, får vi daler."):
        assert check(page.format(text), config=settings).verdict == "before"


OWN_LABELS = """
[[label]]
strength = "clear"
words = ["*", "Grußwerbung", "[W+]", "w$", "ks"]
"""
CARD = '<html lang="de"><main><ul>{}</ul></main></html>'
ENTRY = '<li><a href="https://www.amazon.de/dp/B0?tag=x-21">{}</a>'


@pytest.mark.parametrize("engine", ["with re2", "without re2"])
@pytest.mark.parametrize(
    ("label", "is_known"),
    [("GRUSSWERBUNG", True), ("(w+)", True), ("W$", True), ("k\u017f", True), ("***", False), ("Wort", False)],
)
def test_words_of_every_kind_may_be_labels(
    label: str, is_known: bool, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine == "without re2":
        monkeypatch.setitem(sys.modules, "re2", None)
    (tmp_path / "own.toml").write_text(OWN + OWN_LABELS, encoding="utf-8")
    page = CARD.format(ENTRY.format(f"<span>{label}</span>Buch"))
    judgement = check(page, config=Settings(rules=(str(tmp_path / "own.toml"),))).judgement
    assert judgement is not None
    assert [each.text for each in judgement.disclosures] == [label] * is_known


def test_findings_without_columns_are_put_in_order() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><div id="root"></div>{}<script></script></body></html>'
    notice = '<p lang="de">Dieser Artikel enthält Affiliate-Links.</p>'
    result = check(page.format(notice), name="shell.xhtml")
    assert [finding.check for finding in result.findings] == ["disclosure-unneeded", "disclosure-undecided"]


def test_a_content_selector_that_matches_nothing_is_told() -> None:
    result = check(PAGE.format("Text"), config=Settings(content="#gone"))
    assert result.notes == ("the content selector '#gone' matched nothing",)
    assert check(PAGE.format("Text"), config=Settings(content="article")).notes == ()


def test_a_selector_that_only_the_other_reader_knows_makes_the_page_unreadable() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text</p></body></html>'
    result = check(page, name="page.xhtml", config=Settings(content="p:nth-child(1 of p)"))
    assert result.error is not None and "does not know the selector" in result.error.message
