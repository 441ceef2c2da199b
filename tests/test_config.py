from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.config import Configurations, find_file, load
from disclosure_check.errors import RuleError
from disclosure_check.own_rules import read_own_rules
from disclosure_check.settings import CheckSettings, Settings

WHOLE = r"""
extends = ["base"]
rules = ["own/partners.toml"]
custom-checks = ["json", "./own/checks.py"]
own-domains = ["blog.example"]
content = "div.post > main"
near-words = 25
page-kind = "listing"
include = ["public/"]
exclude = ["drafts/", "*.part.html"]
theme-notice = true
fragment = false
reader = "lxml"
max-bytes = 1000
fail-level = "warning"

[checks]
disclosure-vague = "off"
disclosure-late = { level = "warning" }

[checks.disclosure-far]
level = "info"
words = 800

[partners]
hosts = ["shop.example", "*.deals.example"]
paths = ["shop.example/partner/"]
parameters = ["pid", "ref=blog"]
cloaked-paths = ["/go/"]

[disclosures]
phrases = ["Wir verdienen mit"]
patterns = ['{b}provision(en)?{e}']
selectors = [".disclosure"]

[[overrides]]
paths = ["public/en/**", "!public/en/shop/**"]
extends = ["us-ftc"]
content = "main"
near-words = 5
theme-notice = false
page-kind = "editorial"

[overrides.checks]
disclosure-far.words = 5
"""


def test_every_key_is_read(tree: WriteTree) -> None:
    top = tree({"disclosure-check.toml": WHOLE, "own/partners.toml": "", "own/checks.py": ""})
    settings = load(top / "disclosure-check.toml")
    assert settings.rules == (str(top / "own/partners.toml"),)
    assert settings.custom_checks == ("json", str(top / "own/checks.py"))
    assert settings.near_words == 25
    assert settings.checks == {
        "disclosure-vague": CheckSettings(level="off"),
        "disclosure-late": CheckSettings(level="warning"),
        "disclosure-far": CheckSettings(level="info", options={"words": 800}),
    }
    assert settings.partners.cloaked_paths == ("/go/",)
    assert settings.disclosures.selectors == (".disclosure",)
    assert settings.exclude == ("drafts/", "*.part.html")
    assert settings.overrides[0].page_kind == "editorial"
    assert settings.overrides[0].checks == {"disclosure-far": CheckSettings(options={"words": 5})}
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_a_selector_is_one_where_the_reader_that_runs_it_knows_it(tree: WriteTree) -> None:
    tree({"turbohtml.toml": 'content = "p:nth-child(2 of .a)"', "lxml.toml": 'reader = "lxml"\ncontent = "p[a!=b]"'})
    assert load("turbohtml.toml").content == "p:nth-child(2 of .a)"
    assert load("lxml.toml").content == "p[a!=b]"


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\r\n"])
def test_an_empty_file_means_the_defaults(tree: WriteTree, text: str) -> None:
    tree({"disclosure-check.toml": text})
    assert load("disclosure-check.toml") == Settings()


def test_a_section_of_pyproject_is_a_configuration(tree: WriteTree) -> None:
    tree({"pyproject.toml": "[tool.disclosure-check]\nnear-words = 7"})
    assert load("pyproject.toml").near_words == 7


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["disclosure-check.toml", "a/disclosure-check.toml"], "a/disclosure-check.toml"),
        (["disclosure-check.toml"], "disclosure-check.toml"),
        (["a/disclosure-check.toml", "a/pyproject.toml"], "a/disclosure-check.toml"),
        (["disclosure-check.toml", "a/pyproject.toml"], "a/pyproject.toml"),
    ],
)
def test_the_nearest_file_upward_is_found(tree: WriteTree, files: list[str], expected: str) -> None:
    top = tree(dict.fromkeys(files, "[tool.disclosure-check]"))
    assert find_file(top / "a/b") == top / expected


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_a_folder_above_is_the_one_that_the_system_finds_there(tree: WriteTree) -> None:
    top = tree({"real/disclosure-check.toml": "", "real/deep/a.html": "", "disclosure-check.toml": ""})
    (top / "link").symlink_to(top / "real" / "deep")
    found = find_file(top / "link" / "..")
    assert found is not None
    assert found.samefile(top / "real" / "disclosure-check.toml")


@pytest.mark.parametrize("other", ["[tool.ruff]", "not [ toml"])
def test_a_pyproject_of_others_is_passed_over(tree: WriteTree, other: str) -> None:
    top = tree({"disclosure-check.toml": "", "a/pyproject.toml": other})
    assert find_file(top / "a") == top / "disclosure-check.toml"


