"""Every rule for shortcodes on its own examples; what is no code comes first."""

from __future__ import annotations

import re

import pytest

from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.markup import Shortcode

SHORTCODES = load_rulebook().markup.shortcodes


@pytest.mark.parametrize("text", [text for rule in SHORTCODES for text in rule.counterexamples])
def test_what_is_no_shortcode(text: str) -> None:
    assert not any(re.search(rule.pattern, text) for rule in SHORTCODES)


@pytest.mark.parametrize("rule", SHORTCODES, ids=lambda rule: rule.product)
def test_a_rule_finds_its_examples_whole(rule: Shortcode) -> None:
    assert rule.examples and rule.counterexamples and rule.source
    assert rule.pattern.startswith((r"\[", r"\{\{"))
    for text in rule.examples:
        assert re.fullmatch(rule.pattern, text), text
