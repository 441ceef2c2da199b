"""Measure a check in units of a bare lxml parse of the same bytes.

`python benchmarks/speed.py [FOLDER] [--blocks 7]`; without a folder a made-up site is measured. Both sides take turns
page by page in one process, so that a busy machine slows both; a figure is the median of the blocks.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from measuring import CHECK, files_of, parse, run, seconds, wanted
from results import Table, publish
from stages import watch

from disclosure_check.basis import Basis
from disclosure_check.checker import Checker
from disclosure_check.lean import collect_rarely
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.text import TextReport
from disclosure_check.results import PageResult
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings
from disclosure_check.sources import Source

BLOCKS = 7
STARTS = 15
CLEAN = (
    b"<!DOCTYPE html><html lang='en'><title>Bread</title><main><h1>Bread</h1><p>Flour, water, salt.</p></main></html>"
)
ALL, EARNING = "all pages", "with partner links"
Groups = dict[str, Sequence[Source]]
Row = list[str]
# an editable install adds to every start, and makes the check look fast: measure where it is installed as users do
EMPTY = (sys.executable, "-I", "-c", "pass")


def main(argv: Sequence[str] | None = None) -> None:
    assert __doc__
    with wanted(__doc__, argv) as asked:
        files = files_of(asked.folder)
        pages = [Source(file.name, file.read_bytes()) for file in files]
        checker = Checker(Settings())
        collect_rarely()  # as a run does
        groups: Groups = {ALL: pages, EARNING: [page for page in pages if _has_partner_links(checker, page)]}
        blocks = asked.rounds(BLOCKS)
        rows = [
            *_rows(groups, checker, blocks),
            _second_run(asked.folder, len(files), blocks),
            _clean_file(asked.rounds(STARTS)),
        ]
        note = "CPU time of a whole check with its report, unless another is told."
        measured = Table("Speed", ["", "ratio", "spread", "of what"], rows, [note])
        publish(asked.results, "speed", [measured, _stages(groups, checker)])


def _rows(groups: Groups, checker: Checker, blocks: int) -> Iterator[Row]:
    yield _row(ALL, groups[ALL], checker, blocks)
    yield _row(EARNING, groups[EARNING], checker, blocks)
    every = Settings(extends=tuple(policy.name for policy in load_rulebook().policies))
    yield _row("these, every policy", groups[EARNING], Checker(every), blocks)


def _has_partner_links(checker: Checker, page: Source) -> bool:
    judgement = checker.check(page).judgement
    return judgement is not None and bool(judgement.partner_links)


def _row(name: str, pages: Sequence[Source], checker: Checker, blocks: int) -> Row:
    if not pages:
        return [name, "-", "", "no page"]
    ratios = [_block(pages, checker) for _ in range(blocks + 1)][1:]  # first patterns are compiled
    size = sum(len(page.data) for page in pages) / 1e6
    return [name, f"{median(ratios):.2f}", _spread(ratios), f"a bare lxml parse; {len(pages):,} pages, {size:.1f} MB"]


def _spread(ratios: Sequence[float]) -> str:
    return f"{min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds"


def _block(pages: Sequence[Source], checker: Checker) -> float:
    told = Gathering()
    report = TextReport(io.StringIO(), told, Wishes(Basis("", ("base",), ())))
    bare = whole = 0.0
    for page in pages:
        bare += seconds(lambda page=page: parse(page.data))
        whole += seconds(lambda page=page: _tell(checker.check(page), told, report))
    return (whole + seconds(report.finish)) / bare


def _tell(result: PageResult, told: Gathering, report: TextReport) -> None:
    told.add(result)
    report.add(result)


def _second_run(folder: Path, files: int, blocks: int) -> Row:
    """Compare whole runs over the same tree: one that knows nothing, and the next one."""
    check = [*CHECK, "--jobs", "1", folder]
    ratios = []
    for _ in range(blocks):
        with tempfile.TemporaryDirectory() as kept:
            first, second = (run([*check, "--cache-dir", kept]).cpu for _ in range(2))
        ratios.append(first / second)
    told = f"first run's over the second's, start to exit; {files:,} pages"
    return ["second run, cached", f"{median(ratios):.1f}", _spread(ratios), told]


def _clean_file(turns: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clean.html"
        file.write_bytes(CLEAN)
        check = [sys.executable, "-m", "disclosure_check", "check", str(file)]
        ratios = _wall(EMPTY, check, turns)
    told = "wall time of `python -I -c pass`, start to exit"
    return ["one clean file", f"{median(ratios):.2f}", _spread(ratios), told]


def _wall(floor: Sequence[str], command: Sequence[str], turns: int) -> list[float]:
    """Return how many times as long a command takes in each turn; the first one fills the caches."""
    subprocess.run(command, check=True, capture_output=True)
    ratios = []
    for _ in range(turns):
        begin = time.perf_counter()
        subprocess.run(floor, check=True, capture_output=True)
        middle = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        ratios.append((time.perf_counter() - middle) / (middle - begin))
    return ratios


def _stages(groups: Groups, checker: Checker) -> Table:
    clock = watch()
    shares: dict[str, dict[str, str]] = {}
    for name, pages in groups.items():
        clock.seconds.clear()
        bare = 0.0
        for page in pages:
            bare += seconds(lambda page=page: parse(page.data))
            checker.check(page)
        for stage, spent in clock.seconds.items():
            shares.setdefault(stage, {})[name] = f"{spent / bare:.2f}"
    rows = [[stage, *(columns.get(name, "") for name in groups)] for stage, columns in shares.items()]
    return Table("Stages, a bare lxml parse is 1.00", ["stage", *groups], rows)


if __name__ == "__main__":
    main()
