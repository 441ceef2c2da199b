"""Write a user's file whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress


def write_atomically(path: str, data: bytes) -> None:
    """Put data in the place of a file, which keeps its mode; whatever goes wrong, the file stays as it was.

    Raises OSError.
    """
    handle, name = tempfile.mkstemp(dir=os.path.dirname(path) or ".", prefix=".disclosure-check-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        take_mode(path, name)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def take_mode(path: str, name: str) -> None:
    """Give a new file the mode of the one whose place it takes, or that of any new file."""
    if os.path.exists(path):
        shutil.copymode(path, name)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, 0o666 & ~mask)
