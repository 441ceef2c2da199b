"""A page of twice the size, and twice the rules, take about twice the steps: counted, not timed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from counting import steps
from disclosure_check.checker import Checker
from disclosure_check.detection.statements import Statements
from disclosure_check.detection.utterance import PageWords
from disclosure_check.rulebook.wording import Wording
from disclosure_check.settings import Settings
from disclosure_check.sources import Source

ADDRESS = "https://www.amazon.de/dp/B000000001?tag=beispiel-21"
LINK = f'<a href="{ADDRESS}">M1</a>'
NOTICE = "<p>Kaufst du über die Links, erhalten wir eine Provision.</p>"
PAGES: dict[str, Callable[[int], str]] = {
    "links-in-one-block": lambda size: "<p>" + LINK * size,
    "links-in-blocks": lambda size: f"<p>{LINK}</p>" * size,
    "links-under-headings": lambda size: f"<h2>M1</h2><p>{LINK}</p>" * size,
    "links-with-stars": lambda size: f"<p>* {LINK}*</p>" * size,
    "links-in-nested-lists": lambda size: f"<ul><li>{LINK}" * size,
    "links-with-notices": lambda size: f"{NOTICE}<p>{LINK}</p>" * size,
    "widgets": lambda size: '<iframe src="https://rcm-eu.amazon-adsystem.com/e/cm?t=beispiel-21"></iframe>' * size,
    "buttons": lambda size: f"""<b onclick="location.href='{ADDRESS}'">M1</b>""" * size,
    "rules-of-style": lambda size: f"<style>{'.a{display:none}' * size}</style>{NOTICE}<p>{LINK}",
    "words": lambda size: f"<p>{'provision partnerlink kaufst ' * size}<p>{LINK}",
    "deep": lambda size: "<div>" * size + f"<p>{LINK}",
}
SIZE = 150  # beyond what is looked at for each link
MOST = 2.6
WORDS = 600


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_steps_grow_as_the_page_does(page: Callable[[int], str]) -> None:
    checker = Checker(Settings(extends=("de", "amazon")))
    checker.check(Source("first.html", page(3).encode()))  # what is compiled on first use
    pages = (Source("x.html", page(size).encode()) for size in (SIZE, 2 * SIZE))
    small, large = (steps(partial(checker.check, each)) for each in pages)
    assert large < MOST * small


def test_steps_grow_as_the_words_of_the_gate_do() -> None:
    small, large = (steps(partial(_read_sentence, size)) for size in (WORDS, 2 * WORDS))
    assert large < MOST * small


def _read_sentence(size: int) -> None:
    """Read one that makes the words of all languages ready."""
    wordings = [
        Wording(language, "", date.min, {}, gate=tuple(f"{language} word {number}" for number in range(size)), stems=())
        for language in ("en", "de")
    ]
    Statements(wordings).may_say("nothing", PageWords("en", ()))
