"""Paths in the syntax of `.gitignore`, relative to the folder of the file that names them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from disclosure_check.late import late

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_LONGEST = 4096  # no path is longer
_MAGIC = late(r"[*?\[\\]")


class Globs:
    """Some globs, of which a later one wins over an earlier one; compiled when a page is asked for."""

    def __init__(self, globs: Sequence[str]) -> None:
        self._globs = globs

    def match(self, path: str | None) -> bool:
        """Tell whether a path below the folder is named; None is a page that has no place there."""
        return bool(self._globs) and path is not None and bool(self._spec.check_file(path).include)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        return compiled(self._globs)


def compiled(globs: Iterable[str]) -> GitIgnoreSpec:
    """Compile globs.

    Raises ValueError or re.error where one is none.
    """
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)


def is_glob(glob: str) -> bool:
    """Tell whether a text names paths: a comment, a blank and a broken pattern do not."""
    if len(glob) > _LONGEST:
        return False
    try:
        return any(pattern.include is not None for pattern in compiled([glob]).patterns)
    except (ValueError, re.error):
        return False


def relative_to(path: str, folder: str) -> str | None:
    """Return a path as seen from a folder, with slashes; None where it lies elsewhere."""
    try:
        relative = os.path.relpath(path, folder)
    except ValueError:  # another drive
        return None
    return None if relative.split(os.sep, 1)[0] == os.pardir else relative.replace(os.sep, "/")


def anchor_of(glob: str) -> str:
    """Return the folder or file below which lies all that a glob can match; empty for the whole folder."""
    if "/" not in glob.rstrip("/"):
        return ""
    parts = glob.strip("/").split("/")
    literal = next((number for number, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    return "/".join(parts[:literal])
