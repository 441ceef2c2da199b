"""When a rule of a style sheet holds: media queries and the like, asked for one screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

_FEATURE = re.compile(r"\(([^()]*)\)")
_LENGTH = r"([\d.]+)(px|r?em)?"
_BOUND = re.compile(rf"(min|max)-(?:device-)?width\s*:\s*{_LENGTH}")
_RANGE = re.compile(rf"(?:{_LENGTH}\s*(<=?|>=?)\s*)?width\s*(?:(<=?|>=?)\s*{_LENGTH})?")
_EM = 16.0
_INFINITE = float("inf")


class Screen(NamedTuple):
    """What a page is looked at with; `other` is the answer to whatever else a sheet asks of it."""

    width: float = 1280.0
    other: bool = False
    medium: str = "screen"


class _Query(NamedTuple):
    """One media query: a range of widths, ends included."""

    medium: str = "all"
    low: float = 0.0
    high: float = _INFINITE
    is_negated: bool = False
    asks_more: bool = False  # for what is no width: colours, pointers, orientation

    def holds(self, screen: Screen) -> bool:
        fits = self.medium in ("all", screen.medium) and self.low <= screen.width <= self.high
        if self.is_negated:
            return not fits if not self.asks_more else screen.other
        return fits and (screen.other or not self.asks_more)


class Condition(NamedTuple):
    """The prelude of one at-rule; `queries` is empty for what is no media query."""

    text: str
    queries: tuple[_Query, ...]

    @property
    def is_open(self) -> bool:
        """Whether it asks for something else than the width of a screen."""
        return not self.queries or any(query.asks_more for query in self.queries)

    @property
    def edges(self) -> Iterable[float]:
        return (edge for query in self.queries for edge in (query.low, query.high) if 0 < edge < _INFINITE)

    def holds(self, screen: Screen) -> bool:
        if not self.queries:
            return screen.other
        return any(query.holds(screen) for query in self.queries)


def hold(conditions: Sequence[Condition], screen: Screen) -> bool:
    return all(condition.holds(screen) for condition in conditions)


@lru_cache(maxsize=512)
def read_condition(prelude: str) -> Condition | None:
    """Read `@media …`, `@supports …` or `@container …`; None where it always holds on a screen."""
    text = " ".join(prelude.lower().split())
    if not text.startswith("@media"):
        return Condition(text, ())
    queries = tuple(_query(part.strip()) for part in text.removeprefix("@media").split(","))
    always = any(query in (_Query(), _Query("screen")) for query in queries)
    return None if always else Condition(text.removeprefix("@media").strip(), queries)


def _query(text: str) -> _Query:
    features = _FEATURE.findall(text)
    words = _FEATURE.sub(" ", text).split()
    negated = "not" in words
    media = [word for word in words if word not in ("not", "only", "and")]
    medium = media[0] if media and media[0] != "or" else "all"
    low, high, more = 0.0, _INFINITE, "or" in words or "(" in _FEATURE.sub("", text)
    for feature in features:
        bounds = _bounds(feature.strip())
        if bounds is None:
            more = True
        else:
            low, high = max(low, bounds[0]), min(high, bounds[1])
    return _Query(medium, low, high, negated, more)


def _bounds(feature: str) -> tuple[float, float] | None:
    """Return the range of widths that a feature asks for; None where it asks for something else."""
    if bound := _BOUND.fullmatch(feature):
        width = _width(bound[2], bound[3])
        return (width, _INFINITE) if bound[1] == "min" else (0.0, width)
    match = _RANGE.fullmatch(feature)
    if match is None or not (match[3] or match[4]):
        return None
    low, high = 0.0, _INFINITE
    turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    for sign, number, unit in ((turned.get(match[3] or ""), match[1], match[2]), (match[4], match[5], match[6])):
        if sign and number:
            low, high = _narrowed(low, high, sign, _width(number, unit))
    return low, high


def _narrowed(low: float, high: float, sign: str, width: float) -> tuple[float, float]:
    hair = 0.0 if "=" in sign else 0.02
    return (max(low, width + hair), high) if sign[0] == ">" else (low, min(high, width - hair))


def _width(number: str, unit: str | None) -> float:
    try:
        return float(number) * (_EM if unit in ("em", "rem") else 1.0)
    except ValueError:
        return 0.0
