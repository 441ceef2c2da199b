from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest
from bs4 import BeautifulSoup

from disclosure_check import Settings, UserError, check

PAGE = (
    "<main><p>Käufe über unsere Links bringen uns eine Provision.</p>\n"
    '<p><a href="https://www.amazon.de/dp/B000000000?tag=beispiel-21">Buch</a></p></main>'
)


@pytest.mark.parametrize(
    "page",
    [PAGE, PAGE.encode(), "\ufeff" + PAGE, BeautifulSoup(PAGE, "html.parser")],
    ids=["str", "bytes", "mark", "soup"],
)
def test_a_page_may_be_text_bytes_or_a_soup(page: str | bytes | BeautifulSoup) -> None:
    result = check(page, name="buch.html")
    assert (result.path, result.verdict, result.findings) == ("buch.html", "before", ())
    assert result.judgement is not None
    assert result.judgement.partner_links[0].position[:2] == (2, 4)


@pytest.mark.parametrize("declared", ["iso-8859-1", "iso-2022-jp", "utf-16"])
def test_text_is_not_decoded_again(declared: str) -> None:
    result = check(f'<meta charset="{declared}">{PAGE}')
    assert result.judgement is not None
    assert result.judgement.disclosures[0].text.startswith("Käufe")
    assert result.notes == ()


def test_without_a_configuration_no_file_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "disclosure-check.toml").write_text("near-words = 0")
    monkeypatch.chdir(tmp_path)
    assert check(PAGE).verdict == "before"


def test_a_configuration_is_a_file_or_settings(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text('checks.disclosure-missing = "info"')
    page = '<p><a href="https://www.amazon.de/dp/B000000000?tag=beispiel-21">Buch</a>'
    assert [finding.level.label for finding in check(page, config=tmp_path / "c.toml").findings] == ["info"]
    assert [finding.level.label for finding in check(page, config=Settings()).findings] == ["error"]
    assert check(page, config=Settings(theme_notice=True), fragment=True).verdict == "undecided"


def test_a_wrong_configuration_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot read the configuration"):
        check(PAGE, config=tmp_path / "none.toml")


def test_a_configuration_may_be_a_mapping_with_the_files_keys() -> None:
    page = '<p><a href="https://shop.example/">Buch</a>'
    table = {"checks": {"disclosure-missing": "info"}, "partners": {"hosts": ("shop.example",)}, "near-words": 9}
    assert [finding.level.label for finding in check(page, config=MappingProxyType(table)).findings] == ["info"]
    assert check(page, config={}).verdict == "no-partner-links"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"near-wrods": 3}, "config: unknown key 'near-wrods'; did you mean 'near-words'? allowed: "),
        ({3: 3}, "config: unknown key '3'; allowed: "),
        ({"near-words": 0}, "config: near-words: expected a whole number, 1 or more, got 0"),
        ({"partners": {"parameters": [""]}}, "config: partners.parameters: '' has no parameter name"),
        ({"content": "p::before"}, "config: content: invalid CSS selector"),
        ({"rules": ["none.toml"]}, "config: rules: no such file 'none.toml'"),
        ({"checks": {"disclosure-missing": "fatal"}}, "config: checks.disclosure-missing.level: expected one of "),
    ],
)
def test_a_wrong_mapping_is_told_with_its_key(table: dict[str, object], message: str) -> None:
    with pytest.raises(UserError) as error:
        check(PAGE, config=table)
    assert str(error.value).startswith(message)


def test_a_page_that_was_not_checked_has_no_judgement() -> None:
    result = check(PAGE, config={"max-bytes": 10})
    assert (result.judgement, [finding.check for finding in result.findings]) == (None, ["page-unreadable"])


def test_the_manual_s_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    manual = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
    example = manual.partition("```python\n")[2].partition("```")[0]
    exec(example, {"html": PAGE})
    assert capsys.readouterr().out.splitlines() == [
        "before",
        "https://www.amazon.de/dp/B000000000?tag=beispiel-21 before Amazon Associates",
        "Käufe über unsere Links bringen uns eine Provision. block clear",
    ]


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError, match="expected str, bytes or BeautifulSoup, got int"):
        check(5)  # type: ignore[arg-type]
