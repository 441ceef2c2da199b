"""Style sheets in files beside the pages: read where they lie in the checked folder, and never from anywhere else."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import NamedTuple

from disclosure_check.late import late

_MOST_BYTES = 1 << 20  # few sites have a sheet half as long
_FILES = 32  # kept from page to page
_ELSEWHERE = late(r"[a-z][a-z0-9+.-]*:|//|\\", re.I)  # another host, or no address of a file


class StyleFiles(NamedTuple):
    """Finds what the addresses of style sheets on one page name, below the folder that is checked."""

    page: str
    folder: str

    def read(self, address: str) -> str | None:
        """Return the text of a sheet; None where it is out of reach."""
        path = self._path(address.strip())
        return _text(path) if path is not None else None

    def _path(self, address: str) -> str | None:
        if _ELSEWHERE.match(address):
            return None
        from urllib.parse import unquote, urlsplit  # few pages that are flattened ask; it is slow to import

        try:
            named = unquote(urlsplit(address).path)
        except ValueError:
            return None
        if not named or "\0" in named:
            return None
        beside = self.folder if named.startswith("/") else os.path.dirname(self.page)
        path = os.path.realpath(os.path.join(beside, named.lstrip("/")))
        inside = path.startswith(os.path.join(os.path.realpath(self.folder), ""))
        return path if inside and os.path.isfile(path) else None


@lru_cache(maxsize=_FILES)
def _text(path: str) -> str | None:
    """Read a file once in a run; one that is too long is left alone."""
    try:
        with open(path, "rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError:
        return None
    return data.decode("utf-8-sig", "replace") if len(data) <= _MOST_BYTES else None
