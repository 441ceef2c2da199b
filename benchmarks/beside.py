"""Measure side by side, in one run, what somebody might use instead: other linters of pages, and a script by hand.

`python benchmarks/beside.py [FOLDER]`: CPU time of whole processes, start to exit, over the same pages, in turns; the
median of the rounds after a first one. A bare lxml parse of the pages, a process as well, is 1.00. HTMLHint
(`npm install htmlhint`) and djLint (`pip install djlint`) are taken from the path; which is not there is said to be
missing. They do other work: they look for mistakes in the markup, and know nothing of partner links.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from measuring import BARE, CHECK, HERE, files_of, repeat, run, some, wanted
from results import Table, publish, version_of

PAGES = 100
ROUNDS = 3


class Tool(NamedTuple):
    """A command that is given a folder, or each file of it; and what it does there."""

    name: str
    command: tuple[str, ...] | None  # None: it is not installed
    does: str
    takes_folder: bool = True


def main(argv: Sequence[str] | None = None) -> None:
    assert __doc__
    with wanted(__doc__, argv) as asked, tempfile.TemporaryDirectory() as folder:
        repeat(some(files_of(asked.folder), asked.part_of(PAGES)), Path(folder), asked.part_of(PAGES))
        publish(asked.results, "beside", [_table(Path(folder), asked.rounds(ROUNDS))])


def _tools() -> list[Tool]:
    hand = sys.executable, str(HERE / "by_hand.py")
    return [
        Tool("lxml, bare parse", BARE, "reads pages, says nothing"),
        Tool(
            "disclosure-check", (*CHECK, "--no-cache", "--jobs", "1"), "finds partner links and what readers are told"
        ),
        Tool(f"script by hand, bs4 {version_of('beautifulsoup4')}", hand, "the same task by a list of words", False),
        Tool(f"HTMLHint {_version('htmlhint')}", _found("htmlhint"), "other work: mistakes in the markup"),
        Tool(f"djLint {_version('djlint')}", _found("djlint", "--lint"), "other work: mistakes and style of templates"),
    ]


def _found(name: str, *options: str) -> tuple[str, ...] | None:
    program = shutil.which(name)
    return (program, *options) if program else None


def _version(name: str) -> str:
    program = _found(name, "--version")
    if program is None:
        return ""
    said = subprocess.run(program, capture_output=True, text=True, check=False).stdout.split()
    return said[-1] if said else ""


def _table(folder: Path, rounds: int) -> Table:
    files = [str(file) for file in files_of(folder)]
    tools = _tools()
    runs = {
        tool.name: [*tool.command, *([str(folder)] if tool.takes_folder else files)] for tool in tools if tool.command
    }
    taken = [{name: run(command).cpu for name, command in runs.items()} for _ in range(rounds + 1)][1:]
    bare = tools[0].name
    rows = []
    for tool in tools:
        ratios = [each[tool.name] / each[bare] for each in taken] if tool.command else []
        figures = [f"{median(ratios):.2f}", f"{min(ratios):.2f} to {max(ratios):.2f}"] if ratios else ["missing", ""]
        rows.append([tool.name, *figures, _shown(tool), tool.does])
    size = sum(file.stat().st_size for file in files_of(folder)) / 1e6
    notes = [
        f"{len(files):,} pages, {size:.1f} MB; CPU time, start to exit, the median of {rounds} rounds.",
        "The linters of markup do other work and more of it; they are what a site's build runs beside this one.",
    ]
    return Table("Beside other tools", ["tool", "lxml = 1", "spread", "command", "what it does"], rows, notes)


def _shown(tool: Tool) -> str:
    """Return the command as a reader would write it."""
    if tool.command is None:
        return ""
    words = ["python" if word == sys.executable else word for word in tool.command]
    shown = [Path(word).name if word.startswith("/") else word for word in words]
    return " ".join([*shown, "FOLDER" if tool.takes_folder else "FILE..."])


if __name__ == "__main__":
    main()
