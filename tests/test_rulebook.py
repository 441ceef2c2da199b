"""The parsed rules are kept, and what is kept is never taken for what the files do not say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from disclosure_check import stamps
from disclosure_check.rulebook import book, keeping, rules_folder
from disclosure_check.rulebook.book import RuleBook, load_rulebook

BOOK = load_rulebook()


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the rules, whose stamps count at once, and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(stamps, "_SETTLED", 0)
    shutil.copytree(rules_folder(), tmp_path / "rules")
    return tmp_path / "rules"


def load(folder: Path) -> RuleBook:
    load_rulebook.cache_clear()
    return load_rulebook(folder)


def kept(folder: Path) -> Path:
    [file] = (folder.parent / "cache" / "disclosure-check").iterdir()
    return file


def forbid(monkeypatch: pytest.MonkeyPatch, *steps: str) -> None:
    for step in steps:
        monkeypatch.setattr(book, step, lambda *_, step=step: pytest.fail(f"{step} was called"))


def test_unchanged_files_are_not_even_read(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(rules) == BOOK
    forbid(monkeypatch, "_digest", "_parse", "keep")
    assert load(rules) == BOOK


def test_files_that_were_only_touched_are_not_parsed(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(rules)
    (rules / "wording" / "de.toml").touch()
    before = kept(rules).read_bytes()
    forbid(monkeypatch, "_parse")
    assert load(rules) == BOOK
    assert kept(rules).read_bytes() != before
    forbid(monkeypatch, "_digest")
    assert load(rules) == BOOK


def test_files_written_just_now_are_read_each_time(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_SETTLED", 10**15)
    load(rules)
    before = kept(rules).stat().st_mtime_ns
    forbid(monkeypatch, "_parse", "keep")
    assert load(rules) == BOOK
    path = rules / "wording" / "de.toml"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(pytest.fail.Exception, match="_parse was called"):
        load(rules)
    assert kept(rules).stat().st_mtime_ns == before


@pytest.mark.parametrize("change", ["edit", "add", "remove", "replace", "rename", "rename folder"])
def test_a_change_of_any_file_is_seen(change: str, rules: Path) -> None:
    load(rules)
    file = rules / "wording" / "de.toml"
    if change == "remove":
        file.unlink()
    elif change == "rename":
        file.rename(file.with_name("de-at.toml"))
    elif change == "rename folder":
        (rules / "markup").rename(rules / "marks")
    elif change == "add":
        (rules / "markup" / "more.toml").write_text("sign = []\n", encoding="utf-8")
    else:
        text = file.read_text(encoding="utf-8").replace("reviewed = 2026", "reviewed = 2025")
        if change == "replace":
            file.unlink()
        file.write_text(text, encoding="utf-8")
    assert load(rules).digest != BOOK.digest


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"\x92\x90\xc0", b"\x81\xa6stamps\x90"])
def test_what_cannot_be_read_is_parsed_again_and_replaced(content: bytes, rules: Path) -> None:
    load(rules)
    whole = kept(rules).read_bytes()
    kept(rules).write_bytes(content)
    assert load(rules) == BOOK
    assert kept(rules).read_bytes() == whole


def test_a_broken_letter_in_it_is_seen(rules: Path) -> None:
    load(rules)
    whole = kept(rules).read_bytes()
    kept(rules).write_bytes(whole.replace(b"Amazon Associates", b"Amazon \xffssociates"))
    assert load(rules) == BOOK
    assert kept(rules).read_bytes() == whole


def test_the_file_of_another_installation_is_not_taken(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(rules)
    monkeypatch.setattr(keeping, "crc32", lambda _: int(kept(rules).stem.split("-")[-1], 16))
    other = rules.parent / "other"
    shutil.copytree(rules, other)
    (other / "wording" / "de.toml").unlink()
    assert load(other).digest != BOOK.digest
    assert load(rules) == BOOK


def test_without_a_cache_folder_the_rules_are_parsed(rules: Path) -> None:
    blocked = rules.parent / "cache"
    blocked.write_text("a file", encoding="utf-8")
    assert load(rules) == BOOK
