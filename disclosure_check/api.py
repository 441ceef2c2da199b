"""Check one page from Python, and write checks of your own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_check.checked_page import CheckedPage, PageLink, TextBlock
from disclosure_check.checker import Checker
from disclosure_check.config import Configuration, from_table, load
from disclosure_check.custom_checks import Problem, custom_check
from disclosure_check.results import PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import Source

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["CheckedPage", "Config", "PageLink", "Problem", "TextBlock", "check", "custom_check"]

Config = Settings | Mapping[str, Any] | str | PathLike[str]

NO_NAME = "<html>"
UTF8_MARK = b"\xef\xbb\xbf"

_checkers: list[tuple[Settings, Checker]] = []


def check(
    html: str | bytes | BeautifulSoup,
    *,
    name: str = NO_NAME,
    config: Config | None = None,
    fragment: bool = False,
) -> PageResult:
    """Check one page and return what was found.

    Bytes are the recommended input: positions are those of the file. A BeautifulSoup object is checked as the text
    it serialises to, and positions refer to that text. `config` is a configuration file, a mapping with the keys of
    one, or ready settings; without it no file is looked for. Its overrides hold where they match `name`, as a path seen
    from the configuration's folder or, without a file, from the current one; the page is checked even where it is
    excluded. `fragment` says that the page is a post's body without its theme.

    Raises UserError where the configuration is wrong.
    """
    settings = settings_of(config, None if name == NO_NAME else name, fragment)
    return _checker(settings).check(Source(name, _bytes(html)))


def settings_of(config: Config | None, name: str | None = None, fragment: bool = False) -> Settings:
    """Return the settings that a configuration stands for, for a page of that name.

    Raises UserError where it is wrong.
    """
    changes = {"fragment": True} if fragment else {}
    if config is None or isinstance(config, Settings):
        return Configuration(config or Settings(), "", changes=changes).for_page(name)
    if isinstance(config, Mapping):
        return Configuration(from_table(dict(config), Path("config")), "", changes=changes).for_page(name)
    return Configuration(load(config), os.path.dirname(config), changes=changes).for_page(name)


def _checker(settings: Settings) -> Checker:
    """Return a checker, the last one where the settings are the same: to make one costs more than to check a page."""
    if not _checkers or _checkers[0][0] != settings:
        _checkers[:] = [(settings, Checker(settings))]
    return _checkers[0][1]


def _bytes(html: str | bytes | BeautifulSoup) -> bytes:
    if isinstance(html, bytes):
        return html
    if not isinstance(html, str) and not type(html).__module__.startswith("bs4"):
        raise TypeError(f"expected str, bytes or BeautifulSoup, got {type(html).__name__}")
    # marked, since what the page says of its encoding was true of other bytes
    return UTF8_MARK + str(html).removeprefix("\ufeff").encode("utf-8", "replace")
