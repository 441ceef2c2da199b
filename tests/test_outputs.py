"""Several reports in one run, and which of them where nobody asks."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.reporting.choice import chosen
from disclosure_check.reporting.outputs import Wanted

pytestmark = pytest.mark.usefixtures("scripted_engine")

SITE = {"clean.html": "", "bad.html": "error", "warn.html": "warning"}


def check(*arguments: str) -> int:
    return main(["check", *arguments])


def asking(*formats: str) -> list[str]:
    return [argument for each in formats for argument in ("--output-format", each)]


def test_several_reports_in_one_run(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    top = tree(SITE)
    assert check(*asking("sarif=out.sarif", "text", "json=out.json"), ".") == 1
    assert capsys.readouterr().out.startswith("bad.html:3:5 error ")
    assert len(json.loads((top / "out.sarif").read_bytes())["runs"][0]["results"]) == 2
    assert json.loads((top / "out.json").read_bytes())["summary"]["pages"] == 3


def test_nothing_is_printed_where_all_reports_are_files(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    top = tree(SITE)
    assert check(*asking("text=out.txt"), ".") == 1
    assert capsys.readouterr() == ("", "")
    assert (top / "out.txt").read_text(encoding="utf-8").startswith("bad.html:3:5 error ")


@pytest.mark.parametrize(
    ("formats", "told"),
    [
        (["text", "json"], "--output-format: only one format can be printed, not text and json; use FORMAT=FILE"),
        (["json=a", "sarif=./a"], "--output-format: two reports for one file, a"),
        (["json="], "--output-format: no file named behind 'json='"),
    ],
)
def test_wrong_use(tree: WriteTree, capsys: pytest.CaptureFixture[str], formats: list[str], told: str) -> None:
    top = tree(SITE)
    assert check(*asking(*formats), ".") == 2
    assert capsys.readouterr() == ("", f"disclosure-check: {told}\n")
    assert sorted(path.name for path in top.iterdir()) == sorted(SITE)


def test_an_unknown_format_is_told_with_those_there_are(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree(SITE)
    with pytest.raises(SystemExit):
        check(*asking("jsn=out"), ".")
    assert "invalid choice: 'jsn=out' (choose from" in (err := capsys.readouterr().err)
    assert "checkstyle" in err


def test_a_report_that_cannot_be_written_stops_no_other(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    top = tree(SITE)
    assert check(*asking("json=no/such/out.json", "text", "gitlab=out.json"), ".") == 2
    out, err = capsys.readouterr()
    assert err == "disclosure-check: cannot write no/such/out.json: no such file or directory\n"
    assert out.startswith("bad.html:3:5 error ")
    assert len(json.loads((top / "out.json").read_bytes())) == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_stops_no_other(tree: WriteTree) -> None:
    top = tree({"a.html": "<p>x"})
    command = [
        sys.executable,
        "-m",
        "disclosure_check",
        "check",
        *asking("json=/dev/full", "jsonl=out.jsonl"),
        "a.html",
    ]
    ran = subprocess.run(command, cwd=top, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"disclosure-check: cannot write /dev/full: no space left on device\n")
    assert (top / "out.jsonl").read_bytes().count(b"\n") == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("full", ["json", "text"])
def test_what_cannot_be_printed_stops_no_file(tree: WriteTree, full: str) -> None:
    top = tree({"a.html": "<p>x"})
    formats = " ".join(asking(full, "jsonl=out.jsonl"))
    command = f"{sys.executable} -m disclosure_check check {formats} a.html > /dev/full"
    ran = subprocess.run(command, shell=True, cwd=top, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"disclosure-check: cannot write the report: no space left on device\n")
    assert (top / "out.jsonl").read_bytes().count(b"\n") == 2


def test_a_run_that_ends_early_leaves_the_old_report(
    tree: WriteTree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    top = tree(SITE | {"out.json": "old"})
    monkeypatch.setattr("disclosure_check.commands.check._status", interrupt)
    assert check(*asking("json=out.json", "sarif=out.sarif"), ".") == 130
    assert (top / "out.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in top.iterdir()) == sorted([*SITE, "out.json"])
    assert capsys.readouterr().out == ""


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(os.name == "nt", reason="modes and links are another thing there")
def test_a_report_keeps_the_mode_and_follows_the_link(tree: WriteTree) -> None:
    top = tree(SITE | {"real/out.json": "old"})
    (top / "real/out.json").chmod(0o640)
    (top / "out.json").symlink_to("real/out.json")
    check(*asking("json=out.json", "sarif=new.sarif"), ".")
    assert (top / "out.json").is_symlink()
    assert json.loads((top / "real/out.json").read_bytes())["version"] == 1
    assert stat.S_IMODE((top / "real/out.json").stat().st_mode) == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((top / "new.sarif").stat().st_mode) == 0o666 & ~mask


CHOICES = [
    (None, {}, [Wanted("text")], ""),
    (None, {"CI": "true"}, [Wanted("text")], ""),
    (None, {"GITHUB_ACTIONS": "false"}, [Wanted("text")], ""),
    (None, {"GITHUB_ACTIONS": "true"}, [Wanted("github")], "GitHub Actions is recognised: --output-format github"),
    (
        None,
        {"GITLAB_CI": "true"},
        [Wanted("text"), Wanted("gitlab", "gl-code-quality-report.json")],
        "GitLab CI is recognised: --output-format text --output-format gitlab=gl-code-quality-report.json",
    ),
    (["text"], {"GITHUB_ACTIONS": "true"}, [Wanted("text")], ""),
    (["json=a=b"], {"GITLAB_CI": "true"}, [Wanted("json", "a=b")], ""),
]


@pytest.mark.parametrize(("asked", "environment", "wanted", "said"), CHOICES)
def test_which_reports_are_made(
    asked: list[str] | None, environment: dict[str, str], wanted: list[Wanted], said: str
) -> None:
    assert chosen(asked, environment) == (wanted, said)


def test_a_recognised_system_is_told(
    tree: WriteTree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree(SITE)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert check(".") == 1
    out, err = capsys.readouterr()
    assert err == "disclosure-check: GitHub Actions is recognised: --output-format github\n"
    assert out.startswith("::error file=bad.html,line=3,")
    check("--quiet", ".")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "status"),
    [("bad.html", 0), ("--fail-level info warn.html", 0), ("gone.html bad.html", 2), ("broken.html", 2)],
)
def test_exit_zero_is_for_findings_alone(tree: WriteTree, arguments: str, status: int) -> None:
    tree(SITE | {"broken.html": "broken"})
    assert check("--exit-zero", *arguments.split()) == status


def test_a_verbose_run_tells_each_verdict(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree(SITE)
    check("--verbose", *asking("json=out.json"), "bad.html", "clean.html")
    assert capsys.readouterr() == (
        "",
        "disclosure-check: bad.html: after\ndisclosure-check: clean.html: no-partner-links\n",
    )


PROGRESS = """
import sys
from disclosure_check.cli import main
status = main(["check", *sys.argv[1:]])
print("tqdm" in sys.modules, file=open("imported", "w"))
"""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminal to be had")
@pytest.mark.parametrize(
    ("pages", "arguments", "term", "is_shown"),
    [
        (250, [], "xterm", True),
        (20, [], "xterm", False),
        (250, ["--quiet"], "xterm", False),
        (250, ["--verbose"], "xterm", False),
        (250, [], "dumb", False),
    ],
)
def test_a_bar_only_for_many_pages_on_a_terminal(
    tree: WriteTree, pages: int, arguments: list[str], term: str, is_shown: bool
) -> None:
    top = tree({f"{number}.html": "<p>x" for number in range(pages)})
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", PROGRESS, *arguments, "."]
    ran = subprocess.run(
        command,
        cwd=top,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": term, "TQDM_MININTERVAL": "60"},
        check=False,
    )
    os.close(theirs)
    assert (top / "imported").read_text(encoding="utf-8") == f"{is_shown}\n"
    assert b"250 pages" in ran.stdout or arguments or pages == 20
    os.close(ours)


def test_no_bar_without_a_terminal(tree: WriteTree) -> None:
    top = tree({f"{number}.html": "<p>x" for number in range(250)})
    ran = subprocess.run([sys.executable, "-c", PROGRESS, "."], cwd=top, capture_output=True, check=False)
    assert ran.stderr == b""
    assert Path(top / "imported").read_text(encoding="utf-8") == "False\n"


def test_what_is_told_of_a_configuration_is_no_page(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    top = tree(SITE | {"disclosure-check.toml": '[[overrides]]\npaths = ["gone/"]\nextends = ["de"]\n'})
    formats = asking("json=o.json", "jsonl=o.jsonl", "csv=o.csv", "sarif=o.sarif", "junit=o.xml", "text")
    assert check(*formats, ".") == 1
    told = json.loads((top / "o.json").read_bytes())
    assert [each["path"] for each in told["configuration"]] == ["disclosure-check.toml"]
    assert len(told["pages"]) == 3 and told["summary"]["pages"] == 3
    assert json.loads((top / "o.jsonl").read_bytes().splitlines()[-1])["configuration"] == told["configuration"]
    assert (top / "o.csv").read_bytes().count(b"\n") == 4
    results = json.loads((top / "o.sarif").read_bytes())["runs"][0]["results"]
    assert [each["ruleId"] for each in results] == ["disclosure-late", "disclosure-late", "unused-override"]
    assert b"1 page without findings" in (top / "o.xml").read_bytes()
    assert "disclosure-check.toml:1" in capsys.readouterr().out
