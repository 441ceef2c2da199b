from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent.parent / "benchmarks" / "speed.py"


def test_the_benchmark_runs_on_pages_of_its_own() -> None:
    command = [sys.executable, str(BENCHMARK), "--pages", "3", "--blocks", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for line in ("all pages", "with partner links", "second run, cached", "one clean file", "parse", "flow"):
        assert f"\n{line}" in done.stdout
