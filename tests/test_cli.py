from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check import __version__
from disclosure_check.arguments.shared import Formatter
from disclosure_check.cli import main

pytestmark = pytest.mark.usefixtures("scripted_engine")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("clean.html", 0),
        ("clean.html warn.html", 0),
        ("--fail-level error warn.html", 0),
        ("--fail-level warning warn.html", 1),
        ("--fail-level info info.html", 1),
        ("--fail-level info off.html", 0),
        ("bad.html", 1),
        ("clean.html bad.html", 1),
        ("strict/warn.html", 1),
        ("strict/warn.html --fail-level error", 0),
        ("broken.html", 2),
        ("broken.html bad.html", 2),
        ("crash.html", 2),
        ("nothing.html clean.html", 2),
        ("nothing.html bad.html", 2),
        ("empty", 2),
        ("--allow-empty empty", 0),
        ("--allow-empty nothing.html", 2),
        ("--config none.toml clean.html", 2),
        ("--config wrong/disclosure-check.toml bad.html", 2),
        ("clean.html wrong/a.html", 2),
    ],
)
@pytest.mark.parametrize("output_format", ["text", "json"])
def test_exit_status(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], arguments: str, status: int, output_format: str
) -> None:
    tree(
        {
            "clean.html": "",
            "info.html": "info",
            "warn.html": "warning",
            "off.html": "off",
            "bad.html": "error",
            "broken.html": "broken",
            "crash.html": "crash",
            "empty/a.txt": "",
            "strict/warn.html": "warning",
            "strict/disclosure-check.toml": 'fail-level = "warning"',
            "wrong/a.html": "",
            "wrong/disclosure-check.toml": "near-words = 0",
        }
    )
    assert main(["check", "--output-format", output_format, *arguments.split()]) == status
    assert "Traceback" not in "".join(capsys.readouterr())


