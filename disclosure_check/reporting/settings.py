"""The settings of one page as TOML: what holds, and which file, override or option said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from json import dumps
from typing import Any

import msgspec

from disclosure_check.config import Configuration, Configurations, from_here, read_file, with_check_tables
from disclosure_check.demands import demands_of
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings

_FILE_KEYS = ("include", "exclude", "overrides")  # they choose pages, and say nothing of one
_DEFAULT = "default"
_COMMAND_LINE = "command line"

Leaves = dict[tuple[str, ...], Any]


def render(name: str, path: str | None, configurations: Configurations) -> Iterator[str]:
    """Yield the lines that tell the settings of one page."""
    configuration = configurations.of_page(path)
    settings = configuration.for_page(path)
    excluded = configurations.excluded_by(path) if path is not None else ""
    yield f"# settings of {name}"
    if excluded:
        yield f"# it is not checked: excluded by {excluded}"
    yield from _tables(settings, _origins(configuration, path))
    yield from _asked(settings)


def _tables(settings: Settings, origins: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    table: tuple[str, ...] = ()
    for key, value in sorted(_leaves(settings).items(), key=lambda leaf: (len(leaf[0]) > 1, leaf[0][:-1])):
        if key[0] in _FILE_KEYS:
            continue
        if key[:-1] != table:
            table = key[:-1]
            yield f"\n[{'.'.join(table)}]"
        said = f"{key[-1]} = {_toml(value)}" if value is not None else f"# {key[-1]} is not set"
        yield f"{said}  # {origins.get(key, _DEFAULT)}"


def _asked(settings: Settings) -> Iterator[str]:
    """Tell the levels of the checks, the strictest where several policies ask."""
    yield "\n# the levels that come of it:"
    for check, demands in sorted(demands_of(load_rulebook().policies, settings, date.today()).items()):
        if demands:
            policies = ", ".join(dict.fromkeys(demand.by.policy for demand in demands))
            yield f"# {check} = {_toml(max(demand.level for demand in demands).label)} ({policies})"


def _origins(configuration: Configuration, path: str | None) -> dict[tuple[str, ...], str]:
    """Return where each key was said last."""
    origins: dict[tuple[str, ...], str] = {}
    if configuration.file is not None:
        file = from_here(configuration.file)
        table = with_check_tables(read_file(configuration.file))
        origins.update(dict.fromkeys(_flat(table), file))
        for number in configuration.overriding(path):
            origins.update(dict.fromkeys(_flat(table["overrides"][number]), f"{file}, overrides[{number}]"))
    origins.update({(name.replace("_", "-"),): _COMMAND_LINE for name in configuration.changes})
    return origins


def _leaves(settings: Settings) -> Leaves:
    return _flat(msgspec.to_builtins(settings))


def _flat(table: Mapping[str, Any]) -> Leaves:
    """Return a table's values by their path; a check's options stand beside its level, as users write them."""
    flat: Leaves = {}
    for name, value in table.items():
        if isinstance(value, dict):
            inner = () if name == "options" else (name,)
            flat.update({(*inner, *key): each for key, each in _flat(value).items()})
        else:
            flat[name,] = value
    return flat


def _toml(value: Any) -> str:
    """Write a value; what JSON makes of strings, numbers, truth and lists is TOML too, but for one character."""
    return dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
