from __future__ import annotations

import re

import pytest

from disclosure_check.reading.generated import read_generated
from disclosure_check.reading.sheets import Sheet
from disclosure_check.reading.turbo import TurboTree
from disclosure_check.reading.visibility import Visibility

# a sheet, and the selectors of its rules that name `display`; "?" follows where a media query limits one
RULES = [
    ("a { display: none }", ["a"]),
    ("a, b > c{display:none;color:red}", ["a", "b > c"]),
    (":is(a, b), c{display:none}", [":is(a, b)", "c"]),
    ("@import 'x'; a{display:none}", ["a"]),
    ("a{color:red} b{color:red} c{display:none} d{color:red}", ["c"]),
    ("a{display:none;display:none} b{display:none}", ["a", "b"]),
    ("@media print{a{color:red} b{display:none}} c{display:none}", ["b?", "c"]),
    ("@media screen{a{display:none}}", ["a"]),
    ("@layer x{@media print{a{display:none}} b{display:none}}", ["a?", "b"]),
    ("@supports (gap:1px){a{display:none}}", ["a"]),
    ("a{color:red; b{display:none}}", ["b"]),
    ("a{b{color:red} display:none}", ["a"]),
    ("@media print{a{b{color:red} display:none}}", ["a?"]),
    ("a{dis/* x */play:none} /* b{display:none} */", ["a"]),
    ("A\u0130Ä{DISPLAY:none}", ["A\u0130Ä"]),
    ("}} a{display:none}", ["a"]),
    ("@page{display:none}", []),
    ("display:none{color:red}", []),
    ("@media print{ a{display:none", []),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_the_rules_around_declarations_are_cut_out_of_a_sheet(text: str, expected: list[str]) -> None:
    sheet = Sheet(0, text)
    rules = list(sheet.rules([match.start() for match in re.finditer("display", sheet.lower)]))
    assert [rule.selector + "?" * (not rule.always) for rule in rules] == expected
    assert [rule.order for rule in rules] == sorted(rule.order for rule in rules)


def test_a_rule_has_its_declarations() -> None:
    rules = list(Sheet(0, "a{b{color:red} Color:blue} c, d{top:0;COLOR:red}").rules([5, 16, 40]))
    assert [(rule.selector, rule.body) for rule in rules] == [
        ("b", "color:red"), ("a", " Color:blue"), ("c", "top:0;COLOR:red"), ("d", "top:0;COLOR:red"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["{display:none" * 20000, "a{display:none}" * 20000, "{" * 100_000 + "display:none}"])
def test_a_long_sheet_takes_no_longer_than_its_length(text: str) -> None:
    sheet = Sheet(0, text)
    rules = list(sheet.rules([match.start() for match in re.finditer("display", sheet.lower)]))
    assert len([rule for rule in rules if rule.always]) == len(rules)


HIDDEN = [
    ("p{display:none}", "display: none"),
    ("#I{visibility:hidden}", ""),
    ("#i{visibility:hidden}", "visibility: hidden"),
    (".a.b{display:none}", "display: none"),
    ("div > .b{display:none}", "display: none"),
    ("div>p.a:first-child{display:none}", "display: none"),
    ("*{display:none}", "display: none"),
    ("[data-x='1 .c']{display:none}", "display: none"),
    (":is(.c, .a){display:none}", "display: none"),
    (":is(:is(.c, .a)){display:none}", "display: none"),
    (".w\\/2{display:none}", "display: none"),
    ("div{display:none}", "display: none"),
    (".c{display:none}", ""),
    ("p:hover{display:none}", ""),
    (".a:unheard-of(1){display:none}", ""),
    (".a{display:none} #i{display:block}", ""),
    ("#i{display:none} .a{display:block}", "display: none"),
    (".a{display:none} @media print{.b{display:block}}", ""),
    ("@media print{.a{display:none}}", ""),
]


@pytest.mark.parametrize(("css", "expected"), HIDDEN)
def test_css_hides_the_elements_that_a_browser_hides(css: str, expected: str) -> None:
    page = f"<!DOCTYPE html><style>{css}</style><div><p id=i class='a b w/2' data-x='1 .c'>x</p></div>"
    tree = TurboTree(page)
    assert Visibility(tree).reason(tree.select("p")[0]) == expected


def test_old_pages_know_no_case_of_classes() -> None:
    tree = TurboTree("<style>.NOTICE{display:none}</style><p class=Notice>x</p>")
    assert Visibility(tree).reason(tree.select("p")[0]) == "display: none"


GENERATED = [
    ("p::before{content:'Anzeige'}", ("Anzeige", "")),
    ('P:AFTER{CONTENT: "Anzeige" attr(id)}', ("", "Anzeigei")),
    ("p::before{content:'\\201C'} p::after{content:'* Werbung'}", ("", "* Werbung")),
    ("p::before{content:'{Anzeige'} p::after{content:'Anzeige'}", ("", "Anzeige")),
    ("@media print{p::before{content:'Anzeige'}}", None),
    ("p::before{content:'»'}", None),
    ("p{content:'Anzeige'}", None),
]


@pytest.mark.parametrize(("css", "expected"), GENERATED)
def test_css_writes_words_before_and_after_elements(css: str, expected: tuple[str, str] | None) -> None:
    tree = TurboTree(f"<style>{css}</style><p id=i>x</p>")
    assert list(read_generated(tree).values()) == ([expected] if expected else [])
