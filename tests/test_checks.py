"""Every check on pages of its own: what must pass comes first, and there is as much of it."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest

from case_files import Case, found_on, params, read_cases
from disclosure_check.checks.registry import CHECKS
from disclosure_check.detection.verdicts import NO_PARTNER_LINKS
from disclosure_check.model import Judgement
from disclosure_check.results import PageResult

CHECK_CASES = read_cases("checks")


@pytest.mark.parametrize("case", params(CHECK_CASES))
def test_a_check_finds_what_the_page_says(case: Case) -> None:
    assert found_on(case) == case.expected


@pytest.mark.parametrize("case", CHECK_CASES, ids=lambda case: case.name)
def test_a_name_tells_on_which_side_a_case_is(case: Case) -> None:
    assert case.path.name.startswith("fails-" if _fires(case) else "passes-")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.ID)
def test_a_page_without_links_and_notices_is_nothing_to_speak_of(check: ModuleType) -> None:
    result = PageResult("a.html", "utf-8", Judgement(NO_PARTNER_LINKS, (), (), hints=("a redirect",), language="de"))
    assert not list(check.check(result, check.OPTIONS))


def test_no_page_stands_twice() -> None:
    cases = [*CHECK_CASES, *read_cases("verdicts")]
    pages = Counter(f"{case.html}{case.expected.config}{case.expected.encoding}" for case in cases)
    assert [page for page, times in pages.items() if times > 1] == []


def _fires(case: Case) -> bool:
    """Tell whether the check that names the folder is among the findings."""
    return any(finding.split()[0] == case.path.parent.name for finding in case.expected.findings)
