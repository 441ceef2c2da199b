"""A run over unchanged pages takes what is known of them, says the same, and never says what is not so any more."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import WriteTree
from disclosure_check import stamps, style_files
from disclosure_check.caching import cache, contexts, store
from disclosure_check.caching.packing import packed, unpacked
from disclosure_check.checker import Checker
from disclosure_check.cli import main
from disclosure_check.results import PageResult
from disclosure_check.sources import Source
from sample_results import everything

TESTS = Path(__file__).parent
FOLDERS = sorted([TESTS.parent / "examples" / "site", *(path for path in (TESTS / "cases").iterdir() if path.is_dir())])
LINK = '<a href="https://www.amazon.de/dp/B000000000?tag=beispiel-21">Kopfhörer</a>'
PAGES = {f"site/{number}.html": f"<title>{number}</title><p>{LINK}</p>" for number in range(9)}
ALL = [f"site/{number}.html" for number in range(9)]
TODAY = date.today()
NOTICE = '<p class="n">Werbung: Für Käufe über die Links in diesem Artikel erhalten wir eine Provision.</p>'
IGNORE = "<!-- disclosure-check: ignore-file[disclosure-missing] expires={} -- agreed -->"
WORDING = """
language = "de"
source = "our own style guide"
reviewed = 2026-11-22
gate = ["taler"]
stems = []
[parts]
earn = ['{{b}}{}{{e}}']
"""


@pytest.fixture(autouse=True)
def settled_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files of just now count as old, so that tests need not wait; clocks are fine enough where they run."""
    monkeypatch.setattr(stamps, "_SETTLED", 0)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that takes the name of every page that is not taken from the cache."""
    names: list[str] = []
    check = Checker.check

    def noted(self: Checker, source: Source) -> PageResult:
        names.append(source.name)
        return check(self, source)

    monkeypatch.setattr(Checker, "check", noted)
    return names


def run(*arguments: str, folder: str = "site", cache_dir: str | None = "kept") -> bytes:
    """Return what a run reports as JSON, its time left out."""
    style_files._text.cache_clear()  # as in another process
    options = ["--cache-dir", cache_dir] if cache_dir else ["--no-cache"]
    command = ["check", "--exit-zero", "--output-format", "json=report.json", "--quiet", *options, *arguments, folder]
    assert main(command) in (0, 2)
    return Path("report.json").read_bytes()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_every_report_is_the_same(
    folder: Path, language: str, tree: WriteTree, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    extends = '["base", "de-strict", "us-ftc", "uk-asa", "amazon"]'
    mapped = '[[path-map]]\nfrom = "site"\nto = "content"'
    tree({"disclosure-check.toml": f'language = "{language}"\nextends = {extends}\n{mapped}'})
    shutil.copytree(folder, "site")
    formats = [f"--output-format={name}={{}}.{name}" for name in ("csv", "sarif", "markdown", "text")]
    told: list[list[bytes | str]] = []
    for number, (cache_dir, jobs) in enumerate([(None, "1"), ("kept", "1"), ("kept", "1"), ("kept", "2")]):
        checked.clear()
        written: list[bytes | str] = [
            run("--full", "--jobs", jobs, *(each.format(number) for each in formats), cache_dir=cache_dir)
        ]
        written += [Path(f"{number}.{name}").read_bytes() for name in ("csv", "sarif", "markdown", "text")]
        told.append([*written, *capsys.readouterr()])
    assert told[1:] == [told[0]] * 3


def test_a_second_run_checks_nothing(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES)
    first = run()
    assert checked == ALL
    assert run() == first and checked == ALL


def test_a_page_that_could_not_be_checked_is_checked_again(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES | {"site/0.html": b"\0" * 4000})
    assert run() == run()
    assert checked == [*ALL, "site/0.html"]


def test_processes_share_what_is_known(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES)
    first = run("--jobs", "2")
    assert run("--jobs", "2") == first == run("--jobs", "1")
    assert checked == []  # in this process


def change(text: str, file: str = "site/3.html") -> Callable[[], None]:
    def write() -> None:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(text, encoding="utf-8")

    return write


CHANGES: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "nothing": (lambda: None, []),
    "touched": (lambda: os.utime("site/3.html"), []),
    "content": (change("<p>other"), ["site/3.html"]),
    "new page": (change("<p>new", "site/a.html"), ["site/a.html"]),
    "same content elsewhere": (lambda: shutil.copy("site/3.html", "site/a.html"), []),
    "moved": (lambda: os.rename("site/3.html", "site/a.html"), []),
    "moved, to be read as XML": (lambda: os.rename("site/3.html", "site/a.xhtml"), ["site/a.xhtml"]),
    "settings": (change('extends = ["base", "de"]', "disclosure-check.toml"), ALL),
    "settings of some": (
        change('[[overrides]]\npaths = ["site/3.html"]\nnear-words = 9', "disclosure-check.toml"),
        ["site/3.html"],
    ),
    "settings that tell of sources": (
        change('[[path-map]]\nfrom = "site"\nto = "content"', "disclosure-check.toml"),
        [],
    ),
    "sheet": (change(".n { color: red }", "site/a.css"), ["site/8.html"]),
    "sheet gone": (lambda: os.remove("site/a.css"), ["site/8.html"]),
    "sheet that was missing": (change(".n { display: none }", "site/b.css"), ["site/8.html"]),
    "sheet that nobody asks for": (change(".n { display: none }", "site/c.css"), []),
}


@pytest.mark.parametrize(("step", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_changed_is_checked_anew(
    step: Callable[[], Any], expected: list[str], tree: WriteTree, checked: list[str]
) -> None:
    sheets = '<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="b.css">'
    tree(PAGES | {"site/8.html": f"{sheets}{NOTICE}<p>{LINK}</p>", "site/a.css": ".n { color: #333 }"})
    run()
    checked.clear()
    step()
    told = run()
    assert checked == expected
    assert told == run(cache_dir=None)


def test_a_rule_file_of_the_users_own_counts_by_its_content(tree: WriteTree, checked: list[str]) -> None:
    files = {"disclosure-check.toml": 'rules = ["own.toml"]', "own.toml": WORDING.format("taler")}
    tree(PAGES | files)
    run()
    run()
    assert checked == ALL
    change(WORDING.format("groschen"), "own.toml")()
    run()
    assert checked == ALL * 2


@pytest.mark.parametrize(
    "changes",
    [{"__version__": "99"}, {"_libraries": lambda: ["lxml-99.dist-info"]}],
    ids=["program", "library"],
)
def test_another_program_knows_nothing(
    changes: dict[str, Any], tree: WriteTree, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(PAGES)
    run()
    for name, value in changes.items():
        monkeypatch.setattr(contexts, name, value)
    contexts._program.cache_clear()
    run()
    contexts._program.cache_clear()
    assert checked == ALL * 2


def test_an_ignore_with_a_last_day_is_weighed_every_day(
    tree: WriteTree, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(PAGES | {"site/3.html": IGNORE.format(TODAY) + PAGES["site/3.html"]})
    first = run()
    assert run() == first and checked == ALL

    class Tomorrow(date):
        @classmethod
        def today(cls) -> Tomorrow:
            day = TODAY + timedelta(1)
            return cls(day.year, day.month, day.day)

    monkeypatch.setattr(cache, "date", Tomorrow)
    monkeypatch.setattr("disclosure_check.checker.date", Tomorrow)
    assert run() != first
    assert checked == [*ALL, "site/3.html"]


def test_a_source_that_appears_is_told(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES | {"disclosure-check.toml": '[[path-map]]\nfrom = "site"\nto = "content"'})
    assert b"content/3.md" not in run()
    change("", "content/3.md")()
    assert b"content/3.md" in run()
    assert checked == ALL


def test_pages_are_told_by_the_names_of_this_run(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES)
    run()
    os.rename("site", "public")
    told = run(folder="public")
    assert checked == ALL and b"site/" not in told and b"public/3.html" in told


def test_wrong_settings_are_told_before_any_page(
    tree: WriteTree, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tree(PAGES)
    run()
    tree({"site/z/a.html": "", "site/z/disclosure-check.toml": '[disclosures]\npatterns = ["("]'})
    assert main(["check", "--cache-dir", "kept", "site"]) == 2
    assert "patterns" in capsys.readouterr().err and checked == ALL


def garbage(file: Path) -> None:
    file.write_bytes(b"no database" * 1000)


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE page (something TEXT)")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def rotten(file: Path) -> None:
    data = file.read_bytes().replace(b"beispiel-21", b"beispiel-22")
    assert data != file.read_bytes()
    file.write_bytes(data)


def another_type(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE page SET result = 'text', used = 'day'")


@pytest.mark.parametrize("harm", [garbage, foreign, cut, emptied, rotten, another_type])
def test_a_broken_or_foreign_file_is_built_anew(
    harm: Callable[[Path], None], tree: WriteTree, checked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    tree(PAGES)
    first = run()
    checked.clear()
    harm(Path("kept") / store.FILE)
    assert run() == first and checked == ALL
    assert run() == first
    assert run() == first and len(checked) <= 2 * len(ALL)  # what broke in the middle of a run is built in the next
    checked.clear()
    assert run() == first and checked == []
    assert capfd.readouterr().err == ""


def test_a_folder_that_cannot_be_written_means_no_cache(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES | {"kept": "a file"})
    assert run() == run() == run(cache_dir="/proc/nothing")
    assert checked == ALL * 3


def test_a_full_disk_means_no_cache(tree: WriteTree, checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    tree(PAGES)
    connect = sqlite3.connect

    def of_little_room(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 5")
        return connection

    monkeypatch.setattr(store.sqlite3, "connect", of_little_room)
    assert run() == run()
    assert checked == ALL * 2


def test_runs_at_once_do_no_harm(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES)
    expected = run(cache_dir=None)
    command = [sys.executable, "-m", "disclosure_check", "check", "--exit-zero", "--cache-dir", "kept", "site"]
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    runs = [
        subprocess.Popen([*command, "--output-format", f"json={number}.json", "--quiet"], env=environment)
        for number in range(4)
    ]
    assert [each.wait(60) for each in runs] == [0] * 4
    assert [Path(f"{number}.json").read_bytes() for number in range(4)] == [expected] * 4
    checked.clear()
    run()
    assert checked == []


def test_a_run_that_hangs_keeps_no_other_waiting(
    tree: WriteTree, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(PAGES)
    first = run()
    monkeypatch.setattr(store, "_SECONDS", 0.5)
    with closing(sqlite3.connect(Path("kept") / store.FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        assert run() == first and checked == ALL * 2
        assert time.monotonic() - began < 4  # half a second once, not at every page
    assert run() == first and checked == ALL * 2


def test_a_folder_that_can_only_be_read_is_read(tree: WriteTree, checked: list[str]) -> None:
    tree(PAGES)
    first = run()
    file = Path("kept") / store.FILE
    file.chmod(0o444)
    change("<p>other")()
    assert run() != first
    assert run() and checked[len(ALL) :] in (["site/3.html"], ["site/3.html"] * 2)  # root writes all the same


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["site"], {}),
        (["--no-cache", "site"], {}),
        (["site/0.html", "site/1.html"], {}),
        (["--fix", "site"], {}),
        (["--diff", "site"], {}),
        (["--evidence", "evidence", "site"], {}),
        (["site", "-"], {}),
        (["site"], {"disclosure-check.toml": 'custom-checks = ["own.py"]', "own.py": ""}),
    ],
    ids=["kept", "not wanted", "few pages", "fix", "diff", "evidence", "standard input", "custom checks"],
)
def test_what_is_kept_of_nothing(
    arguments: list[str], files: dict[str, str], tree: WriteTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(PAGES | files)
    monkeypatch.setenv("XDG_CACHE_HOME", "home")
    monkeypatch.setattr("sys.stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115  # as in the tests of the command line
    main(["check", *arguments])
    is_kept = arguments == ["site"] and not files
    file = Path("home/disclosure-check") / store.FILE
    rows = 0
    if file.exists():
        with closing(sqlite3.connect(file)) as connection:
            (rows,) = connection.execute("SELECT count(*) FROM page").fetchone()
    assert bool(rows) == is_kept


def test_the_engine_is_left_alone_where_all_is_known(tree: WriteTree) -> None:
    tree(PAGES)
    command = [sys.executable, "-X", "importtime", "-m", "disclosure_check", "check", "--cache-dir", "kept", "site"]
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    loaded = [subprocess.run(command, env=environment, capture_output=True, text=True).stderr for _ in range(2)]
    for module in (
        "disclosure_check.checker",
        "disclosure_check.detection",
        "disclosure_check.checks",
        "disclosure_check.reading.turbo",
        "re2",
    ):
        assert module in loaded[0], module
        assert f"{module}\n" not in loaded[1] and f"{module}." not in loaded[1], module


def row(number: int, day: int) -> store.Row:
    return store.Row(b"%040d" % number, day, b"", os.urandom(4000))


def test_what_nobody_asks_for_is_dropped(tmp_path: Path) -> None:
    kept = store.Store(str(tmp_path))
    kept.keep([row(1, 100), row(2, 69), row(3, 70), row(4, 70), row(5, 101)])
    kept.touch([row(4, 0).key], 100)
    kept.tidy(100)
    assert [number for number in range(6) if kept.row(b"%040d" % number)] == [1, 3, 4]
    kept.tidy(101)
    assert [number for number in range(6) if kept.row(b"%040d" % number)] == [1, 4]


def test_the_file_is_bounded_in_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MOST_BYTES", 400_000)
    kept = store.Store(str(tmp_path))
    for number in range(400):
        kept.keep([row(number, 100)])
        kept.tidy(100)
    kept.close()
    assert (tmp_path / store.FILE).stat().st_size < 500_000
    assert store.Store(str(tmp_path)).row(row(399, 0).key)


@pytest.mark.parametrize("translates", [False, True])
@pytest.mark.parametrize("result", [each for each in everything() if each.judgement], ids=lambda each: each.path)
def test_a_result_comes_back_as_it_was(result: PageResult, translates: bool) -> None:
    links = result.judgement.partner_links if result.judgement else ()
    data = packed(result, translates)
    if "\ud83d" in str(result.findings and result.findings[0].message):
        assert data is None
    else:
        assert data is not None and unpacked(data) == result and links == unpacked(data).judgement.partner_links


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x94\xc0\xc0\xc0\xc0", b"\xc1", b"no result"])
def test_what_is_no_result_is_none(data: bytes) -> None:
    assert unpacked(data) is None
