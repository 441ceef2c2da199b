from __future__ import annotations

from pathlib import Path

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


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError, match="expected str, bytes or BeautifulSoup, got int"):
        check(5)  # type: ignore[arg-type]
