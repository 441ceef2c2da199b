"""Text that the page's style sheets write before and after elements: a reader sees it, so it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from disclosure_check.reading.cutting import Frame, split

if TYPE_CHECKING:
    from disclosure_check.reading.sheets import Sheet
    from disclosure_check.reading.tree import Tree

_CONTENT = re.compile(r"\bcontent\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|attr\([\w-]+\)|\s)+)", re.I)
_PART = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|attr\(([\w-]+)\)", re.I)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_PSEUDO = re.compile(r"::?(before|after)\s*$", re.I)


def read_generated(tree: Tree, sheets: Iterable[Sheet]) -> dict[Any, tuple[str, str]]:
    """Return the text before and after each element for which a sheet writes some."""
    written: dict[Any, tuple[str, str]] = {}
    for sheet in sheets:
        for selectors, body, frame in sheet.writing:
            content = _CONTENT.search(body)
            for selector in split(selectors) if content and _holds(frame) else ():
                pseudo = _PSEUDO.search(selector)
                if content is None or pseudo is None:
                    continue
                for element in _matching(tree, selector[: pseudo.start()].strip() or "*"):
                    text = _text(content[1], element)
                    before, after = written.get(element, ("", ""))
                    written[element] = (text, after) if pseudo[1].lower() == "before" else (before, text)
    return written


def _holds(frame: Frame) -> bool:
    """Whether a rule holds on every screen; what a sheet asks a browser to support, it nearly always does."""
    return all(condition.text.startswith("@supports") for condition in frame.conditions)


def _matching(tree: Tree, selector: str) -> list[Any]:
    try:
        return tree.select(selector)
    except ValueError:
        return []  # a selector of a later CSS than the parser knows


def _text(content: str, element: Any) -> str:
    parts = []
    for match in _PART.finditer(content):
        if match[3]:
            parts.append(element.attr(match[3]) or "")
        else:
            parts.append(_ESCAPE.sub(_unescape, match[1] if match[1] is not None else match[2]))
    return "".join(parts)


def _unescape(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
