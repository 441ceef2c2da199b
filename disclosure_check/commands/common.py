"""What several commands need: settings and tasks from arguments, complaints, exit statuses."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from disclosure_check.config import Configurations
from disclosure_check.errors import UserError
from disclosure_check.reporting.terminal import printable
from disclosure_check.running import Task
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Found, Place

CLEAN, FINDINGS, FAILED = 0, 1, 2


def refuse_idle_name(stdin_name: str | None, paths: Sequence[str]) -> None:
    if stdin_name is not None and STDIN not in paths:
        raise UserError(f"--stdin-filename: no page is read from standard input; name it with '{STDIN}'")


def configurations_of(arguments: Namespace) -> Configurations:
    overrides: dict[str, Any] = {}
    if arguments.fragment:
        overrides["fragment"] = True
    if getattr(arguments, "fail_level", None):
        overrides["fail_level"] = arguments.fail_level
    return Configurations(arguments.config, overrides)


def plan(places: Sequence[Place], configurations: Configurations) -> tuple[list[Settings], list[Task]]:
    """Pair each page with its settings, each distinct settings once."""
    numbers: dict[int, int] = {}
    settings: list[Settings] = []
    tasks = []
    for place in places:
        own = configurations.for_page(path_for_configuration(place))
        number = numbers.setdefault(id(own), len(settings))
        if number == len(settings):
            settings.append(own)
        tasks.append(Task(place, number))
    return settings, tasks


def path_for_configuration(place: Place) -> str | None:
    if place.path != STDIN:
        return place.path
    return None if place.name == "<stdin>" else place.name


def nothing_found(paths: Sequence[str], found: Found) -> str:
    message = f"no page was checked: none found in {', '.join(paths)}"
    if found.ignored:
        message += f"; .gitignore leaves out {found.ignored[0]}: name it to check it"
    return message


def complain(message: str) -> None:
    print(f"disclosure-check: {printable(message)}", file=sys.stderr)
