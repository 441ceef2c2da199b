"""The elements that products sign: consent tools, comment sections, ad slots.

Most are known by an id or a class. One pass over the elements with ids or classes and a dictionary finds those; a
selector for each would cost as much as parsing the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree
    from disclosure_check.rulebook.markup import MarkupRules, Meaning

_PLAIN = re.compile(r"#([\w-]+)|\[id\^=([\w-]+)\]|\.([\w-]+)|(script|iframe)\[src\*='([^'\\]+)'\]")


class _Known(NamedTuple):
    ids: dict[str, Meaning]
    beginnings: tuple[tuple[str, Meaning], ...]
    classes: dict[str, Meaning]
    sources: tuple[tuple[str, str, Meaning], ...]  # (tag, part of its src, meaning)
    others: tuple[tuple[str, Meaning], ...]  # what is left of each meaning's selector


def signed_elements(tree: Tree, markup: MarkupRules, meanings: Sequence[Meaning]) -> dict[Any, Meaning]:
    """Return the elements that bear one of these meanings."""
    known = _known(tuple((meaning, markup.selector(meaning)) for meaning in meanings))
    found: dict[Any, Meaning] = {}
    for selector, meaning in known.others:
        found.update(dict.fromkeys(tree.select(selector), meaning))
    for tag in dict.fromkeys(tag for tag, _, _ in known.sources):
        found.update(_by_source(tree, tag, known))
    found.update(_by_id(tree, known))
    found.update(_by_class(tree, known.classes))
    return found


def _by_source(tree: Tree, tag: str, known: _Known) -> Iterator[tuple[Any, Meaning]]:
    wanted = [(part, meaning) for asked, part, meaning in known.sources if asked == tag]
    for element in tree.select(tag):
        address = element.attr("src")
        if address:
            yield from ((element, meaning) for part, meaning in wanted if part in address)


def _by_id(tree: Tree, known: _Known) -> Iterator[tuple[Any, Meaning]]:
    starts = tuple(start for start, _ in known.beginnings)
    for element, name in tree.bearing("id") if known.ids or starts else ():
        if name in known.ids:
            yield element, known.ids[name]
        elif name.startswith(starts):
            yield element, next(meaning for start, meaning in known.beginnings if name.startswith(start))


def _by_class(tree: Tree, classes: dict[str, Meaning]) -> Iterator[tuple[Any, Meaning]]:
    written = " ".join({value for _, value in tree.bearing("class")}) if classes else ""
    here = [name for name in classes if name in written]
    for element in tree.select(", ".join(f".{name}" for name in here)) if here else ():
        names = (element.attr("class") or "").split()
        meaning = next((classes[name] for name in names if name in classes), None)
        if meaning is not None:  # a page in quirks mode answers to "ADSLOT" too
            yield element, meaning


@cache
def _known(selectors: tuple[tuple[Meaning, str], ...]) -> _Known:
    """Part the selectors into ids, beginnings of ids, classes, addresses, and the rest."""
    ids: dict[str, Meaning] = {}
    beginnings: list[tuple[str, Meaning]] = []
    classes: dict[str, Meaning] = {}
    sources: list[tuple[str, str, Meaning]] = []
    others: list[tuple[str, Meaning]] = []
    for meaning, selector in selectors:
        rest = []
        for part in filter(None, selector.split(", ")):
            match = _PLAIN.fullmatch(part)
            if match is None:
                rest.append(part)
            elif match[1]:
                ids[match[1]] = meaning
            elif match[2]:
                beginnings.append((match[2], meaning))
            elif match[3]:
                classes[match[3]] = meaning
            else:
                sources.append((match[4], match[5], meaning))
        if rest:
            others.append((", ".join(rest), meaning))
    return _Known(ids, tuple(beginnings), classes, tuple(sources), tuple(others))
