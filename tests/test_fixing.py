"""Pages before and after mending, byte for byte, and what `--fix` does to files."""

from __future__ import annotations

import io
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest

from case_files import CASES
from disclosure_check.checker import Checker
from disclosure_check.cli import main
from disclosure_check.config import from_table
from disclosure_check.fixing import Fixed, Fixer
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.sources import Source

FOLDERS = sorted((CASES / "fixes").iterdir())
PAGE = (
    "<!doctype html>\n<html lang=en>\n<main>\n<p>Read it on your own couch today.</p>\n"
    '<p><a href="https://www.amazon.com/dp/B000000001?tag=example-20">Mill M1</a></p>\n</main>\n'
)
NOTICE = "<p>Disclosure: This page contains affiliate links (advertising)."


def settings_of(folder: Path) -> dict[str, Any]:
    file = folder / "case.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def fixed(folder: Path, data: bytes) -> Fixed:
    case = settings_of(folder)
    settings = from_table(case.get("config", {}), Path("case.toml"))
    return Fixer(settings, unsafe=case.get("unsafe", False)).fix(Source("page.html", data))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_page_before_and_after(folder: Path) -> None:
    before = (folder / "before.html").read_bytes()
    after = folder / "after.html"
    result = fixed(folder, before)
    assert result.data == (after.read_bytes() if after.exists() else before)
    assert list(result.left) == settings_of(folder).get("left", [])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_second_run_changes_nothing(folder: Path) -> None:
    once = fixed(folder, (folder / "before.html").read_bytes())
    twice = fixed(folder, once.data)
    assert twice.data == once.data
    assert twice.mended == ()


@pytest.mark.parametrize("wording", load_rulebook().wordings, ids=lambda wording: wording.language)
def test_the_shipped_notice_covers_in_every_language(wording: Any) -> None:
    page = f'<html lang="{wording.language}"><main><p><a href="https://www.amazon.com/dp/B0?tag=example-20">M1</a></p></main>'
    result = Fixer(from_table({}, Path("none"))).fix(Source("page.html", page.encode()))
    assert result.result.verdict == "before"
    assert result.result.judgement is not None
    assert [each.says_payment for each in result.result.judgement.disclosures] == [True]


def test_a_file_is_mended_in_place_and_keeps_its_mode(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    page.chmod(0o640)
    assert main(["check", "--fix", str(tmp_path)]) == 0
    assert NOTICE in page.read_text(encoding="utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["page.html"]


def test_a_patch_changes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert main(["check", "--diff", str(page)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"--- {page}\n+++ {page}\n@@ -2,5 +2,6 @@\n")
    assert f"\n+{NOTICE}" in out
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_mended_was_told_as_fixable(folder: Path) -> None:
    case = settings_of(folder)
    settings = from_table(case.get("config", {}), Path("case.toml"))
    before = (folder / "before.html").read_bytes()
    fixable = {each.check for each in Checker(settings).check(Source("page.html", before)).findings if each.fixable}
    mended = {check for names in fixed(folder, before).mended for check in names.split(", ")}
    assert mended - fixable <= {"disclosure-late"}  # only when asked
    assert fixable - mended <= {check for each in case.get("left", []) for check in each.partition(":")[0].split(", ")}


def test_a_report_tells_how_much_may_be_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    main(["check", str(tmp_path)])
    assert "\n1 finding that --fix may mend; --diff shows how\n" in capsys.readouterr().out


def test_standard_input_is_offered_no_mending(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["check", "-"]) == 1
    assert "--fix" not in capsys.readouterr().out


def test_what_was_left_alone_is_not_told_as_fixable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace(" lang=en", ""), encoding="utf-8")
    main(["check", "--fix", str(tmp_path)])
    out, err = capsys.readouterr()
    assert "left alone" in err
    assert "may mend" not in out


def test_what_has_no_columns_is_not_fixable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = PAGE.replace("<!doctype html>\n<html lang=en>", '<html lang="en" xmlns="http://www.w3.org/1999/xhtml">')
    (tmp_path / "page.xhtml").write_text(f"{page}</html>", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "may mend" not in capsys.readouterr().out


def test_a_quiet_run_tells_nothing_of_what_it_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "without-language.html").write_text(PAGE.replace(" lang=en", ""), encoding="utf-8")
    assert main(["check", "--fix", "--quiet", str(tmp_path)]) == 1
    assert capsys.readouterr().err == ""


def test_a_patch_of_no_page_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--diff", str(tmp_path)]) == 2
    assert "no page was checked" in capsys.readouterr().err


def test_a_patch_of_nothing_is_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text("<p>Nothing.", encoding="utf-8")
    assert main(["check", "--diff", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside, site = tmp_path / "outside.html", tmp_path / "site"
    outside.write_text(PAGE, encoding="utf-8")
    site.mkdir()
    (site / "page.html").symlink_to(outside)
    assert main(["check", "--fix", str(site)]) == 2
    assert outside.read_text(encoding="utf-8") == PAGE
    assert "left alone: it is a link out of" in capsys.readouterr().err


def test_a_link_within_the_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "alias.html").symlink_to("real.html")
    assert main(["check", "--fix", str(tmp_path / "alias.html")]) == 0
    assert (tmp_path / "alias.html").is_symlink()
    assert NOTICE in (tmp_path / "real.html").read_text(encoding="utf-8")


def test_what_cannot_be_written_is_told_and_costs_no_other_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    replace = os.replace

    def full_disk(source: str, target: str) -> None:
        if target.endswith("a.html"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full_disk)
    assert main(["check", "--fix", str(tmp_path)]) == 2
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == PAGE
    assert NOTICE in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert sorted(os.listdir(tmp_path)) == ["a.html", "b.html"]
    assert "a.html: left alone: no space left on device" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--unsafe-fixes", "."], "--unsafe-fixes: it goes with --fix or --diff"),
        (["--diff", "--output-format", "json", "."], "--diff: it prints a patch and makes no report"),
        (["--fix", "-"], "--fix and --diff: what comes from standard input has no file to mend"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("markup", ["<p>", "<p>{text} {text}</p>"])
def test_markup_that_cannot_work(markup: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "disclosure-check.toml").write_text(f'[fix]\nmarkup = "{markup}"\n', encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 2
    assert 'fix.markup: expected "{text}" once' in capsys.readouterr().err
