"""For tests of templates and of what a CMS renders: fail where a page does not tell its readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from disclosure_check.api import NO_NAME, Config, check, settings_of
from disclosure_check.basis import basis_of
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.summary import shown
from disclosure_check.reporting.text import TextReport
from disclosure_check.results import Level, PageResult
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


def assert_disclosed(
    html: str | bytes | BeautifulSoup,
    policy: str | Sequence[str] | None = None,
    *,
    config: Config | None = None,
    name: str = NO_NAME,
    fragment: bool = False,
) -> PageResult:
    """Fail where `disclosure-check check` would, with its report as the message; return what was found.

    `policy` is one policy or several, instead of the configuration's; the rest is as `disclosure_check.check` has it.
    A page without partner links passes.
    """
    __tracebackhide__ = True  # pytest then shows the line of the test
    settings = settings_of(config, None if name == NO_NAME else name, fragment)
    if policy is not None:
        settings = _under(settings, [policy] if isinstance(policy, str) else list(policy))
    result = check(html, name=name, config=settings)
    if _fails(result, settings):
        raise AssertionError(_report(result, settings))
    return result


def _under(settings: Settings, policies: list[str]) -> Settings:
    from msgspec.structs import replace

    return replace(settings, extends=settings_of({"extends": policies}).extends)


def _fails(result: PageResult, settings: Settings) -> bool:
    failing = Level[settings.fail_level.upper()]
    return result.judgement is None or any(finding.level >= failing for finding in shown(result))


def _report(result: PageResult, settings: Settings) -> str:
    lines, run = StringIO(), Gathering()
    basis = basis_of(load_rulebook(), [settings], date.today())
    report = TextReport(lines, run, Wishes(basis, settings.language, full=True))
    run.add(result)
    report.add(result)
    report.finish()
    what = "was not checked" if result.judgement is None else "does not tell its readers as it was asked to"
    return f"{result.path} {what}\n\n{lines.getvalue()}"
