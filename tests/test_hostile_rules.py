"""Nothing that a configuration or a rule file holds can hang a run or end it without a word on file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check import patterns
from disclosure_check.cli import main
from disclosure_check.config import load
from disclosure_check.errors import RuleError
from disclosure_check.own_rules import read_own_rules

LINK = '<p><a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a></p>'
RUN = f"<html lang=de><main><p>Provision {'a' * 5000}! {LINK}"
WORDING = 'language = "de"\nsource = "our style guide"\nreviewed = 2026-11-22\ngate = ["taler"]\nstems = []\n'
PROGRAMME = '[[programme]]\nname = "Contract"\nsource = "our contract"\nreviewed = 2026-11-22\n[[programme.link]]\n'
ENDLESS = ["(a+)+!?[0-9]$", "(?:a|aa)+b", "(?=(a+)+b)a"]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "TIMEOUT_SECONDS", 0.05)


def checked(tree: WriteTree, files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    tree({"good.html": LINK, **files})
    status = main(
        ["check", "--config", "disclosure-check.toml", *(name for name in files if name.endswith(".html")), "good.html"]
    )
    return status, capsys.readouterr().out


@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_pattern_of_the_configuration(tree: WriteTree, pattern: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = f"disclosures.patterns = ['{pattern}']"
    status, report = checked(tree, {"disclosure-check.toml": config, "bad.html": RUN}, capsys)
    assert status == 2
    assert f"disclosures.patterns: '{pattern}' takes more than 0.05 seconds" in report
    assert "good.html:1:4 error" in report


@pytest.mark.parametrize("pattern", ENDLESS)
@pytest.mark.parametrize(
    ("where", "written"),
    [
        ("parts.earn", "[parts]\nearn = ['{}']"),
        ("statement of X", "[parts]\n[[statement]]\nprogramme = 'X'\nstrength = 'clear'\npattern = '{}'"),
        ("claim", "[parts]\n[[claim]]\nstems = ['provision']\npatterns = ['{}']"),
    ],
)
def test_a_pattern_of_a_wording_file(
    tree: WriteTree, where: str, written: str, pattern: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "disclosure-check.toml": "rules = ['own.toml']",
        "own.toml": WORDING + written.format(pattern),
        "bad.html": RUN,
    }
    status, report = checked(tree, files, capsys)
    assert "good.html:1:4 error" in report
    if status == 2:
        assert where.removeprefix("parts.") in report
        assert "takes more than 0.05 seconds" in report
    print(status, report)


@pytest.mark.parametrize(
    "written",
    [
        "path = '^/(a+)+$'",
        "path = '/(?:a|aa)+b'",
        "path = '/a*a*a*a*a*a*b'",
        "any = ['p=(a+)+']",
        "query = '(?:a|aa)+b'",
        "fragment = '(a+)+$'",
    ],
)
@pytest.mark.parametrize("host", ["*", "shop.example"])
def test_a_pattern_of_a_programme(tree: WriteTree, host: str, written: str, capsys: pytest.CaptureFixture[str]) -> None:
    rule = f"{PROGRAMME}hosts = ['{host}']\n{written}\nall = ['q']\nexamples = []\nnot = []\n"
    run = "a" * 2000
    page = f'<a href="https://shop.example/{run}!?q=1&p={run}!#{run}!">x</a>'
    files = {"disclosure-check.toml": "rules = ['own.toml']", "own.toml": rule, "bad.html": page}
    assert "good.html:1:4 error" in checked(tree, files, capsys)[1]


DEEP = {
    "lists": "near-words = " + "[" * 100_000,
    "tables": "near-words = " + "{a=" * 100_000,
    "keys": "a" + ".a" * 100_000 + " = 1",
    "names of tables": "[" + "a . " * 100_000 + "a]",
}
WRONG = {
    "near-words = " + "9" * 5000: "not valid TOML: exceeds the limit",
    "near-words = "
    + "[" * 300
    + "]" * 300: f"near-words: expected a whole number, 1 or more, got the list {'[' * 90}…",
    f"exclude = ['{'*a' * 20_000}']": "exclude: expected a path or glob as in .gitignore, got ",
    f"disclosures.patterns = ['{'(' * 5000}a{')' * 5000}']": "disclosures.patterns: nested too deeply in a pattern of ",
    f"content = '{':not(' * 2000}p{')' * 2000}'": "content: invalid CSS selector ",
    "rules = ['a\\u0000b']": "rules: no such file ",
    'rules = ["a\\u0000b"]': "rules: no such file ",
    "\n".join(f"key{number} = 1" for number in range(50_000)): "unknown key 'key0'; ",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("file", ["disclosure-check.toml", "own.toml"])
def test_what_is_nested_without_an_end(tree: WriteTree, file: str, text: str) -> None:
    tree({"disclosure-check.toml": "rules = ['own.toml']", "own.toml": "", file: text})
    with pytest.raises(RuleError) as error:
        read_own_rules([file]) if file == "own.toml" else load(Path(file))
    assert str(error.value) == f"{file}: nested too deeply"


@pytest.mark.parametrize(("text", "message"), WRONG.items(), ids=WRONG.values())
def test_what_is_too_large(tree: WriteTree, text: str, message: str) -> None:
    tree({"disclosure-check.toml": text})
    with pytest.raises(RuleError) as error:
        load(Path("disclosure-check.toml"))
    assert str(error.value).startswith(f"disclosure-check.toml: {message}")


@pytest.mark.parametrize(
    "text",
    [
        "# " + "x" * 5_000_000,
        "max-bytes = " + "9" * 40,
        f"partners.hosts = ['{'*a' * 30}.example']",
        f"exclude = ['{'*a' * 50}']",
    ],
    ids=["long-line", "large-number", "many-stars-in-a-host", "many-stars-in-a-glob"],
)
def test_what_is_large_and_right(tree: WriteTree, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = f'<a href="https://{"a" * 60}.{"a" * 60}.examplo/">x</a>'
    status, report = checked(tree, {"disclosure-check.toml": text, f"{'a' * 99}.html": page}, capsys)
    assert status == 1
    assert "2 pages: 1 with partner links, 0 covered, 0 undecided, 0 not checked" in report
