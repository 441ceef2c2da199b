"""Values of CSS as numbers: lengths in pixels, colours as red, green, blue and how much of them covers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_NUMBER = re.compile(NUMBER, re.I)
_DIMENSION = re.compile(rf"({NUMBER})([a-z]*|%)", re.I)
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.I)
_FUNCTION = re.compile(r"(rgba?|hsla?)\(\s*([^()]*)\)", re.I)
_COMPUTED = re.compile(r"\b(?:calc|clamp|min|max|var|env|attr)\(", re.I)
_ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945}
_VIEW_HEIGHT = 800.0  # nobody knows the reader's; what matters here lies far above or below
KEYWORD_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0,
}  # fmt: skip
_RELATIVE_SIZES = {"smaller": 5 / 6, "larger": 1.2}


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and from 0 to 1 how much of them covers what is behind."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: Colour) -> Colour:
        """Return what a reader sees of it before a ground that covers all."""
        own, other = self.alpha, 1 - self.alpha
        mixed = [own * front + other * behind for front, behind in zip(self[:3], ground[:3], strict=True)]
        return Colour(*mixed)


class Measures(NamedTuple):
    """What relative lengths count from, in pixels."""

    size: float = 16.0  # the element's font size; of the one around it where that itself is asked for
    root: float = 16.0
    width: float = 1280.0  # the window's


def is_computed(value: str) -> bool:
    """Whether a value is an expression that only a browser works out."""
    return bool(_COMPUTED.search(value))


def numbers_in(value: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(value)]


def pixels(value: str, measures: Measures) -> float | None:
    """Return a length in pixels; None for a share of something and for a unit of no known length."""
    match = _DIMENSION.fullmatch(value.strip())
    if match is None:
        return None
    number, unit = float(match[1]), match[2].lower()
    if not unit:
        return 0.0 if number == 0 else None
    if unit == "%":
        return 0.0 if number == 0 else None
    factor = _ABSOLUTE.get(unit) or _relative(unit, measures)
    return number * factor if factor is not None else None


def _relative(unit: str, measures: Measures) -> float | None:
    if unit in ("vw", "svw", "lvw", "dvw", "vi"):
        return measures.width / 100
    if unit in ("vh", "svh", "lvh", "dvh", "vb"):
        return _VIEW_HEIGHT / 100
    if unit in ("vmin", "vmax"):
        return (min if unit == "vmin" else max)(measures.width, _VIEW_HEIGHT) / 100
    return {"em": measures.size, "rem": measures.root, "ex": measures.size / 2, "ch": measures.size / 2}.get(unit)


def font_pixels(value: str, measures: Measures) -> float | None:
    """Return a font size in pixels; None where it can't be told."""
    value = value.strip().lower()
    if value in KEYWORD_SIZES:
        return KEYWORD_SIZES[value]
    if value in _RELATIVE_SIZES:
        return measures.size * _RELATIVE_SIZES[value]
    if value.endswith("%") and (match := _DIMENSION.fullmatch(value)):
        return measures.size * float(match[1]) / 100
    return pixels(value, measures)


def share(value: str) -> float | None:
    """Return an opacity: a number or a percentage."""
    match = _DIMENSION.fullmatch(value.strip())
    if match is None or match[2] not in ("", "%"):
        return None
    return float(match[1]) / (100 if match[2] else 1)


@lru_cache(maxsize=512)
def colour(value: str) -> Colour | None:
    """Return a colour; None where it is none, or not one of those that a number of bytes describes."""
    value = value.strip().lower()
    if value == "transparent":
        return Colour(0, 0, 0, 0)
    if _HEX.fullmatch(value):
        return _from_hex(value[1:])
    if match := _FUNCTION.fullmatch(value):
        return _from_function(match[1], match[2])
    from disclosure_check.reading.css_names import NAMED

    written = NAMED.get(value.replace("grey", "gray"))
    return _from_hex(written) if written else None


def _from_hex(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue, *alpha = (int(digits[at : at + 2], 16) for at in range(0, len(digits), 2))
    return Colour(red, green, blue, alpha[0] / 255 if alpha else 1.0)


def _from_function(name: str, arguments: str) -> Colour | None:
    parts = arguments.replace(",", " ").replace("/", " ").split()
    if len(parts) not in (3, 4):
        return None
    alpha = share(parts[3]) if len(parts) == 4 else 1.0
    channels = _hsl(parts) if name.startswith("hsl") else [_channel(part) for part in parts[:3]]
    if alpha is None or None in channels:
        return None
    red, green, blue = (min(max(each or 0.0, 0.0), 255.0) for each in channels)
    return Colour(red, green, blue, min(max(alpha, 0.0), 1.0))


def _channel(part: str) -> float | None:
    value = share(part)
    return value * 255 if value is not None and part.endswith("%") else value


def _hsl(parts: list[str]) -> list[float | None]:
    import colorsys

    hue = share(parts[0].removesuffix("deg"))
    saturation, lightness = share(parts[1]), share(parts[2])
    if hue is None or saturation is None or lightness is None:
        return [None]
    return [each * 255 for each in colorsys.hls_to_rgb(hue / 360 % 1, lightness, saturation)]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours as WCAG counts it: 1 for equal ones, 21 for black and white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(of: Colour) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(each / 255) for each in of[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
