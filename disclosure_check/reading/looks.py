"""How one element looks on one screen, from how the element around it looks and from what is declared for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from disclosure_check.messages import say
from disclosure_check.reading.cascade import Ranked
from disclosure_check.reading.css_values import (
    Colour,
    Measures,
    colour,
    font_pixels,
    is_computed,
    numbers_in,
    pixels,
    share,
)
from disclosure_check.reading.declarations import FAINT, FAR, SMALL
from disclosure_check.reading.shapes import is_clipped_away, is_drawn_as_nothing

Style = Mapping[str, Ranked]

_BLACK, _WHITE, _BLUE = Colour(0, 0, 0), Colour(255, 255, 255), Colour(0, 0, 238)
_NEVER_HIDDEN = ("html", "body")  # nobody hides a whole page for good: a script shows it once it is ready
_OPAQUE = 0.99
_MUCH = 1500  # characters: a box with so much text is the page, and shown once a script is ready
_IN_LINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike"
    " strong sub sup time tt u var".split()
)
_SIZES = {
    "h1": "2em", "h2": "1.5em", "h3": "1.17em", "h5": ".83em", "h6": ".67em", "small": "smaller", "sub": "smaller",
    "sup": "smaller", "big": "larger", "code": "13px", "pre": "13px", "kbd": "13px", "samp": "13px", "tt": "13px",
}  # fmt: skip
# what a script, an animation or a library shows once the reader gets there
_REVEALED = re.compile(r"animat|reveal|\baos\b|\[data-aos|\.wow\b|elementor-invisible|fade|lazy|:not\(")
# tags that change colours or sizes by themselves or by an old attribute
TELLING = frozenset(("a", "body", "button", "font", "mark", "table", "tr", "td", "th", *_SIZES))
_DEFAULTS = ("initial", "unset", "revert", "revert-layer")


class Look(NamedTuple):
    """What an element hands on to what stands inside it; reasons are empty where nothing hides."""

    hidden: str = ""  # why its box is not seen
    doubt: str = ""  # why that can't be told
    unseen: str = ""  # the same by `visibility`, which an element inside may take back
    faint: str = ""
    opacity: float = 1.0
    indent: str = ""  # as it is handed on
    shift: str = ""  # the same where it moves text: on the block that a line stands in
    size: float = 16.0
    vague: str = ""  # a font size that can't be told
    root: float = 16.0
    front: Colour | None = _BLACK
    ground: Colour | None = _WHITE
    is_boxing: bool = False  # what stands inside is a box, whatever its tag


def first_look(is_complete: bool) -> Look:
    """Return how a page without a style looks; with sheets out of reach nobody knows its colours."""
    return Look() if is_complete else Look(front=None, ground=None)


def look_at(element: Any, outer: Look, style: Style, resolved: Callable[[str], str], is_suspicious: bool) -> Look:
    """Return how an element looks."""
    tag = element.tag
    value = _Values(style, resolved)
    size, vague = _font(tag, outer, value)
    root = size if tag == "html" else outer.root
    measures = Measures(size, root)
    front, ground = _colours(element, outer, value)
    indent = _indent(outer, value, measures)
    look = outer._replace(
        size=size,
        vague=vague,
        root=root,
        front=front,
        ground=ground,
        indent=indent,
        shift=outer.shift if _is_in_line(tag, outer, value) else indent,
        is_boxing="flex" in value["display"] or "grid" in value["display"],
    )
    if tag in _NEVER_HIDDEN or not (is_suspicious or outer.unseen or outer.indent):
        return look
    return _hiding(element, outer, look, value, measures)


class _Values:
    """The winning values, variables put in; "" for what nobody declares."""

    def __init__(self, style: Style, resolved: Callable[[str], str]) -> None:
        self._style, self._resolved = style, resolved

    def __getitem__(self, name: str) -> str:
        ranked = self._style.get(name)
        if ranked is None:
            return ""
        return self._resolved(ranked.value) if "var(" in ranked.value else ranked.value

    def selector(self, name: str) -> str:
        return self._style[name].selector


def _hiding(element: Any, outer: Look, look: Look, value: _Values, measures: Measures) -> Look:
    hidden, doubt = outer.hidden or _hidden(element.tag, outer, value, measures), outer.doubt
    display, opacity = value["display"], share(value["opacity"])
    if is_computed(display) or (opacity is None and is_computed(value["opacity"])):
        doubt = doubt or (f"display: {display}" if is_computed(display) else f"opacity: {value['opacity']}")
    if display == "none" and not outer.hidden and ":not(" in value.selector("display"):
        hidden, doubt = "", doubt or say("display: none, unless a script changes its state")
    unseen = _unseen(outer, value)
    if unseen and not outer.unseen and _REVEALED.search(value.selector("visibility")):
        unseen, doubt = "", doubt or say("{style} until a script shows it", style=unseen)
    left = outer.opacity * min(max(opacity if opacity is not None else 1.0, 0.0), 1.0)
    faint = outer.faint
    if left <= FAINT and not faint:
        faint = f"opacity: {value['opacity']}"
        if value["motion"] not in ("", "none") or _is_revealed(element, value.selector("opacity")):
            faint, left, doubt = "", 1.0, doubt or say("{style} until a script or an animation shows it", style=faint)
    return look._replace(hidden=hidden, doubt=doubt, unseen=unseen, faint=faint, opacity=left)


def _is_revealed(element: Any, selector: str) -> bool:
    return bool(_REVEALED.search(selector)) or len(element.text) > _MUCH


def _hidden(tag: str, outer: Look, value: _Values, measures: Measures) -> str:
    """Return what hides the box of an element."""
    display, position = value["display"], value["position"]
    if display == "none":
        return "display: none"
    if position in ("absolute", "fixed", "relative"):
        for side in ("left", "top"):
            if (pixels(value[side], measures) or 0.0) <= FAR:
                return say("position off screen ({style})", style=f"{side}: {value[side]}")
    if position in ("absolute", "fixed") and is_clipped_away(value["clip"]):
        return say("clipped away ({style})", style=f"clip: {value['clip']}")
    if is_clipped_away(value["clip-path"]):
        return say("clipped away ({style})", style=f"clip-path: {value['clip-path']}")
    if _is_in_line(tag, outer, value):
        return ""
    return _drawn_as_nothing(value) or _squeezed(value, measures)


def _drawn_as_nothing(value: _Values) -> str:
    """Return what leaves nothing to see of a box, where no animation is to bring it in."""
    if value["content-visibility"] == "hidden":
        return "content-visibility: hidden"
    for name in ("transform", "filter"):
        if is_drawn_as_nothing(value[name]) and value["motion"] in ("", "none"):
            return "" if _REVEALED.search(value.selector(name)) else f"{name}: {value[name]}"
    return ""


def _is_in_line(tag: str, outer: Look, value: _Values) -> bool:
    """Whether an element runs on in its line, and has no size of its own."""
    display = value["display"]
    if display not in ("", "inline") or (not display and tag not in _IN_LINE):
        return False
    apart = value["position"] in ("absolute", "fixed") or value["float"] in ("left", "right")
    return not (apart or outer.is_boxing)


def _squeezed(value: _Values, measures: Measures) -> str:
    """Return what leaves a box no room; one that grows, or has room around what it holds, is left alone."""
    if value["overflow"] in ("", "visible") or value["flex"] or not _is_nothing(value["padding"]):
        return ""
    for name, least in (("height", "min-height"), ("max-height", "min-height"), ("width", "min-width")):
        room = pixels(value[name], measures)
        if room is not None and room <= 1 and _is_nothing(value[least]):
            return say("{style} with {other}", style=f"{name}: {value[name]}", other=f"overflow: {value['overflow']}")
    return ""


def _is_nothing(value: str) -> bool:
    return not any(numbers_in(value)) and not is_computed(value)


def _unseen(outer: Look, value: _Values) -> str:
    visibility = value["visibility"]
    if visibility in ("hidden", "collapse"):
        return outer.unseen or f"visibility: {visibility}"
    return outer.unseen if visibility in ("", "inherit", "unset") else ""


def _indent(outer: Look, value: _Values, measures: Measures) -> str:
    written = value["text-indent"]
    if written in ("", "inherit", "unset"):
        return outer.indent
    return written if (pixels(written, measures) or 0.0) <= FAR else ""


def _font(tag: str, outer: Look, value: _Values) -> tuple[float, str]:
    """Return the font size and, where it can't be told and may be tiny, what is written of it."""
    written = value["font-size"] or _SIZES.get(tag, "")
    if written in ("", "inherit", "unset"):
        return outer.size, outer.vague
    if written in ("initial", "revert"):
        return 16.0, ""
    size = font_pixels(written, Measures(outer.size, outer.root))
    if size is not None:
        return size, outer.vague if written.endswith(("em", "%", "er")) and not written.endswith("rem") else ""
    parts = re.findall(r"[\d.]+(?:px|pt|r?em)", written)
    large = any((font_pixels(part, Measures(outer.size, outer.root)) or 0.0) >= SMALL for part in parts)
    return outer.size, "" if large else written


