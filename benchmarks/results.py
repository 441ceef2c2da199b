"""Tables: printed for who waits for them, and written as Markdown with the machine, the versions and the command."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

LIBRARIES = ("lxml", "turbohtml", "google-re2", "regex")


class Table(NamedTuple):
    """What is printed and written."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    plot: str | None = None  # its file, in the same folder


def publish(folder: Path, name: str, tables: Sequence[Table], versions: Sequence[str] = ()) -> None:
    """Print tables, and write them into a file of the folder."""
    for table in tables:
        print(_printed(table), flush=True)
    told = ", ".join((date.today().isoformat(), _machine(), *_versions(), *versions))
    text = f"`python benchmarks/{name}.py FOLDER`, {told}.\n\n" + "\n".join(map(_written, tables))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(f"# {name.capitalize()}\n\n{text}", encoding="utf-8")


def _printed(table: Table) -> str:
    lines = [table.columns, *table.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.columns))]
    aligned = ("   ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join([table.title, *(line.rstrip() for line in aligned), *table.notes, ""])


def _written(table: Table) -> str:
    rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table.rows]
    head = f"| {' | '.join(table.columns)} |\n|{'---|' * len(table.columns)}"
    plot = [f"![{table.title}]({table.plot})\n"] if table.plot else []
    return "\n".join([f"## {table.title}\n", head, *rows, "", *(f"{note}\n" for note in table.notes), *plot])


def _machine() -> str:
    return f"{os.cpu_count()} cores of {_processor()}, {platform.python_implementation()} {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _versions() -> list[str]:
    return [f"{name} {version_of(name)}" for name in LIBRARIES]


def version_of(name: str) -> str:
    """Return a package's version; a dash where it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"
