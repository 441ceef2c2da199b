from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
LINES = ("all pages", "with partner links", "second run, cached", "one clean file", "parse", "flow")


def said_by(name: str, *options: str) -> str:
    command = [sys.executable, str(BENCHMARKS / f"{name}.py"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_benchmark_runs_on_pages_of_its_own(tmp_path: Path) -> None:
    said = said_by("speed", "--share", "0.01", "--blocks", "1", "--results", str(tmp_path))
    for line in LINES:
        assert f"\n{line}" in said
        assert f"| {line}" in (tmp_path / "speed.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["all", "beside", "growth", "memory", "processes"])
def test_the_longer_ones_tell_what_they_measure(name: str) -> None:
    assert f"python benchmarks/{name}.py [FOLDER]" in said_by(name, "--help")
