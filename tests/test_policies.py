"""Every shipped policy is complete: known checks and options, sources, dates; and demands compose as told."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from disclosure_check import check
from disclosure_check.checks.registry import CHECKS
from disclosure_check.checks.running import asked_checks, run_checks
from disclosure_check.demands import demands_of
from disclosure_check.errors import RuleError
from disclosure_check.results import Asked, Level
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.policies import CheckRule, Policy, Requirement, chosen, day_of
from disclosure_check.settings import CheckSettings, PageKind, Settings

TOP = Path(__file__).resolve().parent.parent
POLICIES = load_rulebook().policies
COUNTRIES = "eu de de-strict at ch us-ftc uk-asa ie fr es it nl be pl se dk ca au jp kr".split()
PROGRAMMES = "amazon ebay rakuten awin coupang google-links google-news".split()
OPTIONS = {module.ID: module.OPTIONS for module in CHECKS}
DAY = date(2026, 6, 1)
LATE = (
    '<p><a href="https://amzn.to/3xYzAbC">M1</a> <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M2</a>'
)
EBAY = '<a href="https://www.ebay.com/itm/1?mkevt=1&mkcid=1&mkrid=711-53200-19255-0&campid=5338">M3</a>'


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_policy_asks_only_what_there_is(policy: Policy) -> None:
    assert set(policy.builds_on) <= {each.name for each in POLICIES}
    for requirement in policy.requirements:
        assert requirement.says and requirement.source and requirement.reviewed <= date.today(), requirement.id
        for name, rule in requirement.checks.items():
            assert name in OPTIONS, f"{requirement.id}: {name}"
            for option, value in rule.options.items():
                assert option in OPTIONS[name], f"{requirement.id}: {name}: {option}"
                assert type(value) is type(OPTIONS[name][option]), f"{requirement.id}: {name}: {option}"


def test_a_requirement_has_one_name() -> None:
    names = Counter(requirement.id for policy in POLICIES for requirement in policy.requirements)
    assert [name for name, times in names.items() if times > 1] == []


def test_every_country_and_programme_is_there() -> None:
    assert {policy.name for policy in POLICIES} == {"base", *COUNTRIES, *PROGRAMMES}
    assert {file.stem for file in (TOP / "rules" / "policies").glob("*.toml")} == {policy.name for policy in POLICIES}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_file_opens_with_what_is_asked(policy: Policy) -> None:
    first, second, *_ = (TOP / "rules" / "policies" / f"{policy.name}.toml").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ") and first.endswith(".") and not second.startswith("#")


def test_a_country_asks_what_base_asks_and_a_programme_its_own_alone() -> None:
    for name in COUNTRIES:
        assert "base" in {policy.name for policy in chosen(POLICIES, [name])}, name
    for name in PROGRAMMES:
        assert [policy.name for policy in chosen(POLICIES, [name])] == [name]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_policy_judges_the_links_of_programmes_that_there_are(policy: Policy) -> None:
    assert set(policy.programmes) <= {each.name for each in load_rulebook().partners.programmes}
    assert bool(policy.programmes) == (policy.name in ("amazon", "ebay", "rakuten", "awin", "coupang"))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_only_what_was_confirmed_is_an_error(policy: Policy) -> None:
    for each in policy.requirements:
        for check_name, rule in each.checks.items():
            if rule.level == "error" and check_name != "page-unreadable":
                assert each.confidence == "confirmed", each.id
                assert rule.likely_level == "warning", f"{each.id}: {check_name}"


def test_the_strict_profile_asks_more_and_never_less() -> None:
    plain, strict = (demands_of(POLICIES, Settings(extends=(name,)), DAY) for name in ("de", "de-strict"))
    levels_of = [
        {check_name: max(each.level for each in demands) for check_name, demands in asked.items()}
        for asked in (plain, strict)
    ]
    assert set(plain) < set(strict)
    assert all(levels_of[1][check_name] >= level for check_name, level in levels_of[0].items())
    assert any(levels_of[1][check_name] > level for check_name, level in levels_of[0].items())
    assert {each.by for demands in plain.values() for each in demands} < {
        each.by for demands in strict.values() for each in demands
    }


def test_the_manual_lists_every_policy() -> None:
    manual = (TOP / "docs" / "checks-and-policies.md").read_text(encoding="utf-8")
    section = manual.partition("## Policies\n")[2]
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \| (.*) \| (\d+) \|$", section, re.MULTILINE)
    assert {name: tuple(rest) for name, *rest in rows} == {
        policy.name: (policy.title, ", ".join(policy.builds_on), str(len(policy.requirements))) for policy in POLICIES
    }


def requirement(name: str, **changes: Any) -> Requirement:
    values: dict[str, Any] = {
        "says": "x", "source": "y", "reviewed": date(2026, 1, 1), "confidence": "confirmed",
        "checks": {"disclosure-missing": CheckRule("error", "warning")},
    }  # fmt: skip
    return Requirement(name, **values | changes)


def levels(*policies: Policy, extends: tuple[str, ...], day: date = DAY, **own: Any) -> list[tuple[str, str, str]]:
    found = demands_of(policies, Settings(extends=extends, **own), day).get("disclosure-missing", ())
    return [(each.by.requirement, each.level.label, each.likely_level.label) for each in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["error"]),
        ({"status": "appealed"}, ["error"]),
        ({"confidence": "recalled"}, ["error"]),
        ({"valid_from": date(2026, 6, 1)}, ["error"]),
        ({"valid_to": date(2026, 6, 2)}, ["error"]),
        ({"confidence": "unverified"}, ["warning"]),
        ({"status": "pending"}, []),
        ({"status": "repealed"}, []),
        ({"valid_from": date(2026, 6, 2)}, []),
        ({"valid_to": date(2026, 6, 1)}, []),
    ],
)
def test_a_requirement_is_asked_while_it_holds(changes: dict[str, Any], expected: list[str]) -> None:
    policy = Policy("one", "One", (requirement("one-told", **changes),))
    assert [level for _, level, _ in levels(policy, extends=("one",))] == expected


def test_a_policy_asks_what_its_bases_ask_once() -> None:
    policies = (
        Policy("low", "Low", (requirement("low-told"),)),
        Policy("left", "Left", (requirement("left-told"),), builds_on=("low",)),
        Policy("right", "Right", (), builds_on=("low", "left")),
    )
    asked = levels(*policies, extends=("right", "left"))
    assert [name for name, _, _ in asked] == ["low-told", "left-told"]


def test_policies_that_build_on_each_other_end() -> None:
    one = Policy("one", "One", (requirement("one-told"),), builds_on=("two",))
    two = Policy("two", "Two", (requirement("two-told"),), builds_on=("one",))
    assert [name for name, _, _ in levels(one, two, extends=("one",))] == ["two-told", "one-told"]


def test_the_users_level_beats_every_policy() -> None:
    policy = Policy("one", "One", (requirement("one-told"),))
    own = {"disclosure-missing": CheckSettings(level="info")}
    assert levels(policy, extends=("one",), checks=own) == [("one-told", "info", "info")]
    assert levels(Policy("none", "None", ()), extends=("none",), checks=own) == [("", "info", "info")]


def test_the_users_options_beat_every_policy() -> None:
    rule = CheckRule("error", options={"words": 5})
    policy = Policy("one", "One", (requirement("one-told", checks={"disclosure-far": rule}),))

    def asked(own: CheckSettings) -> list[tuple[str, Any]]:
        demands = demands_of((policy,), Settings(extends=("one",), checks={"disclosure-far": own}), DAY)
        return [(each.level.label, each.options["words"]) for each in demands["disclosure-far"]]

    assert asked(CheckSettings()) == [("error", 5)]
    assert asked(CheckSettings(options={"words": 9})) == [("error", 9)]
    assert asked(CheckSettings(level="info", options={"words": 9})) == [("info", 9)]


def test_options_alone_switch_no_check_on() -> None:
    own = {"disclosure-far": CheckSettings(options={"words": 9})}
    assert demands_of((Policy("one", "One", ()),), Settings(extends=("one",), checks=own), DAY) == {
        "disclosure-far": ()
    }


def test_an_unknown_policy_is_named() -> None:
    with pytest.raises(RuleError, match="no policy 'two'; there is one"):
        levels(Policy("one", "One", ()), extends=("two",))


def test_a_finding_names_who_asked() -> None:
    result = check(LATE, config=Settings(checks={"disclosure-unneeded": CheckSettings(level="info")}))
    assert [(each.check, each.level, each.asked_by) for each in result.findings] == [
        ("disclosure-missing", Level.ERROR, (Asked("base", "base-told"),))
    ]


def test_a_finding_names_every_policy_that_asked() -> None:
    (found,) = check(f"{LATE} {EBAY}", config=Settings(extends=("de", "us-ftc", "ebay"))).findings
    asked = {(each.policy, each.requirement) for each in found.asked_by}
    assert {each.policy for each in found.asked_by} == {"base", "eu", "de", "us-ftc", "ebay"}
    assert asked > {("base", "base-told"), ("de", "de-disclosure-present"), ("us-ftc", "us-material-connection")}


def found(html: str, *extends: str, **own: Any) -> list[tuple[str, str, set[str]]]:
    result = check(html, config=Settings(extends=extends, **own))
    return [(each.check, each.level.label, {by.policy for by in each.asked_by}) for each in result.findings]


def test_a_programme_asks_nothing_of_other_programmes_links() -> None:
    assert found(LATE, "ebay") == []
    assert found(f"<p>{EBAY}</p>", "ebay") == [("disclosure-missing", "error", {"ebay"})]
    assert found(f"<p>{EBAY}</p>", "us-ftc", "ebay") == [("disclosure-missing", "error", {"base", "us-ftc", "ebay"})]
    assert {each for _, _, asked in found(LATE, "us-ftc", "ebay") for each in asked} == {"base", "us-ftc"}


def test_a_programme_judges_its_own_links_as_if_alone() -> None:
    """Others' links are covered by their label; the programme's are not, and no other policy asks for it."""
    html = f'<p><a href="https://amzn.to/3xYzAbC">M1</a> (Ad)</p><h2>M3</h2><p>{EBAY}</p>'
    assert found(html, "ebay") == [("disclosure-missing", "error", {"ebay"})]
    assert found(html, "base", "ebay") == [("disclosure-incomplete", "error", {"base", "ebay"})]
    assert (
        check(html, config=Settings(extends=("ebay",)))
        .findings[0]
        .message.endswith("(of the links of eBay Partner Network alone)")
    )


def test_where_a_programme_asks_more_strictly_its_links_are_told_apart() -> None:
    html = f"{LATE} {EBAY}"
    stricter = (
        Policy("all", "All", (requirement("all-told", checks={"disclosure-missing": CheckRule("warning")}),)),
        Policy("one", "One", (requirement("one-told"),), programmes=("eBay Partner Network",)),
    )
    demands = demands_of(stricter, Settings(extends=("all", "one")), DAY)
    result = run_checks(check(html), asked_checks(demands))
    assert [(each.level.label, each.position.column, len(each.asked_by)) for each in result.findings] == [
        ("warning", 4, 1), ("error", html.index(EBAY) + 1, 1),
    ]  # fmt: skip


OLD, NEW = date(2026, 11, 22), date(2027, 1, 31)


@pytest.mark.parametrize(
    ("pinned", "requirement_since", "check_since", "expected"),
    [
        (None, NEW, None, "error"),
        ("2027.01.31", NEW, None, "error"),
        ("2027.01.31-0123abcd", NEW, None, "error"),
        ("2027.02.01", NEW, None, "error"),
        ("2026.11.22", None, None, "error"),
        ("2026.11.22", OLD, None, "error"),
        ("2026.11.22", NEW, None, "warning"),
        ("2027.01.30-0123abcd", NEW, None, "warning"),
        ("2026.11.22", None, NEW, "warning"),
        ("2026.11.22", OLD, NEW, "warning"),
    ],
)
def test_what_came_after_the_pinned_rules_warns(
    pinned: str | None, requirement_since: date | None, check_since: date | None, expected: str
) -> None:
    checks = {"disclosure-missing": CheckRule("error", "error", since=check_since)}
    policy = Policy("one", "One", (requirement("new", since=requirement_since, checks=checks),))
    assert levels(policy, extends=("one",), rules_version=pinned) == [("new", expected, expected)]


def test_an_older_requirement_and_the_users_own_level_beat_the_pinned_rules() -> None:
    policy = Policy("one", "One", (requirement("old"), requirement("new", since=NEW)))
    assert levels(policy, extends=("one",), rules_version="2026.11.22") == [
        ("old", "error", "warning"),
        ("new", "warning", "warning"),
    ]
    own = {"disclosure-missing": CheckSettings(level="error")}
    found = levels(policy, extends=("one",), rules_version="2026.11.22", checks=own)
    assert [each[1] for each in found] == ["error"] * 2


@pytest.mark.parametrize(
    ("since", "message"), [(None, "or label it"), (NEW, "or label it (an error from rules-version 2027.01.31 on)")]
)
def test_a_finding_says_that_it_will_be_an_error(since: date | None, message: str) -> None:
    policy = Policy("one", "One", (requirement("new", since=since),))
    demands = demands_of((policy,), Settings(extends=("one",), rules_version="2026.11.22"), DAY)
    page = check('<p><a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M2</a>')
    (found,) = run_checks(replace(page, findings=()), asked_checks(demands)).findings
    assert found.message.endswith(message)
    assert found.level is (Level.WARNING if since else Level.ERROR)


def test_the_shipped_rules_pinned_to_their_own_version_hold_nothing_back() -> None:
    newest = day_of(load_rulebook().version)
    for policy in POLICIES:
        for each in policy.requirements:
            for since in (each.since, *(rule.since for rule in each.checks.values())):
                assert since is None or since <= newest, each.id


@pytest.mark.parametrize(
    ("changes", "asked_of"),
    [
        ([{}], "editorial listing shop voucher"),
        ([{"page_kinds": ("listing",)}], "listing"),
        ([{"exempts": ("shop", "voucher")}], "editorial listing"),
        ([{}, {"exempts": ("shop",), "checks": {}}], "editorial listing voucher"),
        ([{"page_kinds": ("shop",)}, {"exempts": ("shop",), "checks": {}}], "shop"),
        ([{}, {"exempts": ("shop",), "checks": {}, "status": "repealed"}], "editorial listing shop voucher"),
        ([{}, {"exempts": ("shop",), "checks": {}, "valid_from": date(2026, 6, 2)}], "editorial listing shop voucher"),
    ],
)
def test_of_which_pages_a_requirement_is_asked(changes: list[dict[str, Any]], asked_of: str) -> None:
    policy = Policy("one", "One", tuple(requirement(f"one-{number}", **each) for number, each in enumerate(changes)))
    kinds = [kind for kind in get_args(PageKind) if levels(policy, extends=("one",), page_kind=kind)]
    assert " ".join(kinds) == asked_of


def test_an_exemption_is_the_policys_own() -> None:
    base = Policy("low", "Low", (requirement("low-told"),))
    exempting = Policy("high", "High", (requirement("high-told", exempts=("shop",)),), builds_on=("low",))
    assert levels(base, exempting, extends=("high",), page_kind="shop") == [("low-told", "error", "warning")]


def test_the_documentation_tells_what_each_kind_of_page_is_spared() -> None:
    section = (TOP / "docs" / "configuration.md").read_text(encoding="utf-8").partition("| asks nothing more of |")[2]
    rows = re.findall(r"^\| `([a-z-]+)` \| ([a-z, -]*) \|", section, re.MULTILINE)
    assert {policy: kinds.split(", ") for policy, kinds in rows} == {
        policy.name: sorted({kind for each in policy.requirements for kind in each.exempts})
        for policy in POLICIES
        if any(each.exempts for each in policy.requirements)
    }


def test_every_kind_of_page_is_asked_what_no_policy_spares() -> None:
    for kind in get_args(PageKind):
        asked = demands_of(POLICIES, Settings(extends=("base", "amazon", "google-links"), page_kind=kind), DAY)
        assert {"page-unreadable", "programme-statement", "rel-sponsored"} <= set(asked)
        assert ("mark-unexplained" in asked) is (kind in ("editorial", "listing"))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_what_another_requirement_shows_is_one_that_has_checks(policy: Policy) -> None:
    with_checks = {each.id for each in policy.requirements if each.checks}
    assert {each.shown_by for each in policy.requirements if each.shown_by} <= with_checks
    assert not [each.id for each in policy.requirements if each.shown_by and each.checks]
