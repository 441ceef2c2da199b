"""A tree that changes, or cannot be read or written, costs the files it is about: named, and nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check import tasks
from disclosure_check.cli import main
from disclosure_check.sources import Place, Source, read

LINK = '<html lang=de><p><a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M1</a></p>'
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def empty(path: Path) -> None:
    path.write_bytes(b"")


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def lead_in_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "vanishes": (Path.unlink, "no such file or directory"),
    "becomes a folder": (become_a_folder, "is a directory"),
    "becomes a circle": (lead_in_a_circle, "too many levels of symbolic links"),
}


@pytest.mark.skipif(os.name == "nt", reason="the system's words are others there")
@pytest.mark.parametrize(("change", "told"), CHANGES.values(), ids=CHANGES)
def test_a_page_that_changes_between_finding_and_reading(
    change: Callable[[Path], None], told: str, tree: WriteTree, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    top = tree({"a.html": "<p>x", "b.html": "<p>x", "c.html": LINK})

    def read_late(place: Place, max_bytes: int) -> Source:
        if place.name == "b.html":
            change(top / "b.html")
        return read(place, max_bytes)

    monkeypatch.setattr(tasks, "read", read_late)
    assert main(["check", "."]) == 2
    report = capsys.readouterr().out.lower()
    assert f"b.html:1:1 error not checked: {told}" in report
    assert "c.html:1:18 error" in report
    assert "3 pages: 1 with partner links, 0 covered, 0 undecided, 1 not checked" in report


@pytest.mark.skipif(AS_ROOT or os.name == "nt", reason="modes hold nobody back here")
@pytest.mark.parametrize("arguments", [["check", "--fix", "s"], ["check", "--output-format", "json=s/out.json", "s"]])
def test_a_tree_that_nobody_may_write(
    tree: WriteTree, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    top = tree({"s/a.html": LINK})
    (top / "s").chmod(0o555)
    try:
        assert main(arguments) == 2
    finally:
        (top / "s").chmod(0o755)
    assert "permission denied" in "".join(capsys.readouterr()).lower()
    assert [path.name for path in (top / "s").iterdir()] == ["a.html"]
    assert (top / "s/a.html").read_text(encoding="utf-8") == LINK


@pytest.mark.parametrize(
    "arguments",
    [["check", "--fix", "a.html"], ["check", "--output-format", "json=out", "a.html"], ["init", ".", "--output=out"],
     ["check", "--evidence", "kept", "a.html"], ["baseline", "-o", "out", "a.html"]],
    ids=["fix", "report", "init", "evidence", "baseline"],
)  # fmt: skip
def test_a_full_disk_leaves_what_there_was(
    arguments: list[str], tree: WriteTree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    top = tree({"a.html": LINK})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(os, "replace", lambda *_: full(0))
    assert main(arguments) == 2
    assert "no space left on device" in "".join(capsys.readouterr()).lower()
    assert (top / "a.html").read_text(encoding="utf-8") == LINK
    assert [path.name for path in top.rglob("*") if path.is_file()] == ["a.html"]