def test_wrong_configuration_is_told_before_any_page_is_read(
    tree: WriteTree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree({"a.html": "error", "w/a.html": "", "w/disclosure-check.toml": "near-words = 0"})
    assert main(["check", "."]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"disclosure-check: {Path.cwd() / 'w' / 'disclosure-check.toml'}: near-words: "
        "expected a whole number, 1 or more, got 0\n"
    )


def test_what_could_not_be_checked_stops_no_other(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({"a.html": "crash", "b.html": "error"})
    assert main(["check", "a.html", "gone.html", "b.html"]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines()[:3] == [
        "a.html: not checked: internal error, please report it: ZeroDivisionError: no such thing",
        "",
        "b.html:3:5 error notice comes after the first partner link [disclosure-late]",
    ]
    assert err == "disclosure-check: no such file or folder: gone.html\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_not_checked(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    (tree({"a.html": ""}) / "a.html").chmod(0)
    assert main(["check", "a.html"]) == 2
    assert "a.html: not checked: permission denied" in capsys.readouterr().out


def test_a_file_that_vanished_is_not_checked(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    (tree({"s/b.html": ""}) / "s/a.html").symlink_to("gone")
    assert main(["check", "s"]) == 2
    assert capsys.readouterr().out.startswith("s/a.html: not checked: no such file or directory\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_page_that_was_not_checked_has_a_finding(tree: WriteTree, jobs: str) -> None:
    top = tree({f"s/{number:03}.html": "<p>x" for number in range(40)})
    (top / "s/gone.html").symlink_to("nowhere")
    ran = run("check", "--output-format", "json", "--jobs", jobs, "s", cwd=top)
    pages = [page for page in json.loads(ran.stdout)["pages"] if page["error"]]
    assert ran.returncode == 2
    assert [(page["path"], page["error"]["kind"]) for page in pages] == [("s/gone.html", "unreadable")]
    assert [finding["check"] for finding in pages[0]["findings"]] == ["page-unreadable"]


def test_a_run_without_pages_says_so(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({".gitignore": "public/", "public/a.html": ""})
    assert main(["check", "."]) == 2
    assert capsys.readouterr().err == (
        "disclosure-check: no page was checked: none found in .; .gitignore leaves out public: name it to check it\n"
    )


def test_json_is_whole_even_without_pages(tree: WriteTree, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    tree({"empty/a.txt": ""})
    assert main(["check", "--output-format", "json", "empty"]) == 2
    assert json.loads(capsysbinary.readouterr().out)["summary"]["pages"] == 0


def run(*arguments: str, cwd: Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "disclosure_check", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=os.environ | environment,
        check=False,
    )


def test_version(tmp_path: Path) -> None:
    ran = run("--version", cwd=tmp_path)
    assert (ran.returncode, ran.stdout.decode().strip()) == (0, f"disclosure-check {__version__}")


@pytest.mark.parametrize("arguments", [[], ["check"], ["chekc", "a"], ["check", "--jobs", "0", "a"], ["check", "--x"]])
def test_wrong_use(tmp_path: Path, arguments: list[str]) -> None:
    ran = run(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert b"usage: disclosure-check" in ran.stderr


PARTNER_PAGE = b'<main><p>Kopf</p><p><a href="https://www.amazon.de/dp/B000000000?tag=beispiel-21">Buch</a></p></main>'


def test_jobs_change_nothing_in_the_output(tree: WriteTree) -> None:
    top = tree({f"{number:03}.html": (b"<p>x", PARTNER_PAGE)[number % 2] for number in range(60)})
    for output_format in ("text", "json"):
        runs = [
            run("check", "--full", "--output-format", output_format, "--jobs", jobs, ".", cwd=top)
            for jobs in ("1", "2", "3")
        ]
        assert runs[0].stdout.count(b"disclosure-missing") >= 30
        assert {(ran.returncode, ran.stdout, ran.stderr) for ran in runs} == {(1, runs[0].stdout, b"")}


def test_standard_input_has_the_name_given(tree: WriteTree) -> None:
    top = tree({"posts/disclosure-check.toml": 'checks.disclosure-missing = "warning"'})
    named = run("check", "--stdin-filename", "posts/1.html", "-", cwd=top, stdin=PARTNER_PAGE)
    unnamed = run("check", "-", cwd=top, stdin=PARTNER_PAGE)
    assert named.stdout.startswith(b"posts/1.html:1:")
    assert named.returncode == 0
    assert unnamed.stdout.startswith(b"<stdin>:1:")
    assert unnamed.returncode == 1


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_a_name_for_standard_input_needs_standard_input(tree: WriteTree, command: str) -> None:
    ran = run(command, "--stdin-filename", "posts/1.html", "a.html", cwd=tree({"a.html": PARTNER_PAGE}))
    assert (ran.returncode, ran.stdout, ran.stderr.decode().splitlines()) == (
        2,
        b"",
        ["disclosure-check: --stdin-filename: no page is read from standard input; name it with '-'"],
    )


def test_inspect_tells_wrong_rules_before_it_reads_the_page(tree: WriteTree) -> None:
    top = tree({"disclosure-check.toml": 'rules = ["own.toml"]', "own.toml": "programme = 1"})
    assert b"own.toml: " in run("inspect", "gone.html", cwd=top).stderr


def test_a_fragment_has_no_theme_around_it(tree: WriteTree) -> None:
    top = tree({"disclosure-check.toml": "theme-notice = true"})
    ran = run("check", "--fragment", "--output-format", "json", "-", cwd=top, stdin=PARTNER_PAGE)
    assert json.loads(ran.stdout)["pages"][0]["verdict"] == "undecided"


def test_a_closed_pipe_ends_the_run_quietly(tree: WriteTree) -> None:
    top = tree({f"{number}.html": PARTNER_PAGE for number in range(400)})
    command = f"{sys.executable} -m disclosure_check check --full . | head -n 1"
    ran = subprocess.run(command, shell=True, cwd=top, capture_output=True, check=False)
    assert ran.stderr == b""
    assert ran.stdout.count(b"\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("arguments", ["check a.html", "check --output-format json a.html", "inspect a.html"])
def test_an_output_that_cannot_be_written_is_told_in_a_line(tree: WriteTree, arguments: str) -> None:
    top = tree({"a.html": PARTNER_PAGE})
    command = f"{sys.executable} -m disclosure_check {arguments} > /dev/full"
    ran = subprocess.run(command, shell=True, cwd=top, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (
        2,
        b"disclosure-check: cannot write the report: no space left on device\n",
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_an_output_that_cannot_show_a_letter_is_no_crash(tree: WriteTree, encoding: str) -> None:
    top = tree({"\u65e5\u672c.html": PARTNER_PAGE})
    for output_format in ("text", "json"):
        ran = run("check", "--output-format", output_format, ".", cwd=top, PYTHONIOENCODING=encoding)
        assert (ran.returncode, ran.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {}, False),
    ],
)
def test_colours(tree: WriteTree, arguments: list[str], environment: dict[str, str], coloured: bool) -> None:
    top = tree({"a.html": PARTNER_PAGE})
    ran = run("check", *arguments, "a.html", cwd=top, **environment)
    assert (b"\x1b[31m" in ran.stdout) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colours_unless_told_not_to(
    tree: WriteTree, environment: dict[str, str], coloured: bool
) -> None:
    import pty

    top = tree({"a.html": PARTNER_PAGE})
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    command = [sys.executable, "-m", "disclosure_check", "check", "a.html"]
    subprocess.run(command, cwd=top, stdout=theirs, env=clean | environment, check=False)
    os.close(theirs)
    assert (b"\x1b[31m" in os.read(ours, 10_000)) is coloured
    os.close(ours)


IMPORTED = "import sys; from disclosure_check.cli import main\n{}\nprint(*sorted(sys.modules), file=sys.stderr)"
NEVER = {
    "tqdm",
    "shtab",
    "rich",
    "pydantic",
    "importlib.metadata",
    "httpx",
    "bs4",
    "html5lib",
    "asyncio",
    "multiprocessing",
}
# what a page without partner links and notices gives no reason to import, once the rules are known
BEHIND_THE_GATE = {
    "disclosure_check.checks.registry",
    "disclosure_check.config_values",
    "disclosure_check.detection.judging",
    "disclosure_check.fingerprints",
    "disclosure_check.reading.flow",
    "disclosure_check.validation",
    "dataclasses",
    "hashlib",
    "inspect",
    "pathlib",
    "regex",
    "shutil",
    "tomllib",
    "turbohtml",  # all but its core
    "typing_extensions",
    "urllib.parse",
}
ENGINE = {"turbohtml._html", "re2", "regex", "msgspec", "lxml", "can_ada", "pathspec", "tomllib"}


def imported_by(statement: str, cwd: Path) -> set[str]:
    command = [sys.executable, "-c", IMPORTED.format(statement)]
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["check", "--wrong"]])
def test_to_tell_of_itself_it_needs_no_engine(tmp_path: Path, arguments: list[str]) -> None:
    script = f"try: main({arguments})\nexcept SystemExit: pass"
    loaded = imported_by(script, tmp_path)
    assert not loaded & (NEVER | ENGINE)
    assert "disclosure_check.cli" in loaded


def test_a_check_imports_nothing_that_it_does_not_need(tree: WriteTree) -> None:
    top = tree({"a.html": PARTNER_PAGE, "clean.html": "<p>x"})
    loaded = imported_by("main(['check', 'a.html', 'clean.html'])", top)
    assert "disclosure_check.checker" in loaded
    assert not loaded & NEVER


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no file is known by its stamp")
def test_a_clean_page_is_checked_without_what_only_others_need(tree: WriteTree) -> None:
    top = tree({"clean.html": "<p>x <a href='https://example.org/'>y</a>"})
    settled = "from disclosure_check import stamps; stamps._SETTLED = 0"
    check = f"{settled}; main(['check', 'clean.html'])"
    imported_by(check, top)
    loaded = imported_by(check, top) - imported_by("pass", top)
    assert "disclosure_check.detection.detector" in loaded
    assert not loaded & BEHIND_THE_GATE


def test_importing_the_package_is_cheap(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import disclosure_check, sys; print(*sys.modules)"]
    loaded = set(subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & (NEVER | ENGINE)
    assert {name for name in loaded if name.startswith("disclosure_check.")} == {"disclosure_check._version"}


def test_help_tells_the_exit_status_and_that_it_is_no_advice(tmp_path: Path) -> None:
    shown = run("--help", cwd=tmp_path).stdout.decode()
    assert "not legal advice" in shown
    assert re.search(r"exit status:\n +0 .*\n +1 .*\n +2 ", shown)


@pytest.mark.parametrize("columns", ["40", "120", "", "wide", "-1", "9" * 5000])
def test_help_is_as_wide_as_the_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = []
    for formatter in (Formatter, argparse.RawDescriptionHelpFormatter):
        parser = argparse.ArgumentParser("x", formatter_class=formatter)
        parser.add_argument("--option", help="words that fill more than one line of most terminals " * 4)
        shown.append(parser.format_help())
    assert shown[0] == shown[1]


@pytest.mark.skipif(os.name != "posix", reason="a shell closes it")
def test_a_run_without_an_output_tells_by_its_status(tree: WriteTree) -> None:
    top = tree({"a.html": PARTNER_PAGE})
    command = f"exec '{sys.executable}' -m disclosure_check check a.html >&-"
    ran = subprocess.run(command, shell=True, cwd=top, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")


LEAN = (
    "import sys; from disclosure_check.lean import import_lean; import_lean('msgspec', without='typing_extensions'); "
)
THREAD = "import threading; end = threading.Event(); threading.Thread(target=end.wait, daemon=True).start(); "


@pytest.mark.parametrize(
    "code",
    [
        LEAN + "assert 'typing_extensions' not in sys.modules; import typing_extensions; assert typing_extensions.Self",
        "import typing_extensions; " + LEAN + "assert sys.modules['typing_extensions'] is typing_extensions",
        THREAD + LEAN + "assert sys.modules.get('typing_extensions')",  # the thread might ask for it just then
    ],
)
def test_nobody_misses_what_a_start_does_without(code: str) -> None:
    pytest.importorskip("typing_extensions")
    subprocess.run([sys.executable, "-c", code], check=True)
