"""Where a finding is to be mended: the file that the page was built from where it is known, else the page."""

from __future__ import annotations

import os
from typing import NamedTuple

from disclosure_check.messages import say
from disclosure_check.model import Position
from disclosure_check.reporting.gathering import Told

TOP = Position(1, None, 1, None)  # of a source file: which line of it became the finding is not known
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


class Place(NamedTuple):
    """A file as the repository names it, and the line in it; `built` tells of the page where that is another file."""

    path: str
    position: Position
    built: str = ""


def place_of(told: Told) -> Place:
    """Return where an annotation of a finding belongs."""
    finding = told.finding
    if not told.source_path or told.source_path == finding.path:
        return Place(in_repository(finding.path), finding.position)
    return Place(in_repository(told.source_path), TOP, f"{finding.path}:{shown_position(finding.position)}")


def message_at(place: Place, told: Told) -> str:
    """Return the message, with the place in the built page where the annotation stands elsewhere."""
    if not place.built:
        return told.message
    return say("{message} (in the built page {place})", message=told.message, place=place.built)


def shown_position(position: Position) -> str:
    return f"{position.line}" if position.column is None else f"{position.line}:{position.column}"


def in_repository(path: str) -> str:
    """Return a path relative to the checkout that a CI system names, else to the current folder; others stay."""
    if path.startswith("<"):  # standard input, a string: no file
        return path
    root = next(filter(None, map(os.environ.get, _ROOTS)), None) or os.getcwd()
    absolute = os.path.abspath(path)
    below = os.path.join(root, "")
    return absolute.removeprefix(below).replace(os.sep, "/") if absolute.startswith(below) else path
