"""The command line's grammar: every command with its options."""

from __future__ import annotations

import argparse

from disclosure_check._version import __version__
from disclosure_check.arguments.check import EPILOG, add_check
from disclosure_check.arguments.shared import Formatter, add_common, add_jobs, add_paths, completing_files, count

LANGUAGES = ("en", "de")
_DAYS = {"d": 1, "m": 30, "y": 365}

DESCRIPTION = """\
Find the links that earn a publisher money (partner links) and whether readers are told before they reach them.
It is a linter, not legal advice: it says what a policy asks and what the page shows.
"""


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """Return the parser of all commands, or of the wanted one alone, which takes a fifth of the time."""
    whole = argparse.ArgumentParser(
        prog="disclosure-check",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=Formatter,
    )
    whole.add_argument("--version", action="version", version=f"disclosure-check {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in (wanted,) if wanted in _COMMANDS else _COMMANDS:
        _COMMANDS[name](commands)
    return whole


def _add_init(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    init = commands.add_parser(
        "init",
        help="propose a configuration by what the pages of a folder show",
        description="Propose a commented configuration by what the pages of a folder show: country, languages, "
        "programmes and their ids, own hosts. Existing configurations are not read.",
    )
    init.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="folder of pages (default: this one)")
    init.add_argument("--output", metavar="FILE", help="write the configuration there instead of printing it")
    init.add_argument("--force", action="store_true", help="overwrite the file that --output names")
    init.add_argument(
        "--policy", action="append", default=[], metavar="NAME", help="this policy instead of a guess; may be repeated"
    )
    init.add_argument("--jobs", type=count, default=1, metavar="N", help="processes to read with (default: 1)")


def _add_inventory(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    inventory = commands.add_parser(
        "inventory",
        help="list which programmes' links stand on which pages, as CSV",
        description="List pages, programmes, their ids and coverage as CSV, without judging.",
    )
    add_paths(inventory)
    add_jobs(inventory, "read")
    add_common(inventory)


def _add_inspect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    inspect = commands.add_parser(
        "inspect",
        help="show every link and every candidate of one page, and why it counted or not",
        description="Show every link and every candidate for a disclosure of one page, and why it counted or not.",
    )
    completing_files(inspect.add_argument("file", metavar="FILE", help="page; '-' reads standard input"))
    add_common(inspect)


def _add_rules(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    rules = commands.add_parser(
        "rules",
        help="list the checks, policies, programmes and wording there are",
        description="List the checks, policies, programmes, wording and markup there are, with counts and origin.",
    )
    rules.add_argument("--config", metavar="FILE", help="list this configuration's own rule files too")
    rules.add_argument(
        "--stale", type=_age, metavar="AGE", help="list only what nobody has reviewed for so long: 12m, 90d, 2y"
    )
    _add_language(rules)


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    explain = commands.add_parser(
        "explain",
        help="tell what a check finds or a policy asks, why, and on which source",
        description="Tell what a check finds or a policy asks, why, and on which source.",
    )
    explain.add_argument(
        "name", metavar="NAME", help="check, policy or requirement: disclosure-late, de, de-say-you-get-paid"
    )
    _add_language(explain, "en")


def _add_language(command: argparse.ArgumentParser, default: str | None = None) -> None:
    command.add_argument("--language", choices=LANGUAGES, default=default, help="language of the texts (default: en)")


def _add_baseline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    baseline = commands.add_parser(
        "baseline",
        help="take over the findings that there are, so that only new ones fail",
        description="Write the findings that there are to a file for `check --baseline FILE`. Entries that the file has"
        " stay, with what was added to them.",
    )
    add_paths(baseline)
    baseline.add_argument("-o", "--output", required=True, metavar="FILE", help="the baseline to write")
    baseline.add_argument("--prune", action="store_true", help="drop the entries that are fixed, and add none")
    baseline.add_argument(
        "--with-details", action="store_true", help="write pages and links in plain text: a list of what is omitted"
    )
    add_jobs(baseline, "check")
    add_common(baseline)


def _add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compare = commands.add_parser(
        "compare",
        help="tell what changed from one build to another: notices, wording, partner links, coverage",
        description="Tell what changed from one state of a site to another. Exit status 1: something is worse.",
    )
    for name, what in (("old", "before"), ("new", "after")):
        compare.add_argument(name, metavar=name.upper(), help=f"folder, or JSON report of one, as it was {what}")
    compare.add_argument("--output-format", choices=("text", "json"), default="text", help="how to tell")
    add_jobs(compare, "check")
    add_common(compare)


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser(
        "verify",
        help="run a check again and compare it with its evidence",
        description="Run the check again that wrote a folder of evidence, in the folder where it ran, and tell what is"
        " not the same. Exit status 1: something is not.",
    )
    verify.add_argument("folder", metavar="DIR", help="what `check --evidence DIR` wrote")


def _age(text: str) -> int:
    """Return an age in days."""
    number, unit = text[:-1], text[-1:]
    if unit not in _DAYS or not number.isdecimal() or int(number) < 1:
        raise argparse.ArgumentTypeError(f"expected an age such as 12m, 90d or 2y, got '{text}'")
    return int(number) * _DAYS[unit]


_COMMANDS = {
    "init": _add_init,
    "check": add_check,
    "inspect": _add_inspect,
    "inventory": _add_inventory,
    "rules": _add_rules,
    "explain": _add_explain,
    "baseline": _add_baseline,
    "compare": _add_compare,
    "verify": _add_verify,
}
