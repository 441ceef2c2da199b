"""Checks of the user's own: what they see, how they are configured, what their mistakes cost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check import Settings, UserError, check
from disclosure_check.cli import main
from disclosure_check.results import PageResult
from test_examples import without_version

TOP = Path(__file__).resolve().parent.parent
DOCS = (TOP / "docs" / "custom-checks.md").read_text(encoding="utf-8")
MODULE = (TOP / "examples" / "custom-checks" / "acme_checks.py").read_text(encoding="utf-8")

PAGE = """<!doctype html>
<html lang="de"><title>M1</title><body>
<nav><a href="/">Start</a></nav>
<main><h1>Die&nbsp;M1</h1>
<p hidden>Weg damit.</p>
<p>Wir erhalten eine Provision für
Käufe über <b>Links</b>.<br>Das <a rel="nofollow
sponsored" href="https://www.amazon.de/dp/B0?tag=x-21&amp;copy=1">ist<br>sie</a>.</p>
</main>
"""
HEAD = """from disclosure_check.api import CheckedPage, Problem, custom_check
from disclosure_check.model import Position

@custom_check("custom-x", options={"words": 3, "hosts": ["a.example"]})
def x(page, options):
"""


def run(body: str, tree: WriteTree, page: str = PAGE, **config: object) -> PageResult:
    """Check a page with a check of this body."""
    tree({"checks.py": HEAD + "".join(f"    {line}\n" for line in body.splitlines())})
    return check(page, name="page.html", config={"custom-checks": ["./checks.py"], **config})


def problems(
    body: str, tree: WriteTree, page: str = PAGE, **config: object
) -> list[tuple[str, tuple[int | None, ...]]]:
    result = run(body, tree, page, **config)
    assert result.error is None, result.error
    return [(each.message, tuple(each.position)) for each in result.findings if each.check == "custom-x"]


TOLD = {
    "yield Problem('all', None)": ("all", (1, 1, 1, 1)),
    "yield Problem('all')": ("all", (1, 1, 1, 1)),
    "return [Problem('listed', Position(2, 3, 2, 4))]": ("listed", (2, 3, 2, 4)),
    "link = page.partner_links[0]\nyield Problem(link.programme, link)": ("Amazon Associates", (7, 33, 8, 67)),
    "link = page.links[1]\nyield Problem(f'{link.text}|{link.rel}|{link.href}', link)": (
        "ist sie|nofollow sponsored|https://www.amazon.de/dp/B0?tag=x-21&copy=1",
        (7, 33, 8, 67),
    ),
    "yield Problem(page.links[0].region.value, page.links[0])": ("nav", (3, 6, 3, 18)),
    "notice = page.disclosures[0]\nyield Problem(notice.kind.value, notice)": ("block", (6, 4, 7, 25)),
    "block = page.blocks[1]\nyield Problem(f'{block.heading} {block.text}', block)": ("1 Die M1", (4, 11, 4, 22)),
    "yield Problem(*[(each.hidden, each) for each in page.blocks if each.hidden][0])": (
        "hidden attribute",
        (5, 11, 5, 21),
    ),
    "yield Problem(page.text, page.position_in_text(page.text.index('Das'), page.text.index('Das') + 3))": (
        "Start\nDie M1\nWir erhalten eine Provision für Käufe über Links.\nDas ist\nsie.",
        (7, 29, 7, 32),
    ),
    "at = page.html.index('hidden')\nyield Problem('html', page.position_in_html(at, at + 6))": ("html", (5, 4, 5, 10)),
    "yield Problem(page.soup.b.string, page.soup.b)": ("Links", (7, 12, 7, 14)),
    "yield Problem('made', page.soup.new_tag('p'))": ("made", (1, 1, 1, 1)),
    "yield Problem(f'{page.path} {page.language} {page.verdict}')": ("page.html de before", (1, 1, 1, 1)),
    "yield Problem(str(dict(options)))": ("{'words': 3, 'hosts': ['a.example']}", (1, 1, 1, 1)),
}


@pytest.mark.parametrize(("body", "expected"), TOLD.items())
def test_a_check_sees_the_page_and_tells_its_place(
    body: str, expected: tuple[str, tuple[int, ...]], tree: WriteTree
) -> None:
    assert problems(body, tree) == [expected]


def test_without_columns_a_place_is_a_line(tree: WriteTree) -> None:
    body = "yield Problem('tag', page.soup.b)\nyield Problem('block', page.blocks[1])"
    assert problems(body, tree, reader="lxml") == [("block", (4, None, 4, None)), ("tag", (7, None, 7, None))]


def test_an_empty_page_has_an_empty_text(tree: WriteTree) -> None:
    assert problems("yield Problem(page.text, page.position_in_text(0, 1))", tree, "")[0][0] == ""


@pytest.mark.parametrize(
    ("entry", "level", "options"),
    [
        (None, "warning", "3 ['a.example']"),
        ("off", "off", "3 ['a.example']"),
        ({"level": "error"}, "error", "3 ['a.example']"),
        ({"words": 9}, "warning", "9 ['a.example']"),
        ({"level": "info", "hosts": ["b.example"]}, "info", "3 ['b.example']"),
    ],
)
def test_level_and_options_are_configured(entry: object, level: str, options: str, tree: WriteTree) -> None:
    config = {"checks": {"custom-x": entry}} if entry else {}
    result = run("yield Problem(f\"{options['words']} {options['hosts']}\")", tree, **config)
    found = [each for each in result.findings if each.check == "custom-x"]
    assert [(each.level.label, each.message) for each in found] == [(level, options)]
    assert found[0].asked_by[0].policy == "configuration"


def test_a_path_may_have_a_level_and_options_of_its_own(tree: WriteTree) -> None:
    override = {"paths": ["page.html"], "checks": {"custom-x": {"level": "info", "words": 7}}}
    result = run("yield Problem(str(options['words']))", tree, overrides=[override])
    assert [(each.level.label, each.message) for each in result.findings if each.check == "custom-x"] == [("info", "7")]
    with pytest.raises(UserError, match=r"checks: unknown check 'custom-y'; did you mean 'custom-x'"):
        run("return []", tree, overrides=[{"paths": ["page.html"], "checks": {"custom-y": "off"}}])


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        (
            {"custom-y": "off"},
            "configuration: checks: unknown check 'custom-y'; did you mean 'custom-x'? allowed: custom-x",
        ),
        ({"custom-x": {"word": 1}}, "configuration: unknown key 'checks.custom-x.word'; did you mean 'words'?"),
        ({"custom-x": {"words": 0}}, "configuration: checks.custom-x.words: expected a whole number, 1 or more, got 0"),
        ({"custom-x": {"hosts": 1}}, "configuration: checks.custom-x.hosts: expected a list of strings, got 1"),
        ({"custom-x": "fatal"}, "config: checks.custom-x.level: expected one of "),
    ],
)
def test_a_wrong_entry_is_told_before_any_page_is_read(
    checks: dict[str, object], message: str, tree: WriteTree
) -> None:
    with pytest.raises(UserError) as error:
        run("return []", tree, checks=checks)
    assert str(error.value).startswith(message)


def test_without_custom_checks_no_check_of_that_name_is_known() -> None:
    with pytest.raises(UserError, match="config: checks: unknown check 'custom-x'"):
        check(PAGE, config={"checks": {"custom-x": "off"}})


FAILING = {
    "1 / 0": "ZeroDivisionError: division by zero (checks.py:6)",
    "yield Problem('first')\nraise SystemExit(3)": "SystemExit: 3 (checks.py:7)",
    "int(page.text)": "ValueError: invalid literal for int() with base 10: ",
    "options['wrod']": "KeyError: 'wrod' (checks.py:6)",
    "yield 'text'": "TypeError: a check yields Problem(message, at), not 'text'",
    "yield Problem(3)": "TypeError: a check yields Problem(message, at), not Problem(message=3, at=None)",
    "yield Problem('a', 3)": "TypeError: a problem is at a link, a disclosure, a block, a tag or a Position, not at 3",
    "return None": "TypeError: 'NoneType' object is not iterable",
}


@pytest.mark.parametrize(("body", "message"), FAILING.items())
def test_an_error_in_a_check_is_told_with_module_and_check(body: str, message: str, tree: WriteTree) -> None:
    result = run(body, tree)
    assert result.judgement is None
    assert result.error is not None and result.error.kind == "custom-check"
    assert result.error.message.startswith(f"custom-x (checks.py) failed: {message}")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_error_costs_no_other_page(tree: WriteTree, capfd: pytest.CaptureFixture[str], jobs: str) -> None:
    body = HEAD + "    if 'boom' in page.html: raise KeyError('boom')\n    yield Problem('seen')\n"
    pages = {f"site/{number:02}.html": "<p>boom" if number == 7 else "<p>x" for number in range(40)}
    tree({"disclosure-check.toml": 'custom-checks = ["./checks.py"]', "checks.py": body, **pages})
    assert main(["check", "--output-format", "json", "--jobs", jobs, "site"]) == 2
    told = json.loads(capfd.readouterr().out)["pages"]
    seen = {page["path"]: [finding["message"] for finding in page["findings"]] for page in told}
    failed = "custom-x (checks.py) failed: KeyError: 'boom' (checks.py:6)"
    assert seen.pop("site/07.html") == [f"not checked: {failed}"]
    assert list(seen.values()) == [["seen"]] * 39
    assert told[7]["error"] == {"kind": "custom-check", "message": failed}


WRONG_MODULES = {
    "1 / 0": "custom-checks: checks.py cannot be imported: ZeroDivisionError: division by zero (checks.py:1)",
    "exit(0)": "custom-checks: checks.py cannot be imported: SystemExit: 0 ",
    "def (": "custom-checks: checks.py cannot be imported: SyntaxError: ",
    "import none_such": "custom-checks: checks.py cannot be imported: ModuleNotFoundError: No module named 'none_such'",
    "x = 1": "custom-checks: checks.py has no function marked with @custom_check",
    HEAD.replace("custom-x", "x")
    + "  return []": "custom-checks: checks.py cannot be imported: ValueError: a check of",
    HEAD.replace('"a.example"', "").replace("3", "0.5") + "  return []": "custom-checks: checks.py cannot be imported: "
    "TypeError: custom-x: words: an option's default is a bool, int, str or list of str, not 0.5 (checks.py:4)",
    HEAD.replace('"words"', '"level"') + "  return []": "custom-checks: checks.py cannot be imported: "
    "ValueError: custom-x: level is set beside the options and is none",
    HEAD.replace(", options)", ")") + "  return []": "custom-checks: checks.py cannot be imported: "
    "TypeError: custom-x: a check takes the page and its options, (page, options) (checks.py:4)",
}


@pytest.mark.parametrize(("code", "message"), WRONG_MODULES.items())
def test_a_module_that_cannot_be_used_is_told(code: str, message: str, tree: WriteTree) -> None:
    tree({"checks.py": code})
    with pytest.raises(UserError) as error:
        check(PAGE, config={"custom-checks": ["./checks.py"]})
    assert str(error.value).startswith(message)


def test_an_id_belongs_to_one_check(tree: WriteTree) -> None:
    tree({"a.py": HEAD + "    return []", "b.py": HEAD + "    return []"})
    with pytest.raises(UserError, match=r"custom-checks: custom-x stands twice, in a\.py and in b\.py"):
        check(PAGE, config={"custom-checks": ["./a.py", "./b.py"]})


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("checks.py", 'expected a module such as "my_site.checks" or a file such as "./checks.py", got "checks.py"'),
        ("../checks.py", 'expected a module such as "my_site.checks" or a file such as "./checks.py", got "../'),
        ("a b", 'expected a module such as "my_site.checks" or a file such as "./checks.py", got "a b"'),
        ("./none.py", "no such file below the configuration's folder: './none.py'"),
        ("./../checks.py", "no such file below the configuration's folder: './../checks.py'"),
        ("none_such.checks", "no module 'none_such' in the environment of this Python"),
    ],
)
def test_a_name_that_leads_to_no_module_is_told_with_file_and_key(name: str, message: str, tree: WriteTree) -> None:
    top = tree({"checks.py": "", "site/c.toml": f'custom-checks = ["{name}"]', "site/a.html": ""})
    with pytest.raises(UserError) as error:
        check(PAGE, config=top / "site" / "c.toml")
    assert str(error.value).startswith(f"{top / 'site' / 'c.toml'}: custom-checks: {message}")


MARKER = "open('ran', 'w').close()\n" + HEAD + "    return []\n"


@pytest.mark.parametrize(
    ("arguments", "folder", "runs"),
    [
        (["."], "site", True),
        (["site"], ".", False),
        (["sub"], "site", True),
        (["../site"], "other", False),
        (["--stdin-filename", "../site/a.html", "-"], "other", False),
        (["--config", "../site/disclosure-check.toml", "../site"], "other", True),
        (["--config", "site/disclosure-check.toml", "site"], ".", True),
    ],
)
@pytest.mark.parametrize("name", ["disclosure-check.toml", "pyproject.toml"])
def test_only_a_configuration_of_where_one_stands_runs_code(
    arguments: list[str], folder: str, runs: bool, name: str, tree: WriteTree, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    section = "[tool.disclosure-check]\n" if name == "pyproject.toml" else ""
    config = f'{section}custom-checks = ["./checks.py"]'
    files = {f"site/{name}": config, "site/checks.py": MARKER, "site/a.html": "", "site/sub/b.html": "", "other/c": ""}
    top = tree(files)
    monkeypatch.chdir(top / folder)
    assert main(["check", *[each.replace("disclosure-check.toml", name) for each in arguments]]) == (0 if runs else 2)
    assert bool(list(top.rglob("ran"))) is runs
    refused = f"{name}: custom-checks: only a configuration in the current folder or above it may run code"
    assert (refused in capfd.readouterr().err) is not runs


def test_to_read_a_configuration_runs_no_code(tree: WriteTree) -> None:
    from disclosure_check import load

    top = tree({"checks.py": MARKER, "c.toml": 'custom-checks = ["./checks.py"]\nchecks.custom-y = "off"'})
    assert load("c.toml") == load("c.toml") != Settings()
    assert not (top / "ran").exists()


def documented() -> dict[str, str]:
    """Return the files of the complete example by the names in their first lines."""
    blocks = re.findall(r"^```(?:python|toml|html)\n((?:# |<!-- )(\S+).*?\n)```$", DOCS, re.MULTILINE | re.DOTALL)
    return {name: text for text, name in blocks}


def test_the_documented_example_runs_as_shown(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    files = documented()
    assert list(files) == ["checks.py", "disclosure-check.toml", "site/kaffee.html"]
    tree(files)
    command, shown = re.findall(r"^```console\n\$ disclosure-check (.*?)\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)[
        0
    ]
    assert main(command.split()) == 1
    assert without_version(capsys.readouterr().out) == without_version(shown)


def test_the_documented_module_is_that_of_the_package() -> None:
    assert documented()["checks.py"] == f"# checks.py\n{MODULE}"


def test_an_installed_package_brings_checks(tree: WriteTree) -> None:
    """The wheel is made by hand, so that nothing is fetched; .ci/run builds and installs the package itself."""
    top = tree({name: text for name, text in documented().items() if name.endswith("html")})
    (top / "c.toml").write_text('custom-checks = ["acme_checks"]', encoding="utf-8")
    wheel = top / "acme_checks-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        info = "acme_checks-1.0.dist-info"
        archive.writestr("acme_checks.py", MODULE)
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: acme-checks\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", "lib", wheel]
    subprocess.run(install, cwd=top, check=True)
    script = "import sys; sys.path.append('lib'); from disclosure_check.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "check", "--config", "c.toml", "site"]
    ran = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert re.findall(r"\[(custom-acme-[a-z-]+):", ran.stdout) == ["custom-acme-notice-box", "custom-acme-price-date"]
    tested = re.findall(r"^```python\n(from disclosure_check import check\n.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)[
        0
    ]
    subprocess.run([sys.executable, "-c", f"import sys; sys.path.append('lib')\n{tested}"], cwd=top, check=True)


def test_without_custom_checks_nothing_of_them_is_imported(tree: WriteTree) -> None:
    tree({"a.html": PAGE})
    script = "import sys; from disclosure_check.cli import main; main(['check', 'a.html']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"disclosure_check.custom_checks", "disclosure_check.checked_page"} & set(ran.stdout.split())
