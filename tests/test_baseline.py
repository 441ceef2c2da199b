"""The baseline: what an edit leaves known, what its file says, and what a broken one is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import disclosure_check
from case_files import CASES
from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.results import Level, PageResult
from disclosure_check.suppressing.baseline import Baseline, Entry, Head, new_baseline

TODAY = date(2026, 11, 22)
EDITS = sorted((CASES / "fingerprints").iterdir(), key=lambda folder: (folder.name.startswith("different"), folder))

LINK = '<p><a href="https://www.amazon.de/dp/B00000000{}?tag=beispiel-21">M</a></p>\n'
ONE, TWO = LINK.format(1), LINK.format(1) + LINK.format(2)


def known(before: PageResult, file: str = "baseline.jsonl") -> Baseline:
    entries = new_baseline(file).found(before, TODAY)
    return Baseline(file, Head(1), entries)


@pytest.mark.parametrize("folder", EDITS, ids=lambda folder: folder.name)
def test_a_fingerprint_survives_edits_elsewhere(folder: Path) -> None:
    before, after = (
        disclosure_check.check((folder / f"{name}.html").read_bytes(), name="page.html", config={"extends": ["base"]})
        for name in ("before", "after")
    )
    findings = [each for each in known(before).applied(after, TODAY).findings if each.level > Level.INFO]
    assert before.findings and findings
    assert all(each.suppressed for each in findings) is folder.name.startswith("same-")


def test_an_edit_is_the_same_or_different() -> None:
    assert all(folder.name.startswith(("same-", "different-")) for folder in EDITS)
    assert all({file.name for file in folder.iterdir()} == {"before.html", "after.html"} for folder in EDITS)


@pytest.mark.parametrize(("name", "same"), [("page.html", True), ("./page.html", True), ("other.html", False)])
def test_an_entry_holds_for_one_page(name: str, same: bool) -> None:
    before, after = (disclosure_check.check(ONE, name=each) for each in ("page.html", name))
    assert bool(known(before).applied(after, TODAY).findings[0].suppressed) is same


Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def site(tree: WriteTree) -> Lines:
    """Write a site with three pages, and return what reads its baseline."""
    tree({"public/a.html": ONE, "public/b.html": TWO, "public/c.html": "<p>Gut."})
    return lambda: [json.loads(line) for line in Path("known.jsonl").read_text(encoding="utf-8").splitlines()]


def baseline(*arguments: str) -> int:
    return main(["baseline", "public", "-o", "known.jsonl", *arguments])


def check(*arguments: str) -> int:
    return main(["check", "public", "--baseline", "known.jsonl", *arguments])


@pytest.mark.usefixtures("site")
def test_a_baseline_silences_what_there_is_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "public"]) == 1
    assert baseline() == 0
    assert check() == 0
    Path("public/c.html").write_text(ONE, encoding="utf-8")
    assert check() == 1
    assert capsys.readouterr().err == ""


def test_a_baseline_says_nothing_to_strangers(site: Lines) -> None:
    assert baseline() == 0
    head, *entries = site()
    assert head == {"baseline": 1, "folders": ["public"]}
    assert [sorted(entry) for entry in entries] == [["added", "check", "hash"]] * 3
    assert [entry["hash"] for entry in entries] == sorted(str(entry["hash"]) for entry in entries)
    text = Path("known.jsonl").read_text(encoding="utf-8")
    assert not any(word in text for word in ("html", "amazon", "beispiel", "M"))


def test_details_are_written_where_asked_for_and_go_again(site: Lines) -> None:
    assert baseline("--with-details") == 0
    assert {(entry["page"], str(entry["about"])[-26:]) for entry in site()[1:]} == {
        ("public/a.html", "B000000001?tag=beispiel-21"),
        ("public/b.html", "B000000001?tag=beispiel-21"),
        ("public/b.html", "B000000002?tag=beispiel-21"),
    }
    assert baseline() == 0
    assert not any("page" in entry for entry in site())


def edited(**changes: str) -> None:
    """Add to each entry what a person would write there."""
    file = Path("known.jsonl")
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    entries = [json.dumps(json.loads(line) | changes) for line in lines]
    file.write_text("\n".join([head, *entries]) + "\n", encoding="utf-8")


def test_an_update_keeps_what_people_wrote_and_adds_what_is_new(
    site: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline()
    edited(reason="Alttext", owner="redaktion", added="2020-01-01", expires="9999-12-31")
    Path("public/c.html").write_text(ONE, encoding="utf-8")
    Path("public/a.html").write_text("<p>Gut.", encoding="utf-8")
    capsys.readouterr()
    assert baseline() == 0
    assert capsys.readouterr().out == "known.jsonl: 4 entries, 1 of them new\nfixed: 1 entry; --prune drops them\n"
    assert sorted(str(entry.get("owner")) for entry in site()[1:]) == ["None", "redaktion", "redaktion", "redaktion"]


def test_fixed_entries_are_told_and_dropped_on_request(site: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    baseline()
    edited(reason="Alttext")
    Path("public/b.html").write_text(LINK.format(2), encoding="utf-8")
    Path("public/a.html").unlink()
    Path("public/c.html").write_text(ONE, encoding="utf-8")
    capsys.readouterr()
    assert check() == 1
    assert capsys.readouterr().err == (
        "disclosure-check: known.jsonl: fixed: 2 entries; `disclosure-check baseline --prune` drops them\n"
    )
    assert baseline("--prune") == 0
    assert capsys.readouterr().out == "known.jsonl: 1 entry, 2 fixed ones dropped\n"
    assert [entry["reason"] for entry in site()[1:]] == ["Alttext"]
    assert check() == 1


def test_what_was_not_checked_is_not_fixed(site: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    baseline()
    Path("public/a.html").write_text("<p>Gut.", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "public/b.html", "--baseline", "known.jsonl"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["baseline", "--prune", "public/b.html", "-o", "known.jsonl"]) == 0
    assert len(site()) == 4


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("expires", "status"), [("9999-12-31", 0), ("2020-01-31", 1)])
def test_an_entry_holds_to_its_day(capsys: pytest.CaptureFixture[str], expires: str, status: int) -> None:
    baseline()
    edited(expires=expires)
    assert check() == status
    told = "disclosure-check: known.jsonl: expired, so that they count again: 3 entries\n"
    assert capsys.readouterr().err == (told if status else "")


@pytest.mark.usefixtures("site")
def test_a_baseline_holds_wherever_the_run_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    baseline()
    monkeypatch.chdir("public")
    assert main(["check", ".", "--baseline", "../known.jsonl"]) == 0


def test_what_a_comment_silences_is_not_taken_over(site: Lines) -> None:
    ignored = "<!-- disclosure-check: ignore-file[disclosure-missing] -->"
    Path("public/a.html").write_text(ignored + ONE, encoding="utf-8")
    baseline()
    assert len(site()) == 3


def test_a_page_that_cannot_be_read_stays_told(site: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    Path("public/a.html").write_bytes(b"\0" * 99)
    assert baseline() == 2
    assert "1 page could not be checked; nothing of them was added or dropped" in capsys.readouterr().err
    assert len(site()) == 3
    assert check() == 2


@pytest.mark.usefixtures("site")
def test_nothing_is_written_for_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "public", "gone", "-o", "known.jsonl"]) == 2
    assert main(["baseline", "--prune", "public", "-o", "known.jsonl"]) == 2
    assert capsys.readouterr().err == (
        "disclosure-check: no such file or folder: gone\n"
        "disclosure-check: --prune: there is no known.jsonl to drop entries of\n"
    )
    assert not Path("known.jsonl").exists()


HEAD = '{"baseline":1,"folders":[]}\n'
ENTRY = '{"hash":"0123456789ab.0123456789abcdef","check":"disclosure-late","added":"2026-11-22"}\n'
BROKEN = {
    "": "not a baseline: empty",
    "nothing\n": "1: not a line of a baseline: JSON is malformed: invalid character",
    '{"baseline":2}\n': "1: a baseline of format 2; this release reads 1",
    HEAD + ENTRY + "\n" + ENTRY[:50] + "\n": "4: not a line of a baseline: input data was truncated",
    HEAD + ENTRY.replace("0123456789ab.", ""): "2: not a line of a baseline: expected `str` matching regex",
    HEAD + ENTRY.replace("added", "aded"): "2: not a line of a baseline: object contains unknown field `aded`",
    HEAD
    + ENTRY.replace(
        "2026-11-22", "yesterday"
    ): "2: not a line of a baseline: invalid RFC3339 encoded date - at `$.added`",
    HEAD + "<<<<<<< HEAD\n" + ENTRY: "2: a merge conflict; keep the entries of both sides",
}


@pytest.mark.parametrize(("text", "message"), BROKEN.items())
def test_a_broken_baseline_is_told_with_its_line(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    tree({"public/a.html": ONE, "known.jsonl": text})
    assert check() == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"disclosure-check: known.jsonl:{' ' if not text else ''}{message}")
    assert baseline() == 2
    assert Path("known.jsonl").read_text(encoding="utf-8") == text


def test_a_baseline_that_is_missing_is_told(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({"public/a.html": ONE})
    assert check() == 2
    assert capsys.readouterr().err == (
        "disclosure-check: known.jsonl: cannot read the baseline: no such file or directory\n"
    )


def test_of_two_entries_that_a_merge_left_the_older_one_stays() -> None:
    key = "0123456789ab.0123456789abcdef"
    both = [Entry(key, "disclosure-late", date(2026, 1, day)) for day in (2, 1, 3)]
    assert Baseline("known.jsonl", Head(1), both).entries[key].added == date(2026, 1, 1)
