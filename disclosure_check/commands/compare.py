"""Set two states of a site beside each other."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from disclosure_check.commands.common import (
    CLEAN,
    FINDINGS,
    configurations_of,
    nothing_found,
    plan,
    refuse_idle_name,
)
from disclosure_check.comparing.changes import changes_between
from disclosure_check.comparing.facts import PageFacts, aligned, facts_of, read_report
from disclosure_check.errors import UserError
from disclosure_check.reporting.comparison import as_json, as_text
from disclosure_check.reporting.terminal import Paint, wants_colour
from disclosure_check.running import Run
from disclosure_check.sources import find


def run(arguments: Namespace) -> int:
    """Print what changed from one state to the other; 1 where something is worse."""
    refuse_idle_name(arguments.stdin_filename, [])
    old, new = aligned(*(_site(path, arguments) for path in (arguments.old, arguments.new)))
    changes = list(changes_between(old, new))
    if not old.keys() & new.keys():
        raise UserError(f"{arguments.old} and {arguments.new} have no page of the same path")
    if arguments.output_format == "json":
        print(as_json(changes, old, new))
    else:
        print("\n".join(as_text(changes, old, new, Paint(wants_colour(arguments.color, sys.stdout)))))
    return FINDINGS if any(change.worse for change in changes) else CLEAN


def _site(path: str, arguments: Namespace) -> dict[str, PageFacts]:
    if not os.path.isdir(path):
        return read_report(path)
    found = find([path])
    settings, tasks = plan(found, configurations_of(arguments))
    if found.problems or not tasks:
        raise UserError(found.problems[0] if found.problems else nothing_found([path], found))
    return {result.path: facts_of(result) for result in Run(settings, tasks, arguments.jobs).results()}
