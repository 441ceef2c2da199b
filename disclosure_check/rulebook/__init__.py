"""The shipped rules as typed data: partner programmes, wording, policies."""

from __future__ import annotations

from pathlib import Path


def rules_version() -> str:
    """Name this state of the shipped rules: the day of the newest review, and a digest of all rule files."""
    from disclosure_check.rulebook.book import load_rulebook

    return load_rulebook().version


def rules_folder() -> Path:
    """Find the shipped rule files, in an installed package as in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent / "rules"