def _colours(element: Any, outer: Look, value: _Values) -> tuple[Colour | None, Colour | None]:
    """Return the colour of the text and of what is behind it; None for what can't be told."""
    ground = _ground(element, outer, value)
    written = (
        value["fill"] or value["color"] or _hint(element, "text" if element.tag == "body" else "color", "font", "body")
    )
    if value["shadow"] not in ("", "none"):
        return None, ground
    if written in ("inherit", "currentcolor", "unset"):
        return outer.front, ground
    if written:
        return (_BLACK if written in _DEFAULTS else colour(written)), ground
    if element.tag == "a" and element.attr("href") is not None:
        return (_BLUE if outer.front is not None else None), ground
    return (_BLACK if element.tag == "mark" and outer.front is not None else outer.front), ground


def _ground(element: Any, outer: Look, value: _Values) -> Colour | None:
    image = value["background-image"]
    if image not in ("", "none", *_DEFAULTS) or value["overlay"] or element.attr("background"):
        return None
    written = value["background-color"] or _hint(element, "bgcolor", "body", "table", "tr", "td", "th")
    own = None if written in ("", *_DEFAULTS) else colour(written)
    if own is not None and own.alpha >= _OPAQUE:
        return own
    if written and written not in _DEFAULTS and own is None:
        return outer.ground if written == "inherit" else None
    if value["position"] in ("absolute", "fixed", "sticky") or element.tag in ("mark", "button"):
        return None  # it may stand over something else
    return own.over(outer.ground) if own is not None and own.alpha and outer.ground is not None else outer.ground


def _hint(element: Any, name: str, *tags: str) -> str:
    """Return a colour that old pages give in an attribute."""
    return (element.attr(name) or "").strip().lower() if element.tag in tags else ""
