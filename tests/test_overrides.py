"""Settings by path: which overrides hold for a page, what comes of several, and which hold for none."""

from __future__ import annotations

import json

import pytest

import disclosure_check
from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.config import Configurations
from disclosure_check.globs import anchor_of
from disclosure_check.settings import CheckSettings, Settings

OVERRIDES = """
extends = ["de"]
content = "main"
[checks.disclosure-far]
level = "info"
words = 800

[[overrides]]
paths = ["public/en/**", "!public/en/shop/**"]
extends = ["us-ftc"]
near-words = 20
checks.disclosure-vague = "error"

[[overrides]]
paths = ["*.amp.html"]
near-words = 10
theme-notice = true
checks.disclosure-far.words = 900

[[overrides]]
paths = ["listen/"]
page-kind = "listing"
content = ".liste"
"""
FAR = CheckSettings(level="info", options={"words": 800})
PLAIN = Settings(extends=("de",), content="main", checks={"disclosure-far": FAR})
ENGLISH = {"disclosure-far": FAR, "disclosure-vague": CheckSettings(level="error")}
FARTHER = CheckSettings(level="info", options={"words": 900})


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a.html", PLAIN),
        ("en/a.html", PLAIN),
        ("public/en/shop/a.html", PLAIN),
        ("public/de/a.html", PLAIN),
        ("../public/en/a.html", PLAIN),
        (
            "public/en/a.html",
            Settings(extends=("us-ftc",), content="main", near_words=20, checks=ENGLISH),
        ),
        (
            "./public/../public/en/deep/a.html",
            Settings(extends=("us-ftc",), content="main", near_words=20, checks=ENGLISH),
        ),
        (
            "x/a.amp.html",
            Settings(
                extends=("de",), content="main", near_words=10, theme_notice=True, checks={"disclosure-far": FARTHER}
            ),
        ),
        (
            "public/en/a.amp.html",
            Settings(
                extends=("us-ftc",),
                content="main",
                near_words=10,
                theme_notice=True,
                checks=ENGLISH | {"disclosure-far": FARTHER},
            ),
        ),
        (
            "blog/listen/2026/a.html",
            Settings(extends=("de",), content=".liste", page_kind="listing", checks={"disclosure-far": FAR}),
        ),
    ],
)
def test_what_holds_for_a_page(tree: WriteTree, page: str, expected: Settings) -> None:
    tree({"disclosure-check.toml": OVERRIDES})
    assert Configurations("disclosure-check.toml").for_page(page) == expected


def test_paths_start_at_the_configurations_folder(tree: WriteTree) -> None:
    text = '[[overrides]]\npaths = ["en/**"]\nnear-words = 1'
    tree({"site/disclosure-check.toml": text, "shared/pyproject.toml": text.replace("[[", "[[tool.disclosure-check.")})
    configurations = Configurations()
    asked = ["site/en/a.html", "site/de/en/a.html", "shared/en/a.html", "en/a.html"]
    assert [configurations.for_page(page).near_words for page in asked] == [1, 40, 1, 40]


def test_equal_settings_are_one_object(tree: WriteTree) -> None:
    tree(
        {
            "disclosure-check.toml": '[[overrides]]\npaths = ["a/"]\nnear-words = 1\n[[overrides]]\npaths = ["b/"]\n'
            'near-words = 1\n[[overrides]]\npaths = ["c/"]\nnear-words = 40',
            "d/disclosure-check.toml": "near-words = 1",
        }
    )
    configurations = Configurations(changes={"fail_level": "info"})
    settings = [configurations.for_page(f"{folder}/x.html") for folder in "aabcde"]
    assert len({id(each) for each in settings}) == 2
    assert [each.near_words for each in settings] == [1, 1, 1, 40, 1, 40]
    assert {each.fail_level for each in settings} == {"info"}


PAGE = '<main><p>Kopf</p><p><a href="https://www.amazon.de/dp/B000000000?tag=beispiel-21">Buch</a></p></main>'
TWO_COUNTRIES = 'extends = ["de"]\n[[overrides]]\npaths = ["public/en/**"]\nextends = ["us-ftc"]\n'


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_asks_each_page_its_own_policies(
    tree: WriteTree, capsysbinary: pytest.CaptureFixture[bytes], jobs: str
) -> None:
    pages = {f"public/{language}/{number}.html": PAGE for language in ("de", "en") for number in range(9)}
    tree({"disclosure-check.toml": TWO_COUNTRIES, **pages})
    assert main(["check", "--output-format", "json", "--jobs", jobs, "public"]) == 1
    for page in json.loads(capsysbinary.readouterr().out)["pages"]:
        asked = {each["policy"] for finding in page["findings"] for each in finding["asked_by"]}
        assert asked == ({"base", "us-ftc"} if "/en/" in page["path"] else {"base", "eu", "de"})


def test_a_page_on_standard_input_stands_where_its_name_says(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree({"disclosure-check.toml": TWO_COUNTRIES, "page": PAGE})
    for name, policies in (("public/en/x.html", "us-ftc"), ("x.html", "de")):
        with open("page") as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            main(["check", "--stdin-filename", name, "-"])
        assert f"under policy {policies};" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "policies"), [("public/en/x.html", {"base", "us-ftc"}), ("x.html", {"base", "eu", "de"})]
)
def test_python_asks_by_the_name(tree: WriteTree, name: str, policies: set[str]) -> None:
    top = tree({"disclosure-check.toml": TWO_COUNTRIES})
    table = {"extends": ["de"], "overrides": [{"paths": ["public/en/**"], "extends": ["us-ftc"]}]}
    settings = disclosure_check.load("disclosure-check.toml")
    for config in (top / "disclosure-check.toml", "disclosure-check.toml", table, settings):
        (found,) = disclosure_check.check(PAGE, name=name, config=config).findings
        assert {each.policy for each in found.asked_by} == policies


