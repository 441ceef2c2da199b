"""`init` proposes what its cases in tests/cases/init say, and what it proposes loads."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from case_files import CASES
from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.config import load
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.wording import by_tag
from disclosure_check.settings import Settings

BOOK = load_rulebook()


class Expected(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    extends: list[str]
    own_domains: list[str] = []
    overrides: list[dict[str, list[str]]] = []
    says: list[str] = []


class InitCase(msgspec.Struct, forbid_unknown_fields=True):
    """The pages of a site, and what is proposed for it."""

    pages: dict[str, str]
    expect: Expected
    policy: list[str] = []


FILES = sorted((CASES / "init").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_site_gets_what_its_case_says(file: Path, tree: WriteTree) -> None:
    case = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), InitCase)
    tree(case.pages)
    chosen = [part for name in case.policy for part in ("--policy", name)]
    assert main(["init", "public", "--output", "disclosure-check.toml", *chosen]) == 0
    text = Path("disclosure-check.toml").read_text(encoding="utf-8")
    proposed = tomllib.loads(text)
    assert Expected(**{name.replace("-", "_"): value for name, value in proposed.items()}, says=case.expect.says) == (
        case.expect
    )
    assert [line for line in case.expect.says if line not in text.splitlines()] == []
    if not case.expect.overrides or "overrides" in Settings.__struct_fields__:
        assert load("disclosure-check.toml").extends == tuple(case.expect.extends)


def test_it_prints_the_same_from_several_processes(tree: WriteTree, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    tree({f"public/{number}.html": '<html lang="de-DE">' for number in range(40)} | {"public/b.html": b"\xff\x01" * 99})
    printed = []
    for jobs in ("1", "2"):
        assert main(["init", "public", "--jobs", jobs]) == 0
        printed.append(capsysbinary.readouterr().out)
    assert printed[0] == printed[1]
    assert b"of 40 pages: 40 with lang=de-DE" in printed[0]
    assert b"# not read: 1 page (page is not text: it is full of control characters)" in printed[0]
    assert not Path("disclosure-check.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["public", "--output", "old.toml"], "init: old.toml exists; --force overwrites it"),
        (["public", "--output", "public", "--force"], "init: public is a folder; name a file in it"),
        (["public", "--output", "gone/x.toml"], "init: no such folder: gone"),
        (["public", "--force"], "init: --force overwrites the file that --output names; name one"),
        (["gone"], "init: no such folder: gone"),
        (["public/a.html"], "init: no such folder: public/a.html"),
        (["public", "--policy", "dee"], "--policy: unknown policy 'dee'; did you mean 'de'? allowed: amazon, "),
        (["empty"], "no page was checked: none found in empty"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({"public/a.html": "<p>x", "old.toml": "old", "empty/a.txt": ""})
    assert main(["init", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(f"disclosure-check: {said}")
    assert Path("old.toml").read_text() == "old"


def test_force_overwrites_and_keeps_the_permissions(tree: WriteTree) -> None:
    top = tree({"public/a.html": "<p>x", "old.toml": "old"})
    Path("old.toml").chmod(0o600)
    assert main(["init", "public", "--output", "old.toml", "--force"]) == 0
    assert load("old.toml").extends == ("base",)
    assert stat.S_IMODE(os.stat("old.toml").st_mode) == 0o600
    assert {file.name for file in top.iterdir()} == {"public", "old.toml"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_folder_without_permission_is_told(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    (tree({"public/a.html": "<p>x", "locked/a.txt": ""}) / "locked").chmod(0o500)
    assert main(["init", "public", "--output", "locked/x.toml"]) == 2
    assert capsys.readouterr().err == "disclosure-check: init: cannot write locked/x.toml: permission denied\n"


@pytest.mark.parametrize(
    ("here", "folder", "paths"),
    [
        ("", "public", "/public/at/"),
        ("public", ".", "/at/"),
        ("", "./public/", "/public/at/"),
        ("other", "../public", "/at/"),
    ],
)
def test_paths_hold_from_the_place_of_the_file(
    here: str, folder: str, paths: str, tree: WriteTree, monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:  # fmt: skip
    top = tree({"public/a.html": '<html lang="de-DE">', "public/at/a.html": '<html lang="de-AT">', "other/a.txt": ""})
    monkeypatch.chdir(top / here)
    assert main(["init", folder]) == 0
    printed = capsysbinary.readouterr().out.decode()
    assert tomllib.loads(printed)["overrides"] == [{"paths": [paths], "extends": ["at"]}]
    assert ("# Paths hold from there" in printed) is (here == "other")


def test_a_country_belongs_to_one_policy() -> None:
    for key in ("regions", "domains", "own_languages"):
        values = [value for policy in BOOK.policies for value in getattr(policy, key)]
        assert sorted(values) == sorted(set(values)), key


@pytest.mark.parametrize("policy", [each for each in BOOK.policies if each.regions], ids=lambda policy: policy.name)
def test_a_country_says_how_its_pages_are_told(policy: Any) -> None:
    assert policy.domains and policy.languages
    assert set(policy.own_languages) <= set(policy.languages)
    assert all(region.isupper() and len(region) == 2 for region in policy.regions)


def test_a_country_or_a_programme_is_told_for_every_policy_that_can_be() -> None:
    by_hand = {each.name for each in BOOK.policies if not each.regions and not each.programmes}
    assert by_hand == {"base", "de-strict", "google-links", "google-news"}


def test_the_programmes_and_wordings_are_there() -> None:
    known = {programme.name for programme in BOOK.partners.programmes}
    assert {name for policy in BOOK.policies for name in policy.programmes} <= known
    own = {language for policy in BOOK.policies for language in policy.own_languages if policy.name != "eu"}
    assert own <= set(by_tag(BOOK.wordings))
