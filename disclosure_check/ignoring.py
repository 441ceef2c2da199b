"""What the `.gitignore` files of a checked folder leave out, as git would."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE_NAME = ".gitignore"


class _Rules(NamedTuple):
    folder: str
    spec: GitIgnoreSpec


class IgnoreRules:
    """The rules that hold in one folder, the nearest last."""

    def __init__(self, rules: tuple[_Rules, ...] = ()) -> None:
        self._rules = rules

    def entering(self, folder: str) -> IgnoreRules:
        """Add what the folder's own file says."""
        lines = _lines(os.path.join(folder, FILE_NAME))
        if not lines:
            return self
        return IgnoreRules((*self._rules, _Rules(folder, _spec(lines))))

    def ignore(self, path: str, is_folder: bool) -> bool:
        """Tell whether a path is ignored: the nearest file with an opinion decides."""
        for folder, spec in reversed(self._rules):
            relative = path[len(folder) :].replace(os.sep, "/").lstrip("/")
            verdict = spec.check_file(relative + "/" * is_folder).include
            if verdict is not None:
                return verdict
        return False


def _spec(lines: list[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):  # git passes over a line that is no pattern
        return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        return bool(GitIgnoreSpec.from_lines([line]))
    except (ValueError, re.error):
        return False


def _lines(file: str) -> list[str]:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as lines:
            return lines.read().splitlines()
    except OSError:
        return []