def test_pages_have_their_own_settings_and_the_command_line_beats_them(tree: WriteTree) -> None:
    tree({"a/disclosure-check.toml": "near-words = 1", "a/b/x.html": "", "c/y.html": ""})
    configurations = Configurations(changes={"fail_level": "info"})
    assert configurations.for_page("a/b/x.html") == Settings(near_words=1, fail_level="info")
    assert configurations.for_page("a/b/x.html") is configurations.for_page("a/z.html")
    assert configurations.for_page("c/y.html") == Settings(fail_level="info")


def test_a_named_file_beats_the_nearest(tree: WriteTree) -> None:
    tree({"a/disclosure-check.toml": "near-words = 1", "ci.toml": "near-words = 2"})
    assert Configurations("ci.toml").for_page("a/x.html").near_words == 2


WRONG = {
    "near-wrods = 3": "unknown key 'near-wrods'; did you mean 'near-words'? allowed: checks, content, custom-checks, ",
    "near_words = 3": "unknown key 'near_words'; did you mean 'near-words'? allowed: checks, ",
    'rules-version = "new"': 'rules-version: expected a version of the rules such as "20',
    'rules-version = "2026.13.01"': 'rules-version: expected a version of the rules such as "20',
    'rules-version = "9999.01.01-01ab"': "rules-version: 9999.01.01-01ab is to come; the installed rules are 20",
    "near-words = 0": "near-words: expected a whole number, 1 or more, got 0",
    'near-words = "3"': 'near-words: expected a whole number, 1 or more, got "3"',
    "near-words = true": "near-words: expected a whole number, 1 or more, got true",
    'reader = "bs4"': 'reader: expected one of "lxml", "turbohtml", got "bs4"',
    'fail-level = "fatal"': 'fail-level: expected one of "error", "info", "warning", got "fatal"',
    "theme-notice = 1": "theme-notice: expected true or false, got 1",
    "content = 5": "content: expected a string, got 5",
    'content = "div >"': 'content: invalid CSS selector "div >": expected a selector at position 5',
    'reader = "lxml"\ncontent = "div >"': "content: invalid CSS selector 'div >': Expected selector, got <EOF at 5>",
    'content = "p::before"': 'content: invalid CSS selector "p::before": ',
    'reader = "lxml"\ncontent = "p::before"': "content: invalid CSS selector 'p::before': Pseudo-elements ",
    'content = "p:contains(x)"': 'content: invalid CSS selector "p:contains(x)": unknown pseudo-class at position ',
    'content = ""': 'content: invalid CSS selector "": ',
    'extends = "base"': 'extends: expected a list of strings, got "base"',
    'extends = ["bsae"]': "extends: unknown policy 'bsae'; did you mean 'base'? allowed: amazon, at, ",
    'rules = ["own.toml"]': "rules: no such file 'own.toml'",
    'own-partner-ids = ["beispiel-21"]': (
        'own-partner-ids: expected a parameter with your id such as "tag=beispiel-21", got "beispiel-21"'
    ),
    'page-kind = "blog"': 'page-kind: expected one of "editorial", "listing", "shop", "voucher", got "blog"',
    "include = ['# x']": 'include: expected a path or glob as in .gitignore, got "# x"',
    'exclude = ["[z-a]"]': 'exclude: expected a path or glob as in .gitignore, got "[z-a]"',
    'exclude = ["./drafts"]': "exclude: paths start at the folder of this file and stay below it, got ",
    "overrides = 1": "overrides: expected a list of tables, got 1",
    "[[overrides]]": "overrides[0].paths: missing",
    "[[overrides]]\npaths = []": 'overrides[0].paths: empty; name pages, such as "public/en/**"',
    '[[overrides]]\npaths = "en/"': 'overrides[0].paths: expected a list of strings, got "en/"',
    '[[overrides]]\npaths = ["en", "!"]': "overrides[0].paths: expected a path or glob as in .gitignore, got ",
    '[[overrides]]\npaths = ["../en"]': "overrides[0].paths: paths start at the folder of this file and stay below it",
    '[[overrides]]\npaths = ["en"]\nrules = []': "unknown key 'overrides[0].rules'; allowed: checks, content, ",
    '[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = ["b"]\nextends = ["ed"]': "overrides[1].extends: unknown "
    "policy 'ed'; ",
    '[[overrides]]\npaths = ["a"]\nnear-words = 0': "overrides[0].near-words: expected a whole number, ",
    '[[overrides]]\npaths = ["a"]\ncontent = "div >"': 'overrides[0].content: invalid CSS selector "div >": ',
    '[[overrides]]\npaths = ["a"]\nchecks.disclosure-lat = "off"': "overrides[0].checks: unknown check "
    "'disclosure-lat'; did you mean 'disclosure-late'? ",
    '[[overrides]]\npaths = ["a"]\nchecks.disclosure-late = "fatal"': "overrides[0].checks.disclosure-late.level: "
    "expected one of ",
    '[[overrides]]\npaths = ["a"]\nchecks.disclosure-far.wrods = 1': "unknown key "
    "'overrides[0].checks.disclosure-far.wrods'; did you mean 'words'? allowed: level, words",
    'own-domains = ["https://x.example/"]': 'own-domains: expected a host name such as "shop.example", '
    'got "https://x.example/"',
    "partners = []": "partners: expected a table, got the list []",
    'partners.host = ["a"]': "unknown key 'partners.host'; did you mean 'hosts'? allowed: cloaked-paths, hosts, ",
    "partners.hosts = [1]": "partners.hosts: expected a list of strings, got the list [1]",
    'partners.hosts = ["a.example/x"]': 'partners.hosts: expected a host name such as "shop.example", '
    'got "a.example/x"',
    'partners.paths = ["a.example"]': 'partners.paths: expected host and path such as "shop.example/go/", '
    'got "a.example"',
    'partners.cloaked-paths = ["go"]': 'partners.cloaked-paths: expected a path such as "/go/", got "go"',
    'partners.cloaked-paths = ["/"]': 'partners.cloaked-paths: expected a path such as "/go/", got "/"',
    'partners.hosts = ["*"]': 'partners.hosts: expected a host name such as "shop.example", got "*"',
    'partners.parameters = [""]': "partners.parameters: '' has no parameter name",
    'partners.parameters = [" =blog"]': "partners.parameters: '=blog' has no parameter name",
    'partners.parameters = ["ref=["]': "partners.parameters: bad pattern '['",
    "checks = 1": "checks: expected a table, got 1",
    'checks.disclosure-lat = "off"': "checks: unknown check 'disclosure-lat'; did you mean 'disclosure-late'? ",
    'checks.disclosure-late = "fatal"': 'checks.disclosure-late.level: expected one of "error", "info", "off", '
    '"warning", got "fatal"',
    "checks.disclosure-late.level = 1": 'checks.disclosure-late.level: expected one of "error", ',
    'checks.disclosure-late.levle = "off"': "unknown key 'checks.disclosure-late.levle'; did you mean 'level'? "
    "allowed: level",
    "checks.disclosure-far.wrods = 1": "unknown key 'checks.disclosure-far.wrods'; did you mean 'words'? allowed: "
    "level, words",
    "checks.disclosure-far.words = 0": "checks.disclosure-far.words: expected a whole number, 1 or more, got 0",
    'checks.disclosure-far.words = "x"': 'checks.disclosure-far.words: expected a whole number, 1 or more, got "x"',
    "checks.disclosure-far.options.words = 1": "unknown key 'checks.disclosure-far.options'; allowed: level, words",
    "disclosures.patterns = ['(']": "disclosures.patterns: ",
    "disclosures.patterns = ['']": "disclosures.patterns: '' matches everywhere, as it matches the empty text",
    "disclosures.patterns = ['(provision)*']": "disclosures.patterns: '(provision)*' matches everywhere, as it ",
    "disclosures.patterns = ['{b}']": "disclosures.patterns: '{b}' matches everywhere, as it matches the empty text",
    "disclosures.selectors = ['..']": 'disclosures.selectors: invalid CSS selector "..": ',
    'disclosures.phrases = ["Provision", " "]': 'disclosures.phrases: expected words, got " "',
    "a = @": "not valid TOML: invalid value (at line 1, column 5)",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items(), ids=WRONG)
