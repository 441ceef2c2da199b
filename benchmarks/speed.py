"""Measure a check in units of a bare lxml parse of the same bytes.

`python benchmarks/speed.py [FOLDER] [--blocks 7]`; without a folder a made-up site is measured. Both sides take turns
page by page in one process, so that a busy machine slows both; a figure is the median of the blocks.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from lxml import etree
from made_up import make_site
from stages import watch

from disclosure_check.basis import Basis
from disclosure_check.checker import Checker
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.text import TextReport
from disclosure_check.results import PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import Source
from disclosure_check.tasks import collect_rarely

SUFFIXES = (".html", ".htm", ".xhtml")
STARTS = 15
SETTLED = 4  # seconds: a cache reads files again that were written just now
TIDIED = 1 << 14  # an allocation of this size makes malloc tidy up: each side pays for what it has freed itself
CLEAN = (
    b"<!DOCTYPE html><html lang='en'><title>Bread</title><main><h1>Bread</h1><p>Flour, water, salt.</p></main></html>"
)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="pages to measure on (default: a made-up site)")
    parser.add_argument("--blocks", type=int, default=7, help="rounds over all pages (default: %(default)s)")
    parser.add_argument("--pages", type=int, default=300, help="size of the made-up site (default: %(default)s)")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        if arguments.folder is None:
            make_site(Path(folder), arguments.pages)
            time.sleep(SETTLED)
        _measure(arguments.folder or Path(folder), arguments.blocks)


def _measure(folder: Path, blocks: int) -> None:
    files = sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    pages = [Source(file.name, file.read_bytes()) for file in files]
    if not pages:
        sys.exit(f"no page in {folder}")
    checker = Checker(Settings())
    collect_rarely()  # as a run does
    partners = [page for page in pages if _has_partner_links(checker, page)]
    print("CPU time of a whole check with its report; a bare lxml parse of the same pages is 1.00")
    _tell("all pages", pages, checker, blocks)
    _tell("with partner links", partners, checker, blocks)
    _tell_second_run(folder, len(files), blocks)
    print(f"{'one clean file':20} {_start_to_exit():5.2f}   wall time, start to exit; `python -I -c pass` is 1.00")
    _tell_stages({"all pages": pages, "with partner links": partners}, checker)


def _has_partner_links(checker: Checker, page: Source) -> bool:
    judgement = checker.check(page).judgement
    return judgement is not None and bool(judgement.partner_links)


def _tell(name: str, pages: Sequence[Source], checker: Checker, blocks: int) -> None:
    if not pages:
        print(f"{name:20}     -   no page")
        return
    ratios = [_block(pages, checker) for _ in range(blocks)]
    size = sum(len(page.data) for page in pages) / 1e6
    spread = f"{min(ratios):.2f} to {max(ratios):.2f} in {blocks} blocks"
    print(f"{name:20} {median(ratios):5.2f}   {spread}; {len(pages):,} pages, {size:.1f} MB")


def _block(pages: Sequence[Source], checker: Checker) -> float:
    run = Gathering()
    report = TextReport(io.StringIO(), run, Wishes(Basis("", ("base",), ())))
    bare = whole = 0.0
    for page in pages:
        bare += _seconds(lambda page=page: _parse(page.data))
        whole += _seconds(lambda page=page: _told(checker.check(page), run, report))
    return (whole + _seconds(report.finish)) / bare


def _told(result: PageResult, run: Gathering, report: TextReport) -> None:
    run.add(result)
    report.add(result)


def _parse(data: bytes | str) -> None:
    etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    bytes(TIDIED)
    return time.process_time() - begin


def _tell_second_run(folder: Path, files: int, blocks: int) -> None:
    """Compare whole runs over the same tree: one that knows nothing, and the next one."""
    check = [sys.executable, "-m", "disclosure_check", "check", "--exit-zero", "--jobs", "1", str(folder)]
    ratios = []
    for _ in range(blocks):
        with tempfile.TemporaryDirectory() as kept:
            first, second = (_seconds_of_process([*check, "--cache-dir", kept]) for _ in range(2))
        ratios.append(first / second)
    spread = f"{min(ratios):.1f} to {max(ratios):.1f} in {blocks} blocks"
    told = "times as fast as the first run, both start to exit"
    print(f"{'second run, cached':20} {median(ratios):5.1f}   {told}; {spread}; {files:,} pages")


def _seconds_of_process(command: Sequence[str]) -> float:
    """Return the CPU time of a process."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _start_to_exit() -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clean.html"
        file.write_bytes(CLEAN)
        check = [sys.executable, "-m", "disclosure_check", "check", str(file)]
        return _wall([sys.executable, "-I", "-c", "pass"], check)


def _wall(floor: Sequence[str], command: Sequence[str]) -> float:
    """Return how many times as long a command takes, the median of turns; the first one fills the caches."""
    subprocess.run(command, check=True, capture_output=True)
    ratios = []
    for _ in range(STARTS):
        begin = time.perf_counter()
        subprocess.run(floor, check=True, capture_output=True)
        middle = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        ratios.append((time.perf_counter() - middle) / (middle - begin))
    return median(ratios)


def _tell_stages(groups: dict[str, Sequence[Source]], checker: Checker) -> None:
    clock = watch()
    shares: dict[str, list[float]] = {}
    for pages in groups.values():
        clock.seconds.clear()
        bare = 0.0
        for page in pages:
            bare += _seconds(lambda page=page: _parse(page.data))
            checker.check(page)
        for stage, seconds in clock.seconds.items():
            shares.setdefault(stage, []).append(seconds / bare)
    print(f"\n{'stage':20} {'   '.join(name for name, pages in groups.items() if pages)}")
    for stage, columns in shares.items():
        print(f"{stage:20} {'   '.join(f'{share:9.2f}' for share in columns)}")


if __name__ == "__main__":
    main()
