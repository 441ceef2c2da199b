"""What several commands need: settings and tasks from arguments, complaints, exit statuses."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from disclosure_check.config import Configurations
from disclosure_check.errors import UserError
from disclosure_check.messages import counted
from disclosure_check.reporting.terminal import printable
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Excluded, Found, Place
from disclosure_check.tasks import Task

CLEAN, FINDINGS, FAILED = 0, 1, 2
_SHOWN = 5


def refuse_idle_name(stdin_name: str | None, paths: Sequence[str]) -> None:
    if stdin_name is not None and STDIN not in paths:
        raise UserError(f"--stdin-filename: no page is read from standard input; name it with '{STDIN}'")


def configurations_of(arguments: Namespace) -> Configurations:
    changes: dict[str, Any] = {}
    if arguments.fragment:
        changes["fragment"] = True
    if getattr(arguments, "fail_level", None):
        changes["fail_level"] = arguments.fail_level
    return Configurations(arguments.config, changes)


def plan(found: Found, configurations: Configurations) -> tuple[list[Settings], list[Task]]:
    """Pair each page with its settings, each distinct settings once, and set aside the pages that are excluded."""
    numbers: dict[int, int] = {}
    settings: list[Settings] = []
    tasks = []
    for place in found.places:
        path = path_for_configuration(place)
        excluded = configurations.excluded_by(path) if path is not None else ""
        if excluded:
            found.excluded.append(Excluded(place, excluded))
            continue
        own = configurations.for_page(path)
        number = numbers.setdefault(id(own), len(settings))
        if number == len(settings):
            settings.append(own)
        tasks.append(Task(place, number))
    return settings, tasks


def path_for_configuration(place: Place) -> str | None:
    if place.path != STDIN:
        return place.path
    return None if place.name == "<stdin>" else place.name


def complain(message: str) -> None:
    print(f"disclosure-check: {printable(message)}", file=sys.stderr)


def notes_of(arguments: Namespace) -> Callable[[str], None]:
    """Return how to tell what is no error: not at all in a quiet run."""
    return _unsaid if arguments.quiet else complain


def _unsaid(_: str) -> None:
    pass


def tell_excluded(found: Found, note: Callable[[str], None] = complain) -> None:
    """Tell which pages were named and are not checked; those of a folder are no news."""
    named: dict[str, list[str]] = {}
    for place, by in found.excluded:
        if not place.folder:
            named.setdefault(by, []).append(place.name)
    for by, names in named.items():
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        note(f"excluded by {by}: {', '.join(names[:_SHOWN])}{more}")


def status_without_pages(arguments: Namespace, found: Found, note: Callable[[str], None] = complain) -> int:
    """Tell that nothing was checked: fine where pages were named one by one, as hooks do, and all are excluded."""
    if getattr(arguments, "allow_empty", False):
        return CLEAN
    if found.excluded and not found.folders:
        note("no page was checked: all that were named are excluded")
        return CLEAN
    complain(nothing_found(arguments.paths, found))
    return FAILED


def nothing_found(paths: Sequence[str], found: Found) -> str:
    message = f"no page was checked: none found in {', '.join(paths)}"
    if found.ignored:
        message += f"; .gitignore leaves out {found.ignored[0]}: name it to check it"
    for by in dict.fromkeys(each.by for each in found.excluded):
        message += f"; {by} excludes {counted(sum(each.by == by for each in found.excluded), 'page')}"
    return message
