"""Every policy on pages of its own, in its country's language: who publishes there sees what is asked."""

from __future__ import annotations

from collections import Counter

import pytest

from case_files import Case, found_on, params, read_cases

POLICY_CASES = read_cases("policies")


@pytest.mark.parametrize("case", params(POLICY_CASES))
def test_a_policy_asks_what_the_page_says(case: Case) -> None:
    assert found_on(case) == case.expected


@pytest.mark.parametrize("case", POLICY_CASES, ids=lambda case: case.name)
def test_a_case_asks_its_policy_and_its_name_tells_the_side(case: Case) -> None:
    assert case.expected.config["extends"] == [case.path.parent.name]
    assert case.path.name.startswith("fails-" if case.expected.findings else "passes-")


def test_no_page_stands_twice() -> None:
    pages = Counter(f"{case.html}{case.expected.config}" for case in POLICY_CASES)
    assert [page for page, times in pages.items() if times > 1] == []
