"""Find, read and resolve the configuration that holds for one page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from disclosure_check.errors import RuleError
from disclosure_check.globs import Globs, relative_to
from disclosure_check.ignoring import OwnIgnores
from disclosure_check.settings import PathMap, Settings

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

__all__ = ["FILE_NAME", "Configuration", "Configurations", "Settings", "find_file", "load"]

FILE_NAME = "disclosure-check.toml"
SHARED_FILE_NAME = "pyproject.toml"
SECTION = "disclosure-check"


class Configuration:
    """One configuration file, or none, and what it says of each page below its folder."""

    def __init__(
        self, settings: Settings, folder: str, file: Path | None = None, changes: Mapping[str, Any] | None = None
    ) -> None:
        self.settings = settings
        self.changes = changes or {}  # what beats the file: the command line
        self.folder = folder or os.curdir
        self.file = file
        self._globs = [Globs(override.paths) for override in settings.overrides]
        self._include, self._exclude = Globs(settings.include), Globs(settings.exclude)
        self._resolved: dict[tuple[int, ...], Settings] = {}

    def for_page(self, path: str | None) -> Settings:
        """Return the settings for a page, the same object where the same overrides hold."""
        numbers = self.overriding(path)
        if numbers not in self._resolved:
            from disclosure_check.overriding import overridden

            self._resolved[numbers] = replace(overridden(self.settings, numbers), **self.changes)
        return self._resolved[numbers]

    def overriding(self, path: str | None) -> tuple[int, ...]:
        """Number the overrides that hold for a page."""
        if not self._globs:
            return ()
        own = self.place_of(path)
        return tuple(number for number, globs in enumerate(self._globs) if globs.match(own))

    def unused(self) -> list[int]:
        """Number the overrides that held for none of the pages asked for."""
        used = {number for numbers in self._resolved for number in numbers}
        return [number for number in range(len(self._globs)) if number not in used]

    def excludes(self, path: str) -> str:
        """Return the key that leaves a page out; empty where none does."""
        if not self.settings.include and not self.settings.exclude:
            return ""
        own = self.place_of(path)
        if self._exclude.match(own):
            return "exclude"
        return "include" if self.settings.include and not self._include.match(own) else ""

    def place_of(self, path: str | None) -> str | None:
        """Return a page's path as seen from the configuration's folder."""
        return relative_to(path, self.folder) if path is not None else None


class Configurations:
    """The settings for each folder, each configuration file read once."""

    def __init__(self, file: str | None = None, changes: Mapping[str, Any] | None = None) -> None:
        self._only = _path(file) if file is not None else None
        self._changes = changes
        self._files: dict[str, Path | None] = {}
        self._read: dict[Path | None, Configuration] = {}
        self._distinct: list[Settings] = []
        self._ignores = OwnIgnores()

    def excluded_by(self, path: str) -> str:
        """Return what leaves a page out: a configuration with its key, or an ignore file; empty where none does."""
        configuration = self.of_page(path)
        key = configuration.excludes(path)
        if key and configuration.file is not None:
            return f"{from_here(configuration.file)} ({key})"
        ignored = self._ignores.by(path)
        return from_here(ignored) if ignored else ""

    def for_page(self, path: str | None) -> Settings:
        """Return the settings for a page, equal ones as one object; without a path, those of the current folder."""
        own = self.of_page(path).for_page(path)
        if not any(own is each for each in self._distinct):
            known = next((each for each in self._distinct if each == own), None)
            if known is not None:
                return known
            self._distinct.append(own)
        return own

    def of_page(self, path: str | None) -> Configuration:
        """Return the configuration for a page: the named one, else the nearest."""
        file = self._only or self._file_for(os.path.dirname(path) if path else "")
        if file not in self._read:
            settings = load(file) if file else Settings()
            if file and settings.custom_checks and not self._only:
                _refuse_foreign_code(file)
            folder = str(file.parent) if file else ""
            self._read[file] = Configuration(settings, folder, file, self._changes)
        return self._read[file]

    def read(self) -> list[Configuration]:
        """Return the configurations that were read for the pages asked for."""
        return list(self._read.values())

    def _file_for(self, folder: str) -> Path | None:
        if folder not in self._files:
            self._files[folder] = find_file(folder)
        return self._files[folder]


def _refuse_foreign_code(file: Path) -> None:
    """Let no configuration run code that lies in a folder which is merely being checked."""
    if not _path(os.curdir).resolve().is_relative_to(file.parent.resolve()):
        raise RuleError(
            f"{file}: custom-checks: only a configuration in the current folder or above it may run code;"
            " start the command there, or name the file with --config"
        )


def from_here(path: str | PathLike[str]) -> str:
    """Return a path as reports name files: from the current folder where it lies below it."""
    return relative_to(os.fspath(path), os.curdir) or os.fspath(path)


def find_file(folder: str | PathLike[str]) -> Path | None:
    """Return the configuration nearest to a folder, upward."""
    place = os.path.join(os.getcwd(), folder)
    while True:
        own, shared = os.path.join(place, FILE_NAME), os.path.join(place, SHARED_FILE_NAME)
        if os.path.isfile(own):
            return _path(own)
        if os.path.isfile(shared) and _section(shared) is not None:
            return _path(shared)
        above = os.path.dirname(place)
        if above == place:
            return None
        place = above


def _path(file: str | PathLike[str]) -> Path:
    from pathlib import Path  # slow to import, and many runs have no configuration

    return Path(file)


def load(path: str | PathLike[str]) -> Settings:
    """Read one configuration file.

    Raises RuleError with file and key where it is wrong.
    """
    file = _path(path)
    return from_table(read_file(file), file)


def read_file(file: Path) -> Any:
    """Return the table of a configuration file, not yet validated."""
    from disclosure_check.validation import read_table

    table = _section(file) if file.name == SHARED_FILE_NAME else read_table(file, "configuration")
    if table is None:
        raise RuleError(f"{file}: no section [tool.{SECTION}]")
    return table


def from_table(table: Any, file: Path) -> Settings:
    """Make settings of a configuration file's table; its rule files and folders stand relative to the file.

    Raises RuleError with file and key where it is wrong.
    """
    from disclosure_check.config_values import validate
    from disclosure_check.validation import decode

    settings = decode(with_check_tables(table), Settings, str(file))
    validate(settings, file)
    rules = tuple(str(file.parent / name) for name in settings.rules)
    maps = tuple(
        PathMap(from_=str(file.parent / each.from_), to=str(file.parent / each.to)) for each in settings.path_map
    )
    folder = file.parent.absolute()  # modules are kept by name, wherever the current folder will be
    modules = tuple(str(folder / name) if name.endswith(".py") else name for name in settings.custom_checks)
    return replace(settings, rules=rules, path_map=maps, custom_checks=modules)


def _section(file: str | Path) -> Any:
    """Return a pyproject's section; a file that does not name it is not parsed, whatever else is wrong with it."""
    from disclosure_check.validation import read_table

    try:
        with open(file, "rb") as content:
            if SECTION.encode() not in content.read():
                return None
    except OSError:
        return None
    tool = read_table(file, "configuration").get("tool", {})
    return tool.get(SECTION) if isinstance(tool, dict) else None


def with_check_tables(table: Any) -> Any:
    """Write every check's entry as a table: `x = "off"` is `x = {level = "off"}`; options stand in one of their own."""
    if not isinstance(table, dict):
        return table
    changed = dict(table)
    if isinstance(table.get("checks"), dict):
        changed["checks"] = {check: _check_table(entry) for check, entry in table["checks"].items()}
    if isinstance(table.get("overrides"), list):
        changed["overrides"] = [with_check_tables(override) for override in table["overrides"]]
    return changed


def _check_table(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        return {"level": entry}
    options = {name: value for name, value in entry.items() if name != "level"}
    level = {"level": entry["level"]} if "level" in entry else {}
    return level | {"options": options} if options else level
