"""What the results of a run rest on beside the pages: the program, the rules, the settings, what is asked today."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import blake2b

import msgspec

from disclosure_check._version import __version__
from disclosure_check.caching.traces import SIZE
from disclosure_check.demands import demands_of
from disclosure_check.results import Extras
from disclosure_check.rulebook import rules_path
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings

_LIBRARIES = (
    "beautifulsoup4", "can_ada", "cssselect", "google_re2", "lxml", "msgspec", "publicsuffixlist", "regex",
    "turbohtml", "webencodings",
)  # fmt: skip  # that reading and judging use
_INSTALLED = (".dist-info", ".egg-info")


def context_of(settings: Settings, extras: Extras, day: date) -> bytes | None:
    """Return the digest of all that results rest on; None where that cannot be told: checks may look anywhere."""
    if settings.custom_checks or extras.identity:
        return None
    book = load_rulebook()
    # where a page was built from is looked up in every run
    own = msgspec.structs.replace(settings, path_map=(), include=(), exclude=(), overrides=())
    demands = demands_of(book.policies, settings, day)
    digest = blake2b(digest_size=SIZE)
    try:
        for part in (
            _program(settings.language),
            book.digest.encode(),
            *map(_encoded, (own, extras, demands)),
            *_files(settings.rules),
        ):
            digest.update(len(part).to_bytes(8, "big") + part)
    except OSError:
        return None
    return digest.digest()


def _encoded(value: object) -> bytes:
    return msgspec.json.encode(value)


def _files(paths: tuple[str, ...]) -> Iterator[bytes]:
    return map(_content, paths)


@cache
def _program(language: str) -> bytes:
    """Return a digest of the program: its code too, as a checkout changes without a new version."""
    digest = blake2b("\n".join((__version__, sys.version, *_libraries())).encode(), digest_size=SIZE)
    texts = os.path.join(rules_path(), "texts", language)
    files = [*_below(os.path.dirname(os.path.dirname(__file__)), ".py")]
    for file in sorted([*files, *_below(texts, ".toml")] if os.path.isdir(texts) else files):
        digest.update(f"\0{os.path.basename(file)}\0".encode())
        digest.update(_content(file))
    return digest.digest()


def _content(file: str) -> bytes:
    with open(file, "rb", buffering=0) as content:  # hundreds of small files
        return content.readall()


def _below(folder: str, ending: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _below(entry.path, ending)
            elif entry.name.endswith(ending):
                yield entry.path


def _libraries() -> list[str]:
    """Return the libraries with their versions, by the names of their folders: to ask properly takes long."""
    found = set()
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):
            library = name.partition("-")[0].lower().replace(".", "_")
            if name.endswith(_INSTALLED) and library in _LIBRARIES:
                found.add(name)
    return sorted(found)
