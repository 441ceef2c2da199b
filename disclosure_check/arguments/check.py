"""The options of `disclosure-check check`."""

from __future__ import annotations

import argparse

from disclosure_check.arguments.shared import Formatter, add_common, add_jobs, add_paths

FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv")
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


def add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="check pages and report what falls short",
        description="Check pages and report what falls short.",
        epilog=EPILOG,
        formatter_class=Formatter,
    )
    add_paths(check)
    _add_report(check.add_argument_group("report"))
    _add_verdict(check.add_argument_group("what fails the run"))
    _add_mending(check.add_argument_group("mending"))
    look = check.add_argument_group("instead of a check")
    look.add_argument("--list-files", action="store_true", help="list the pages that would be checked, and check none")
    look.add_argument(
        "--show-config", action="store_true", help="show the settings of one page and where each was said, as TOML"
    )
    pages = check.add_argument_group("pages and configuration")
    add_jobs(pages, "check")
    caching = pages.add_mutually_exclusive_group()
    caching.add_argument("--no-cache", action="store_true", help="check every page anew, and keep no result")
    caching.add_argument("--cache-dir", metavar="DIR", help="keep results there (default: the user's cache folder)")
    add_common(pages)


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


class _Formats(tuple[str, ...]):
    """The formats as choices, each with or without a file."""

    __slots__ = ()

    def __contains__(self, choice: object) -> bool:
        return super().__contains__(str(choice).partition("=")[0])
