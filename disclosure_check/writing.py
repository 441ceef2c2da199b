"""Write a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from disclosure_check.errors import UserError
from disclosure_check.sources import reason


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8 beside the file and put it in its place; an existing file keeps its permissions.

    Raises UserError where it cannot be written; whatever stood there is as it was.
    """
    target = Path(os.path.realpath(path))  # a link stays one
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("xb") as stream:
            stream.write(text.encode())
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise UserError(f"cannot write {path}: {reason(error)}") from None
