"""Find, read and resolve the configuration that holds for one page."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from disclosure_check.config_values import validate
from disclosure_check.errors import RuleError
from disclosure_check.settings import PathMap, Settings
from disclosure_check.validation import decode, read_table

__all__ = ["FILE_NAME", "Configurations", "Settings", "find_file", "load"]

FILE_NAME = "disclosure-check.toml"
SHARED_FILE_NAME = "pyproject.toml"
SECTION = "disclosure-check"


class Configurations:
    """The settings for each folder, each configuration file read once."""

    def __init__(self, file: str | None = None, overrides: dict[str, Any] | None = None) -> None:
        self._only = Path(file) if file is not None else None
        self._overrides = overrides or {}
        self._files: dict[Path, Path | None] = {}
        self._settings: dict[Path | None, Settings] = {}

    def for_page(self, path: str | None) -> Settings:
        """Return the settings for a page; without a path, those of the current folder."""
        file = self._only or self._file_for(Path(path).parent if path else Path())
        if file not in self._settings:
            settings = load(file) if file else Settings()
            self._settings[file] = _replace(settings, self._overrides)
        return self._settings[file]

    def _file_for(self, folder: Path) -> Path | None:
        if folder not in self._files:
            self._files[folder] = find_file(folder)
        return self._files[folder]


def find_file(folder: Path) -> Path | None:
    """Return the configuration nearest to a folder, upward."""
    start = folder.absolute()
    for place in (start, *start.parents):
        own, shared = place / FILE_NAME, place / SHARED_FILE_NAME
        if own.is_file():
            return own
        if shared.is_file() and _section(shared) is not None:
            return shared
    return None


def load(path: str | PathLike[str]) -> Settings:
    """Read one configuration file.

    Raises RuleError with file and key where it is wrong.
    """
    file = Path(path)
    table = _section(file) if file.name == SHARED_FILE_NAME else read_table(file, "configuration")
    if table is None:
        raise RuleError(f"{file}: no section [tool.{SECTION}]")
    return from_table(table, file)


def from_table(table: Any, file: Path) -> Settings:
    """Make settings of a configuration file's table; its rule files and folders stand relative to the file.

    Raises RuleError with file and key where it is wrong.
    """
    settings = decode(_with_check_tables(table), Settings, str(file))
    validate(settings, file)
    rules = tuple(str(file.parent / name) for name in settings.rules)
    maps = tuple(
        PathMap(from_=str(file.parent / each.from_), to=str(file.parent / each.to)) for each in settings.path_map
    )
    return _replace(settings, {"rules": rules, "path_map": maps})


def _replace(settings: Settings, changes: dict[str, Any]) -> Settings:
    from msgspec.structs import replace

    return replace(settings, **changes) if changes else settings


def _section(file: Path) -> Any:
    """Return a pyproject's section; a file that does not name it is not parsed, whatever else is wrong with it."""
    try:
        if SECTION.encode() not in file.read_bytes():
            return None
    except OSError:
        return None
    tool = read_table(file, "configuration").get("tool", {})
    return tool.get(SECTION) if isinstance(tool, dict) else None


def _with_check_tables(table: Any) -> Any:
    """Write every check's entry as a table: `x = "off"` is `x = {level = "off"}`; options stand in one of their own."""
    if not isinstance(table, dict) or not isinstance(table.get("checks"), dict):
        return table
    return table | {"checks": {check: _check_table(entry) for check, entry in table["checks"].items()}}


def _check_table(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        return {"level": entry}
    options = {name: value for name, value in entry.items() if name != "level"}
    level = {"level": entry["level"]} if "level" in entry else {}
    return level | {"options": options} if options else level
