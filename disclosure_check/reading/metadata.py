"""What a page says of itself in its head: title, author, dates; nothing of it is needed to judge the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from disclosure_check.reading.page import Page
from disclosure_check.reading.tree import Tree
from disclosure_check.results import Metadata

_LARGEST = 256 * 1024  # characters of one script: real ones have a few thousand
_MOST = 1000  # tables of one script that are looked at
_LONGEST = 300  # characters of a cell
_AUTHOR = ('meta[name="author" i]', 'meta[property="article:author"]')
_PUBLISHED = ('meta[property="article:published_time"]', 'meta[itemprop="datePublished"]', 'meta[name="date" i]')
_MODIFIED = ('meta[property="article:modified_time"]', 'meta[itemprop="dateModified"]')


def metadata_of(page: Page) -> Metadata:
    """Return the page's own words: its meta elements, else its JSON-LD."""
    tree, linked = page.tree, _Linked(page.tree)
    return Metadata(
        url=_cut(page.canonical or ""),
        title=_text(tree, "title") or _meta(tree, ('meta[property="og:title"]',)) or linked.first("headline"),
        author=_meta(tree, _AUTHOR) or linked.first("author"),
        published=_meta(tree, _PUBLISHED) or linked.first("datePublished"),
        modified=_meta(tree, _MODIFIED) or linked.first("dateModified"),
    )


class _Linked:
    """The tables of a page's JSON-LD scripts, read when the meta elements do not say enough."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def first(self, key: str) -> str:
        for element in self._tree.select('script[type="application/ld+json" i]'):
            for table in islice(_tables(_loaded(_content(element))), _MOST):
                if said := _cut(" ".join(_names(table.get(key)))):
                    return said
        return ""


def _loaded(text: str) -> Any:
    if len(text) > _LARGEST:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # a page may write what it wants
        return None


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the tables in a value, the outer ones first."""
    waiting = [value]
    for each in waiting:
        if isinstance(each, dict):
            yield each
        if isinstance(each, dict | list):
            waiting.extend(each.values() if isinstance(each, dict) else each)


def _names(value: Any) -> Iterable[str]:
    """Return a text, or the names of one or several persons, as `author` has them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [name] if isinstance(name := value.get("name"), str) else []
    if isinstance(value, list):
        found = [name for each in value if not isinstance(each, list) for name in _names(each)]
        return [", ".join(found)]
    return []


def _meta(tree: Tree, selectors: Iterable[str]) -> str:
    found = (_cut(element.attr("content") or "") for selector in selectors for element in tree.select(selector))
    return next(filter(None, found), "")


def _text(tree: Tree, selector: str) -> str:
    return next((_cut(_content(element)) for element in tree.select(selector)), "")


def _content(element: Any) -> str:
    return "".join(child.data for child in element.children if child.__class__.__name__ == "Text")


def _cut(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
