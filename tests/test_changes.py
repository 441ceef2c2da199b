"""What a change touched, by real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.suppressing.changes import changes_since

BAD = '<p><a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M1</a></p>\n'
GOOD = "<p>Gut.</p>\n"


def git(*arguments: str) -> str:
    told = ["-c", "user.name=a", "-c", "user.email=a@site.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *told, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture(autouse=True)
def repository(tree: WriteTree, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two old pages with findings on `main`; on `topic` one of them was changed, one page is new, `main` went on."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    tree({"site/old.html": BAD, "site/edited.html": BAD, "site/on-main.html": GOOD, ".gitignore": "built/\n"})
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "old")
    git("switch", "-qc", "topic")
    Path("site/edited.html").write_text(BAD + GOOD, encoding="utf-8")
    Path("site/gut und neu.html").write_text(GOOD, encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "new")
    git("switch", "-q", "main")
    Path("site/on-main.html").write_text(BAD, encoding="utf-8")
    git("commit", "-qam", "further")
    git("switch", "-q", "topic")


def check(*arguments: str) -> int:
    return main(["check", "--changed-since", "main", *arguments])


def test_what_the_change_did_not_touch_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("site") == 1
    out, err = capsys.readouterr()
    assert out.startswith("site/edited.html:1:4 error")
    assert "\n2 pages: 1 with partner links" in out
    assert err == "disclosure-check: not touched since main: 2 pages, 1 of them with findings or not checked\n"


def test_old_findings_fail_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    git("switch", "-q", "main")
    assert check("site") == 0
    assert "not touched since main: 3 pages, 3 of them" in capsys.readouterr().err


def test_what_the_change_did_not_touch_is_not_mended() -> None:
    for page in ("old", "edited"):
        Path(f"site/{page}.html").write_text(f"<html lang=de><main>{Path(f'site/{page}.html').read_text()}", "utf-8")
    git("commit", "-qam", "with a language")
    git("branch", "-f", "main")
    Path("site/edited.html").write_text(f"{Path('site/edited.html').read_text()}<p>Neu.", "utf-8")
    before = Path("site/old.html").read_bytes()
    assert check("--fix", "site") == 0
    assert Path("site/old.html").read_bytes() == before
    assert "Transparenz" in Path("site/edited.html").read_text("utf-8")


def test_a_patch_is_of_what_the_change_touched(capsys: pytest.CaptureFixture[str]) -> None:
    for page in ("old", "edited"):
        Path(f"site/{page}.html").write_text(f"<html lang=de><main>{BAD}", "utf-8")
    git("add", "site/old.html")
    git("commit", "-qm", "with a language")
    git("branch", "-f", "main")
    assert check("--diff", "site") == 1
    out = capsys.readouterr().out
    assert "edited.html" in out
    assert "old.html" not in out


def test_a_quiet_run_tells_nothing_of_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    check("--quiet", "site")
    assert capsys.readouterr().err == ""


def test_what_is_not_committed_yet_counts(capsys: pytest.CaptureFixture[str]) -> None:
    git("switch", "-q", "main")
    Path("site/new.html").write_text(BAD, encoding="utf-8")
    assert check("site") == 1
    assert capsys.readouterr().out.startswith("site/new.html:1:4 error")
    Path("site/new.html").unlink()
    Path("site/old.html").write_text(GOOD + BAD, encoding="utf-8")
    assert check("site") == 1
    assert capsys.readouterr().out.startswith("site/old.html:2:4 error")


def test_what_git_does_not_know_counts_as_changed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("built").mkdir()
    Path("built/a.html").write_text(BAD, encoding="utf-8")
    assert check("built") == 1
    assert capsys.readouterr().err == (
        "disclosure-check: not in the repository, and no source is known, so counted as changed since main: 1 page\n"
        "disclosure-check: not touched since main: 0 pages, 0 of them with findings or not checked\n"
    )


@pytest.mark.parametrize(("source", "touched"), [("site/edited.html", True), ("site/old.html", False), ("gone", True)])
def test_a_built_page_goes_by_its_source(source: str, touched: bool) -> None:
    assert changes_since("main").touch("built/a.html", source) is touched


@pytest.mark.parametrize(
    ("page", "touched"), [("site/edited.html", True), ("site/on-main.html", False), ("new.html", False)]
)
def test_a_built_page_in_the_repository_counts_beside_its_source(page: str, touched: bool) -> None:
    Path("new.html").write_text(BAD, encoding="utf-8")  # built just now, and nobody ignores it
    assert changes_since("main").touch(page, "site/old.html") is touched


def test_the_run_may_start_below_the_top(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir("site")
    assert check(".") == 1
    assert capsys.readouterr().out.startswith("edited.html:1:4 error")


def test_it_goes_with_a_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "site", "-o", "known.jsonl"]) == 0
    assert check("site", "--baseline", "known.jsonl") == 0
    assert (
        capsys.readouterr().err
        == "disclosure-check: not touched since main: 2 pages, 0 of them with findings or not checked\n"
    )


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("gone", "no commit 'gone'; in a shallow clone, fetch it first"),
        ("HEAD:site", "no commit 'HEAD:site'; in a shallow clone, fetch it first"),
        ("", "no commit ''; in a shallow clone, fetch it first"),
        ("stranger", "'stranger' and HEAD have no common history; in a shallow clone, fetch it first"),
        ("--output=stolen", "expected a commit or branch, got '--output=stolen'"),
        ("-x", "expected a commit or branch, got '-x'"),
    ],
)
def test_a_wrong_name_is_told(since: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    git("branch", "stranger", git("commit-tree", "HEAD^{tree}", "-m", "no parent").strip())
    assert main(["check", f"--changed-since={since}", "site"]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"disclosure-check: --changed-since: {message}\n")
    assert not Path("stolen").exists()


def test_a_folder_without_history_is_told(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("plain"))
    Path("a.html").write_text(BAD, encoding="utf-8")
    assert check("a.html") == 2
    assert "--changed-since: not a git repository" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert check("a.html") == 2
    assert capsys.readouterr().err == "disclosure-check: --changed-since: git is not installed\n"
