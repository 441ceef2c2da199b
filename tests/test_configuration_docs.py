"""The documentation of the configuration, its JSON Schema, and the types say the same."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft7Validator
from msgspec.structs import fields

import config_schema
from disclosure_check.arguments import parser
from disclosure_check.checks.registry import CHECK_IDS
from disclosure_check.config import from_table
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import (
    DisclosureSettings,
    FixSettings,
    IgnoreSettings,
    Override,
    PartnerSettings,
    PathMap,
    Settings,
)

TOP = Path(__file__).resolve().parent.parent
DOCS = (TOP / "docs" / "configuration.md").read_text(encoding="utf-8")
README = (TOP / "README.md").read_text(encoding="utf-8").partition("## Configuration")[2].partition("\n## ")[0]
EXAMPLE = TOP / "examples" / "disclosure-check.toml"
SCHEMA = json.loads(files("disclosure_check").joinpath("schemas/config.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)
TABLES = {
    "": Settings,
    "partners.": PartnerSettings,
    "disclosures.": DisclosureSettings,
    "ignores.": IgnoreSettings,
    "fix.": FixSettings,
    "overrides.": Override,
    "path-map.": PathMap,
}


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", [*blocks(DOCS, "toml"), *blocks(README, "toml"), EXAMPLE.read_text(encoding="utf-8")])
def test_an_example_is_a_configuration(text: str) -> None:
    table = tomllib.loads(text)
    assert table
    assert from_table(table, EXAMPLE) != Settings()
    VALIDATOR.validate(table)


@pytest.mark.parametrize("line", [line for block in blocks(DOCS, "sh") for line in block.splitlines()])
def test_a_command_is_one(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    program, *arguments = shlex.split(line, comments=True)
    if program == "python":
        exec(arguments[1])
        assert Path(capsys.readouterr().out.strip()).samefile(config_schema.FILE)
    else:
        assert program == "disclosure-check" and parser().parse_args(arguments)


def test_every_key_is_documented() -> None:
    keys = {prefix + field.encode_name for prefix, kind in TABLES.items() for field in fields(kind)}
    assert set(config_schema.meanings()) == keys


def test_the_documentation_tells_the_defaults() -> None:
    rows = re.findall(r"^\| `([a-z.-]+)` \| `([^`|]*)` \| ", DOCS, re.MULTILINE)
    defaults = {
        prefix + field.encode_name: msgspec.to_builtins(getattr(kind(), field.name))
        for prefix, kind in TABLES.items()
        if kind not in (Override, PathMap)
        for field in fields(kind)
    }
    assert len(rows) > 15
    assert {key: json.loads(value) for key, value in rows} == {
        key: list(defaults[key]) if isinstance(defaults[key], tuple) else defaults[key] for key, _ in rows
    }


def test_the_readme_shows_a_configuration_and_leads_to_all_keys() -> None:
    assert len(blocks(README, "toml")) == 1
    assert "docs/configuration.md" in README


def test_the_schema_is_current() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert config_schema.FILE.read_text(encoding="utf-8") == config_schema.text(), "run python tests/config_schema.py"


def described(node: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, each in node.get("properties", {}).items():
        yield above + key, each.get("description", "")
        if key != "checks":
            yield from described(each, f"{above}{key}.")
            yield from described(each.get("items", {}), f"{above}{key}.")


def test_every_key_of_the_schema_says_what_it_means() -> None:
    told = dict(described(SCHEMA))
    assert set(told) == set(config_schema.meanings())
    assert all(told.values())


def test_the_schema_names_checks_and_policies() -> None:
    for table in (SCHEMA, SCHEMA["properties"]["overrides"]["items"]):
        checks = table["properties"]["checks"]["properties"]
        assert set(checks) == set(CHECK_IDS)
        assert all(each["description"] for each in checks.values())
        assert set(table["properties"]["extends"]["items"]["enum"]) == {each.name for each in load_rulebook().policies}


@pytest.mark.parametrize(
    "text",
    [
        "",
        'content = ".post"',
        "checks.disclosure-far.words = 5",
        'checks.disclosure-far = "off"',
        "checks.payment-unsaid.labels = false",
        'checks.label-wording = { level = "info", accepted = ["Werbung"] }',
        '[[overrides]]\npaths = ["en/"]\ncontent = "main"\nchecks.disclosure-late = "info"',
        'custom-checks = ["json"]\nchecks.custom-x = "off"\nchecks.custom-y = { level = "info", words = 3 }',
        'custom-checks = ["json"]\n[[overrides]]\npaths = ["en/"]\nchecks.custom-x = "off"',
    ],
)
def test_what_is_right_holds_to_the_schema(text: str) -> None:
    table = tomllib.loads(text)
    from_table(table, EXAMPLE)
    VALIDATOR.validate(table)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("near-wrods = 3", []),
        ("near-words = 0", ["near-words"]),
        ('near-words = "3"', ["near-words"]),
        ('reader = "bs4"', ["reader"]),
        ('page-kind = "blog"', ["page-kind"]),
        ('fail-level = "off"', ["fail-level"]),
        ('extends = "base"', ["extends"]),
        ('extends = ["bsae"]', ["extends", 0]),
        ('partners.host = ["a.example"]', ["partners"]),
        ("partners.hosts = [1]", ["partners", "hosts", 0]),
        ('checks.disclosure-lat = "off"', ["checks"]),
        ('checks.disclosure-late = "fatal"', ["checks", "disclosure-late"]),
        ('checks.custom-x = "fatal"', ["checks", "custom-x"]),
        ("checks.disclosure-late.words = 5", ["checks", "disclosure-late"]),
        ('checks.disclosure-far.words = "x"', ["checks", "disclosure-far"]),
        ("[[overrides]]\nnear-words = 3", ["overrides", 0]),
        ('[[overrides]]\npaths = "en/"', ["overrides", 0, "paths"]),
        ('[[overrides]]\npaths = ["en/"]\nreader = "lxml"', ["overrides", 0]),
        ('[[overrides]]\npaths = ["en/"]\nextends = ["us"]', ["overrides", 0, "extends", 0]),
    ],
)
def test_what_is_wrong_does_not(text: str, where: list[str | int]) -> None:
    assert [list(error.absolute_path) for error in VALIDATOR.iter_errors(tomllib.loads(text))] == [where]


def test_the_example_names_the_schema() -> None:
    first = EXAMPLE.read_text(encoding="utf-8").splitlines()[0]
    assert (EXAMPLE.parent / first.removeprefix("#:schema ")).samefile(config_schema.FILE)
