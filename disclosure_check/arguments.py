"""The command line's grammar: every command with its options."""

from __future__ import annotations

import argparse

from disclosure_check._version import __version__

FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv")
_FILES = {  # how the scripts that shtab writes complete names of files
    "bash": "_shtab_compgen_files",
    "zsh": "_files",
    "tcsh": "f",
    "fish": "(__fish_complete_path (commandline -ct))",
    "powershell": "_shtab_powershell_compgen_files",
}
LANGUAGES = ("en", "de")
_DAYS = {"d": 1, "m": 30, "y": 365}

DESCRIPTION = """\
Find the links that earn a publisher money (partner links) and whether readers are told before they reach them.
It is a linter, not legal advice: it says what a policy asks and what the page shows.
"""

EPILOG = """\
exit status:
  0  nothing at or above the failing level
  1  findings at or above it
  2  wrong use or configuration, no page found, or a page that could not be checked

examples:
  disclosure-check init public/ --output disclosure-check.toml
  disclosure-check check public/
  disclosure-check check --output-format json public/ > report.json
  disclosure-check check --output-format sarif=out.sarif --output-format text public/
  disclosure-check check --fragment --stdin-filename posts/42.html - < post-body.html
  disclosure-check inspect public/best-headphones/index.html
  disclosure-check explain disclosure-late

The configuration is the nearest disclosure-check.toml, or [tool.disclosure-check] in pyproject.toml,
upward from each page. Without one: policy base, failing level error.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    whole = argparse.ArgumentParser(
        prog="disclosure-check",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"disclosure-check {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_init(commands)
    _add_check(commands)
    _add_inspect(commands)
    _add_inventory(commands)
    _add_rules(commands)
    _add_explain(commands)
    _add_baseline(commands)
    _add_compare(commands)
    _add_verify(commands)
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
    init.add_argument("--jobs", type=_count, default=1, metavar="N", help="processes to read with (default: 1)")


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="check pages and report what falls short",
        description="Check pages and report what falls short.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_paths(check)
    _add_report(check.add_argument_group("report"))
    _add_verdict(check.add_argument_group("what fails the run"))
    _add_mending(check.add_argument_group("mending"))
    look = check.add_argument_group("instead of a check")
    look.add_argument("--list-files", action="store_true", help="list the pages that would be checked, and check none")
    look.add_argument(
        "--show-config", action="store_true", help="show the settings of one page and where each was said, as TOML"
    )
    pages = check.add_argument_group("pages and configuration")
    pages.add_argument("--jobs", type=_count, metavar="N", help="processes to check with (default: as many as pay)")
    caching = pages.add_mutually_exclusive_group()
    caching.add_argument("--no-cache", action="store_true", help="check every page anew, and keep no result")
    caching.add_argument("--cache-dir", metavar="DIR", help="keep results there (default: the user's cache folder)")
    _add_common(pages)


def _add_report(report: argparse._ArgumentGroup) -> None:
    report.add_argument(
        "--output-format",
        action="append",
        choices=_Formats(FORMATS),
        metavar="FORMAT[=FILE]",
        help=f"how to report, and where to; may be given several times (default: what fits the CI system, else text): "
        f"{', '.join(FORMATS)}",
    )
    report.add_argument("--full", action="store_true", help="list every finding, however many there are")
    report.add_argument(
        "--statistics", action="store_true", help="count checks, programmes and coverage in the text report"
    )
    talk = report.add_mutually_exclusive_group()
    talk.add_argument("-q", "--quiet", action="store_true", help="print findings and errors, and nothing else")
    talk.add_argument("-v", "--verbose", action="store_true", help="print each page's verdict to standard error")
    report.add_argument("--evidence", metavar="DIR", help="keep what was checked and found, for `verify DIR`")


def _add_verdict(verdict: argparse._ArgumentGroup) -> None:
    verdict.add_argument(
        "--fail-level", choices=("info", "warning", "error"), help="lowest level that makes exit status 1"
    )
    verdict.add_argument(
        "--exit-zero", action="store_true", help="findings do not make exit status 1 (errors still make 2)"
    )
    verdict.add_argument("--baseline", metavar="FILE", help="findings that are known: told as such, and no failure")
    verdict.add_argument(
        "--changed-since",
        metavar="REF",
        help="report and fail on pages changed since a commit or branch; count the rest",
    )
    verdict.add_argument("--allow-empty", action="store_true", help="no page found is no failure")


def _add_mending(group: argparse._ArgumentGroup) -> None:
    way = group.add_mutually_exclusive_group()
    way.add_argument("--fix", action="store_true", help="mend pages where that is safe, and report what remains")
    way.add_argument("--diff", action="store_true", help="print what --fix would do, as a patch, and nothing else")
    group.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: move notices that come too late, too"
    )


def _add_inventory(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    inventory = commands.add_parser(
        "inventory",
        help="list which programmes' links stand on which pages, as CSV",
        description="List pages, programmes, their ids and coverage as CSV, without judging.",
    )
    _add_paths(inventory)
    inventory.add_argument("--jobs", type=_count, metavar="N", help="processes to read with (default: as many as pay)")
    _add_common(inventory)


def _add_inspect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    inspect = commands.add_parser(
        "inspect",
        help="show every link and every candidate of one page, and why it counted or not",
        description="Show every link and every candidate for a disclosure of one page, and why it counted or not.",
    )
    _completing_files(inspect.add_argument("file", metavar="FILE", help="page; '-' reads standard input"))
    _add_common(inspect)


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
    baseline.add_argument("paths", nargs="+", metavar="PATH", help="page, folder or glob; '-' reads standard input")
    baseline.add_argument("-o", "--output", required=True, metavar="FILE", help="the baseline to write")
    baseline.add_argument("--prune", action="store_true", help="drop the entries that are fixed, and add none")
    baseline.add_argument(
        "--with-details", action="store_true", help="write pages and links in plain text: a list of what is omitted"
    )
    baseline.add_argument("--jobs", type=_count, metavar="N", help="processes to check with (default: as many as pay)")
    _add_common(baseline)


def _add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compare = commands.add_parser(
        "compare",
        help="tell what changed from one build to another: notices, wording, partner links, coverage",
        description="Tell what changed from one state of a site to another. Exit status 1: something is worse.",
    )
    for name, what in (("old", "before"), ("new", "after")):
        compare.add_argument(name, metavar=name.upper(), help=f"folder, or JSON report of one, as it was {what}")
    compare.add_argument("--output-format", choices=("text", "json"), default="text", help="how to tell")
    compare.add_argument("--jobs", type=_count, metavar="N", help="processes to check with (default: as many as pay)")
    _add_common(compare)


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


def _add_common(command: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    config = command.add_argument("--config", metavar="FILE", help="configuration to use instead of the nearest one")
    _completing_files(config)
    command.add_argument("--stdin-filename", metavar="NAME", help="name of the page that '-' reads")
    command.add_argument(
        "--fragment", action="store_true", help="pages are post bodies of a CMS, without the theme around them"
    )
    command.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour the text report (default: auto)"
    )


def _add_paths(command: argparse.ArgumentParser) -> None:
    paths = command.add_argument(
        "paths", nargs="+", metavar="PATH", help="page, folder or glob; '-' reads standard input"
    )
    _completing_files(paths)


def _completing_files(action: argparse.Action) -> None:
    action.complete = _FILES  # type: ignore[attr-defined]


class _Formats(tuple[str, ...]):
    """The formats as choices, each with or without a file."""

    __slots__ = ()

    def __contains__(self, choice: object) -> bool:
        return super().__contains__(str(choice).partition("=")[0])


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number, 1 or more, got '{text}'")
    return int(text)
