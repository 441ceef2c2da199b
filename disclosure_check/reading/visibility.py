"""What the page's own CSS hides: `display` and `visibility`, ranked as a browser ranks them.

An element counts as hidden only where no media query shows it again: what some readers see is told elsewhere.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple

from disclosure_check.reading.sheets import Rule, read_rules, specificity
from disclosure_check.reading.tree import Tree

_PROPERTIES = ("display", "visibility")
_HIDING = ("none", "hidden", "collapse")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_DECLARATION = re.compile(r"(?:^|[;\s])(display|visibility)\s*:\s*([\w-]+)\s*(!\s*important)?", re.I)
_BY_SCRIPT = re.compile(r"\.no-?js\b|:(?:hover|focus|active|checked|target|not\()|::", re.I)


class _Declared(NamedTuple):
    """One declaration that reaches an element; the greatest wins."""

    important: bool
    weight: tuple[int, int, int]
    order: int
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
        around = self._tree.nearest(element, self._suspected)
        while around is not None:
            if around not in self._reasons:
                self._reasons[around] = self._hidden_by(around)
            if self._reasons[around]:
                return self._reasons[around]
            around = self._tree.nearest(around.parent, self._suspected)
        return ""

    @cached_property
    def _sheets(self) -> list[str]:
        return [sheet for style in self._tree.select("style") if _HIDES.search(sheet := style.text)]

    @cached_property
    def _suspected(self) -> str:
        """Return a selector of every element some rule hides, whatever another rule says."""
        hiding = (
            rule.selector
            for sheet in self._sheets
            for rule in read_rules(sheet, _HIDING)
            if rule.always and _HIDES.search(rule.body) and not _BY_SCRIPT.search(rule.selector)
        )
        return ", ".join(filter(self._is_known, dict.fromkeys(hiding)))

    @cached_property
    def _rules(self) -> list[Rule]:
        """Return all rules that may show or hide; few pages need more of them than what is suspected."""
        return [
            rule._replace(order=rule.order + number * 1_000_000)
            for number, sheet in enumerate(self._sheets)
            for rule in read_rules(sheet, _PROPERTIES)
            if self._is_known(rule.selector)
        ]

    def _is_known(self, selector: str) -> bool:
        """Whether the parser knows all of a selector: it may be of a later CSS."""
        try:
            self._tree.nearest(self._tree.root, selector)
        except ValueError:
            return False
        return True

    def _hidden_by(self, element: Any) -> str:
        for name, hiding in (("display", ("none",)), ("visibility", ("hidden", "collapse"))):
            if re.search(rf"(?:^|;)\s*{name}\s*:", element.attr("style") or "", re.I):
                continue  # the element's own style beats the sheet; where it hides, the walk has told so
            declared = [
                self._ranked(rule, match)
                for rule, match in self._declarations[name]
                if self._tree.matches(element, rule.selector)
            ]
            always = [each for each in declared if each.always]
            shown_somewhere = any(not each.always and each.value not in hiding for each in declared)
            if always and max(always).value in hiding and not shown_somewhere:
                return f"{name}: {max(always).value}"
        return ""

    @cached_property
    def _declarations(self) -> dict[str, list[tuple[Rule, re.Match[str]]]]:
        found: dict[str, list[tuple[Rule, re.Match[str]]]] = {name: [] for name in _PROPERTIES}
        for rule in self._rules:
            for match in _DECLARATION.finditer(rule.body):
                found[match[1].lower()].append((rule, match))
        return found

    def _ranked(self, rule: Rule, match: re.Match[str]) -> _Declared:
        return _Declared(bool(match[3]), specificity(rule.selector), rule.order, match[2].lower(), rule.always)
