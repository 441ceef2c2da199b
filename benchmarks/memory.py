"""Measure the most memory that a run holds: for a page of 16 MB, and for many files.

`python benchmarks/memory.py [FOLDER]`: the pages of the folder, or of a made-up site, are the many files, by turns
under other names. A process is asked for its own peak of resident memory at its end, and for that of its largest
worker; this one holds little itself, since a new process begins with the peak of the one that starts it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from made_up import make_article, make_links, make_page
from measuring import HERE, Spent, Wanted, files_of, repeat, run, some, wanted
from results import Table, publish

LARGE = 16_000_000
LINK = 190  # bytes of a paragraph with a partner link
FEW = 100  # pages of the folder: each number of files is the same ones by turns
FILES = (100, 1_000, 10_000)
CHECK = (sys.executable, str(HERE / "peak.py"), "check", "--exit-zero")
MEGA = 1e6
Make = Callable[[Path, float], None]
SHAPES: dict[str, Make] = {
    "no page to speak of": lambda file, _: make_page(file, 1, False),
    "like the made-up site's, no partner link": partial(make_page, earns=False),
    "like the made-up site's, with partner links": partial(make_page, earns=True),
    "nothing but its article, no partner link": partial(make_article, earns=False),
    "nothing but its article, with partner links": partial(make_article, earns=True),
    "nothing but partner links": lambda file, size: make_links(file, round(size / LINK)),
}


class Peaks(NamedTuple):
    """Bytes: of the process that was started, and of the largest that it started."""

    own: int
    worker: int


def main(argv: Sequence[str] | None = None) -> None:
    assert __doc__
    with wanted(__doc__, argv) as asked:
        publish(asked.results, "memory", [_large_pages(asked), _many_files(asked)])


def _large_pages(asked: Wanted) -> Table:
    rows = []
    for shape, make in SHAPES.items():
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            make(page, asked.part_of(LARGE))
            spent = run([*CHECK, "--no-cache", "--jobs", "1", page])
            rows.append([shape, _mega(page.stat().st_size), _mega(_peaks(spent).own), f"{spent.cpu:.1f}"])
    note = "One process that checks one page, as a worker does. Most are wanted below 400 MB, better 200 MB."
    return Table("A page of 16 MB", ["page", "MB", "peak memory, MB", "CPU s"], rows, [note])


def _many_files(asked: Wanted) -> Table:
    files = some(files_of(asked.folder), FEW)
    rows = []
    for count in map(asked.part_of, FILES):
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
            repeat(files, Path(folder), count)
            for name, options in _runs(cache):
                peaks = _peaks(run([*CHECK, *options, folder]))
                rows.append([f"{count:,}", name, _mega(peaks.own), _mega(peaks.worker) if peaks.worker else "–"])
    note = "Flat: what grows with the files is their list, some hundred bytes each."
    return Table("Many files", ["files", "run", "first process, MB", "largest worker, MB"], rows, [note])


def _runs(cache: str) -> Iterator[tuple[str, list[str]]]:
    yield "no cache, one process", ["--no-cache", "--jobs", "1"]
    yield "no cache, two workers", ["--no-cache", "--jobs", "2"]
    yield "first with a cache, two workers", ["--cache-dir", cache, "--jobs", "2"]
    yield "second with that cache", ["--cache-dir", cache, "--jobs", "2"]


def _peaks(spent: Spent) -> Peaks:
    own, worker = spent.said.split()[-2:]
    return Peaks(int(own), int(worker))


def _mega(size: int) -> str:
    return f"{size / MEGA:.0f}"


if __name__ == "__main__":
    main()
