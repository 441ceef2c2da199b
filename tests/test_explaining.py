"""`rules` lists what is shipped, `explain` tells each of it with its source."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import WriteTree
from disclosure_check.checks.registry import CHECK_IDS
from disclosure_check.cli import main
from disclosure_check.explaining import explain
from disclosure_check.listing import listing, stale
from disclosure_check.reporting.explanation import lines
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.policies import Policy

BOOK = load_rulebook()
NAMES = [*CHECK_IDS, *(policy.name for policy in BOOK.policies)]
OWN = """
[[programme]]
name = "Kaffeehaus-Partner"
source = "observed in published links"
reviewed = 2026-11-22
[[programme.link]]
hosts = ["kaffeehaus.example"]
examples = ["https://kaffeehaus.example/m1"]
not = ["https://kaffee.example/m1"]
"""


def told(name: str, language: str = "en") -> str:
    return "\n".join(lines(explain(name, BOOK, language)))


@pytest.mark.parametrize("name", NAMES)
def test_every_check_and_policy_is_listed_and_explained(name: str) -> None:
    for language in ("en", "de"):
        assert any(line.startswith(f"  {name}: ") for line in listing(BOOK, language))
        assert told(name, language).startswith(f"{name}: ")


def test_every_wording_programme_and_sign_is_listed_with_its_origin() -> None:
    listed = list(listing(BOOK))
    for name, source in [
        *((each.language, each.source) for each in BOOK.wordings),
        *((each.name, each.source) for each in BOOK.partners.programmes),
        *((each.product, each.source) for each in (*BOOK.markup.signs, *BOOK.markup.shortcodes)),
    ]:
        places = [number for number, line in enumerate(listed) if line.startswith(f"  {name}: ")]
        assert any(listed[number + 1].strip().startswith(source) for number in places), name


@pytest.mark.parametrize("policy", BOOK.policies, ids=lambda policy: policy.name)
def test_a_policy_is_explained_with_every_source(policy: Policy) -> None:
    for requirement in policy.requirements:
        said = " ".join(told(requirement.id).split())
        assert " ".join(requirement.source.split()) in said
        assert " ".join(requirement.says.split()) in said


def test_a_check_names_who_asks_for_it_and_what_it_cannot_see() -> None:
    said = told("disclosure-late").splitlines()
    assert said[0].startswith("disclosure-late: the disclosure comes after")
    assert any(line.strip().startswith("base: error, base-told (") for line in said)
    assert "What it can't see" in said


def test_what_is_old_is_listed_oldest_first() -> None:
    found = list(stale(BOOK, date(2100, 1, 1)))
    assert found[:-1] == sorted(found[:-1])
    assert "2026-11-22  requirement base-told" in found
    assert list(stale(BOOK, date(2020, 1, 1))) == [
        f"0 of {len(found) - 1} dated rules were last reviewed before 2020-01-01"
    ]


def test_the_rules_of_a_configuration_are_listed_with_their_file(
    tree: WriteTree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree({"own.toml": OWN, "disclosure-check.toml": 'language = "de"\nrules = ["own.toml"]\n'})
    assert main(["rules", "--config", "disclosure-check.toml"]) == 0
    assert capsys.readouterr().out.endswith(
        "\neigene Regeln (1 Datei)\n  own.toml\n    Kaffeehaus-Partner: 1 Form von Links\n"
        "        observed in published links; nachgesehen am 2026-11-22\n"
    )


def test_the_command_line_beats_the_configuration(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({"disclosure-check.toml": 'language = "de"\n'})
    assert main(["rules", "--config", "disclosure-check.toml", "--language", "en"]) == 0
    assert "what is found on a page" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["rules"], 0, "checks ("),
        (["rules", "--stale", "12m"], 0, "dated rules were last reviewed before"),
        (["explain", "base"], 0, "base: Tell readers before or at the first partner link"),
        (["explain", "base-told"], 0, "Status: in force, confirmed; reviewed 2026-11-22"),
        (["explain", "base-told", "--language", "de"], 0, "Stand: in Kraft, bestätigt; nachgesehen am 2026-11-22"),
        (["explain", "disclosure-late", "--language", "de"], 0, "Was sie nicht sieht"),
        (["rules", "--language", "de"], 0, "Prüfungen ("),
        (["rules", "--language", "de", "--stale", "12m"], 0, "datierten Regeln wurden zuletzt vor dem"),
        (
            ["explain", "disclosure-lte"],
            2,
            "no check, policy or requirement 'disclosure-lte'; did you mean 'disclosure-late'?",
        ),
    ],
)
def test_the_commands(arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == status
    out, err = capsys.readouterr()
    assert said in out + err


def test_an_age_is_a_number_and_a_unit(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["rules", "--stale", "soon"])
    assert "expected an age such as 12m, 90d or 2y, got 'soon'" in capsys.readouterr().err
