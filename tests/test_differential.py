"""Both readers beside html5lib and html.parser, on our own pages; `differential.py` takes any folder."""

from __future__ import annotations

from pathlib import Path

import pytest

import differential
from differential import Difference, compare, unexplained
from disclosure_check.reading.decoding import decode

HERE = Path(__file__).parent
PAGES = sorted([*(HERE / "cases").rglob("*.html"), *(HERE.parent / "examples").rglob("*.html")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_readers_agree_with_other_parsers(page: Path) -> None:
    assert unexplained(compare(decode(page.read_bytes()).text)) == []


def test_only_the_fallback_reader_keeps_a_misnested_link_in_one() -> None:
    text = (HERE / "cases" / "reading" / "misnested.html").read_text("utf-8")
    assert [difference[:2] for difference in compare(text)] == [("lxml", "clones")]


@pytest.mark.parametrize(
    ("reader", "kind"), [("turbohtml", "links"), ("turbohtml", "clones"), ("lxml", "links"), ("lxml", "places")]
)
def test_a_lost_link_is_explained_by_nothing(reader: str, kind: str) -> None:
    lost = Difference(reader, kind, "")
    assert unexplained([lost]) == [lost]


def test_a_link_one_reader_drops_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(differential.READERS, "lxml", lambda text: differential.LxmlTree(text.replace("<a", "<b", 1)))
    kinds = [difference[:2] for difference in compare("<p><a href=/1>x</a>\n<a href=/2>y</a>")]
    assert kinds == [("lxml", "links"), ("lxml", "places")]


def test_the_script_takes_any_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text("<p><a href=/1>x</a>")
    assert differential.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 pages\n"
