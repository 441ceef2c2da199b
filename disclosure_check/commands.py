"""What each command does, from parsed arguments to exit status."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from disclosure_check.config import Configurations
from disclosure_check.errors import UserError
from disclosure_check.model import Level, PageResult
from disclosure_check.reporting import Report
from disclosure_check.reporting.terminal import Paint, printable, wants_colour
from disclosure_check.running import Run, Task
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Found, Place, find, read, reason, shown

CLEAN, FINDINGS, FAILED = 0, 1, 2


def check(arguments: Namespace) -> int:
    """Check pages and print a report."""
    _refuse_idle_name(arguments.stdin_filename, arguments.paths)
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = _plan(found.places, _configurations(arguments))
    run = Run(settings, tasks, arguments.jobs)
    for problem in found.problems:
        _complain(problem)
    report = _report(arguments, settings)
    status = FAILED if found.problems else CLEAN
    for task, result in zip(tasks, run.results(), strict=True):
        report.add(result)
        status = max(status, _status(result, settings[task.settings]))
    report.finish()
    if not tasks and not arguments.allow_empty:
        _complain(_nothing_found(arguments.paths, found))
        return FAILED
    return status


def inventory(arguments: Namespace) -> int:
    """Print which programmes earn where, as CSV."""
    from disclosure_check.reporting.inventory import InventoryReport

    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = _plan(found.places, _configurations(arguments))
    report = InventoryReport(sys.stdout)
    for result in Run(settings, tasks, arguments.jobs).results():
        report.add(result)
    for problem in found.problems:
        _complain(problem)
    if not tasks:
        _complain(_nothing_found(arguments.paths, found))
    return CLEAN if tasks and not found.problems else FAILED


def inspect(arguments: Namespace) -> int:
    """Print what is known of one page."""
    from disclosure_check.checker import Checker
    from disclosure_check.reporting.inspect import render

    path = arguments.file
    _refuse_idle_name(arguments.stdin_filename, [path])
    place = Place(shown(arguments.stdin_filename or "<stdin>" if path == STDIN else path), path)
    settings = _configurations(arguments).for_page(_path_for_configuration(place))
    checker = Checker(settings)
    try:
        source = read(place, settings.max_bytes)
    except OSError as error:
        raise UserError(f"cannot read {place.name}: {reason(error)}") from None
    print(render(checker.inspect(source), Paint(wants_colour(arguments.color, sys.stdout))))
    return CLEAN


def rules(arguments: Namespace) -> int:
    """Print what is shipped, or what of it is due for a review."""
    from datetime import date, timedelta

    from disclosure_check.explaining import shipped, stale
    from disclosure_check.rulebook.book import load_rulebook

    book = load_rulebook()
    if arguments.stale is None:
        print("\n".join(shipped(book)))
    else:
        print("\n".join(stale(book, date.today() - timedelta(days=arguments.stale))))
    return CLEAN


def explain(arguments: Namespace) -> int:
    """Print what a check finds, a policy asks or a requirement says."""
    from disclosure_check.explaining import explanation
    from disclosure_check.rulebook.book import load_rulebook

    print("\n".join(explanation(arguments.name, load_rulebook())))
    return CLEAN


def _refuse_idle_name(stdin_name: str | None, paths: Sequence[str]) -> None:
    if stdin_name is not None and STDIN not in paths:
        raise UserError(f"--stdin-filename: no page is read from standard input; name it with '{STDIN}'")


def _configurations(arguments: Namespace) -> Configurations:
    overrides: dict[str, Any] = {}
    if arguments.fragment:
        overrides["fragment"] = True
    if getattr(arguments, "fail_level", None):
        overrides["fail_level"] = arguments.fail_level
    return Configurations(arguments.config, overrides)


def _plan(places: Sequence[Place], configurations: Configurations) -> tuple[list[Settings], list[Task]]:
    """Pair each page with its settings, each distinct settings once."""
    numbers: dict[int, int] = {}
    settings: list[Settings] = []
    tasks = []
    for place in places:
        own = configurations.for_page(_path_for_configuration(place))
        number = numbers.setdefault(id(own), len(settings))
        if number == len(settings):
            settings.append(own)
        tasks.append(Task(place, number))
    return settings, tasks


def _path_for_configuration(place: Place) -> str | None:
    if place.path != STDIN:
        return place.path
    return None if place.name == "<stdin>" else place.name


def _report(arguments: Namespace, settings: Sequence[Settings]) -> Report:
    if arguments.output_format == "json":
        from disclosure_check.reporting.json import JsonReport
        from disclosure_check.rulebook import rules_version

        return JsonReport(sys.stdout.buffer, rules_version())
    from disclosure_check.reporting.text import TextReport

    policies = dict.fromkeys(name for one in settings for name in one.extends)
    paint = Paint(wants_colour(arguments.color, sys.stdout))
    return TextReport(sys.stdout, paint, list(policies), arguments.full)


def _status(result: PageResult, settings: Settings) -> int:
    if result.judgement is None:
        return FAILED
    failing = Level[settings.fail_level.upper()]
    return FINDINGS if any(finding.level >= failing for finding in result.findings) else CLEAN


def _nothing_found(paths: Sequence[str], found: Found) -> str:
    message = f"no page was checked: none found in {', '.join(paths)}"
    if found.ignored:
        message += f"; .gitignore leaves out {found.ignored[0]}: name it to check it"
    return message


def _complain(message: str) -> None:
    print(f"disclosure-check: {printable(message)}", file=sys.stderr)
