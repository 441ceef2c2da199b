"""Propose a configuration by what the pages of a folder show."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from disclosure_check.commands.common import CLEAN, FAILED, complain, nothing_found
from disclosure_check.errors import UserError
from disclosure_check.proposing.sights import look_at
from disclosure_check.proposing.text import Ground, proposal
from disclosure_check.rulebook.book import RuleBook, load_rulebook
from disclosure_check.sources import find, reason, shown
from disclosure_check.validation import unknown
from disclosure_check.writing import write_atomically


def run(arguments: Namespace) -> int:
    """Print a configuration, or write it where none is yet."""
    output = Path(arguments.output) if arguments.output is not None else None
    _refuse(output, arguments)
    book = load_rulebook()
    _check_names(arguments.policy, book)
    found = find([arguments.folder])
    for problem in found.problems:
        complain(problem)
    if not found.places:
        complain(nothing_found([arguments.folder], found))
        return FAILED
    folder = _path_from(output, arguments.folder)
    sights = list(look_at(found.places, arguments.jobs))
    text = proposal(Ground(shown(arguments.folder), folder, sights, book, tuple(arguments.policy)))
    if output is None:
        sys.stdout.buffer.write(text.encode())
    else:
        _write(output, text)
        print(f"wrote {shown(str(output))}; read it, then: disclosure-check check {shown(arguments.folder)}")
    return FAILED if found.problems else CLEAN


def _write(output: Path, text: str) -> None:
    try:
        write_atomically(os.path.realpath(output), text.encode())  # a link stays one
    except OSError as error:
        raise UserError(f"init: cannot write {shown(str(output))}: {reason(error)}") from None


def _refuse(output: Path | None, arguments: Namespace) -> None:
    """Refuse what could not be written, before any page is read."""
    if not os.path.isdir(arguments.folder):
        raise UserError(f"init: no such folder: {shown(arguments.folder)}")
    if output is None:
        if arguments.force:
            raise UserError("init: --force overwrites the file that --output names; name one")
    elif not output.parent.is_dir():
        raise UserError(f"init: no such folder: {shown(str(output.parent))}")
    elif output.is_dir():
        raise UserError(f"init: {shown(str(output))} is a folder; name a file in it")
    elif output.exists() and not arguments.force:
        raise UserError(f"init: {shown(str(output))} exists; --force overwrites it")


def _check_names(names: list[str], book: RuleBook) -> None:
    known = [policy.name for policy in book.policies]
    for name in names:
        if name not in known:
            raise UserError(f"--policy: {unknown('policy', name, name, known)}")


def _path_from(output: Path | None, folder: str) -> str | None:
    """Return the folder as seen from the configuration's place; None where it lies elsewhere."""
    try:
        path = os.path.relpath(os.path.realpath(folder), os.path.realpath(output.parent if output else os.curdir))
    except ValueError:  # another drive
        return None
    if path.split(os.sep)[0] == os.pardir:
        return None
    return "" if path == os.curdir else shown(path)
