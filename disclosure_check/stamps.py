"""What the system notes of a file, which shows without a look into it that it is what it was."""

from __future__ import annotations

import os
import time

_SETTLED = 3 * 10**9  # nanoseconds: two writes may leave the same time where clocks are coarse


def stamp_of(path: str) -> bytes | None:
    """Return what shows that a file is what it was; None where it was touched just now, or nothing would show it.

    Raises OSError.
    """
    if os.name != "posix":  # elsewhere a time can be put back without a trace
        return None
    status = os.stat(path)
    times = status.st_mtime_ns, status.st_ctime_ns
    if time.time_ns() - max(times) < _SETTLED:
        return None
    return ":".join(map(str, (status.st_dev, status.st_ino, status.st_size, *times))).encode()
