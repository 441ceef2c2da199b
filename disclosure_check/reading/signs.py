"""Ask cheaply whether a selector can match at all: most pages bear no sign of any product.

A list of dozens of selectors takes a parser as long as a fifth of its parse. Nearly all of a list ask for a class of
one kind of element, or for a stretch of an attribute: one look at those attributes answers for all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree

_OF_CLASS = re.compile(r"([a-z]+)\.([\w-]+)")
_WITHIN = re.compile(r"([a-z]*)\[([a-z]+)\*=(?:'([^'\\]+)'|([\w-]+))( i)?\]")


class _Asked(NamedTuple):
    classes: dict[str, frozenset[str]]  # by tag, lower case: pages in quirks mode know no case
    within: dict[tuple[str, str, bool], tuple[str, ...]]  # by tag or "", attribute, and whether it knows no case
    others: str


def may_match(tree: Tree, selector: str) -> bool:
    """Tell whether a list of selectors may match an element; it may say yes where none does."""
    asked = _asked(selector)
    for tag, wanted in asked.classes.items():
        if not wanted.isdisjoint(" ".join(set(_values(tree, tag, "class"))).lower().split()):
            return True
    for (tag, name, is_caseless), stretches in asked.within.items():
        values = "\0".join(_values(tree, tag, name))
        if is_caseless:
            values = values.lower()
        if any(stretch in values for stretch in stretches):
            return True
    return bool(asked.others) and bool(tree.select(asked.others))


def _values(tree: Tree, tag: str, name: str) -> Iterable[str]:
    if tag:
        return [element.attr(name) or "" for element in tree.select(f"{tag}[{name}]")]
    return {value for _, value in tree.bearing(name)}


@cache
def _asked(selector: str) -> _Asked:
    classes: defaultdict[str, set[str]] = defaultdict(set)
    within: defaultdict[tuple[str, str, bool], list[str]] = defaultdict(list)
    others = []
    for part in filter(None, selector.split(", ")):
        if match := _OF_CLASS.fullmatch(part):
            classes[match[1]].add(match[2].lower())
        elif match := _WITHIN.fullmatch(part):
            stretch, is_caseless = match[3] or match[4], match[5] is not None
            within[match[1], match[2], is_caseless].append(stretch.lower() if is_caseless else stretch)
        else:
            others.append(part)
    return _Asked(
        {tag: frozenset(names) for tag, names in classes.items()},
        {where: tuple(stretches) for where, stretches in within.items()},
        ", ".join(others),
    )
