"""Options that several commands have."""

from __future__ import annotations

import argparse
import os

_FILES = {  # how the scripts that shtab writes complete names of files
    "bash": "_shtab_compgen_files",
    "zsh": "_files",
    "tcsh": "f",
    "fish": "(__fish_complete_path (commandline -ct))",
    "powershell": "_shtab_powershell_compgen_files",
}


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Formats as its parent does; argparse makes one for each option, and asks `shutil` for the width.

    That imports every way to compress an archive, which took a twentieth of a start.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """Return the terminal's width; 80 where there is none."""
    try:
        wanted = int(os.environ.get("COLUMNS", "0"))
    except ValueError:
        wanted = 0
    if wanted > 0:
        return wanted
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


def add_common(command: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    config = command.add_argument("--config", metavar="FILE", help="configuration to use instead of the nearest one")
    completing_files(config)
    command.add_argument("--stdin-filename", metavar="NAME", help="name of the page that '-' reads")
    command.add_argument(
        "--fragment", action="store_true", help="pages are post bodies of a CMS, without the theme around them"
    )
    command.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour the text report (default: auto)"
    )


def add_paths(command: argparse.ArgumentParser) -> None:
    paths = command.add_argument(
        "paths", nargs="+", metavar="PATH", help="page, folder or glob; '-' reads standard input"
    )
    completing_files(paths)


def add_jobs(command: argparse.ArgumentParser | argparse._ArgumentGroup, work: str) -> None:
    command.add_argument("--jobs", type=count, metavar="N", help=f"processes to {work} with (default: as many as pay)")


def completing_files(action: argparse.Action) -> None:
    action.complete = _FILES  # type: ignore[attr-defined]


def count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number, 1 or more, got '{text}'")
    return int(text)
