"""Show what is known of one page."""

from __future__ import annotations

import sys
from argparse import Namespace

from disclosure_check.checker import Checker
from disclosure_check.commands.common import (
    CLEAN,
    complain,
    configurations_of,
    path_for_configuration,
    refuse_idle_name,
)
from disclosure_check.errors import UserError
from disclosure_check.reporting.inspect import render
from disclosure_check.reporting.terminal import Paint, wants_colour
from disclosure_check.sources import STDIN, Place, read, reason, shown


def run(arguments: Namespace) -> int:
    """Print what is known of one page."""
    path = arguments.file
    refuse_idle_name(arguments.stdin_filename, [path])
    place = Place(shown(arguments.stdin_filename or "<stdin>" if path == STDIN else path), path)
    configurations, own = configurations_of(arguments), path_for_configuration(place)
    settings = configurations.for_page(own)
    checker = Checker(settings)
    try:
        source = read(place, settings.max_bytes)
    except OSError as error:
        raise UserError(f"cannot read {place.name}: {reason(error)}") from None
    excluded = configurations.excluded_by(own) if own is not None else ""
    if excluded:
        complain(f"`check` leaves this page out: excluded by {excluded}")
    print(render(checker.inspect(source), Paint(wants_colour(arguments.color, sys.stdout))))
    return CLEAN
