"""A bar on the terminal while many pages are checked; nothing of it is imported where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from disclosure_check.results import PageResult

MANY = 200  # fewer pages are checked before anybody looks


def watched(results: Iterable[PageResult], pages: int) -> Iterable[PageResult]:
    """Return the results, and show on a terminal how many have come."""
    if pages < MANY or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return results
    from tqdm import tqdm

    return tqdm(results, total=pages, unit=" pages", file=sys.stderr, leave=False, dynamic_ncols=True)
