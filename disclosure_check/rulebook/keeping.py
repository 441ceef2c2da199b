"""Keep parsed rules in the user's cache folder: to read all files anew takes longer than most pages."""

from __future__ import annotations

import os
import sys
from binascii import crc32
from typing import TypeVar

import msgspec

from disclosure_check._version import __version__
from disclosure_check.stamps import stamp_of

_Kept = TypeVar("_Kept", bound=msgspec.Struct)


def cache_folder() -> str:
    """Return where the user's caches lie; raises RuntimeError where the user has no folder."""
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    expanded = os.path.expanduser(root)
    if expanded.startswith("~"):
        raise RuntimeError("the user has no folder")
    return os.path.join(expanded, "disclosure-check")


def stamps_of(folder: str) -> tuple[bytes, ...]:
    """Return what shows that the rule files of a folder are what they were; nothing where some would not show it."""
    stamps = []
    for kind in sorted(_entries(folder)):
        for file in sorted(_entries(kind)) if os.path.isdir(kind) else ():
            stamp = stamp_of(file) if file.endswith(".toml") else b""
            if stamp is None:
                return ()
            stamps.append(os.fsencode(file[len(folder) :]) + b"\0" + stamp)
    return tuple(stamps)


def _entries(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.path for entry in entries]


def read_kept(folder: str, kind: type[_Kept]) -> _Kept | None:
    """Return what was kept of the rules in a folder; None where there is nothing, or nothing of use."""
    try:
        with open(_file(folder), "rb") as file:
            return msgspec.msgpack.decode(file.read(), type=kind)
    except (OSError, RuntimeError, msgspec.DecodeError, UnicodeDecodeError):
        return None  # none yet, foreign or broken: the files are parsed again


def keep(folder: str, kept: msgspec.Struct) -> None:
    """Keep the parsed rules; where nothing can be written the next run parses again."""
    from disclosure_check.writing import write_atomically  # once for each state of the rules

    try:
        file = _file(folder)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        write_atomically(file, msgspec.msgpack.encode(kept))
    except (OSError, RuntimeError):
        return


def _file(folder: str) -> str:
    """Name a file for each installation; two with one number write it in turn, and each sees that it is not its own."""
    tag = f"{__version__}-py{sys.version_info[0]}{sys.version_info[1]}"
    return os.path.join(cache_folder(), f"rules-{tag}-{crc32(os.fsencode(folder)):08x}.msgpack")
