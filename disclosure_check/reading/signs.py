"""Ask cheaply whether a selector can match at all: most pages bear no sign of any product.

A list of dozens of selectors takes a parser as long as a fifth of its parse. Nearly all of a list ask for a class of
one kind of element, or for a stretch of its address: one look at those attributes answers for all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree

_OF_CLASS = re.compile(r"([a-z]+)\.([\w-]+)")
_WITH_SOURCE = re.compile(r"([a-z]+)\[src\*='([^'\\]+)'\]")


class _Asked(NamedTuple):
    classes: dict[str, frozenset[str]]  # by tag, lower case: pages in quirks mode know no case
    sources: dict[str, tuple[str, ...]]  # by tag
    others: str


def may_match(tree: Tree, selector: str) -> bool:
    """Tell whether a list of selectors may match an element; it may say yes where none does."""
    asked = _asked(selector)
    for tag, wanted in asked.classes.items():
        written = {element.attr("class") for element in tree.select(tag)}
        if not wanted.isdisjoint(" ".join(filter(None, written)).lower().split()):
            return True
    for tag, parts in asked.sources.items():
        sources = "\0".join([element.attr("src") or "" for element in tree.select(tag)])
        if any(part in sources for part in parts):
            return True
    return bool(asked.others) and bool(tree.select(asked.others))


@cache
def _asked(selector: str) -> _Asked:
    classes: defaultdict[str, set[str]] = defaultdict(set)
    sources: defaultdict[str, list[str]] = defaultdict(list)
    others = []
    for part in filter(None, selector.split(", ")):
        if match := _OF_CLASS.fullmatch(part):
            classes[match[1]].add(match[2].lower())
        elif match := _WITH_SOURCE.fullmatch(part):
            sources[match[1]].append(match[2])
        else:
            others.append(part)
    return _Asked(
        {tag: frozenset(names) for tag, names in classes.items()},
        {tag: tuple(parts) for tag, parts in sources.items()},
        ", ".join(others),
    )
