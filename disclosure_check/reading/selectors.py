"""Which of many CSS rules reach an element: those are asked whose id, class or tag it bears."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from disclosure_check.reading.declarations import read_declarations
from disclosure_check.reading.sheets import Rule, Sheet, split

Weight = tuple[int, int, int]  # ids, classes and attributes, types

_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
# a selector without brackets, and of its last part the tag, a class and an id
_PLAIN = re.compile(r"(?:[\w.#:* \t\r\n\f>+~-]*[ \t\r\n\f>+~])?([\w-]+)?(?:\*|:[\w-]*|(\.[\w-]+)|(#[\w-]+))*+")
_EVERY = "*"
# the ids and classes that an element, or one around it, must bear
_ASKED = re.compile(r"[.#][\w-]+", re.A).findall
_DEEPEST = 4
# what holds at times, or without scripts, or for a part of an element that holds no text of the page
_NOT_NOW = re.compile(
    r":(?:hover|focus|active|visited|target|checked|-[a-z-]+)|::(?!before|after)|\.no-?js\b|:not\(\.js\)", re.I
)
_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_ID = re.compile(r"#[\w-]+")
_CLASS = re.compile(r"\.[\w-]+|\[[^\]]*\]|(?<!:):(?!:)[\w-]+")
_TYPE = re.compile(r"(?:^|[\s>+~])[a-zA-Z][\w-]*")
_CHOICE = re.compile(r":(is|where|not|has|-webkit-any|-moz-any|matches)\(((?:[^()]|\([^()]*\))*)\)", re.I)
_NOTHING: Weight = (0, 0, 0)


class Reach(NamedTuple):
    """One selector of a rule, and the rule's place: of its sheet on the page, and within."""

    selector: str
    rule: Rule
    order: tuple[int, int]
    needs: frozenset[str]


class Names:
    """The ids, classes and tags of some elements and of all that stands around them."""

    def __init__(self) -> None:
        self.elements: set[Any] = set()
        self._written: set[str] = set()

    def add(self, element: Any) -> None:
        while hasattr(element, "attr") and element not in self.elements:
            self.elements.add(element)
            self._written.update(names_of(element))
            element = element.parent

    def may_answer(self, selectors: str, _: str = "") -> bool:
        """Whether a selector, or one of a list, asks for no id and no class that none of them bears.

        What it asks of brothers and sisters is not looked at, nor names with odd letters.
        """
        plain, written = _plain(selectors), self._written
        if "," not in plain:
            return written.issuperset(_ASKED(plain))
        return any(written.issuperset(_ASKED(each)) for each in plain.split(","))

    def have(self, needs: frozenset[str]) -> bool:
        return needs <= self._written


def _plain(selectors: str) -> str:
    """Return what is left of selectors where all ids and classes must be on an element or around it."""
    if "(" in selectors or "[" in selectors:
        selectors = _without_brackets(selectors)
    return "" if "+" in selectors or "~" in selectors or "\\" in selectors else selectors.lower()


def _without_brackets(selector: str) -> str:
    """Return a selector without what it asks of attributes, and without choices and denials."""
    for _ in range(_DEEPEST):
        if "(" not in selector and "[" not in selector:
            break
        selector = _BRACKETS.sub("", selector)
    return selector


class RuleIndex:
    """Rules by what the last part of their selector asks for; of interest are those that some names may answer to."""

    def __init__(self, rules: Iterable[tuple[int, Rule]], names: Names | None = None) -> None:
        known: defaultdict[str, list[Reach]] = defaultdict(list)
        for place, (number, rule) in enumerate(rules):
            selectors = ((each, frozenset(_ASKED(_plain(each)))) for each in split(rule.selectors))
            wanted = [each for each in selectors if names is None or names.have(each[1])]
            for selector, needs in wanted if wanted and read_declarations(rule.body) else ():
                if not _NOT_NOW.search(selector):
                    known[_key(selector)].append(Reach(selector, rule, (number, place), needs))
        self._known = dict(known)

    def asked(self, names: Iterable[str], around: Names) -> Iterator[Reach]:
        """Yield the rules that an element of these names may answer to, given all names on it and around it."""
        known = self._known
        for name in names:
            for reach in known.get(name, ()):
                if around.have(reach.needs):
                    yield reach


_of_files: WeakKeyDictionary[Sheet, RuleIndex] = WeakKeyDictionary()


def index_of(sheet: Sheet) -> RuleIndex:
    """Return the index of a sheet that several pages share; made once."""
    if sheet not in _of_files:
        _of_files[sheet] = RuleIndex((0, rule) for rule in sheet.rules)
    return _of_files[sheet]


def names_of(element: Any) -> list[str]:
    """Return every key that an element answers to."""
    names = [_EVERY, element.tag.lower()]
    if identity := element.attr("id"):
        names.append(f"#{identity.lower()}")
    if classes := element.attr("class"):
        names += [f".{name}" for name in dict.fromkeys(classes.lower().split())]
    return names


def _key(selector: str) -> str:
    """Return an id, a class or a tag without which no element matches, in small letters: old pages know no case."""
    plain: re.Match[str] | None = _PLAIN.fullmatch(
        _BRACKETS.sub("", selector) if "[" in selector or "(" in selector else selector
    )
    if plain is None:
        return _EVERY
    tag, name, identity = plain.groups()
    return (identity or name or tag or _EVERY).lower()


@lru_cache(maxsize=4096)
def specificity(selector: str) -> Weight:
    """Return the weight of a selector; that of `:is(…)` and its like is the heaviest of its choices."""
    weight, selector = _NOTHING, _ATTRIBUTE.sub("[]", selector)
    while choice := _CHOICE.search(selector):
        if choice[1].lower() != "where":
            weight = _sum(weight, max(map(specificity, split(choice[2])), default=_NOTHING))
        selector = selector[: choice.start()] + selector[choice.end() :]
    return _sum(weight, (len(_ID.findall(selector)), len(_CLASS.findall(selector)), len(_TYPE.findall(selector))))


def _sum(one: Weight, other: Weight) -> Weight:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])
