"""When Python looks for garbage that holds itself."""

from __future__ import annotations

import gc

_OBJECTS = 200_000  # more than a page's


def collect_rarely() -> None:
    """Let Python look for garbage seldom.

    Neither imports nor pages leave cycles, and to walk through what they make took a twelfth of a start.
    """
    gc.set_threshold(_OBJECTS, 50, 100)


def collect_no_more() -> None:
    """Spare a process that is about to end the last look for garbage, which took an eighth of a start."""
    gc.freeze()
