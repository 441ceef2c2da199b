"""Text that the page's own CSS writes before and after elements: a reader sees it, so it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from disclosure_check.reading.sheets import read_sheets

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree

_CONTENT = re.compile(r"\bcontent\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|attr\([\w-]+\)|\s)+)", re.I)
# the same in small letters, begun with a literal, which is found ten times faster; a brace would end the rule
_ANY_CONTENT = re.compile(r"content\s*:\s*((?:\"(?:[^\"\\{}]|\\[^{}])*\"|'(?:[^'\\{}]|\\[^{}])*'|attr\([\w-]+\)|\s)+)")
_PART = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|attr\(([\w-]+)\)", re.I)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_PSEUDO = re.compile(r"::?(before|after)\s*$", re.I)
_TELLS = re.compile(r"[^\W\d_]{2}|[*†‡¹²³]|attr\(")  # words or marks; quotes, bullets and icon codes tell nothing


def read_generated(tree: Tree) -> dict[Any, tuple[str, str]]:
    """Return the text before and after each element for which the page's `<style>` writes some."""
    written: dict[Any, tuple[str, str]] = {}
    for sheet in read_sheets(tree):
        telling = (match.start() for match in _ANY_CONTENT.finditer(sheet.lower) if _TELLS.search(match[1]))
        for rule in sheet.rules(telling):
            content, pseudo = _CONTENT.search(rule.body), _PSEUDO.search(rule.selector)
            if content is None or pseudo is None or not _TELLS.search(content[1]):
                continue
            elements = _matching(tree, rule.selector[: pseudo.start()].strip() or "*")
            for element in elements if elements and rule.always else ():
                text = _text(content[1], element)
                before, after = written.get(element, ("", ""))
                written[element] = (text, after) if pseudo[1].lower() == "before" else (before, text)
    return written


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
