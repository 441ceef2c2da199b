"""All shipped rules in one value, read once and kept parsed."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from disclosure_check.errors import RuleError
from disclosure_check.rulebook import rules_path
from disclosure_check.rulebook.keeping import keep, read_kept, stamps_of
from disclosure_check.rulebook.markup import MarkupRules, Shortcode, Sign
from disclosure_check.rulebook.partners import PartnerBook, read_partners
from disclosure_check.rulebook.policies import Policy
from disclosure_check.rulebook.wording import Wording

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path


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


class _Kept(msgspec.Struct, frozen=True):
    """The rules as parsed, and what shows that no file has changed since; no stamps where the files were too new."""

    stamps: tuple[bytes, ...]
    book: RuleBook


@cache
def load_rulebook(folder: str | PathLike[str] | None = None) -> RuleBook:
    """Return the shipped rules, from the cache folder where it holds this very state of the files."""
    folder = os.fspath(folder or rules_path())
    stamps = stamps_of(folder)  # ahead of the content: what changes in between is seen next time
    kept = read_kept(folder, _Kept)
    if kept is not None and stamps and kept.stamps == stamps:
        return kept.book
    from pathlib import Path

    digest = _digest(Path(folder))
    is_known = kept is not None and kept.book.digest == digest
    book = kept.book if kept is not None and is_known else _parse(Path(folder), digest)
    if stamps or not is_known:
        keep(folder, _Kept(stamps, book))
    return book


def _digest(folder: Path) -> str:
    """Return a digest of all rule files."""
    from hashlib import sha256  # slow to import, and most runs find the rules as they were

    digest = sha256()
    for file in sorted(folder.glob("*/*.toml")):
        digest.update(f"{file.parent.name}/{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _parse(folder: Path, digest: str) -> RuleBook:
    return RuleBook(digest, read_partners(folder / "partners"), _wordings(folder), _markup(folder), _policies(folder))


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
