"""What a process leaves out to start and end quickly."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

_OBJECTS = 200_000  # more than a page's


def collect_rarely() -> None:
    """Let Python look for garbage seldom.

    Neither imports nor pages leave cycles, and to walk through what they make took a twelfth of a start.
    """
    gc.set_threshold(_OBJECTS, 50, 100)


def collect_no_more() -> None:
    """Spare a process that is about to end the last look for garbage, which took an eighth of a start."""
    gc.freeze()


def import_lean(name: str, without: str) -> None:
    """Import a library as if another one, which it can do without, were not installed.

    msgspec takes `typing_extensions` where it finds it, for older Pythons than ours; a tenth of a start went there.
    """
    if without in sys.modules or has_threads():
        import_module(name)
        return
    sys.modules[without] = None  # type: ignore[assignment]  # Python's own way to say that there is none
    try:
        import_module(name)
    finally:
        del sys.modules[without]


def has_threads() -> bool:
    """Whether others could see what is missing for a moment."""
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1
