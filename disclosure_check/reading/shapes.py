"""What `clip`, `clip-path`, `transform` and `filter` leave of a box: whether there is anything to see."""

from __future__ import annotations

import re

from disclosure_check.reading.css_values import numbers_in

_SHAPE = re.compile(r"(rect|inset|circle|ellipse|polygon|xywh)\(([^()]*)\)")
_NOTHING = re.compile(r"(?:scale(?:x|y|3d)?|opacity)\(\s*(?:[\d.]+\s*,\s*)?0*\.?0+%?\s*[,)]")
_VISIBLE = 1.0  # pixels: a box of one is nothing a reader sees
_HALF = 50.0


def is_clipped_away(value: str) -> bool:
    """Whether a shape leaves nothing to see; one that can't be told leaves all."""
    shape = _SHAPE.search(value)
    if shape is None:
        return False
    name, arguments = shape[1], shape[2].partition(" round ")[0].partition(" at ")[0]
    numbers = numbers_in(arguments)
    if name == "inset":
        return _inset(arguments.split())
    if name in ("circle", "ellipse"):
        return bool(numbers) and min(numbers) <= 0
    if "auto" in arguments:
        return False
    if name == "polygon":
        return len(numbers) > 2 and (len(set(numbers[::2])) == 1 or len(set(numbers[1::2])) == 1)
    if len(numbers) != 4:
        return False
    if name == "xywh":
        return min(numbers[2:]) <= _VISIBLE
    top, right, bottom, left = numbers
    return bottom - top <= _VISIBLE or right - left <= _VISIBLE


def is_drawn_as_nothing(value: str) -> bool:
    """Whether a transformation or a filter leaves nothing to see."""
    return bool(_NOTHING.search(value))


def _inset(sides: list[str]) -> bool:
    """Whether shares of a box cut from opposite sides meet; pixels may be little of it."""
    if not 1 <= len(sides) <= 4 or not all(_is_share(side) for side in sides):
        return False
    shares = [float(side.removesuffix("%")) for side in sides]
    top = shares[0]
    right = shares[1] if len(shares) > 1 else top
    bottom = shares[2] if len(shares) > 2 else top
    left = shares[3] if len(shares) > 3 else right
    return top + bottom >= 2 * _HALF or right + left >= 2 * _HALF


def _is_share(side: str) -> bool:
    return bool(re.fullmatch(r"[\d.]+%|0(?:px)?", side)) and side != "0px"
