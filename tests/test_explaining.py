"""`rules` lists what is shipped, `explain` tells each of it with its source."""

from __future__ import annotations

from datetime import date

import pytest

from disclosure_check.checks import CHECKS
from disclosure_check.cli import main
from disclosure_check.explaining import explanation, shipped, stale
from disclosure_check.rulebook.book import load_rulebook

BOOK = load_rulebook()
NAMES = [module.ID for module in CHECKS] + [policy.name for policy in BOOK.policies]


@pytest.mark.parametrize("name", NAMES)
def test_every_check_and_policy_is_listed_and_explained(name: str) -> None:
    assert any(line.split()[:1] == [name] for line in shipped(BOOK))
    assert next(explanation(name, BOOK)).startswith(f"{name}: ")


@pytest.mark.parametrize("policy", BOOK.policies, ids=lambda policy: policy.name)
def test_a_policy_is_explained_with_every_source(policy: object) -> None:
    for requirement in policy.requirements:  # type: ignore[attr-defined]
        told = " ".join("\n".join(explanation(requirement.id, BOOK)).split())
        assert " ".join(requirement.source.split()) in told
        assert " ".join(requirement.says.split()) in told


def test_a_check_names_who_asks_for_it() -> None:
    told = list(explanation("disclosure-late", BOOK))
    assert told[0].startswith("disclosure-late: the disclosure comes after")
    assert any(line.strip().startswith("base: error, base-told (") for line in told)


def test_what_is_old_is_listed_oldest_first() -> None:
    lines = list(stale(BOOK, date(2100, 1, 1)))
    assert lines[:-1] == sorted(lines[:-1])
    assert "2026-11-22  requirement base-told" in lines
    assert list(stale(BOOK, date(2020, 1, 1))) == [
        f"0 of {len(lines) - 1} dated rules were last reviewed before 2020-01-01"
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["rules"], 0, "checks ("),
        (["rules", "--stale", "12m"], 0, "dated rules were last reviewed before"),
        (["explain", "base"], 0, "base: Tell readers before or at the first partner link"),
        (["explain", "base-told"], 0, "base-told (base; in force, confirmed; reviewed 2026-11-22)"),
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
