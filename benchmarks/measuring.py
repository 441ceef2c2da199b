"""What the benchmarks share: pages to measure on, clocks, and the bare lxml parse that everything is compared with."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from made_up import make_site

HERE = Path(__file__).resolve().parent
SUFFIXES = (".html", ".htm", ".xhtml")
SETTLED = 4  # seconds: a cache reads files again that were written just now
PAGES = 300
TIDIED = 1 << 14  # an allocation of this size makes malloc tidy up: each side pays for what it has freed itself
CHECK = (sys.executable, "-m", "disclosure_check", "check", "--exit-zero")
BARE = (sys.executable, str(HERE / "bare.py"))


class Wanted(NamedTuple):
    """What the command line of a benchmark says."""

    folder: Path  # of the pages
    results: Path
    share: float
    blocks: int | None

    def rounds(self, usual: int) -> int:
        return self.blocks or self.part_of(usual)

    def part_of(self, size: int) -> int:
        """Return as much of a size as is to be measured."""
        return max(1, round(size * self.share))


@contextmanager
def wanted(about: str, argv: Sequence[str] | None) -> Iterator[Wanted]:
    """Read the command line; without a folder a site is made up, which goes afterwards."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="pages to measure on (default: a made-up site)")
    parser.add_argument("--results", type=Path, default=HERE / "results", help="where tables and plots are written")
    parser.add_argument("--blocks", type=int, help="rounds of each measurement (default: as many as it needs)")
    parser.add_argument("--share", type=float, default=1.0, help="part of all sizes and rounds, for a quick look")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as made_up:
        asked = Wanted(arguments.folder or Path(made_up), arguments.results, arguments.share, arguments.blocks)
        if arguments.folder is None:
            make_site(asked.folder, asked.part_of(PAGES))
            time.sleep(SETTLED * asked.share)
        if not files_of(asked.folder):
            sys.exit(f"no page in {asked.folder}")
        yield asked


def files_of(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)


def some(files: Sequence[Path], most: int) -> list[Path]:
    """Return evenly spaced ones."""
    return [files[number * len(files) // most] for number in range(most)] if len(files) > most else [*files]


def repeat(files: Sequence[Path], folder: Path, count: int) -> None:
    """Write so many pages by turns; each is other bytes than all others, and its number stands in its name."""
    for number in range(count):
        data = files[number % len(files)].read_bytes()
        (folder / f"{number:06}.html").write_bytes(data + f"<!-- {number} -->".encode())


def parse(data: bytes | str) -> None:
    from lxml import etree  # not at the top: what measures memory must be small itself

    etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of a call."""
    begin = time.process_time()
    work()
    bytes(TIDIED)
    return time.process_time() - begin


class Spent(NamedTuple):
    """What a process took, its own processes' time included."""

    cpu: float
    wall: float
    said: str  # on standard error


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Spent:
    """Run a process to its end; what it finds in pages is no failure."""
    before, begin = os.times(), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment)
    wall, after = time.perf_counter() - begin, os.times()
    if done.returncode > 1:
        sys.exit(f"{' '.join(map(str, command[:4]))} …: {done.stderr.strip()[-2000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(cpu, wall, done.stderr)
