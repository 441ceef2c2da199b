"""The user's own rule files, checked like the shipped ones: programmes (`[[programme]]`) or one language's wording."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from disclosure_check.errors import RuleError
from disclosure_check.patterns import compile_pattern
from disclosure_check.rulebook.book import read_toml
from disclosure_check.rulebook.partners import Programme, read_programmes
from disclosure_check.rulebook.wording import Wording


def read_own_rules(paths: Iterable[str]) -> tuple[list[Programme], list[Wording]]:
    """Read rule files of the configuration.

    Raises RuleError naming file and key, before any page is read.
    """
    programmes: list[Programme] = []
    wordings: list[Wording] = []
    for path in map(Path, paths):
        if "programme" in _keys(path):
            programmes += read_programmes(path)
        else:
            wording = read_toml(path, Wording)
            check_wording(wording, path.name)
            wordings.append(wording)
    return programmes, wordings


def check_wording(wording: Wording, where: str) -> None:
    """Compile every pattern of a wording file: a bad one is an error before any page is read."""
    for part, patterns in wording.parts.items():
        for pattern in patterns:
            compile_pattern(pattern, f"{where}: parts.{part}")
    for statement in wording.statements:
        compile_pattern(statement.pattern, f"{where}: statement of {statement.programme}")


def _keys(path: Path) -> set[str]:
    try:
        return set(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: not valid TOML: {error}") from None
    except OSError as error:
        raise RuleError(f"{path}: {(error.strerror or str(error)).lower()}") from None
