"""Asking cheaply for the signs of products must never say no where a selector matches."""

from __future__ import annotations

import re

import pytest

from disclosure_check.reading.lxml_reader import LxmlTree
from disclosure_check.reading.signs import may_match
from disclosure_check.reading.tree import Tree
from disclosure_check.reading.turbo import TurboTree
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.markup import Meaning

MARKUP = load_rulebook().markup
READERS = [TurboTree, LxmlTree]
LISTS = (
    "a.shop, a.buy-now, a[data-shop], script[src*='shop.js'], script[src*='/Pay.'], div.box:empty,"
    " [class*=aff-note i], img[alt*='we earn' i]"
)

THERE = {
    "a class": "<a class=shop>x</a>",
    "one class of several": "<a class='big\n\tbuy-now  red'>x</a>",
    "a class in a page without doctype, where classes know no case": "<a class=SHOP>x</a>",
    "an escaped class": "<!doctype html><a class='buy&#45;now'>x</a>",
    "an attribute": "<a data-shop>x</a>",
    "an attribute in capitals": "<A DATA-SHOP=1>x</A>",
    "a script": "<script src=https://cdn.example/shop.js?v=2></script>",
    "an escaped script": "<script src='https://cdn.example/shop&period;js'></script>",
    "a script with capitals": "<script src=/Pay.js></script>",
    "a stretch of any element's class": "<p class='c my-Aff-Notes'>x</p>",
    "a stretch of an attribute": "<img alt='Here We Earn money'>",
    "no simple selector": "<div class=box></div>",
    "in a template": "<template><a class=shop>x</a></template>",
}
NOT_THERE = {
    "a class of another element": "<p class=shop>x</p>",
    "a longer class": "<a class=shops>x</a>",
    "a word of the text": "<a href=shop.js>shop</a><script>'shop.js'</script>",
    "two classes together": "<p class='my-aff -note'>x</p><p class='aff'></p><p class='-note'></p>",
    "a stretch of another element's attribute": "<p alt='we earn'>",
    "other letters in an address": "<script src=/pay.js></script>",
    "nothing": "",
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("page", THERE)
def test_what_is_there_is_not_missed(page: str, reader: type[Tree]) -> None:
    if "&period;" in THERE[page] and reader is LxmlTree:
        pytest.skip("libxml2 does not know the entities of HTML 5")
    assert may_match(reader(THERE[page]), LISTS)  # type: ignore[call-arg]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("page", NOT_THERE)
def test_what_is_not_there_costs_nothing_more(page: str, reader: type[Tree]) -> None:
    assert not may_match(reader(NOT_THERE[page]), LISTS)  # type: ignore[call-arg]


def test_no_selector_matches_nothing() -> None:
    assert not may_match(TurboTree(THERE["a class"]), "")


def element(selector: str) -> str:
    """Write an element that a simple selector matches."""
    tag = re.match(r"\w+", selector)
    classes = re.findall(r"\.([\w-]+)(?![^\[]*\])", selector)
    values = re.findall(r"\[([\w-]+)(?:\*?=['\"]?([^'\"\]]*?)['\"]?(?: i)?)?\]", selector)
    attributes = [f'{name}="{value}"' for name, value in (*values, ("class", " ".join(classes)))]
    return f"<{tag[0] if tag else 'p'} {' '.join(attributes)}></{tag[0] if tag else 'p'}>"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("meaning", ["partner-link", "monetizer", "notice-widget", "disclosure-image"])
def test_every_shipped_sign_is_told(meaning: Meaning, reader: type[Tree]) -> None:
    whole = MARKUP.selector(meaning)
    for selector in whole.split(", "):
        tree = reader(f"<!doctype html><p>x</p>{element(selector)}")  # type: ignore[call-arg]
        assert tree.select(selector), selector
        assert may_match(tree, whole), selector
