"""Which of many CSS rules reach an element: those are asked whose id, class or tag it bears."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from disclosure_check.reading.sheets import Rule
from disclosure_check.reading.tree import Tree

_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
# a selector without brackets, and of its last part the tag, a class and an id
_PLAIN = re.compile(r"(?:[\w.#:* \t\r\n\f>+~-]*[ \t\r\n\f>+~])?([\w-]+)?(?:\*|:[\w-]*|(\.[\w-]+)|(#[\w-]+))*+")
_EVERY = "*"


class RuleIndex:
    """Rules by what the last part of their selector asks for."""

    def __init__(self, tree: Tree, rules: Iterable[Rule]) -> None:
        self._tree = tree
        self._rules: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            self._rules[_key(rule.selector)].append(rule)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def reaching(self, element: Any) -> Iterator[Rule]:
        """Yield the rules whose selector matches an element; one of a later CSS than the parser knows matches none."""
        known = self._rules
        for key in _names(element):
            for rule in known.get(key, ()):
                if self._matches(element, rule.selector):
                    yield rule

    def _matches(self, element: Any, selector: str) -> bool:
        try:
            return self._tree.matches(element, selector)
        except ValueError:
            return False


def _key(selector: str) -> str:
    """Return an id, a class or a tag without which no element matches, in small letters: old pages know no case."""
    plain = _PLAIN.fullmatch(_BRACKETS.sub("", selector) if "[" in selector or "(" in selector else selector)
    if plain is None:
        return _EVERY
    tag, name, identity = plain.groups()
    return (identity or name or tag or _EVERY).lower()


def _names(element: Any) -> list[str]:
    """Return every key that an element answers to."""
    names = [_EVERY, element.tag.lower()]
    if identity := element.attr("id"):
        names.append(f"#{identity.lower()}")
    if classes := element.attr("class"):
        names += [f".{name}" for name in dict.fromkeys(classes.lower().split())]
    return names
