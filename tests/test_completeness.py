"""What is shipped is whole: every check, policy and wording file has its documentation, its source and its cases."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from types import ModuleType

import pytest

from case_files import CASES, PAGE_CHECKS, Case, read_cases
from disclosure_check.checks.registry import CHECK_IDS, CHECKS
from disclosure_check.documentation import documentation
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.policies import Policy
from disclosure_check.rulebook.texts import folder, read_policy_texts
from disclosure_check.rulebook.wording import Wording

BOOK = load_rulebook()
LANGUAGES = ("en", "de")
CHECK_CASES, POLICY_CASES = read_cases("checks"), read_cases("policies")
LEAST_OF_CHECK = 3  # on each side
LEAST_OF_POLICY, LEAST_OF_MOST_USED = 3, 12
MOST_USED = {"de", "us-ftc", "uk-asa", "fr", "amazon"}
LEAST_OF_WORDING = 15  # on each side

check_modules = pytest.mark.parametrize("module", CHECKS, ids=lambda module: module.ID)
policies = pytest.mark.parametrize("policy", BOOK.policies, ids=lambda policy: policy.name)
wordings = pytest.mark.parametrize("wording", BOOK.wordings, ids=lambda wording: wording.language)
languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
@check_modules
def test_a_check_is_documented_in_every_part(module: ModuleType, language: str) -> None:
    assert (module.__doc__ or "").startswith(f"{module.ID}: ")
    said = documentation(module, language)
    assert said.is_translated
    for part in (said.summary, said.what, said.why, said.options, said.cannot_see):
        assert part.strip(), said
    for example in (said.wrong, said.right):
        assert example.html or example.words
        assert not (example.html and example.words), "a translation says nothing where the docstring has an example"
    assert said.summary[-1] != "." and all(f"`{option}`" in said.options for option in module.OPTIONS)


@languages
@check_modules
def test_translations_speak_of_the_same_names(module: ModuleType, language: str) -> None:
    """What stands in backticks is for programs, the same in every language."""
    own, said = documentation(module), documentation(module, language)
    for part in ("what", "why", "options", "cannot_see"):
        assert names_in(getattr(said, part)) == names_in(getattr(own, part)), part


def names_in(text: str) -> Counter[str]:
    return Counter(text.split("`")[1::2])


@pytest.mark.parametrize("check", PAGE_CHECKS)
def test_a_check_has_cases_for_both_sides(check: str) -> None:
    sides = Counter(_fires(case) for case in CHECK_CASES if case.path.parent.name == check)
    assert sides[False] >= LEAST_OF_CHECK and sides[True] >= LEAST_OF_CHECK


@policies
def test_a_policy_has_requirements_with_source_and_date(policy: Policy) -> None:
    assert policy.title and policy.requirements
    for each in policy.requirements:
        assert each.says.strip() and each.source.strip() and each.reviewed <= date.today(), each.id


@policies
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_policy_is_translated_whole(policy: Policy, language: str) -> None:
    texts = read_policy_texts(language, policy.name)
    assert texts is not None and texts.title.strip()
    assert set(texts.says) == {each.id for each in policy.requirements}
    assert set(texts.notes) == {each.id for each in policy.requirements if each.note}
    assert all(text.strip() for text in (*texts.says.values(), *texts.notes.values()))


@policies
def test_a_policy_has_cases_for_both_sides(policy: Policy) -> None:
    if policy.name == "base":  # its cases are those of the checks
        return
    sides = Counter(bool(case.expected.findings) for case in POLICY_CASES if case.path.parent.name == policy.name)
    assert sides[False] and sides[True]
    assert sides.total() >= (LEAST_OF_MOST_USED if policy.name in MOST_USED else LEAST_OF_POLICY)


@wordings
def test_a_wording_file_has_source_and_date(wording: Wording) -> None:
    assert wording.source.strip() and wording.reviewed <= date.today()


@wordings
def test_a_wording_file_has_cases_for_both_sides(wording: Wording) -> None:
    file = CASES / "wording" / f"{wording.language}.toml"
    expected = [case["expect"] for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
    says_nothing = expected.count("none")
    assert says_nothing >= LEAST_OF_WORDING and len(expected) - says_nothing >= LEAST_OF_WORDING


def test_nothing_is_left_of_what_is_gone() -> None:
    names = {policy.name for policy in BOOK.policies}
    assert {file.name for file in (CASES / "checks").iterdir()} == set(PAGE_CHECKS)
    assert {file.name for file in (CASES / "policies").iterdir()} == names - {"base"}
    assert {file.stem for file in (CASES / "wording").glob("*.toml")} == {each.language for each in BOOK.wordings}
    for language in LANGUAGES[1:]:
        assert {file.stem for file in (folder(language) / "checks").iterdir()} == set(CHECK_IDS)
        assert {file.stem for file in (folder(language) / "policies").iterdir()} == names


def _fires(case: Case) -> bool:
    """Tell whether the check that names the folder is among the findings."""
    return any(finding.split()[0] == case.path.parent.name for finding in case.expected.findings)
