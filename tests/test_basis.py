"""Every report says which policies were asked at which state of the rules, and what they could not see."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check import check
from disclosure_check.basis import Basis, Share, basis_of
from disclosure_check.cli import main
from disclosure_check.explaining import explain
from disclosure_check.rulebook import rules_folder, rules_version
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.policies import Policy
from disclosure_check.settings import CheckSettings, Settings
from sample_results import NOT_LOOKED_AT, clean, report_of

BOOK = load_rulebook()
DAY = date(2026, 11, 22)


@pytest.mark.parametrize("policy", BOOK.policies, ids=lambda policy: policy.name)
def test_every_requirement_is_counted_once(policy: Policy) -> None:
    share = basis_of(BOOK, [Settings(extends=(policy.name,))], DAY).policies[-1]
    assert (share.name, share.requirements) == (policy.name, len(policy.requirements))
    assert share.asked + share.off + share.not_visible + share.not_in_force == share.requirements
    assert share.not_visible == sum(not each.is_visible and each.holds_on(DAY) for each in policy.requirements)


def test_what_policies_build_on_is_told_ahead_of_them() -> None:
    basis = basis_of(BOOK, [Settings(extends=("de", "amazon")), Settings(extends=("at",))], DAY)
    assert basis.extends == ("de", "amazon", "at")
    assert [share.name for share in basis.policies] == ["base", "eu", "de", "amazon", "at"]
    assert basis.policies[2].builds_on == ("eu",)


def test_a_check_that_is_off_asks_for_nothing_unless_it_is_on_for_other_pages() -> None:
    off = Settings(extends=("google-links",), checks={"rel-sponsored": CheckSettings(level="off")})
    on = Settings(extends=("google-links",))
    (share,) = basis_of(BOOK, [off], DAY).policies
    assert (share.asked, share.off) == (0, 1)
    (share,) = basis_of(BOOK, [off, on], DAY).policies
    assert (share.asked, share.off) == (1, 0)


def test_the_text_report_tells_what_no_check_can_show() -> None:
    shares = (Share("base", (), 5, 5, 0, 0, 0), Share("de", ("base",), 20, 12, 0, 7, 1))
    basis = Basis("2026.01.31-0123abcd", ("de",), shares)
    assert report_of("text", [clean()], basis).splitlines()[-2:] == [
        "no findings under policy de; rules 2026.01.31-0123abcd",
        f"{NOT_LOOKED_AT}, 7 of 25 requirements that no check can show (disclosure-check explain de)",
    ]


def test_the_json_report_names_the_policies_of_each_page(
    tree: WriteTree, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    tree({"a.html": "<p>x", "shop/b.html": "<p>x", "shop/disclosure-check.toml": 'extends = ["us-ftc", "ebay"]'})
    assert main(["check", "--output-format", "json", "."]) == 0
    report = json.loads(capsysbinary.readouterr().out)
    assert report["tool"]["rules"] == rules_version()
    assert [share["name"] for share in report["policies"]] == ["base", "us-ftc", "ebay"]
    assert {page["path"]: page["policies"] for page in report["pages"]} == {
        "a.html": ["base"],
        "shop/b.html": ["base", "us-ftc", "ebay"],
    }


def test_a_page_that_was_not_checked_has_its_policies_too() -> None:
    assert check(b"\xff\x01" * 99, config={"extends": ["at"]}).policies == ("base", "eu", "at")


def test_explain_lists_what_no_check_can_show() -> None:
    told = explain("de", BOOK).sections[-1]
    requirements = next(policy.requirements for policy in BOOK.policies if policy.name == "de")
    unseen = [each.id for each in requirements if not each.is_visible]
    assert (told.title, list(told.rows)) == ("What no check can show", unseen)


def test_the_version_of_the_rules_has_a_day_and_a_digest() -> None:
    assert re.fullmatch(r"20\d\d\.\d\d\.\d\d-[0-9a-f]{8}", rules_version())
    assert rules_version() == BOOK.version


@pytest.mark.parametrize(
    ("file", "old", "new", "changes_day"),
    [
        ("policies/base.toml", "Readers", "All readers", False),
        ("wording/de.toml", "reviewed = 2", "reviewed = 3", True),
    ],
)
def test_the_version_changes_with_the_rules(
    file: str, old: str, new: str, changes_day: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(rules_folder(), tmp_path / "rules")
    assert load_rulebook(tmp_path / "rules").version == BOOK.version
    path = tmp_path / "rules" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    load_rulebook.cache_clear()
    day, digest = load_rulebook(tmp_path / "rules").version.split("-")
    assert digest != BOOK.version.split("-")[1]
    assert (day != BOOK.version.split("-")[0]) is changes_day
