"""What a page is judged by: each rule of regions, coverage, marks, decoys and doubt on a page of its own."""

from __future__ import annotations

import pytest

from case_files import Case, found_on, params, read_cases

VERDICTS = {
    "no-partner-links", "before", "near", "marker", "partial", "after", "outside", "hidden", "undecided", "missing",
}  # fmt: skip
CASES = [*read_cases("verdicts"), *read_cases("evasion"), *read_cases("builders")]


@pytest.mark.parametrize("case", params(CASES))
def test_a_page_is_judged_as_it_says(case: Case) -> None:
    assert found_on(case) == case.expected


def test_every_verdict_has_a_case() -> None:
    assert {case.expected.verdict for case in CASES} == VERDICTS
