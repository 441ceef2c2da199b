"""Show what is known of one page."""

from __future__ import annotations

import sys
from argparse import Namespace

from disclosure_check.checker import Checker
from disclosure_check.commands.common import CLEAN, configurations_of, path_for_configuration, refuse_idle_name
from disclosure_check.errors import UserError
from disclosure_check.reporting.inspect import render
from disclosure_check.reporting.terminal import Paint, wants_colour
from disclosure_check.sources import STDIN, Place, read, reason, shown


def run(arguments: Namespace) -> int:
    """Print what is known of one page."""
    path = arguments.file
    refuse_idle_name(arguments.stdin_filename, [path])
    place = Place(shown(arguments.stdin_filename or "<stdin>" if path == STDIN else path), path)
    settings = configurations_of(arguments).for_page(path_for_configuration(place))
    checker = Checker(settings)
    try:
        source = read(place, settings.max_bytes)
    except OSError as error:
        raise UserError(f"cannot read {place.name}: {reason(error)}") from None
    print(render(checker.inspect(source), Paint(wants_colour(arguments.color, sys.stdout))))
    return CLEAN
