"""What the style sheets and the `style` attribute declare for one element, ranked as a browser ranks it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from disclosure_check.reading.conditions import Condition, Screen, hold
from disclosure_check.reading.cutting import Rule, split
from disclosure_check.reading.declarations import read_declarations
from disclosure_check.reading.selectors import Names, Reach, specificity
from disclosure_check.reading.sheets import Sheets
from disclosure_check.reading.tree import Tree

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_SET = re.compile(r"\s*:([^;}]*)")
_ROOTS = frozenset((":root", "html", "body", ":host", "*", ":where(:root)", "html:root"))
_MOST_STEPS = 16
_RANK = itemgetter(0)
_PAINTED = re.compile(r"::?(?:before|after)\s*$", re.I)


class Ranked(NamedTuple):
    """A declaration that reaches an element; of those that hold the greatest wins."""

    rank: tuple[Any, ...]
    name: str
    value: str
    conditions: tuple[Condition, ...]
    selector: str
    is_suspicious: bool


class Reaching(NamedTuple):
    """All that is declared for an element, the weakest first."""

    declared: tuple[Ranked, ...] = ()
    is_suspicious: bool = False
    limits: tuple[tuple[Condition, ...], ...] = ()  # what single declarations hold under

    def on(self, screen: Screen) -> dict[str, Ranked]:
        """Return what wins on a screen."""
        return {each.name: each for each in self.declared if not each.conditions or hold(each.conditions, screen)}


_NOTHING = Reaching()


class Cascade:
    """Answers for single elements; no sheet is cut into rules before the first question."""

    def __init__(self, tree: Tree, sheets: Sheets) -> None:
        self._matches, self._sheets = tree.matches, sheets
        self._names = Names()
        self._known: dict[Any, Reaching] = {}
        self._variables: dict[str, set[str | None]] = {}
        self._keyed: dict[str, list[tuple[int, Reach]]] | None = None

    def expect(self, elements: Iterable[Any]) -> None:
        """Make ready for questions about some elements and what stands around them: one index serves them all."""
        for element in elements:
            self._names.add(element)
        self._keyed = None

    def _read(self) -> dict[str, list[tuple[int, Reach]]]:
        """Return the selectors that may reach the elements by a name of the element, with the weight of their sheet."""
        keyed: defaultdict[str, list[tuple[int, Reach]]] = defaultdict(list)
        for number, sheet in self._sheets.numbered:
            for key, reach in sheet.index.reaching(self._names.written):
                if read_declarations(reach.rule[1]):
                    keyed[key].append((number, reach))
        return keyed

    def reaching(self, element: Any) -> Reaching:
        if element not in self._known:
            if element not in self._names.of:
                self.expect((element,))
            self._known[element] = self._collect(element)
        return self._known[element]

    def _collect(self, element: Any) -> Reaching:
        if self._keyed is None:
            self._keyed = self._read()
        found: list[Ranked] = []
        for name in self._names.of[element]:
            for number, reach in self._keyed.get(name, ()):
                selector = reach.selector
                try:
                    if ":" in selector and (painted := _PAINTED.search(selector)):
                        if self._matches(element, selector[: painted.start()] or "*"):
                            found += _painted_over(reach.rule)
                    elif self._matches(element, selector):
                        found += _declared(reach, number)
                except ValueError:  # a selector of a later CSS than the parser knows
                    continue
        if style := element.attr("style"):
            found += [
                Ranked((each.is_important, 2), *each[:2], (), "", each.is_suspicious)
                for each in read_declarations(style)
            ]
        if not found:
            return _NOTHING
        found.sort(key=_RANK)
        limits = dict.fromkeys([each.conditions for each in found if each.conditions])
        return Reaching(tuple(found), any(each.is_suspicious for each in found), tuple(limits))

    def resolved(self, value: str) -> str:
        """Return a value with its variables put in, where a sheet sets each once for the whole page."""
        for _ in range(_MOST_STEPS):
            variable = _VARIABLE.search(value)
            if variable is None:
                break
            known = self._values_of(variable[1])
            put = next(iter(known)) if len(known) == 1 else None
            if not known and self._sheets.are_complete and variable[2] is not None:
                put = variable[2].strip()
            if put is None:
                break
            value = value[: variable.start()] + put + value[variable.end() :]
        return value

    def _values_of(self, variable: str) -> set[str | None]:
        """Return what a custom property is set to; None among it where elements of its own set one."""
        if variable not in self._variables:
            self._variables[variable] = {
                value if _is_for_all(sheet.text, place) else None
                for sheet in self._sheets
                for place, value in _set_values(sheet.text, variable)
            }
        return self._variables[variable]


def _set_values(text: str, variable: str) -> Iterator[tuple[int, str]]:
    """Yield where a sheet sets a custom property, and to what."""
    place = text.find(variable)
    while place >= 0:
        if match := _SET.match(text, place + len(variable)):
            yield place, match[1].partition("!")[0].strip().lower()
        place = text.find(variable, place + len(variable))


def _is_for_all(text: str, place: int) -> bool:
    """Whether the declaration at a place of a sheet is one for the whole page."""
    begin = text.rfind("{", 0, place)
    ahead = max(text.rfind(brace, 0, max(begin, 0)) for brace in "{};")
    return all(each in _ROOTS for each in split(text[ahead + 1 : max(begin, 0)]))


def _declared(reach: Reach, number: int) -> Iterator[Ranked]:
    _, body, frame = reach.rule
    order = (number, reach.place)
    weight = specificity(reach.selector)
    for each in read_declarations(body):
        level = frame.is_layered == each.is_important  # what is important in a layer beats what is so outside
        yield Ranked(
            (each.is_important, level, weight, order), *each[:2], frame.conditions, reach.selector, each.is_suspicious
        )


def _painted_over(rule: Rule) -> Iterator[Ranked]:
    """Yield that the background can't be told where what CSS puts before or after has one."""
    if any(each.name in ("background-color", "background-image") for each in read_declarations(rule[1])):
        yield Ranked((True, 3), "overlay", "painted", (), "", False)
