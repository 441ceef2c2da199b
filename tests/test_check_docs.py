"""The pages in docs are what `explain` prints, and their examples are true: only the wrong one is found."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from disclosure_check import Settings, check
from disclosure_check.checks.registry import CHECK_IDS
from disclosure_check.settings import CheckSettings

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = '<!doctype html><html lang="{}"><title>M1</title><body><h1>Die M1</h1>\n{}'
WITHOUT_EXAMPLE = {"page-unreadable", "unused-override"}
CHECK_PAGES = sorted(file.relative_to(DOCS).as_posix() for file in DOCS.glob("**/checks/*.md"))
_EXAMPLE = re.compile(r"^## (?:Wrong|Falsch|Right|Richtig)(?: \(\w+ `(.*)`\))?\n\n```html\n(.*?)\n```$", re.M | re.S)


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples(page: str) -> list[tuple[str, str]]:
    """Return the options and the text of each example of a page, the wrong one first."""
    found = _EXAMPLE.findall((DOCS / page).read_text(encoding="utf-8"))
    return [(options, html) for options, html in found]


def finds(name: str, html: str, options: dict[str, Any]) -> bool:
    page = PAGE.format("de" if "Mühle" in html or "wir" in html else "en", html)
    kind = options.pop("page-kind", "editorial")
    checks = {name: CheckSettings(level="error", options=options)}
    result = check(page, config=Settings(page_kind=kind, checks=checks))
    return name in {finding.check for finding in result.findings}


def test_the_pages_are_current() -> None:
    build = builder()
    pages = build.pages()
    stale = {path for path, text in pages.items() if not (DOCS / path).is_file() or read(path) != text}
    assert stale | (build.written() - set(pages)) == set(), "run: python docs/build.py"


def read(path: str) -> str:
    return (DOCS / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", CHECK_PAGES)
def test_the_examples_tell_the_truth(page: str) -> None:
    name = Path(page).stem
    if name in WITHOUT_EXAMPLE:
        assert "```" not in read(page)
        return
    (written, wrong), (_, right) = examples(page)
    options = tomllib.loads(written)
    assert finds(name, wrong, options)
    assert not finds(name, right, {})


def test_every_check_has_a_page_in_every_language() -> None:
    assert sorted(f"{place}checks/{name}.md" for place in ("", "de/") for name in CHECK_IDS) == CHECK_PAGES


@pytest.mark.parametrize("page", sorted(file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")))
def test_a_link_leads_to_a_file(page: str) -> None:
    for target in re.findall(r"(?<!\\)\]\(([^)#\s]+)", re.sub(r"```.*?```|`[^`]*`", "", read(page), flags=re.S)):
        if "://" not in target:
            assert ((DOCS / page).parent / target).exists(), target
