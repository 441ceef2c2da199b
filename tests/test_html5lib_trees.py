"""Links and text are those of the trees that browsers build; README.md beside the data tells whose they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from disclosure_check.reading import Unreadable, read_page
from disclosure_check.reading.tree import Tree
from disclosure_check.rulebook.book import load_rulebook
from html5lib_trees import Page, pages

FOLDER = Path(os.environ.get("HTML5LIB_TESTS", Path(__file__).parent / "cases" / "html5lib"))
MARKUP = load_rulebook().markup
PAGES = list(pages(FOLDER))
OTHERWISE = {
    "tests18-14": "the standard lets <plaintext> stand in a <select> since 2024",
    "tests18-15": "the standard lets <plaintext> stand in a <select> since 2024",
}
REFUSED = {"pending-spec-changes-plain-text-unsafe-1", *(f"plain-text-unsafe-{number}" for number in (8, 9, 10, 15))}


def text_of(node: Any, tree: Tree) -> str:
    if isinstance(node, tree.text_class):
        return str(node.data)  # type: ignore[attr-defined]
    return "".join(text_of(child, tree) for child in getattr(node, "children", ()))


@pytest.mark.parametrize("page", [each for each in PAGES if each.name not in REFUSED], ids=lambda page: page.name)
def test_a_page_is_read_as_browsers_read_it(page: Page, request: pytest.FixtureRequest) -> None:
    if page.name in OTHERWISE:
        request.applymarker(pytest.mark.xfail(reason=OTHERWISE[page.name]))
    read = read_page("page.html", page.data, MARKUP)
    assert [link.attr("href") or link.attr("xlink:href") for link in read.tree.select("a")] == page.links
    addresses = [link.href for link in read.links if link.carrier == "a"]
    assert addresses == [each for each in page.links if each is not None]
    assert text_of(read.tree.root, read.tree) == page.text


@pytest.mark.parametrize("page", [each for each in PAGES if each.name in REFUSED], ids=lambda page: page.name)
def test_a_page_full_of_nul_is_refused_rather_than_read(page: Page) -> None:
    with pytest.raises(Unreadable, match="full of NUL"):
        read_page("page.html", page.data, MARKUP)


def test_there_are_links_among_them() -> None:
    assert len(PAGES) > 300
    assert sum(len(page.links) for page in PAGES) >= 80
