"""All shipped rules in one value, read once and kept parsed in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from disclosure_check._version import __version__
from disclosure_check.errors import RuleError
from disclosure_check.rulebook import rules_folder
from disclosure_check.rulebook.markup import MarkupRules, Shortcode, Sign
from disclosure_check.rulebook.partners import PartnerBook, read_partners
from disclosure_check.rulebook.policies import Policy
from disclosure_check.rulebook.wording import Wording


class RuleBook(msgspec.Struct, frozen=True):
    """What the shipped rule files say, and a digest that names this state of them."""

    digest: str
    partners: PartnerBook
    wordings: tuple[Wording, ...]
    markup: MarkupRules
    policies: tuple[Policy, ...]

    @property
    def version(self) -> str:
        """Name this state of the rules: the day of the newest review, and the digest."""
        reviews = [each.reviewed for each in self.partners.programmes]
        reviews += [each.reviewed for each in self.wordings]
        reviews += [each.reviewed for policy in self.policies for each in policy.requirements]
        return f"{max(reviews, default=date.min):%Y.%m.%d}-{self.digest[:_SHOWN_DIGITS]}"


_Read = TypeVar("_Read", bound=msgspec.Struct)


class _MarkupFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sign: tuple[Sign, ...] = ()
    shortcode: tuple[Shortcode, ...] = ()


_SHOWN_DIGITS = 8


@cache
def load_rulebook(folder: Path | None = None) -> RuleBook:
    """Return the shipped rules, from the cache folder where it holds this very state of the files."""
    folder = folder or rules_folder()
    digest = rules_digest(folder)
    cached = _read_cache(digest)
    if cached is not None:
        return cached
    book = RuleBook(digest, read_partners(folder / "partners"), _wordings(folder), _markup(folder), _policies(folder))
    _write_cache(digest, book)
    return book


def rules_digest(folder: Path | None = None) -> str:
    """Return a digest of all rule files."""
    digest = hashlib.sha256()
    folder = folder or rules_folder()
    for file in sorted(folder.glob("*/*.toml")):
        digest.update(f"{file.parent.name}/{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def read_toml(file: Path, kind: type[_Read]) -> _Read:
    """Read one rule file into its type; RuleError names file and key."""
    try:
        return msgspec.toml.decode(file.read_bytes(), type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise RuleError(f"{file.name}: {error}") from None
    except OSError as error:
        raise RuleError(f"{file}: {error.strerror}") from None


def _wordings(folder: Path) -> tuple[Wording, ...]:
    return tuple(read_toml(file, Wording) for file in sorted((folder / "wording").glob("*.toml")))


def _markup(folder: Path) -> MarkupRules:
    files = [read_toml(file, _MarkupFile) for file in sorted((folder / "markup").glob("*.toml"))]
    return MarkupRules(
        tuple(sign for file in files for sign in file.sign),
        tuple(shortcode for file in files for shortcode in file.shortcode),
    )


def _policies(folder: Path) -> tuple[Policy, ...]:
    return tuple(read_toml(file, Policy) for file in sorted((folder / "policies").glob("*.toml")))


def cache_folder() -> Path:
    """Return where the user's caches lie; raises RuntimeError where the user has no folder."""
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    return Path(root).expanduser() / "disclosure-check"


def _cache_file(digest: str) -> Path:
    tag = f"{__version__}-py{sys.version_info[0]}{sys.version_info[1]}"
    return cache_folder() / f"rules-{digest}-{tag}.msgpack"


def _read_cache(digest: str) -> RuleBook | None:
    try:
        return msgspec.msgpack.decode(_cache_file(digest).read_bytes(), type=RuleBook)
    except (OSError, RuntimeError, msgspec.DecodeError, msgspec.ValidationError):
        return None  # none yet, foreign or broken: the files are parsed again


def _write_cache(digest: str, book: RuleBook) -> None:
    """Keep the parsed rules; where nothing can be written the next run parses again."""
    from disclosure_check.writing import write_atomically  # once for each state of the rules

    try:
        file = _cache_file(digest)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(str(file), msgspec.msgpack.encode(book))
    except (OSError, RuntimeError):
        return
