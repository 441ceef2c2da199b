"""From a built page to its source, and what the page says of itself; both read only where somebody needs them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import WriteTree
from disclosure_check.checker import Checker
from disclosure_check.cli import main
from disclosure_check.config import load
from disclosure_check.errors import RuleError
from disclosure_check.origins import OUTSIDE
from disclosure_check.results import Extras, Metadata, PageResult
from disclosure_check.settings import PathMap, Settings
from disclosure_check.sources import Place, Source, read

CASES = Path(__file__).parent / "cases"
SOURCES = sorted((CASES / "sources").glob("*.toml"))
PAGES = sorted((CASES / "metadata").glob("*.html"))
LINK = '<p><a href="https://www.amazon.de/dp/B000000000?tag=beispiel-21">Buch</a></p>'


def head(meta: str | None) -> str:
    return "" if meta is None else f'<meta name="disclosure-check:source" content="{meta}">'


def checked(place: Place, **settings: Any) -> PageResult:
    return Checker(Settings(**settings)).check(read(place, 1 << 20))


@pytest.mark.parametrize("reader", ["turbohtml", "lxml"])
@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_a_built_page_has_its_source(tree: WriteTree, file: Path, reader: str) -> None:
    case = tomllib.loads(file.read_text(encoding="utf-8"))
    page = f"<!doctype html><title>x</title>{head(case.get('meta'))}{LINK}"
    tree({case["page"]: page} | dict.fromkeys(case["files"], "x"))
    maps = tuple(PathMap(from_=each["from"], to=each["to"]) for each in case.get("path-map", ()))
    result = checked(Place(case["page"], case["page"]), path_map=maps, reader=reader)
    assert result.source_path == case["source"]
    assert (OUTSIDE in result.notes) is case.get("refused", False)


def test_a_page_that_cannot_be_read_has_its_source(tree: WriteTree) -> None:
    tree({"public/x.html": LINK, "content/x.md": ""})
    result = checked(
        Place("public/x.html", "public/x.html"), max_bytes=10, path_map=(PathMap(from_="public", to="content"),)
    )
    assert (result.verdict, result.source_path) == ("not-checked", "content/x.md")


def test_the_folders_stand_relative_to_the_configuration(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({
        "site/disclosure-check.toml": 'path-map = [{from = "public", to = "content"}]',
        "site/public/x/index.html": LINK,
        "site/content/x.md": "",
    })  # fmt: skip
    assert main(["check", "--output-format", "json", "site/public"]) == 1
    page = json.loads(capsys.readouterr().out)["pages"][0]
    assert (page["path"], page["source_path"]) == ("site/public/x/index.html", "site/content/x.md")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('path-map = [{from = "public"}]', "path-map[0].to: missing"),
        ('path-map = [{from = "public", too = "content"}]', "unknown key 'path-map[0].too'; did you mean 'to'?"),
        ('path-map = [{from = "", to = "content"}]', "path-map[0]: expected two folders, from and to"),
        ('path-map = {public = "content"}', "path-map: expected a list of tables, got a table"),
    ],
)
def test_a_wrong_map_is_told(tree: WriteTree, text: str, told: str) -> None:
    tree({"disclosure-check.toml": text})
    with pytest.raises(RuleError) as error:
        load("disclosure-check.toml")
    assert str(error.value).startswith(f"disclosure-check.toml: {told}")


@pytest.mark.parametrize("reader", ["turbohtml", "lxml"])
@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_what_a_page_says_of_itself(file: Path, reader: str) -> None:
    html, _, expected = file.read_text(encoding="utf-8").partition("<!-- expect\n")
    result = Checker(Settings(reader=reader), Extras(metadata=True)).check(Source("a.html", html.encode()))
    assert result.metadata == Metadata(**tomllib.loads(expected.removesuffix("-->\n")))


def test_deep_and_large_tables_are_left_alone() -> None:
    script = '<script type="application/ld+json">{}</script>'
    deep = script.format("[" * 100_000)
    large = script.format('{"author": "Eva", "x": "' + "x" * 300_000 + '"}')
    result = Checker(Settings(), Extras(metadata=True)).check(Source("a.html", f"<p>x</p>{deep}{large}".encode()))
    assert result.metadata == Metadata()


def test_nothing_of_it_is_read_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure_check.reading.metadata.metadata_of", None)
    assert Checker(Settings()).check(Source("a.html", b"<title>x</title>")).metadata is None


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_spreadsheet_has_it(tree: WriteTree, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    tree({f"{number}.html": f"<title>T{number}</title><p>x" for number in range(3)})
    assert main(["check", "--jobs", jobs, "--output-format", "csv", "."]) == 0
    assert [line.split(",")[3] for line in capsys.readouterr().out.splitlines()] == ['"title"', '"T0"', '"T1"', '"T2"']
