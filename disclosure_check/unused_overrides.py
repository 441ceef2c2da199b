"""Overrides that held for no page, where the run saw all that their globs could match."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from disclosure_check.checks.running import asked_checks, run_checks
from disclosure_check.checks.unused_override import ID
from disclosure_check.config import Configuration, from_here
from disclosure_check.demands import Demand, Demands, demands_of
from disclosure_check.globs import Globs, anchor_of
from disclosure_check.messages import say, translator
from disclosure_check.model import Position, Seen
from disclosure_check.results import Asked, Level, PageResult
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings

_HEADER = re.compile(r"\s*\[\[\s*(?:tool\.disclosure-check\.)?overrides\s*\]\]")
_BY_CONFIGURATION = Demand(Asked("configuration", ""), Level.WARNING, Level.WARNING)


def about(
    configuration: Configuration, folders: Sequence[str], pages: Sequence[str]
) -> Iterator[tuple[PageResult, Settings]]:
    """Yield what is to be told of a configuration after a run over folders, and the settings that weigh it."""
    file = configuration.file
    unused = tuple(_unused(configuration, file, folders, pages)) if file is not None else ()
    if file is not None and unused:
        settings = configuration.for_page(None)
        result = PageResult(from_here(file), None, None, unused_overrides=unused)
        yield run_checks(result, asked_checks(_demands(settings)), translator(settings.language)), settings


def _unused(configuration: Configuration, file: Path, folders: Sequence[str], pages: Sequence[str]) -> Iterator[Seen]:
    own = [place for place in map(configuration.place_of, pages) if place is not None]
    for number in configuration.unused():
        globs = [glob for glob in configuration.settings.overrides[number].paths if not glob.startswith("!")]
        meant = next((glob for glob in globs if _is_misplaced(glob, configuration.folder, own)), "")
        if meant or all(_is_covered(glob, configuration.folder, folders) for glob in globs):
            yield Seen(_told(globs, meant), _position(file, number))


def _told(globs: Sequence[str], meant: str) -> str:
    told = ", ".join(f'"{glob}"' for glob in globs)
    if not meant:
        return told
    deeper = f'"**/{meant.lstrip("/")}"'
    return say("{globs} (they start at the file's folder: did you mean {deeper}?)", globs=told, deeper=deeper)


def _is_covered(glob: str, top: str, folders: Sequence[str]) -> bool:
    """Whether all that a glob can match lies in the folders that were searched."""
    anchor = os.path.abspath(os.path.join(top, anchor_of(glob)))
    tops = map(os.path.abspath, folders)
    return any(anchor == folder or anchor.startswith(os.path.join(folder, "")) for folder in tops)


def _is_misplaced(glob: str, top: str, pages: Sequence[str]) -> bool:
    """Whether a glob names nothing there is, and would match pages of the run further down."""
    anchor = anchor_of(glob)
    if not anchor or os.path.lexists(os.path.join(top, anchor)):
        return False
    deeper = Globs(["**/" + glob.lstrip("/")])
    return any(deeper.match(page) for page in pages)


def _position(file: Path, number: int) -> Position:
    """Return where an override begins; the file's first line where it is written in no table of its own."""
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    headers = [line for line, text in enumerate(lines, 1) if _HEADER.match(text)]
    line = headers[number] if number < len(headers) else 1
    return Position(line, 1, line, len(lines[line - 1]) + 1)


def _demands(settings: Settings) -> Demands:
    """Return what the configuration asks of itself: no policy does."""
    asked = demands_of(load_rulebook().policies, settings, date.today()).get(ID)
    return {ID: asked or (_BY_CONFIGURATION,)}
