"""Measure what two processes save, beside what this machine can give at most.

`python benchmarks/processes.py [FOLDER]`: wall time of `--jobs 1` over that of `--jobs 2`, at least 1,000 files, no
cache; and of one process that parses them with lxml over that of two which parse half of them each. In turns, the
median of the rounds after a first one. The second figure is the machine's ceiling: two cores that share a cache, a
memory bus or one real core are not two.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from measuring import BARE, CHECK, files_of, repeat, run, wanted
from results import Table, publish

LEAST = 1_000
ROUNDS = 5


def main(argv: Sequence[str] | None = None) -> None:
    assert __doc__
    with wanted(__doc__, argv) as asked, tempfile.TemporaryDirectory() as folder:
        files = files_of(asked.folder)
        count = max(len(files), asked.part_of(LEAST))
        halves = [Path(folder) / half for half in ("a", "b")]
        for half in halves:
            half.mkdir()
            repeat(files, half, (count + 1) // 2)
        publish(asked.results, "processes", [_table(halves, asked.rounds(ROUNDS))])


def _table(halves: Sequence[Path], rounds: int) -> Table:
    check = [*CHECK, "--no-cache", *map(str, halves)]
    ours: list[float] = []
    ceiling: list[float] = []
    for _ in range(rounds + 1):
        ours.append(run([*check, "--jobs", "1"]).wall / run([*check, "--jobs", "2"]).wall)
        ceiling.append(run([*BARE, *map(str, halves)]).wall / _together(halves))
    files = [file for half in halves for file in files_of(half)]
    size = sum(file.stat().st_size for file in files) / 1e6
    rows = [_row("disclosure-check, --jobs 2", ours[1:]), _row("two bare lxml parses of a half each", ceiling[1:])]
    share = median(ours[1:]) / median(ceiling[1:])
    notes = [f"{len(files):,} pages, {size:.1f} MB; {share:.0%} of what the machine gives at most."]
    return Table("Two processes", ["", "times as fast as one process", "spread"], rows, notes)


def _row(name: str, ratios: Sequence[float]) -> list[str]:
    return [name, f"{median(ratios):.2f}", f"{min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds"]


def _together(halves: Sequence[Path]) -> float:
    """Return the wall time until both are parsed."""
    begin = time.perf_counter()
    for process in [subprocess.Popen([*BARE, str(half)]) for half in halves]:
        process.wait()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
