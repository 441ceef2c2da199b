"""Every check on pages of its own: what must pass comes first, and there is as much of it."""

from __future__ import annotations

from collections import Counter

import pytest

from case_files import Case, found_on, params, read_cases

CHECK_CASES = read_cases("checks")


@pytest.mark.parametrize("case", params(CHECK_CASES))
def test_a_check_finds_what_the_page_says(case: Case) -> None:
    assert found_on(case) == case.expected


@pytest.mark.parametrize("case", CHECK_CASES, ids=lambda case: case.name)
def test_a_name_tells_on_which_side_a_case_is(case: Case) -> None:
    assert case.path.name.startswith("fails-" if _fires(case) else "passes-")


def test_no_page_stands_twice() -> None:
    cases = [*CHECK_CASES, *read_cases("verdicts")]
    pages = Counter(f"{case.html}{case.expected.config}{case.expected.encoding}" for case in cases)
    assert [page for page, times in pages.items() if times > 1] == []


def _fires(case: Case) -> bool:
    """Tell whether the check that names the folder is among the findings."""
    return any(finding.split()[0] == case.path.parent.name for finding in case.expected.findings)
