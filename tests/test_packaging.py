from __future__ import annotations

import argparse
import configparser
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

import disclosure_check
from disclosure_check.arguments import parser
from disclosure_check.checks.registry import CHECKS

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "disclosure_check"
README = (TOP / "README.md").read_text(encoding="utf-8")
LISTED = (TOP / "docs" / "checks-and-policies.md").read_text(encoding="utf-8")


def setup(section: str, option: str) -> list[str]:
    parser = configparser.ConfigParser()
    parser.read(TOP / "setup.cfg", encoding="utf-8")
    return parser[section][option].split("\n")[1:]


def test_every_package_is_shipped() -> None:
    found = {file.parent.relative_to(TOP).as_posix().replace("/", ".") for file in PACKAGE.rglob("__init__.py")}
    assert set(setup("options", "packages")) == found | {"disclosure_check.rules"}


def test_every_data_file_is_shipped() -> None:
    rows = setup("options.package_data", "disclosure_check")
    shipped = {file for pattern in rows for file in PACKAGE.glob(pattern)}
    data = {file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc")}
    assert data == shipped
    rules = {file.name for file in (TOP / "rules").rglob("*") if file.is_file() and file.suffix != ".toml"}
    assert rules <= {"README.md"}  # for readers of the checkout, not for the wheel


def test_the_installed_version_is_the_told_one() -> None:
    assert importlib.metadata.version("disclosure-check") == disclosure_check.__version__


def test_the_public_names_are_those_that_can_be_imported() -> None:
    namespace: dict[str, object] = {}
    exec("from disclosure_check import *", namespace)
    assert sorted(set(namespace) - {"__builtins__"}) == disclosure_check.__all__ == dir(disclosure_check)
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = disclosure_check.chekc


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    command = "python -m pip install -e '.[test]' && python -m pytest"
    assert command in README
    assert command in (TOP / ".ci" / "run").read_text(encoding="utf-8")


def test_the_readme_is_short_and_leads_to_every_page_of_the_manual() -> None:
    assert len(README.splitlines()) < 190
    linked = set(re.findall(r"\]\(docs/([\w-]+\.md)\)", README))
    assert linked == {file.name for file in (TOP / "docs").glob("*.md")}


@pytest.mark.parametrize("page", [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))], ids=lambda page: page.stem)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name, heading in re.findall(r"\]\((?!https?:)([\w./-]*)(?:#([\w-]+))?\)", text):
        target = page.parent / name if name else page
        assert target.exists(), name
        if heading:
            titles = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}, heading


def test_the_manual_lists_every_option_of_check() -> None:
    text = (TOP / "docs" / "command-line.md").read_text(encoding="utf-8")
    commands = next(each for each in parser()._actions if isinstance(each, argparse._SubParsersAction)).choices
    for name in commands:
        assert f"disclosure-check {name}" in text
    rows = "\n".join(re.findall(r"^\|.*$", text, re.MULTILINE))
    for action in commands["check"]._actions:
        if action.option_strings and action.dest != "help":
            assert f"`{action.option_strings[-1]}" in rows, action.option_strings[-1]


def test_the_manual_explains_every_dependency() -> None:
    for requirement in setup("options", "install_requires"):
        name = re.split(r"[<>=;]", requirement)[0].strip()
        assert f"| {name} |" in README


def test_the_manual_lists_every_check_with_its_level() -> None:
    policy = tomllib.loads((TOP / "rules" / "policies" / "base.toml").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| `([a-z-]+)` \| (error|warning|info|off) \|", LISTED, re.MULTILINE)
    asked = {check: rule["level"] for each in policy["requirement"] for check, rule in each["checks"].items()}
    assert dict(rows) == asked


def test_the_manual_lists_the_checks_of_other_policies_with_their_options() -> None:
    policy = tomllib.loads((TOP / "rules" / "policies" / "base.toml").read_text(encoding="utf-8"))
    asked = {check for each in policy["requirement"] for check in each["checks"]}
    table = LISTED.partition("switch these on")[2].partition("## Policies")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| (`.*`|) ?\| [^|]+ \|$", table, re.MULTILINE)
    others = [module for module in CHECKS if module.ID not in asked]
    assert [check for check, _ in rows] == [module.ID for module in others]
    assert {check: tomllib.loads("\n".join(re.findall("`(.*?)`", said))) for check, said in rows} == {
        module.ID: module.OPTIONS for module in others
    }


NEVER_SAID = re.compile(r"compliant|lawful|rechtssicher|rechtskonform|gesetzeskonform|passes the law|violat", re.I)


@pytest.mark.parametrize("place", ["disclosure_check", "rules", "docs", "examples", "README.md", "CHANGELOG.md"])
def test_no_page_is_judged_in_words_of_law(place: str) -> None:
    files = [TOP / place] if (TOP / place).is_file() else (TOP / place).rglob("*.*")
    for file in files:
        if file.suffix in (".py", ".toml", ".md", ".json", ".html"):
            said = NEVER_SAID.search(file.read_text(encoding="utf-8"))
            assert said is None, f"{file.relative_to(TOP)}: '{said and said[0]}'"
