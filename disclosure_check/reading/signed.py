"""The elements that products sign: consent tools, comment sections, ad slots.

Most are known by an id or a class. One pass over the elements with ids or classes and a dictionary finds those; a
selector for each would cost as much as parsing the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree
    from disclosure_check.rulebook.markup import MarkupRules, Meaning

_ID = re.compile(r"#([\w-]+)|\[id\^=([\w-]+)\]|\.([\w-]+)")


class _Known(NamedTuple):
    ids: dict[str, Meaning]
    beginnings: tuple[tuple[str, Meaning], ...]
    classes: dict[str, Meaning]
    others: tuple[tuple[str, Meaning], ...]  # what is left of each meaning's selector


def signed_elements(tree: Tree, markup: MarkupRules, meanings: Sequence[Meaning]) -> dict[Any, Meaning]:
    """Return the elements that bear one of these meanings."""
    known = _known(tuple((meaning, markup.selector(meaning)) for meaning in meanings))
    found: dict[Any, Meaning] = {}
    for selector, meaning in known.others:
        found.update(dict.fromkeys(tree.select(selector), meaning))
    starts = tuple(start for start, _ in known.beginnings)
    for element in tree.select("[id]") if known.ids or starts else ():
        name = element.attr("id") or ""
        if name in known.ids:
            found[element] = known.ids[name]
        elif starts and name.startswith(starts):
            found[element] = next(meaning for start, meaning in known.beginnings if name.startswith(start))
    found.update(_by_class(tree, known.classes))
    return found


def _by_class(tree: Tree, classes: dict[str, Meaning]) -> dict[Any, Meaning]:
    found: dict[Any, Meaning] = {}
    meaning_of: dict[str, Meaning | None] = {}  # a page repeats few class attributes on most of its elements
    for element in tree.select("[class]") if classes else ():
        written = element.attr("class") or ""
        if written not in meaning_of:
            meaning_of[written] = next((classes[name] for name in written.split() if name in classes), None)
        meaning = meaning_of[written]
        if meaning is not None:
            found[element] = meaning
    return found


@cache
def _known(selectors: tuple[tuple[Meaning, str], ...]) -> _Known:
    """Part the selectors into ids, beginnings of ids, classes, and the rest."""
    ids: dict[str, Meaning] = {}
    beginnings: list[tuple[str, Meaning]] = []
    classes: dict[str, Meaning] = {}
    others: list[tuple[str, Meaning]] = []
    for meaning, selector in selectors:
        rest = []
        for part in filter(None, selector.split(", ")):
            match = _ID.fullmatch(part)
            if match is None:
                rest.append(part)
            elif match[1]:
                ids[match[1]] = meaning
            elif match[2]:
                beginnings.append((match[2], meaning))
            else:
                classes[match[3]] = meaning
        if rest:
            others.append((", ".join(rest), meaning))
    return _Known(ids, tuple(beginnings), classes, tuple(others))
