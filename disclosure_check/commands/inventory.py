"""List which programmes earn where."""

from __future__ import annotations

import sys
from argparse import Namespace

from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    complain,
    configurations_of,
    plan,
    status_without_pages,
    tell_excluded,
)
from disclosure_check.reporting.inventory import InventoryReport
from disclosure_check.running import Run
from disclosure_check.sources import find


def run(arguments: Namespace) -> int:
    """Print which programmes earn where, as CSV."""
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = plan(found, configurations_of(arguments))
    report = InventoryReport(sys.stdout)
    for result in Run(settings, tasks, arguments.jobs).results():
        report.add(result)
    status = FAILED if found.problems else CLEAN
    for problem in found.problems:
        complain(problem)
    tell_excluded(found)
    if not tasks:
        return max(status, status_without_pages(arguments, found))
    return status
