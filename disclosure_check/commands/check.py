"""Check pages and report what falls short."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from disclosure_check.commands.common import (
    CLEAN,
    FAILED,
    FINDINGS,
    complain,
    configurations_of,
    path_for_configuration,
    plan,
    refuse_idle_name,
    status_without_pages,
    tell_excluded,
)
from disclosure_check.config import Configurations
from disclosure_check.errors import UserError
from disclosure_check.model import Level, PageResult
from disclosure_check.reporting import Report
from disclosure_check.reporting.terminal import Paint, printable, wants_colour
from disclosure_check.running import Run, Task
from disclosure_check.settings import Settings
from disclosure_check.sources import STDIN, Found, Place, find, shown


def run(arguments: Namespace) -> int:
    """Check pages and print a report."""
    refuse_idle_name(arguments.stdin_filename, arguments.paths)
    configurations = configurations_of(arguments)
    if arguments.show_config:
        return _show_config(arguments, configurations)
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = plan(found, configurations)
    if arguments.list_files:
        return _list_files(arguments, found, tasks)
    run = Run(settings, tasks, arguments.jobs)
    status = _complain(found)
    report = _report(arguments, settings)
    for task, result in zip(tasks, run.results(), strict=True):
        report.add(result)
        status = max(status, _status(result, settings[task.settings]))
    for result, own in _of_configurations(configurations, found, tasks):
        report.add(result)
        status = max(status, _status(result, own))
    report.finish()
    return status if tasks else max(status, status_without_pages(arguments, found))


def _list_files(arguments: Namespace, found: Found, tasks: Sequence[Task]) -> int:
    status = _complain(found)
    for task in tasks:
        print(printable(task.place.name))
    return status if tasks else max(status, status_without_pages(arguments, found))


def _show_config(arguments: Namespace, configurations: Configurations) -> int:
    from disclosure_check.reporting.settings import render

    if len(arguments.paths) != 1:
        raise UserError("--show-config: name one page")
    path = arguments.paths[0]
    place = Place(shown(arguments.stdin_filename or "<stdin>" if path == STDIN else path), path)
    print("\n".join(render(place.name, path_for_configuration(place), configurations)))
    return CLEAN


def _complain(found: Found) -> int:
    """Tell what is wrong with the arguments, and which named pages are excluded."""
    for problem in found.problems:
        complain(problem)
    tell_excluded(found)
    return FAILED if found.problems else CLEAN


def _of_configurations(
    configurations: Configurations, found: Found, tasks: Sequence[Task]
) -> Iterator[tuple[PageResult, Settings]]:
    """Yield what is to be told of the configurations themselves."""
    for configuration in configurations.read():
        if found.folders and configuration.unused():
            from disclosure_check.unused_overrides import about

            yield from about(configuration, found.folders, [task.place.path for task in tasks])


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
    if result.error is not None:
        return FAILED
    failing = Level[settings.fail_level.upper()]
    return FINDINGS if any(finding.level >= failing for finding in result.findings) else CLEAN
