"""Every policy on pages of its own, in its country's language: who publishes there sees what is asked."""

from __future__ import annotations

from collections import Counter

import pytest

from case_files import CASES, Case, found_on, params, read_cases
from disclosure_check.rulebook.book import load_rulebook

POLICY_CASES = read_cases("policies")
POLICIES = [policy.name for policy in load_rulebook().policies if policy.name != "base"]  # base: cases/checks
LEAST = 3
MOST_USED = {"de", "us-ftc", "uk-asa", "fr", "amazon"}
LEAST_OF_THESE = 12


@pytest.mark.parametrize("case", params(POLICY_CASES))
def test_a_policy_asks_what_the_page_says(case: Case) -> None:
    assert found_on(case) == case.expected


def test_every_policy_has_cases_and_every_folder_a_policy() -> None:
    assert {folder.name for folder in (CASES / "policies").iterdir()} == set(POLICIES)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_has_cases_for_both_sides(policy: str) -> None:
    sides = Counter(bool(case.expected.findings) for case in POLICY_CASES if case.path.parent.name == policy)
    assert sides[False] and sides[True]
    assert sides.total() >= (LEAST_OF_THESE if policy in MOST_USED else LEAST)


@pytest.mark.parametrize("case", POLICY_CASES, ids=lambda case: case.name)
def test_a_case_asks_its_policy_and_its_name_tells_the_side(case: Case) -> None:
    assert case.expected.config["extends"] == [case.path.parent.name]
    assert case.path.name.startswith("fails-" if case.expected.findings else "passes-")


def test_no_page_stands_twice() -> None:
    pages = Counter(f"{case.html}{case.expected.config}" for case in POLICY_CASES)
    assert [page for page, times in pages.items() if times > 1] == []