def test_a_wrong_file_is_told_with_key_and_allowed_values(tree: WriteTree, text: str, message: str) -> None:
    tree({"disclosure-check.toml": text})
    with pytest.raises(RuleError) as error:
        load(Path("disclosure-check.toml"))
    assert str(error.value).startswith(f"disclosure-check.toml: {message}")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.toml", None, "none.toml: cannot read the configuration: no such file or directory"),
        ("latin.toml", b"# \xe9", "latin.toml: not UTF-8 (byte 2)"),
        ("pyproject.toml", b"[tool.ruff]", "pyproject.toml: no section [tool.disclosure-check]"),
        ("pyproject.toml", b"tool.disclosure-check = 1", "pyproject.toml: expected a table, got 1"),
    ],
)
def test_a_file_that_is_none_is_told(tree: WriteTree, name: str, content: bytes | None, message: str) -> None:
    tree({} if content is None else {name: content})
    with pytest.raises(RuleError) as error:
        load(name)
    assert str(error.value) == message


PROGRAMME = """
[[programme]]
name = "X"
source = "our contract"
reviewed = 2026-11-22
[[programme.link]]
"""
WORDING = """
language = "de"
source = "our style guide"
reviewed = 2026-11-22
gate = ["taler"]
stems = []
"""
PROVEN = """
hosts = ["shop.example"]
any = ["pid"]
examples = ["https://www.shop.example/a?pid=1"]
not = ["https://shop.example/a", "https://other.example/?pid=1"]
"""


