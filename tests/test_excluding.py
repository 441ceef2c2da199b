"""Pages that the configuration or an ignore file leaves out, however they were named; lists of files and settings."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.config import Configurations, from_table

PAGES = ["a.html", "archive/b.html", "archive/keep/c.html", "blog/d.html", "blog/d.part.html", "x/archive/e.html"]
CONFIG = "disclosure-check.toml"
IGNORE = ".disclosure-check-ignore"


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(["check", "--list-files", *arguments])
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("files", "left_out"),
    [
        ({}, ""),
        ({CONFIG: "near-words = 3"}, ""),
        ({IGNORE: "# nothing\n\n"}, ""),
        ({IGNORE: "*.html", "blog/" + IGNORE: "!*.html", "archive/" + IGNORE: "!*"}, "a.html x/archive/e.html"),
        ({CONFIG: 'exclude = ["archive/"]'}, "archive/b.html archive/keep/c.html x/archive/e.html"),
        ({CONFIG: 'exclude = ["/archive/"]'}, "archive/b.html archive/keep/c.html"),
        ({CONFIG: 'exclude = ["archive/**", "!archive/keep/**"]'}, "archive/b.html"),
        ({CONFIG: 'exclude = ["*.part.html"]'}, "blog/d.part.html"),
        ({CONFIG: 'include = ["blog/", "a.html"]'}, "archive/b.html archive/keep/c.html x/archive/e.html"),
        ({CONFIG: 'include = ["blog/"]\nexclude = ["*.part.html"]'}, " ".join(set(PAGES) - {"blog/d.html"})),
        ({"blog/" + CONFIG: 'exclude = ["*.html"]'}, "blog/d.html blog/d.part.html"),
        ({CONFIG: 'exclude = ["blog/"]', "blog/" + CONFIG: "near-words = 3"}, ""),
        ({IGNORE: "archive/"}, "archive/b.html archive/keep/c.html x/archive/e.html"),
        ({IGNORE: "archive/\n!archive/keep/c.html"}, "archive/b.html archive/keep/c.html x/archive/e.html"),
        ({IGNORE: "archive/", "archive/" + IGNORE: "!b.html"}, "archive/b.html archive/keep/c.html x/archive/e.html"),
        ({"archive/" + IGNORE: "/b.html"}, "archive/b.html"),
        ({"archive/" + IGNORE: "keep"}, "archive/keep/c.html"),
        ({IGNORE: "blog/", CONFIG: 'exclude = ["a.html"]'}, "a.html blog/d.html blog/d.part.html"),
    ],
)
def test_a_page_is_left_out_whether_found_or_named(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], files: dict[str, str], left_out: str
) -> None:
    tree({**dict.fromkeys(PAGES, ""), **files})
    expected = [page for page in PAGES if page not in left_out.split()]
    assert sorted(listed(capsys, ".")) == sorted(expected)
    assert listed(capsys, *PAGES) == expected
    for page in PAGES:
        assert listed(capsys, "--stdin-filename", page, "-") == [page] * (page in expected)
        assert listed(capsys, str(Path(page).absolute())) == [str(Path(page).absolute())] * (page in expected)


def test_an_ignore_file_above_the_checked_folder_holds(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({IGNORE: "public/drafts/", "public/drafts/a.html": "", "public/b.html": ""})
    assert listed(capsys, "public") == ["public/b.html"]
    assert listed(capsys, "public/drafts") == []


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ("a.html", 0, []),
        (".", 0, []),
        ("--quiet old/b.html", 0, []),
        ("a.html old/b.html", 0, ["excluded by disclosure-check.toml (exclude): old/b.html"]),
        (
            "old/b.html old/c.html",
            0,
            [
                "excluded by disclosure-check.toml (exclude): old/b.html, old/c.html",
                "no page was checked: all that were named are excluded",
            ],
        ),
        (
            "draft.html",
            0,
            [
                "excluded by .disclosure-check-ignore: draft.html",
                "no page was checked: all that were named are excluded",
            ],
        ),
        ("--allow-empty draft.html", 0, ["excluded by .disclosure-check-ignore: draft.html"]),
        (
            "--stdin-filename old/new.html -",
            0,
            [
                "excluded by disclosure-check.toml (exclude): old/new.html",
                "no page was checked: all that were named are excluded",
            ],
        ),
        (
            "old",
            2,
            ["no page was checked: none found in old; disclosure-check.toml (exclude) excludes 7 pages"],
        ),
        ("--allow-empty old", 0, []),
        (
            "old/*.html",
            0,
            [
                (
                    "excluded by disclosure-check.toml (exclude): old/b.html, old/c.html, old/d.html, old/e.html, "
                    "old/f.html and 2 more"
                ),
                "no page was checked: all that were named are excluded",
            ],
        ),
        (
            "empty draft.html",
            2,
            [
                "excluded by .disclosure-check-ignore: draft.html",
                "no page was checked: none found in empty, draft.html; .disclosure-check-ignore excludes 1 page",
            ],
        ),
        (
            "gone.html draft.html",
            2,
            [
                "no such file or folder: gone.html",
                "excluded by .disclosure-check-ignore: draft.html",
                "no page was checked: all that were named are excluded",
            ],
        ),
    ],
)
@pytest.mark.parametrize("listing", [[], ["--list-files"]])
def test_a_named_page_that_is_left_out_is_told_and_no_failure(
    tree: WriteTree,
    capsys: pytest.CaptureFixture[str],
    arguments: str,
    status: int,
    told: list[str],
    listing: list[str],
) -> None:
    files = dict.fromkeys(["a.html", "draft.html", "empty/x.txt", *(f"old/{name}.html" for name in "bcdefgh")], "<p>x")
    tree({CONFIG: 'exclude = ["old/"]', IGNORE: "draft.html", **files})
    assert main(["check", *listing, *arguments.split()]) == status
    assert capsys.readouterr().err.splitlines() == [f"disclosure-check: {line}" for line in told]


def test_inventory_leaves_out_what_check_does(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({IGNORE: "a.html", "a.html": "<p>x"})
    assert main(["inventory", "a.html"]) == 0
    assert "excluded by .disclosure-check-ignore: a.html" in capsys.readouterr().err


def test_inspect_shows_an_excluded_page_and_says_so(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({IGNORE: "a.html", "a.html": "<p>x"})
    assert main(["inspect", "a.html"]) == 0
    out, err = capsys.readouterr()
    assert out
    assert err == ("disclosure-check: `check` leaves this page out: excluded by .disclosure-check-ignore\n")


WHOLE = """
extends = ["de"]
near-words = 40
own-domains = ["blog.example"]
content = 'div[data-x="\\u00fc"]'
exclude = ["old/"]
[checks.disclosure-far]
level = "info"
words = 800
[checks]
disclosure-late = "warning"
[partners]
hosts = ["shop.example"]
[[overrides]]
paths = ["en/"]
extends = ["us-ftc"]
[[overrides]]
paths = ["*.html"]
page-kind = "listing"
checks.disclosure-far.words = 900
"""


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["check", "--show-config", *arguments]) == 0
    return capsys.readouterr().out


def test_the_settings_of_a_page_are_shown_with_their_origin(
    tree: WriteTree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree({CONFIG: WHOLE})
    lines = shown(capsys, "--fail-level", "info", "en/a.html").splitlines()
    assert lines[0] == "# settings of en/a.html"
    for line in [
        'extends = ["us-ftc"]  # disclosure-check.toml, overrides[0]',
        'page-kind = "listing"  # disclosure-check.toml, overrides[1]',
        "near-words = 40  # disclosure-check.toml",
        "theme-notice = false  # default",
        'fail-level = "info"  # command line',
        "words = 900  # disclosure-check.toml, overrides[1]",
        'level = "info"  # disclosure-check.toml',
        'hosts = ["shop.example"]  # disclosure-check.toml',
        "paths = []  # default",
        '# disclosure-far = "info" (us-ftc)',
        '# disclosure-late = "warning" (base, us-ftc)',
    ]:
        assert line in lines


@pytest.mark.parametrize("page", ["a.html", "en/a.html", "a.htm", "old/a.htm"])
def test_what_is_shown_is_a_configuration_that_says_the_same(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    tree({CONFIG: WHOLE})
    again = from_table(tomllib.loads(shown(capsys, page)), Path("again.toml"))
    assert again == Configurations().for_page(page)


def test_an_excluded_page_is_shown_as_such(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({CONFIG: WHOLE})
    assert shown(capsys, "old/a.html").splitlines()[1] == (
        "# it is not checked: excluded by disclosure-check.toml (exclude)"
    )


def test_without_a_configuration_all_is_default(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({})
    told = [line for line in shown(capsys, "a.html").splitlines() if "  # " in line]
    assert len(told) > 10
    assert all(line.endswith("  # default") for line in told)


def test_settings_are_of_one_page(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({})
    assert main(["check", "--show-config", "a.html", "b.html"]) == 2
    assert capsys.readouterr().err == "disclosure-check: --show-config: name one page\n"


def test_json_is_whole_where_all_is_excluded(tree: WriteTree, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    tree({IGNORE: "*", "a.html": ""})
    assert main(["check", "--output-format", "json", "a.html"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["summary"]["pages"] == 0
