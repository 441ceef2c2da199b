"""What the page's own CSS hides: `display` and `visibility`, ranked as a browser ranks them.

An element counts as hidden only where no media query shows it again: what some readers see is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from disclosure_check.reading.selectors import RuleIndex
from disclosure_check.reading.sheets import Rule, Sheet, read_sheets, specificity
from disclosure_check.reading.tree import Tree

_HIDING = {"display": ("none",), "visibility": ("hidden", "collapse")}
# in lower case, each begun with a literal, which is found fast
_HIDES = (re.compile(r"display\s*:\s*none"), re.compile(r"visibility\s*:\s*(?:hidden|collapse)"))
_NAMES = (re.compile("display"), re.compile("visibility"))
_DECLARATION = re.compile(r"(?:^|[;\s])(display|visibility)\s*:\s*([\w-]+)\s*(!\s*important)?", re.I)
_BY_SCRIPT = re.compile(r"\.no-?js\b|:(?:hover|focus|active|checked|target|not\()|::", re.I)


class _Declared(NamedTuple):
    """One declaration that reaches an element; the greatest wins."""

    important: bool
    weight: tuple[int, int, int]
    order: tuple[int, int]
    value: str
    always: bool


class Visibility:
    """Answers for single elements; nothing is matched before the first question."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._reasons: dict[Any, str] = {}

    def reason(self, element: Any) -> str:
        """Return why the page's CSS keeps an element from readers; empty where it does not."""
        if not self._suspected:
            return ""
        asked = []
        while element is not None and element not in self._reasons:
            asked.append(element)
            element = element.parent
        reason = self._reasons[element] if element is not None else ""
        for each in reversed(asked):
            self._reasons[each] = reason = self._own_reason(each) or reason
        return reason

    def _own_reason(self, element: Any) -> str:
        if not hasattr(element, "attr") or not any(rule.always for rule in self._suspected.reaching(element)):
            return ""
        return self._hidden_by(element)

    @cached_property
    def _hiding(self) -> list[tuple[Sheet, list[int]]]:
        """Return the sheets that hide something, and where."""
        found = ((sheet, _places(sheet, _HIDES)) for sheet in read_sheets(self._tree))
        return [(sheet, places) for sheet, places in found if places]

    @cached_property
    def _suspected(self) -> RuleIndex:
        """Return the rules that hide elements, whatever another rule says."""
        hiding = (rule for sheet, places in self._hiding for rule in sheet.rules(places))
        return RuleIndex(self._tree, (rule for rule in hiding if not _BY_SCRIPT.search(rule.selector)))

    @cached_property
    def _rules(self) -> RuleIndex:
        """Return all rules that may show or hide; few pages need more of them than what is suspected."""
        naming = (rule for sheet, _ in self._hiding for rule in sheet.rules(_places(sheet, _NAMES)))
        return RuleIndex(self._tree, naming)

    def _hidden_by(self, element: Any) -> str:
        rules = list(self._rules.reaching(element))
        for name, hiding in _HIDING.items():
            if re.search(rf"(?:^|;)\s*{name}\s*:", element.attr("style") or "", re.I):
                continue  # the element's own style beats the sheet; where it hides, the walk has told so
            declared = [_ranked(rule, match) for rule in rules for match in _declarations(rule, name)]
            always = [each for each in declared if each.always]
            shown_somewhere = any(not each.always and each.value not in hiding for each in declared)
            if always and max(always).value in hiding and not shown_somewhere:
                return f"{name}: {max(always).value}"
        return ""


def _places(sheet: Sheet, patterns: tuple[re.Pattern[str], ...]) -> list[int]:
    return sorted(match.start() for pattern in patterns for match in pattern.finditer(sheet.lower))


def _declarations(rule: Rule, name: str) -> Iterator[re.Match[str]]:
    return (match for match in _DECLARATION.finditer(rule.body) if match[1].lower() == name)


def _ranked(rule: Rule, match: re.Match[str]) -> _Declared:
    return _Declared(bool(match[3]), specificity(rule.selector), rule.order, match[2].lower(), rule.always)