def test_a_page_without_a_name_stands_nowhere(tree: WriteTree) -> None:
    tree({})
    table = {"overrides": [{"paths": ["*"], "checks": {"disclosure-missing": "off"}}]}
    (found,) = disclosure_check.check(PAGE, config=table).findings
    assert found.level.label == "error"


@pytest.mark.parametrize(
    ("glob", "anchor"),
    [
        ("en", ""),
        ("en/", ""),
        ("*.html", ""),
        ("**/en/", ""),
        ("/en", "en"),
        ("/en/", "en"),
        ("public/en", "public/en"),
        ("public/en/**", "public/en"),
        ("public/*/a/b", "public"),
        (r"a/\[b]/c", "a"),
    ],
)
def test_below_which_folder_a_glob_can_match(glob: str, anchor: str) -> None:
    assert anchor_of(glob) == anchor


UNUSED = "no page matches the override's paths {}; mend them, or remove the override"
MISPLACED = '"en/**" (they start at the file\'s folder: did you mean "**/en/**"?)'


@pytest.mark.parametrize(
    ("arguments", "globs", "told"),
    [
        (".", '"public/de/"', None),
        (".", '"*.html"', None),
        (".", '"public/fr/", "public/de/"', None),
        ("public/de", '"public/fr/"', None),
        ("public/de", '"fr/"', None),
        ("public", '"fr/"', None),
        ("public", '"drafts/**"', None),
        ("public/de/a.html", '"public/fr/**"', None),
        (".", '"public/fr/"', '"public/fr/"'),
        (".", '"fr/"', '"fr/"'),
        (".", '"fr/", "public/it/**"', '"fr/", "public/it/**"'),
        (".", '"public/de/", "!*.html"', '"public/de/"'),
        ("public", '"public/fr/**"', '"public/fr/**"'),
        ("public/de public/fr", '"public/fr/**"', '"public/fr/**"'),
        ("public", '"en/**"', MISPLACED),
        ("public/en", '"en/**"', MISPLACED),
    ],
)
def test_an_override_for_no_page_is_told_where_all_it_could_match_was_searched(
    tree: WriteTree, capsysbinary: pytest.CaptureFixture[bytes], arguments: str, globs: str, told: str | None
) -> None:
    tree(
        {
            **dict.fromkeys(["public/de/a.html", "public/en/a.html", "public/fr/x.txt", "drafts/x.txt"], ""),
            "disclosure-check.toml": f"near-words = 9\n\n[[overrides]]\npaths = [{globs}]\n",
        }
    )
    assert main(["check", "--output-format", "json", *arguments.split()]) == 0
    report = json.loads(capsysbinary.readouterr().out)
    found = [
        (each["path"], finding["check"], finding["level"], finding["line"], finding["column"], finding["message"])
        for each in report["configuration"]
        for finding in each["findings"]
    ]
    expected = ("disclosure-check.toml", "unused-override", "warning", 3, 1)
    assert found == ([(*expected, UNUSED.format(told))] if told else [])
    assert report["summary"]["findings"]["warning"] == len(found)
    assert all(page["path"].endswith(".html") for page in report["pages"])


@pytest.mark.parametrize(
    ("level", "status", "said"),
    [
        ("", 0, "\ndisclosure-check.toml:1:1 warning no page matches the override's paths"),
        ('[checks]\nunused-override = "error"', 1, "\ndisclosure-check.toml:1:1 error no page matches"),
        ('[checks]\nunused-override = "off"', 0, "\nno findings under policy base (1 finding of checks that are off)"),
        ('fail-level = "warning"', 1, "\n1 warning under policy base"),
    ],
)
def test_its_level_is_the_configurations(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], level: str, status: int, said: str
) -> None:
    tree({"disclosure-check.toml": f'overrides = [{{paths = ["fr/"]}}]\n{level}', "a.html": "<p>x"})
    assert main(["check", "."]) == status
    assert said in "\n" + capsys.readouterr().out


def test_only_configurations_of_the_run_are_told(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    text = '[[overrides]]\npaths = ["fr/"]\n'
    pages = dict.fromkeys(["a/x.html", "b/x.html"], "<p>x")
    tree(
        {"a/disclosure-check.toml": text, "b/disclosure-check.toml": text * 2, "c/disclosure-check.toml": text, **pages}
    )
    assert main(["check", "."]) == 0
    shown = [line.partition(" ")[0] for line in capsys.readouterr().out.splitlines() if "unused-override" in line]
    assert shown == ["a/disclosure-check.toml:1:1", "b/disclosure-check.toml:1:1", "b/disclosure-check.toml:3:1"]


def test_it_is_told_in_the_configurations_language(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({"disclosure-check.toml": 'language = "de"\n[[overrides]]\npaths = ["en/**"]\n', "public/en/a.html": "<p>x"})
    assert main(["check", "public"]) == 0
    assert capsys.readouterr().out.startswith(
        'disclosure-check.toml:2:1 warning keine Seite passt auf die Pfade "en/**" (sie beginnen im Ordner der Datei:'
        ' gemeint vielleicht "**/en/**"?) der Ausnahme; sie berichtigen oder die Ausnahme entfernen [unused-override: '
    )
