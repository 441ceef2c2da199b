"""The shipped rules as typed data: partner programmes, wording, policies."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def rules_version() -> str:
    """Name this state of the shipped rules: the day of the newest review, and a digest of all rule files."""
    from disclosure_check.rulebook.book import load_rulebook

    return load_rulebook().version


def rules_folder() -> Path:
    """Return where the shipped rule files are."""
    from pathlib import Path  # slow to import, and most runs find the rules already parsed

    return Path(rules_path())


def rules_path() -> str:
    """Find the shipped rule files, in an installed package as in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    installed = os.path.join(package, "rules")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "rules")
