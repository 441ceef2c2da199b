"""Comments that silence checks: a table of pages, the same for both readers but for columns."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import disclosure_check
from case_files import Case, found_on, params, read_cases
from conftest import WriteTree
from disclosure_check.results import Finding, Suppression

CASES = [case for folder in ("ignores", "checks/unused-ignore", "checks/invalid-ignore") for case in read_cases(folder)]


@pytest.mark.parametrize("case", params(CASES))
def test_a_comment_silences_what_it_names(case: Case) -> None:
    assert found_on(case) == case.expected


@pytest.mark.parametrize("case", params(CASES))
def test_the_other_reader_reads_the_same_comments(case: Case) -> None:
    config = {**case.expected.config, "reader": "lxml"}
    result = disclosure_check.check(case.html.encode(), name=case.path.name, config=config)
    assert [_in_words(finding) for finding in result.findings] == [
        re.sub(r":(\d+|None)(?= |$)", "", said, count=1) for said in case.expected.findings
    ]


def _in_words(finding: Finding) -> str:
    silenced = f" ignored: {finding.suppressed.reason}".removesuffix(": ") if finding.suppressed else ""
    return f"{finding.check} {finding.level.label} {finding.position.line}{silenced}"


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore[disclosure-late]", "the ignore of disclosure-late silences nothing: the check finds nothing in the"),
        ("ignore-file[disclosure-late]", "silences nothing: the check finds nothing on the page; remove it"),
        ("ignore[disclosure-late] expires=2020-01-31", "silences nothing: it expired on 2020-01-31; remove it"),
        ("ignore[disclosure-far]", "silences nothing: nothing asks for the check here; remove it"),
        ("ignore[disclosure-lat]", "unknown check 'disclosure-lat'; did you mean 'disclosure-late'?"),
        ("ignore[*]", "unknown check '*'; `disclosure-check rules` lists them"),
        ("ignore[]", "it names no check; there is no ignore for all of them"),
        ("ignore", "expected 'disclosure-check:' and ignore[CHECK], ignore-start[CHECK], ignore-end[CHECK] or"),
        ("ignore[disclosure-late] later", "expected expires=DATE or '-- reason' behind the checks, got 'later'"),
        ("ignore[disclosure-late] expires=soon", "expected a date such as expires=2027-01-31, got 'soon'"),
        ("ignore[disclosure-late] --", "no reason behind '--'"),
        ("ignore-start[disclosure-late]", "no ignore-end[disclosure-late] closes it"),
        ("ignore-end[disclosure-late]", "no ignore-start[disclosure-late] is open here"),
        ("ignore[page-unreadable]", "page-unreadable cannot be ignored by a comment; a page that is not read has no"),
    ],
)
def test_what_silences_nothing_is_told_with_the_reason(comment: str, message: str) -> None:
    finding = disclosure_check.check(f"<!-- disclosure-check: {comment} --><p>Gut.").findings[0]
    assert message in finding.message


def test_a_finding_tells_of_the_ignore_that_expired() -> None:
    page = next(case for case in CASES if case.path.stem == "passes-expired-with-findings")
    related = page.result().findings[0].related[-1]
    assert (related.message, related.position.line) == ("an ignore of it expired on 2020-01-31", 3)


def test_what_comments_say_can_be_read_from_the_result() -> None:
    case = next(case for case in CASES if case.path.stem == "passes-before-its-day")
    ignore = case.result().ignores[0]
    assert (ignore.check, ignore.scope, ignore.reason, str(ignore.expires), ignore.used) == (
        "disclosure-missing",
        "element",
        "bis dahin",
        "9999-12-31",
        True,
    )


def test_the_page_of_the_manual_tells_the_truth() -> None:
    manual = (Path(__file__).parent.parent / "docs" / "ignoring.md").read_text(encoding="utf-8")
    page, settings = (manual.partition(f"```{kind}\n")[2].partition("```")[0] for kind in ("html", "toml"))
    config = tomllib.loads(settings)
    silenced = [finding.suppressed for finding in disclosure_check.check(page).findings]
    assert silenced == [Suppression("inline", "the notice is printed on the package")]
    told = [finding.check for finding in disclosure_check.check(page, config=config).findings]
    assert told == ["invalid-ignore", "disclosure-missing"]


def test_a_check_of_the_users_own_is_silenced_by_its_name(tree: WriteTree) -> None:
    own = """from disclosure_check.api import Problem, custom_check

@custom_check("custom-paragraph")
def paragraph(page, options):
    for block in page.blocks:
        yield Problem(f"seen: {block.text}", block.position)
"""
    tree({"checks.py": own})
    page = "<!-- disclosure-check: ignore[custom-paragraph] -- alt -->\n<p>Eins.</p>\n<p>Zwei.</p>"
    result = disclosure_check.check(page, config={"custom-checks": ["./checks.py"]})
    assert [(each.message, bool(each.suppressed)) for each in result.findings] == [
        ("seen: Eins.", True),
        ("seen: Zwei.", False),
    ]
