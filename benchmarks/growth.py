"""Measure how the cost of a check grows with a page's size, its partner links, the number of rules, and of files.

`python benchmarks/growth.py [FOLDER]`: pages of a given size are made up; the rules and the files are measured on the
pages of the folder, or of a made-up site. Everything is CPU time, the median of rounds in which the sizes take turns;
plots are drawn where matplotlib is installed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import re2
import regex
from made_up import make_links, make_page
from measuring import CHECK, Wanted, files_of, repeat, run, seconds, some, wanted
from more_rules import times
from plots import Points, plot
from results import Table, publish, version_of

import disclosure_check.checker
from disclosure_check.checker import Checker
from disclosure_check.lean import collect_rarely
from disclosure_check.patterns import compile_for_addresses, compile_pattern
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings
from disclosure_check.sources import Source

ROUNDS = 5
SIZES = tuple(100_000 << doubled for doubled in range(8))  # bytes: up to 12.8 MB
LINKS = (30, 100, 300, 1_000, 3_000, 10_000)
FACTORS = (1, 2, 5, 10)
FILES = (100, 1_000, 10_000)
FEW = 100  # pages of the folder: each number of rules or files is measured on the same ones
FILE_ROUNDS = (3, 2, 1)  # a run over 10,000 files is long enough to be measured once
Work = Callable[[], object]


def main(argv: Sequence[str] | None = None) -> None:
    assert __doc__
    with wanted(__doc__, argv) as asked:
        collect_rarely()  # as a run does
        tables = [
            _pages(asked, "page size", "bytes", SIZES, partial(make_page, earns=False)),
            _pages(asked, "size of a page with partner links", "bytes", SIZES, partial(make_page, earns=True)),
            _pages(asked, "partner links", "links", LINKS, make_links),
            *_rules(asked),
            _files(asked),
        ]
        publish(asked.results, "growth", tables, [f"matplotlib {version_of('matplotlib')}"])


def _pages(asked: Wanted, of: str, unit: str, sizes: Sequence[int], make: Callable[[Path, int], None]) -> Table:
    checker = Checker(Settings())
    with tempfile.TemporaryDirectory() as folder:
        works: dict[int, Work] = {}
        for size in sizes:
            file = Path(folder) / "page.html"
            make(file, asked.part_of(size))
            data = file.read_bytes()
            works[len(data) if unit == "bytes" else asked.part_of(size)] = partial(_check, checker, data)
    return _table(asked, of, unit, _medians(works, asked.rounds(ROUNDS)))


def _check(checker: Checker, data: bytes) -> None:
    checker.check(Source("page.html", data))


def _medians(works: Mapping[int, Work], rounds: int) -> Points:
    """Return the CPU time by size; the first round, which fills the caches, does not count."""
    taken = [[seconds(work) for work in works.values()] for _ in range(rounds + 1)][1:]
    return [(size, median(column)) for size, column in zip(works, zip(*taken, strict=True), strict=True)]


def _rules(asked: Wanted) -> Iterator[Table]:
    """Measure the pages under more and more rules: the first pass, in which patterns are compiled, and the next."""
    pages = [Source(file.name, file.read_bytes()) for file in some(files_of(asked.folder), asked.part_of(FEW))]
    first: Points = []
    next_: Points = []
    found: Any = None
    for factor in FACTORS:
        book = times(load_rulebook(), factor)
        _forget()
        disclosure_check.checker.load_rulebook = lambda book=book: book  # type: ignore[assignment]
        checkers: list[Checker] = []
        cold = seconds(lambda checkers=checkers: checkers.append(Checker(Settings())) or _verdicts(checkers[0], pages))
        warm = median(seconds(partial(_verdicts, checkers[0], pages)) for _ in range(asked.rounds(ROUNDS)))
        verdicts = _verdicts(checkers[0], pages)
        if found not in (None, verdicts):
            sys.exit(f"{factor} times the rules find something else")
        found = verdicts
        first.append((factor, cold - warm))
        next_.append((factor, warm / len(pages)))
    disclosure_check.checker.load_rulebook = load_rulebook
    yield _table(asked, "rules, for each page", "rule sets", next_)
    yield _table(asked, "rules, to make them ready", "rule sets", first)


def _verdicts(checker: Checker, pages: Sequence[Source]) -> list[Any]:
    judgements = [checker.check(page).judgement for page in pages]
    return [judgement and (judgement.verdict, len(judgement.partner_links)) for judgement in judgements]


def _forget() -> None:
    """Throw away what was compiled for fewer rules."""
    for cached in (compile_pattern, compile_for_addresses):
        cached.cache_clear()
    for engine in (re, re2, regex):
        engine.purge()


def _files(asked: Wanted) -> Table:
    files = some(files_of(asked.folder), FEW)
    points: Points = []
    for count, rounds in zip(map(asked.part_of, FILES), FILE_ROUNDS, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            repeat(files, Path(folder), count)
            command = [*CHECK, "--no-cache", "--jobs", "1", folder]
            points.append((count, median(run(command).cpu for _ in range(asked.rounds(rounds)))))
    return _table(asked, "files", "files", points)


def _table(asked: Wanted, of: str, unit: str, points: Points) -> Table:
    (least, at_least), (most, at_most) = points[0], points[-1]
    rows = [[f"{size:,}", f"{cost * 1e3:,.1f}", f"{cost / size / (at_least / least):.2f}"] for size, cost in points]
    more, costlier = most / least, at_most / at_least
    told = f"{more:,.0f} times the {unit} cost {costlier:,.1f} times as much; a line fits with R² {_fit(points):.4f}."
    file = asked.results / f"growth-{re.sub('[^a-z]+', '-', of)}.svg"
    drawn = plot(file, f"Cost by {of}", unit, points)
    columns = [unit, "CPU ms", f"per {unit.removesuffix('s')}, first = 1"]
    return Table(f"By {of}", columns, rows, [told], file.name if drawn else None)


def _fit(points: Points) -> float:
    """Return how much of the differences a straight line explains: 1 is all."""
    across, up = ([point[axis] for point in points] for axis in (0, 1))
    middle, mean = sum(across) / len(across), sum(up) / len(up)
    both = sum((x - middle) * (y - mean) for x, y in points)
    squares = sum((x - middle) ** 2 for x in across) * sum((y - mean) ** 2 for y in up)
    return both**2 / squares if squares else 1.0


if __name__ == "__main__":
    main()
