"""Run every benchmark and write `benchmarks/results` anew: `python benchmarks/all.py [FOLDER]`, about ten minutes.

Other work on the machine shows in the spreads; figures to be told come from a quiet one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from measuring import HERE, wanted

BENCHMARKS = ("speed", "processes", "memory", "growth", "beside")


def main(argv: Sequence[str] | None = None) -> None:
    assert __doc__
    with wanted(__doc__, argv) as asked:
        for name in BENCHMARKS:
            options = ["--results", str(asked.results), "--share", str(asked.share)]
            subprocess.run([sys.executable, str(HERE / f"{name}.py"), str(asked.folder), *options], check=True)


if __name__ == "__main__":
    main()
