"""What a run would check and under which settings, and what is to be told of the configurations themselves."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence

from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    complain,
    notes_of,
    path_for_configuration,
    status_without_pages,
    tell_excluded,
)
from disclosure_check.config import Configurations
from disclosure_check.errors import UserError
from disclosure_check.reporting.terminal import printable
from disclosure_check.results import PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Found, Place, shown
from disclosure_check.tasks import Task


def tell_problems(found: Found, note: Callable[[str], None] = complain) -> int:
    """Tell what is wrong with the arguments, and which named pages are excluded; return the status so far."""
    for problem in found.problems:
        complain(problem)
    tell_excluded(found, note)
    return FAILED if found.problems else CLEAN


def list_files(arguments: Namespace, found: Found, tasks: Sequence[Task]) -> int:
    """Print the pages that would be checked."""
    note = notes_of(arguments)
    status = tell_problems(found, note)
    for task in tasks:
        print(printable(task.place.name))
    return status if tasks else max(status, status_without_pages(arguments, found, note))


def show_config(arguments: Namespace, configurations: Configurations) -> int:
    """Print the settings of one page."""
    from disclosure_check.reporting.settings import render

    if len(arguments.paths) != 1:
        raise UserError("--show-config: name one page")
    path = arguments.paths[0]
    place = Place(shown(arguments.stdin_filename or "<stdin>" if path == STDIN else path), path)
    print("\n".join(render(place.name, path_for_configuration(place), configurations)))
    return CLEAN


def of_configurations(
    configurations: Configurations, found: Found, tasks: Sequence[Task]
) -> Iterator[tuple[PageResult, Settings]]:
    """Yield what is to be told of the configurations themselves, each with the settings that weigh it."""
    for configuration in configurations.read():
        if found.folders and configuration.unused():
            from disclosure_check.unused_overrides import about

            yield from about(configuration, found.folders, [task.place.path for task in tasks])
