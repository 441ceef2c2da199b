"""The pages of the manual name commands and files that there are."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from disclosure_check.arguments import parser
from disclosure_check.config import from_table
from disclosure_check.suppressing.baseline import read_baseline

TOP = Path(__file__).parent.parent
PAGES = [TOP / "docs" / f"{name}.md" for name in ("adopting", "evidence", "ignoring")]
COMMANDS = [
    pytest.param(line.partition("#")[0], id=line.partition("#")[0].strip())
    for page in PAGES
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_manual_is_one(command: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "disclosure-check"
    assert parser().parse_args(arguments).command == arguments[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_file_that_the_manual_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([\w./-]+)\)", text)
    assert linked and all((page.parent / name).is_file() for name in linked)
    assert all((TOP / name).is_file() for name in re.findall(r"`(disclosure_check/[\w./-]+)`", text))


def test_the_baseline_of_the_manual_can_be_read(tmp_path: Path) -> None:
    shown = PAGES[0].read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    (tmp_path / "known.jsonl").write_text(shown, encoding="utf-8")
    (entry,) = read_baseline(str(tmp_path / "known.jsonl")).entries.values()
    assert entry.check == "disclosure-missing"


def test_the_settings_of_the_manual_can_be_read() -> None:
    pinned = re.findall(r"`(rules-version = .*?)`", PAGES[0].read_text(encoding="utf-8"))
    assert from_table(tomllib.loads(pinned[0]), Path("disclosure-check.toml")).rules_version == "2026.11.22"
