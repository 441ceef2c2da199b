"""Which of many CSS rules reach an element: those are asked whose id, class or tag it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Any, NamedTuple

from disclosure_check.reading.cutting import Rule, split

Weight = tuple[int, int, int]  # ids, classes and attributes, types

_CHOICES = re.compile(r"\([^()]*\)")
# a choice of one, as the first that is asked of an element
_SINGLE = re.compile(r"(?<![^\s>+~(]):(?:is|where)\(([^(),]*)\)")
_SIBLING = re.compile(r"(?<![^\s>+~])[^\s>+~]+\s*[+~]")
# a selector without brackets, and of its last part the tag, a class and an id
_PLAIN = re.compile(r"(?:[\w.#:* \t\r\n\f>+~-]*[ \t\r\n\f>+~])?([\w-]+)?(?:\*|:[\w-]*|(\.[\w-]+)|(#[\w-]+))*+")
_EVERY, _NEVER = "*", ","  # names that every element answers to, and none
_NAME = r"[.#][^\x00-,./:-@\[-^`{-\x7f]++"
# the ids and classes that an element, or one around it, must bear
_NAMES = re.compile(_NAME).findall
# the first of them, "" where there is none; of many selectors behind a brace each, as a call takes longer than a match
_FIRST = re.compile(
    rf"}}[^.#(\[\\+~}}]*+(?:({_NAME})"
    r"(?![^\s>+~\\(\[}]*+(?:\s*+[+~\\]|[(\[][^+~\\}]*+[+~\\])))?"  # of a brother, or a name with odd letters
)
_CLASSES = re.compile(r"[^ \t\n\r\f]+").findall  # a no-break space is a letter of a name
_DEEPEST = 4
# what holds at times, or without scripts, or for a part of an element that holds no text of the page
_NOT_NOW = re.compile(
    r":(?:hover|focus|active|visited|target|checked|-[a-z-]+)|::(?!before|after)|\.no-?js\b|:not\(\.js\)", re.I
)
_ATTRIBUTE = re.compile(r"\[[^\[\]]*\]")
_ID = re.compile(r"#[\w-]+")
_CLASS = re.compile(r"\.[\w-]+|\[[^\]]*\]|(?<!:):(?!:)[\w-]+")
_TYPE = re.compile(r"(?:^|[\s>+~])[a-zA-Z][\w-]*")
_CHOICE = re.compile(r":(is|where|not|has|-webkit-any|-moz-any|matches)\(((?:[^()]|\([^()]*\))*)\)", re.I)
_NOTHING: Weight = (0, 0, 0)


class Names:
    """The ids, classes and tags of some elements and of all that stands around them."""

    def __init__(self) -> None:
        self.of: dict[Any, list[str]] = {}
        self.written: set[str] = set()
        self._alike: dict[tuple[str, ...], list[str]] = {}  # most elements are named as others

    def add(self, element: Any) -> None:
        while element not in self.of and hasattr(element, "attr"):
            self.of[element] = self._names_of(element.tag, element.attr("id") or "", element.attr("class") or "")
            element = element.parent

    def _names_of(self, *said: str) -> list[str]:
        if said not in self._alike:
            names = self._alike[said] = _names(*said)
            self.written.update(names)
        return self._alike[said]


class Reach(NamedTuple):
    """One selector of a rule, and the rule with its place in the sheet."""

    selector: str
    place: int
    rule: Rule


class SelectorIndex:
    """The selectors of a sheet, each with the first id or class it asks for: most ask for one that no notice is in."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        selectors = [each for each, _, _ in rules]
        places = list(range(len(rules)))
        lists = [place for place in places if "," in selectors[place]]
        for place in lists:
            parts = split(selectors[place])
            selectors[place] = ""
            selectors += parts
            places += [place] * len(parts)
        self._selectors, self._places = selectors, places
        self._firsts: list[str] = _FIRST.findall(_small("}".join(("", *selectors))))
        for place in lists:
            self._firsts[place] = _NEVER
        assert len(self._firsts) == len(selectors)  # no selector has a brace in it

    def reaching(self, names: Set[str]) -> Iterator[tuple[str, Reach]]:
        """Yield the selectors that elements of some names may answer to, with the name to look for on the element."""
        wanted = {"", *names}
        for at in [at for at, first in enumerate(self._firsts) if first in wanted]:
            selector, place = self._selectors[at], self._places[at]
            if names >= _asked(selector) and (key := _key(selector)) in names:
                yield key, Reach(selector, place, self._rules[place])


@lru_cache(maxsize=4096)
def _asked(selector: str) -> frozenset[str]:
    """Return the ids and classes that an element, or one around it, must bear; names with odd letters are left out."""
    if "." not in selector and "#" not in selector:
        return frozenset()
    bare = _bare(selector)
    return frozenset() if "\\" in bare or "(" in bare else frozenset(_NAMES(bare))


@lru_cache(maxsize=4096)
def _key(selector: str) -> str:
    """Return an id, a class or a tag without which no element matches; "" where none does that holds text for all.

    In small letters: old pages know no case.
    """
    if (":" in selector or "." in selector) and _NOT_NOW.search(selector):
        return ""
    bare = _bare(selector)
    if bare.endswith(":root"):
        return "html"
    plain: re.Match[str] | None = _PLAIN.fullmatch(bare)
    if plain is None:
        return _EVERY
    tag, name, identity = plain.groups()
    return identity or name or tag or _EVERY


def _bare(selector: str) -> str:
    """Return what a selector asks of an element and those around it, but for attributes, choices and denials."""
    selector = _small(selector)
    if "[" in selector:
        selector = _ATTRIBUTE.sub("", selector)
    for _ in range(_DEEPEST):
        if "(" not in selector:
            break
        selector = _CHOICES.sub("", _SINGLE.sub(r"\1", selector))
    has_siblings = ("+" in selector or "~" in selector) and "\\" not in selector  # which may be letters of a name
    return _SIBLING.sub(" ", selector) if has_siblings else selector


def _names(tag: str, identity: str, classes: str) -> list[str]:
    """Return every key that an element answers to."""
    names = [_EVERY, tag.lower()]
    if identity:
        names.append(f"#{_small(identity)}")
    if classes:
        names += [f".{name}" for name in dict.fromkeys(_CLASSES(_small(classes)))]
    return names


def _small(text: str) -> str:
    """Return a text in small letters, with one sigma: which of two stands at a name's end hangs on what follows."""
    return text.lower() if text.isascii() else text.lower().replace("ς", "σ")


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
