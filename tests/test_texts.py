"""Every text of ours has its German: the same templates, the same parts, nothing too much."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.policies import Status, Sureness
from disclosure_check.rulebook.texts import folder, read_phrases

PACKAGE = Path(__file__).resolve().parent.parent / "disclosure_check"
TRANSLATED = ("de",)
IN_RULES = ("notice-widget", "disclosure-image", "folded")  # whose products are phrases, not names
NOUN_TEMPLATES = "{{number}} {}"


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of a function in the package, with their places."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{file.relative_to(PACKAGE.parent)}:{node.lineno}", node


def literal(place: str, node: ast.expr) -> str:
    assert isinstance(node, ast.Constant) and isinstance(node.value, str), f"{place}: not a literal text"
    return node.value


def templates() -> dict[str, str]:
    """Return every template in the code and in the rules, with a place where it stands."""
    found = {literal(place, call.args[0]): place for place, call in calls("say")}
    for place, call in calls("counted"):
        one, *many = (literal(place, each) for each in call.args[1:])
        found |= {NOUN_TEMPLATES.format(noun): place for noun in (one, *(many or [one + "s"]))}
    found |= {sign.product: "rules/markup" for sign in load_rulebook().markup.signs if sign.means in IN_RULES}
    return found | dict.fromkeys((*get_args(Status), *get_args(Sureness)), "rules/policies")


def parts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_finding_is_said_by_a_template() -> None:
    """A plain text or an f-string would stay English in every language."""
    for place, call in calls("Problem"):
        made = call.args[0]
        assert isinstance(made, ast.Call) and isinstance(made.func, ast.Name), f"{place}: expected say(…)"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_template_has_its_translation(language: str) -> None:
    _, known = read_phrases(language)
    missing = {template: place for template, place in templates().items() if template not in known}
    assert not missing, f"rules/texts/{language}/messages.toml lacks these"
    assert set(known) == set(templates()), "no code says these any more"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_parts_of_its_template(language: str) -> None:
    for english, own in read_phrases(language)[1].items():
        if "{{" not in english:
            assert parts(own) == parts(english), english
            assert Counter(re.findall("[;:]$", own)) == Counter(re.findall("[;:]$", english)), english


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_template_is_translated_once(language: str) -> None:
    text = (folder(language) / "messages.toml").read_text(encoding="utf-8")
    times = Counter(re.findall(r"^en = (.*)$", text, re.MULTILINE))
    assert [template for template, count in times.items() if count > 1] == []
    assert text.count("[[message]]") == len(read_phrases(language)[1])
