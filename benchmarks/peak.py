"""Run the program, and tell at its end the most memory that it and the largest of its workers held, in bytes."""

from __future__ import annotations

import resource
import sys

from disclosure_check.cli import main

UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


if __name__ == "__main__":
    status = main()
    peaks = (resource.getrusage(who).ru_maxrss * UNIT for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(*peaks, file=sys.stderr)
    sys.exit(status)
