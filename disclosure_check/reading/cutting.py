"""Cut the text of a style sheet into its rules; of what stands in them nothing is read."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from disclosure_check.reading.conditions import Condition, read_condition

_LIMITS = ("@media", "@supports", "@container", "@scope")
_DEEPEST = 8  # rules in rules: nobody nests deeper


class Frame(NamedTuple):
    """What holds for the rules inside a block: the rule around them, the conditions, whether they style anything."""

    selectors: str = ""
    conditions: tuple[Condition, ...] = ()
    is_layered: bool = False
    is_idle: bool = False
    depth: int = 0


# a list of selectors with one block of declarations, and what holds for it; a sheet has thousands
Rule = tuple[str, str, Frame]


def cut(pieces: list[str], frame: Frame) -> list[Rule]:
    """Return the rules of a sheet in order; each piece ends with a brace that ends a block, or several."""
    rules: list[Rule] = []
    frames = [frame]
    for piece in pieces:
        ahead, begins, body = piece.rpartition("{")
        if not begins:
            if frame.selectors and body.strip():  # declarations behind a nested rule
                rules.append((frame.selectors, body, frame))
            if len(frames) > 1:
                frames.pop()
                frame = frames[-1]
        elif "{" in ahead or "@" in ahead or ";" in ahead or frame.selectors:
            _open(rules, frames, ahead, body)
            frame = frames[-1]
        elif not frame.is_idle and (ahead := ahead.strip()):
            rules.append((ahead, body, frame))
    return rules


def _open(rules: list[Rule], frames: list[Frame], ahead: str, body: str) -> None:
    """Add the rules of a piece with something ahead of its block, and enter the blocks that begin in it."""
    *outer, last = ahead.split("{")
    for stretch in outer:
        prelude = _declared(rules, frames[-1], stretch)
        frames.append(_inside(frames[-1], prelude))
    frame = frames[-1]
    prelude = _declared(rules, frame, last)
    if prelude[:1] != "@":
        inner, selectors = frame, _nested(frame, prelude) if prelude else ""
    else:
        inner, selectors = (_inside(frame, prelude) if frame.selectors else frame), frame.selectors
    if selectors and not inner.is_idle:
        rules.append((selectors, body, inner))


def _declared(rules: list[Rule], frame: Frame, stretch: str) -> str:
    """Add the declarations ahead of a nested rule; return the prelude behind them."""
    declared, _, prelude = stretch.rpartition(";")
    if declared and frame.selectors:
        rules.append((frame.selectors, declared, frame))
    return prelude.strip()


@lru_cache(maxsize=256)
def _inside(frame: Frame, prelude: str) -> Frame:
    """Return what holds inside a block."""
    if prelude[:1] != "@":
        return frame._replace(
            selectors=_nested(frame, prelude), depth=frame.depth + 1, is_idle=frame.is_idle or frame.depth >= _DEEPEST
        )
    lower = prelude.lower()
    if lower.startswith("@layer"):
        return frame._replace(is_layered=True)
    if not lower.startswith(_LIMITS):  # frames of an animation, fonts, what a transition begins with
        return frame._replace(is_idle=True)
    condition = read_condition(lower)
    return frame if condition is None else frame._replace(conditions=(*frame.conditions, condition))


def _nested(frame: Frame, selectors: str) -> str:
    """Return the selectors of a rule inside another one, written out."""
    outer = frame.selectors
    if not outer or frame.depth >= _DEEPEST:
        return selectors
    return ", ".join(
        each.replace("&", f":is({outer})") if "&" in each else f":is({outer}) {each}" for each in split(selectors)
    )


def split(selectors: str) -> list[str]:
    """Return the selectors of a list; commas in brackets or parentheses part nothing."""
    if "," not in selectors:
        return [selectors.strip()]
    if "(" not in selectors and "[" not in selectors:
        return [each for part in selectors.split(",") if (each := part.strip())]
    found: list[str] = []
    held: list[str] = []
    parentheses = brackets = 0  # that are open
    for part in selectors.split(","):
        held.append(part)
        parentheses += part.count("(") - part.count(")")
        brackets += part.count("[") - part.count("]")
        if parentheses == brackets == 0:
            if each := ",".join(held).strip():
                found.append(each)
            held.clear()
    return found
