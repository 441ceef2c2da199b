"""What ignore files leave out, as git would: `.gitignore` of a checked folder, and our own wherever it stands."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from disclosure_check.globs import compiled, is_glob

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GIT = ".gitignore"
OWN = ".disclosure-check-ignore"


class _Rules(NamedTuple):
    folder: str
    spec: GitIgnoreSpec


class IgnoreRules:
    """The rules that hold in one folder, the nearest last."""

    def __init__(self, name: str = GIT, rules: tuple[_Rules, ...] = ()) -> None:
        self._name = name
        self._rules = rules

    def entering(self, folder: str) -> IgnoreRules:
        """Add what the folder's own file says."""
        lines = _lines(os.path.join(folder, self._name))
        if not lines:
            return self
        return IgnoreRules(self._name, (*self._rules, _Rules(folder, _spec(lines))))

    def ignore(self, path: str, is_folder: bool) -> bool:
        """Tell whether a path is ignored: the nearest file with an opinion decides."""
        return bool(self.ignored_by(path, is_folder))

    def ignored_by(self, path: str, is_folder: bool) -> str:
        """Return the ignore file that leaves a path out; empty where none does."""
        for folder, spec in reversed(self._rules):
            relative = path[len(folder) :].replace(os.sep, "/").lstrip("/")
            verdict = spec.check_file(relative + "/" * is_folder).include
            if verdict is not None:
                return os.path.join(folder, self._name) if verdict else ""
        return ""


class OwnIgnores:
    """Our own ignore files, in a page's folder and those above it; what lies in an ignored folder is ignored."""

    def __init__(self) -> None:
        self._folders: dict[str, tuple[IgnoreRules, str]] = {}

    def by(self, path: str) -> str:
        """Return the ignore file that leaves a page out; empty where none does."""
        path = os.path.abspath(path)
        rules, ignored = self._of(os.path.dirname(path))
        return ignored or rules.ignored_by(path, False)

    def _of(self, folder: str) -> tuple[IgnoreRules, str]:
        """Return the rules that hold in a folder, and the file that leaves all of the folder out."""
        if folder not in self._folders:
            parent = os.path.dirname(folder)
            rules, ignored = self._of(parent) if parent != folder else (IgnoreRules(OWN), "")
            ignored = ignored or rules.ignored_by(folder, True)
            self._folders[folder] = rules.entering(folder), ignored
        return self._folders[folder]


def _spec(lines: list[str]) -> GitIgnoreSpec:
    try:
        return compiled(lines)
    except (ValueError, re.error):  # git passes over a line that is no pattern
        return compiled(line for line in lines if is_glob(line))


def _lines(file: str) -> list[str]:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as lines:
            return lines.read().splitlines()
    except OSError:
        return []
