"""What a block of declarations says about the few properties that hide text; the rest is passed over."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from disclosure_check.reading.css_values import Measures, colour, font_pixels, is_computed, numbers_in, share
from disclosure_check.reading.shapes import is_drawn_as_nothing

_PLAIN = frozenset(
    "display visibility opacity position left top text-indent width height max-height min-width min-height clip"
    " clip-path font-size color float overflow background-color background-image"
    " content-visibility filter transform".split()
)
_ALIASES = {
    "overflow-x": "overflow", "overflow-y": "overflow", "-webkit-clip-path": "clip-path", "text-shadow": "shadow",
    "-webkit-text-fill-color": "fill", "flex": "flex", "flex-grow": "flex", "animation": "motion",
    "animation-name": "motion", "-webkit-animation": "motion", "transition": "motion", "transition-property": "motion",
    "padding": "padding", "padding-top": "padding", "padding-bottom": "padding", "padding-left": "padding",
    "padding-right": "padding",
}  # fmt: skip
_NAMES = {name: name for name in _PLAIN} | _ALIASES
_TOKEN = re.compile(r"[^\s(]*\((?:[^()]|\([^()]*\))*\)|\S+")
_FONT_SIZE = re.compile(
    r"^(?:xx?-small|small|medium|xx?-large|large|smaller|larger|calc\(.*|clamp\(.*|[\d.]+(?:[a-z]+|%)?)$"
)
_DECORATION = "background"

FAR = -500.0  # pixels: what stands so far to the left or above is out of sight
_HALF = 0.5  # twice of that in one another is little
FAINT = 0.1  # an opacity that leaves of black on white a contrast of 1.25
SMALL = 9.0  # pixels: below that a size is compared with the text around


class Declared(NamedTuple):
    """One declaration."""

    name: str
    value: str
    is_important: bool
    is_suspicious: bool = False  # alone it may hide a box or its text, whatever else holds


@lru_cache(maxsize=2048)
def read_declarations(body: str) -> tuple[Declared, ...]:
    """Return the declarations that matter, shorthands taken apart."""
    found: list[Declared] = []
    for part in body.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower()
        if name in _NAMES:
            found.append(_declared(_NAMES[name], value))
        elif name == _DECORATION:
            found += _background(value)
        elif name == "font":
            found += _font(value)
    return tuple([each._replace(is_suspicious=True) if _is_suspicious(*each[:2]) else each for each in found])


def _declared(name: str, value: str) -> Declared:
    value, bang, _ = value.partition("!")
    return Declared(name, value.strip().lower(), bool(bang))


def _background(value: str) -> list[Declared]:
    whole = _declared(_DECORATION, value)
    tokens = _TOKEN.findall(whole.value)
    image = next((token for token in tokens if "gradient(" in token or token.startswith(("url(", "image"))), "none")
    ground = next((token for token in tokens if colour(token) is not None or is_computed(token)), "transparent")
    if whole.value in ("inherit", "unset", "initial", "revert"):
        image, ground = "none", whole.value
    important = whole.is_important
    return [Declared("background-color", ground, important), Declared("background-image", image, important)]


def _font(value: str) -> list[Declared]:
    whole = _declared("font-size", value)
    tokens = _TOKEN.findall(whole.value.replace("/", " / "))
    sizes = [token for token in tokens if _FONT_SIZE.match(token) and not re.fullmatch(r"[1-9]00", token)]
    size = sizes[0] if sizes else whole.value if whole.value in ("inherit", "initial", "unset") else ""
    return [whole._replace(value=size)] if size else []


def _is_suspicious(name: str, value: str) -> bool:
    if name in ("filter", "transform"):
        return is_drawn_as_nothing(value)
    if name in ("display", "visibility", "content-visibility"):
        return value in ("none", "hidden", "collapse") or is_computed(value)
    if name == "opacity":
        return (share(value) or 0.0) <= _HALF
    if name in ("left", "top", "text-indent"):
        return min(numbers_in(value), default=0.0) <= -30 or ("-" in value and is_computed(value))
    if name in ("clip", "clip-path"):
        return "(" in value
    if name in ("width", "height", "max-height"):
        return min(map(abs, numbers_in(value)), default=9.0) <= 1
    if name == "font-size":
        size = font_pixels(value, Measures())
        return is_computed(value) if size is None else size < SMALL + 1
    return False
