"""Shortcodes that reached the reader as code: what they stand for, perhaps the disclosure, is not on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from disclosure_check.model import Seen
from disclosure_check.reading.page import Page
from disclosure_check.rulebook.markup import Shortcode

_OPENINGS = {"[": re.compile(r"\[[a-z0-9]"), "{": re.compile(r"\{\{[<%]")}
_SHOWN_AS_CODE = "code, pre, kbd, samp, textarea"


def find_shortcodes(page: Page, shown: str) -> tuple[Seen, ...]:
    """Return those that readers see and nobody shows as an example; `shown` is the text of the flow, or of the gate."""
    rules = page.markup.shortcodes
    if not any(_in(shown, rules)):
        return ()
    flow, found = page.flow, []
    for match in _in(flow.text, rules):
        element = flow.element_at(match.start())
        is_example = element is not None and page.tree.nearest(element, _SHOWN_AS_CODE) is not None
        if not is_example and not flow.blocks[flow.block_at(match.start())].hidden:
            found.append(Seen(match[0], page.source.position(flow.source_span(*match.span()))))
    return tuple(found)


def _in(text: str, rules: tuple[Shortcode, ...]) -> Iterator[re.Match[str]]:
    """Yield the shortcodes of a text; what each begins with is found many times as fast."""
    for begin, opening in _OPENINGS.items():
        for match in opening.finditer(text) if begin in text else ():
            found = _pattern(rules).match(text, match.start())
            if found:
                yield found


@cache
def _pattern(rules: tuple[Shortcode, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern})" for rule in rules))
