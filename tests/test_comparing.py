"""Two states of a page beside each other: what is told, and what is worse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import disclosure_check
from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.comparing.changes import changes_between
from disclosure_check.comparing.facts import PageFacts, aligned, facts_of

PACKAGE = Path(disclosure_check.__file__).parent
SCHEMA = Draft202012Validator(json.loads((PACKAGE / "schemas" / "comparison.schema.json").read_text(encoding="utf-8")))

ONE = '<p>Wir mahlen mit <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M1</a>.</p>'
TWO = '<p>Oder mit <a href="https://www.amazon.de/dp/B000000002?tag=beispiel-21">M2</a>.</p>'
TOLD = "<p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>"
RETOLD = "<p>Hinweis: Kaufst du über einen der Links, erhalten wir eine Provision.</p>"
VAGUE = "<p>Dieser Artikel enthält Affiliate-Links.</p>"
FILL = f"<p>{'Gut gemahlen ist halb gebrüht. ' * 12}</p>"
GOOD = "<p>Gut.</p>"

CASES = {
    "nothing": (TOLD + ONE, TOLD + ONE, []),
    "other text": (TOLD + ONE, TOLD + ONE + FILL, []),
    "pages without links": (GOOD, FILL, []),
    "link text and campaign": (TOLD + ONE, TOLD + ONE.replace("M1", "Die M1").replace("-21", "-21&amp;utm_id=1"), []),
    "wording": (TOLD + ONE, RETOLD + ONE, ["same wording changed"]),
    "clearer wording": (VAGUE + ONE, TOLD + ONE, ["same wording changed"]),
    "notice added": (ONE, TOLD + ONE, ["same notice new", "same coverage changed: none → before (1)"]),
    "notice and links gone": (TOLD + ONE, GOOD, ["same notice lost", "same partner link gone"]),
    "covered another way": (TOLD + ONE, ONE + TOLD, ["same coverage changed: before → near (1)"]),
    "new link, covered": (TOLD + ONE, TOLD + ONE + TWO, ["same partner link new: M2, coverage before"]),
    "notice lost": (TOLD + ONE + TWO, ONE + TWO, ["worse notice lost", "worse coverage worse: before → none (2)"]),
    "notice moved behind": (TOLD + ONE + FILL, ONE + FILL + TOLD, ["worse coverage worse: before → after (1)"]),
    "less clear wording": (TOLD + ONE, VAGUE + ONE, ["worse wording less clear"]),
    "new link, uncovered": (ONE, ONE + TWO, ["worse partner link new: M2, coverage none"]),
    "the same link again": (ONE, ONE + ONE, ["worse partner link new: M1, coverage none"]),
    "unreadable": (TOLD + ONE, "\0" * 99, ["worse checked before, not now"]),
    "readable again": ("\0" * 99, ONE, ["same checked now, not before"]),
    "page new, covered": (None, TOLD + ONE, ["same page new: verdict before"]),
    "page new, uncovered": (None, ONE, ["worse page new: verdict missing"]),
    "page new, without links": (None, GOOD, []),
    "page gone": (ONE, None, ["same page gone: verdict missing"]),
}


def site(html: str | None) -> dict[str, PageFacts]:
    return {} if html is None else {"a.html": facts_of(disclosure_check.check(f"<main>{html}</main>"))}


def in_words(old: str | None, new: str | None) -> list[str]:
    words = []
    for change in changes_between(site(old), site(new)):
        what = change.what.replace("https://www.amazon.de/dp/B00000000", "M").replace("?tag=beispiel-21", "")
        told = (
            ""
            if change.kind.startswith(("notice", "wording")) or not what or "gone" in change.kind[8:]
            else f": {what}"
        )
        links = f" ({change.links})" if change.kind.startswith("coverage") else ""
        words.append(f"{'worse' if change.worse else 'same'} {change.kind}{told}{links}")
    return words


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=list(CASES))
def test_what_changed_is_told(old: str | None, new: str | None, expected: list[str]) -> None:
    assert in_words(old, new) == expected


@pytest.fixture
def builds(tree: WriteTree) -> None:
    pages = {f"post/{number}.html": TOLD + ONE for number in range(3)}
    tree({f"old/{name}": html for name, html in pages.items()} | {f"new/{name}": ONE for name in pages})


SHOWN = """\
worse  coverage worse: before → none (3 partner links, 3 pages, the first: post/0.html)
worse  notice lost: 'Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.' (3 pages, the first: \
post/0.html)
3 → 3 pages, 3 in both: 6 changes for the worse, 0 other
"""


@pytest.mark.usefixtures("builds")
def test_the_same_change_on_many_pages_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "old", "new"]) == 1
    assert capsys.readouterr().out == SHOWN
    assert main(["compare", "new", "old"]) == 0
    assert capsys.readouterr().out.startswith("same or better  coverage changed: none → before (3 partner links")


@pytest.mark.usefixtures("builds")
def test_a_report_stands_for_its_folder(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for build in ("old", "new"):
        main(["check", "--output-format", "json", build])
        Path(f"{build}.json").write_bytes(capsysbinary.readouterr().out)
    for old in ("old", "old.json"):
        for new in ("new", "new.json"):
            assert main(["compare", old, new]) == 1
            # a report's paths share a folder more than a folder's own
            assert capsysbinary.readouterr().out.decode().replace("post/", "") == SHOWN.replace("post/", "")


@pytest.mark.usefixtures("builds")
def test_programs_read_it_by_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--output-format", "json", "old", "new"]) == 1
    told = json.loads(capsys.readouterr().out)
    SCHEMA.validate(told)
    assert told["summary"] == {"pages_old": 3, "pages_new": 3, "pages_both": 3, "worse": 6, "other": 0}
    assert told["changes"][1] == {
        "path": "post/0.html", "kind": "coverage worse", "worse": True, "what": "before → none", "links": 1
    }  # fmt: skip
    assert main(["compare", "--output-format", "json", "old", "old"]) == 0
    SCHEMA.validate(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("old", "new", "shared"),
    [
        ("a.html b/c.html", "a.html b/c.html", 2),
        ("old/a.html old/b/c.html", "site/new/a.html site/new/b/c.html", 2),
        ("a.html b/c.html", "public/a.html public/d.html", 1),
        ("b/c.html", "b/c.html b/d.html", 1),
        ("a.html", "b.html", 0),
    ],
)
def test_paths_are_set_beside_each_other(old: str, new: str, shared: int) -> None:
    sites = [dict.fromkeys(paths.split(), PageFacts("missing")) for paths in (old, new)]
    ours, theirs = aligned(*sites)
    assert len(ours.keys() & theirs.keys()) == shared


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("old gone", "cannot read gone: no such file or directory"),
        ("old empty", "no page was checked: none found in empty"),
        ("old empty/a.json", "empty/a.json: not a JSON report of disclosure-check: JSON is malformed"),
        ("old empty/b.json", "empty/b.json: not a JSON report of disclosure-check: Object missing required field"),
        ("old empty/c.json", "empty/c.json: a report of version 2; this release reads 1"),
        ("old other", "old and other have no page of the same path"),
        ("--stdin-filename a.html old new", "--stdin-filename: no page is read from standard input"),
    ],
)
@pytest.mark.usefixtures("builds")
def test_what_cannot_be_compared_is_told(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], arguments: str, message: str
) -> None:
    reports = {"a.json": "x", "b.json": "{}", "c.json": '{"version":2,"pages":[]}'}
    tree({f"empty/{name}": text for name, text in reports.items()} | {"other/x.html": ONE})
    assert main(["compare", *arguments.split()]) == 2
    assert capsys.readouterr().err.startswith(f"disclosure-check: {message}")
