"""What a folder of evidence says of its run; the time stands here and nowhere else."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

import msgspec

from disclosure_check._version import __version__
from disclosure_check.errors import UserError
from disclosure_check.rulebook import rules_version
from disclosure_check.settings import Settings
from disclosure_check.validation import lower_first

VERSION = 1
MANIFEST, PAGES = "manifest.json", "pages.jsonl"


class Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    version: str
    rules: str


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What some pages were checked under, resolved."""

    sha256: str
    extends: tuple[str, ...]
    fail_level: str


class Commit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    commit: str
    is_clean: bool  # no file that git tracks was changed


class NotChecked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str  # empty where the reason names it
    reason: str


class LeftOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page or folder that nobody wants checked, and which file says so."""

    path: str
    by: str


class Pages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    sha256: str
    count: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    tool: Tool
    configurations: tuple[Configuration, ...]
    baseline: str | None  # its SHA-256
    git: Commit | None
    command: tuple[str, ...]
    time: str
    pages: Pages
    not_checked: tuple[NotChecked, ...]
    left_out: tuple[LeftOut, ...]
    verdicts: dict[str, int]


def read_manifest(folder: str) -> Manifest:
    """Read a folder's manifest.

    Raises UserError where it is none.
    """
    file = Path(folder) / MANIFEST
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=Manifest)
    except OSError as error:
        raise UserError(f"cannot read {file}: {lower_first(error.strerror or '')}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: no manifest of evidence: {error}") from None
    if manifest.version != VERSION:
        raise UserError(f"{file}: evidence of version {manifest.version}; this release reads {VERSION}")
    return manifest


def tool() -> Tool:
    return Tool("disclosure-check", __version__, rules_version())


def configurations_of(settings: Iterable[Settings]) -> tuple[Configuration, ...]:
    return tuple(Configuration(digest_of(each), each.extends, each.fail_level) for each in settings)


def digest_of(settings: Settings) -> str:
    """Name what pages are checked under: every setting, files by what they say and not by where they lie."""
    resolved = msgspec.structs.replace(
        settings, rules=_by_content(settings.rules), custom_checks=_by_content(settings.custom_checks)
    )
    return sha256_of(msgspec.json.encode(resolved, order="deterministic"))


def _by_content(names: Iterable[str]) -> tuple[str, ...]:
    """Return the digests of files; what is none is the name of a module."""
    return tuple(sha256_of(Path(name).read_bytes()) if Path(name).is_file() else name for name in names)


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def commit_here() -> Commit | None:
    """Return the commit that is checked out; None where there is no repository or no git."""
    head = _git("rev-parse", "--verify", "--quiet", "HEAD")
    changes = _git("status", "--porcelain", "--untracked-files=no")
    return None if head is None else Commit(head.strip(), changes == "")


def _git(*arguments: str) -> str | None:
    try:
        ran = subprocess.run(["git", *arguments], capture_output=True, check=False, text=True, errors="replace")
    except OSError:
        return None
    return ran.stdout if ran.returncode == 0 else None
