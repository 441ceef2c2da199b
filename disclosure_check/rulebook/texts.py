"""What checks, policies and messages say in other languages than English, read from `rules/texts/<language>`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from disclosure_check.rulebook import rules_folder
from disclosure_check.rulebook.book import read_toml


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The messages: each a table with the English template and the language's own, with the same parts in braces."""

    thousands: str  # what stands between the thousands of a number
    message: tuple[dict[str, str], ...]


class CheckTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a check's docstring says; the examples are the docstring's own."""

    summary: str
    what: str
    why: str
    options: str
    cannot_see: str
    wrong: str = ""  # where the docstring has no example but words
    right: str = ""


class PolicyTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A policy's title, and what its requirements say and note, by their ids."""

    title: str
    says: dict[str, str]
    notes: dict[str, str] = {}


def read_phrases(language: str) -> tuple[str, dict[str, str]]:
    """Return what parts the thousands, and the messages' templates by the English ones."""
    phrases = read_toml(folder(language) / "messages.toml", Phrases)
    return phrases.thousands, {each["en"]: each[language] for each in phrases.message}


def read_check_texts(language: str, check: str) -> CheckTexts | None:
    """Return a check's texts; None where the language has none."""
    file = folder(language) / "checks" / f"{check}.toml"
    return read_toml(file, CheckTexts) if file.is_file() else None


def read_policy_texts(language: str, policy: str) -> PolicyTexts | None:
    """Return a policy's texts; None where the language has none."""
    file = folder(language) / "policies" / f"{policy}.toml"
    return read_toml(file, PolicyTexts) if file.is_file() else None


def folder(language: str) -> Path:
    """Return where the texts of a language lie."""
    return rules_folder() / "texts" / language
