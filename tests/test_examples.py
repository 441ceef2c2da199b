from __future__ import annotations

import re
from pathlib import Path

import pytest

import disclosure_check
from disclosure_check.cli import main

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

EXPECTED = {
    "amazon-review": ("before", 2, []),
    "hinweis-versteckt": ("hidden", 1, ["disclosure-hidden"]),
    "ohne-partnerlinks": ("no-partner-links", 0, []),
    "sternchen": ("marker", 3, []),
    "transparenz-nachher": ("after", 2, ["disclosure-late"]),
    "transparenz-vorher": ("before", 2, []),
}


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_an_example_shows_what_its_name_says(name: str, expected: tuple[str, int, list[str]]) -> None:
    page = (EXAMPLES / "site" / f"{name}.html").read_bytes()
    result = disclosure_check.check(page, config=EXAMPLES / "disclosure-check.toml")
    assert result.judgement is not None
    found = (result.verdict, len(result.judgement.partner_links), [finding.check for finding in result.findings])
    assert found == expected


def test_every_example_is_tested() -> None:
    assert {page.stem for page in (EXAMPLES / "site").iterdir()} == set(EXPECTED)


def test_the_readme_shows_the_real_output(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    assert main(["check", "examples/site/"]) == 1
    readme = Path("README.md").read_text(encoding="utf-8")
    shown = readme.partition("$ disclosure-check check examples/site/\n")[2].partition("```")[0]
    assert without_version(capsys.readouterr().out) == without_version(shown)


def without_version(report: str) -> str:
    """Mask what every change of a rule file changes."""
    return re.sub(r"rules [0-9.]{10}-[0-9a-f]{8}", "rules …", report)