@pytest.mark.parametrize("text", [PROGRAMME + PROVEN, "\ufeff" + WORDING + "[parts]\nearn = ['{b}taler{e}']"])
def test_own_rule_files_that_are_right(tree: WriteTree, text: str) -> None:
    tree({"own/rules.toml": text})
    programmes, wordings = read_own_rules(["own/rules.toml"])
    assert len(programmes) + len(wordings) == 1


WRONG_RULES = {
    "": "language: missing",
    "a = @": "not valid TOML: invalid value (at line 1, column 5)",
    "programme = 1": "programme: expected a list of tables, got 1",
    '[[programme]]\nname = "X"': "programme[0].source: missing",
    PROGRAMME.replace("2026-11-22", '"soon"'): 'programme[0].reviewed: expected a date such as 2026-01-31, got "soon"',
    PROGRAMME + 'host = ["a.b"]': "unknown key 'programme[0].link[0].host'; did you mean 'hosts'? allowed: all, any, ",
    PROGRAMME + 'hosts = "a.b"': 'programme[0].link[0].hosts: expected a list of strings, got "a.b"',
    PROGRAMME + 'hosts = ["a.b"]\nconfidence = "sure"': "programme[0].link[0].confidence: expected one of "
    '"certain", "likely", "weak", got "sure"',
    PROGRAMME + "hosts = []": 'programme[0].link[0].hosts: empty; name a host, or "*" for any',
    PROGRAMME + 'hosts = ["a.b"]\npath = "("': "programme[0].link[0].path: bad pattern '('",
    PROGRAMME + PROVEN.replace("?pid=1", "?uid=1", 1): "programme[0].link[0].examples: the rule does not find "
    '"https://www.shop.example/a?uid=1"',
    PROGRAMME + PROVEN.replace("example/a", "example/?pid=2"): "programme[0].link[0].not: the rule finds "
    '"https://shop.example/?pid=2"',
    PROGRAMME + 'hosts = ["web.archive.org"]\nexamples = ["https://web.archive.org/"]': "programme[0].link[0].examples:"
    ' the rule does not find "https://web.archive.org/"',
    WORDING + "languages = 1": "unknown key 'languages'; did you mean 'language'? allowed: also, claim, coupon, gate, ",
    WORDING + "[parts]\nearns = []": "unknown key 'parts.earns'; did you mean 'earn'? allowed: affiliate-link, ",
    WORDING + "[parts]\nearn = ['(']": "parts.earn: ",
    WORDING + "[parts]\nearn = ['']": "parts.earn: '' matches everywhere, as it matches the empty text",
    WORDING + '[parts]\n[[label]]\nstrength = "loud"\nwords = []': 'label[0].strength: expected one of "clear", "weak"',
    WORDING + '[parts]\n[[statement]]\nprogramme = "X"\nstrength = "clear"\npattern = "("': "statement[0].pattern: ",
}


@pytest.mark.parametrize(("text", "message"), WRONG_RULES.items(), ids=WRONG_RULES.values())
def test_a_wrong_rule_file_is_told_with_its_key(tree: WriteTree, text: str, message: str) -> None:
    tree({"own/rules.toml": text})
    with pytest.raises(RuleError) as error:
        read_own_rules(["own/rules.toml"])
    assert str(error.value).startswith(f"own/rules.toml: {message}")


def test_a_rule_file_that_is_not_text_is_told(tree: WriteTree) -> None:
    tree({"own.toml": b"# \xe9"})
    with pytest.raises(RuleError, match=r"^own.toml: not UTF-8 \(byte 2\)$"):
        read_own_rules(["own.toml"])
