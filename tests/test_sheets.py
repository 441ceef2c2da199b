from __future__ import annotations

import pytest

from disclosure_check.reading.cutting import split
from disclosure_check.reading.generated import read_generated
from disclosure_check.reading.selectors import specificity
from disclosure_check.reading.sheets import Sheet, Sheets
from disclosure_check.reading.turbo import TurboTree
from disclosure_check.reading.visibility import Visibility

# a sheet, and the selectors of its rules; "?" follows where something limits one
RULES = [
    ("a { display: none }", ["a"]),
    ("a, b > c{display:none;color:red}", ["a, b > c"]),
    (":is(a, b), c{display:none}", [":is(a, b), c"]),
    ("@import 'x'; a{display:none}", ["a"]),
    ("@charset 'utf-8';@layer x, y;a{top:0}", ["a"]),
    ("a{color:red} b{color:red} c{display:none}", ["a", "b", "c"]),
    ("@media print{a{color:red} b{display:none}} c{display:none}", ["a?", "b?", "c"]),
    ("@media screen{a{display:none}}", ["a"]),
    ("@media (min-width:1px){@media screen{a{top:0}} b{top:0}}", ["a?", "b?"]),
    ("@layer x{@media print{a{display:none}} b{display:none}}", ["a?", "b"]),
    ("@supports (gap:1px){a{display:none}}", ["a?"]),
    ("a{color:red; b{display:none}}", ["a", ":is(a) b"]),
    ("a{b{color:red} display:none}", [":is(a) b", "a"]),
    ("a{&.x, > c{top:0}}", [":is(a).x, :is(a) > c"]),
    ("a{@media print{display:none}}", ["a?"]),
    ("@media print{a{b{color:red} display:none}}", [":is(a) b?", "a?"]),
    ("a{dis/* x */play:none} /* b{display:none} */", ["a"]),
    ("A\u0130Ä{DISPLAY:none}", ["A\u0130Ä"]),
    ("}} a{display:none}", ["a"]),
    ("a::before{content:'{'} b{top:0}", ["a::before", "b"]),
    ("@page{display:none} @font-face{src:x} @keyframes x{from{top:0} 50%{top:1px}} a{top:0}", ["a"]),
    ("@media print{ a{display:none", ["a?"]),
    ("{display:none}", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_a_sheet_is_cut_into_its_rules(text: str, expected: list[str]) -> None:
    assert [selectors + "?" * bool(frame.conditions) for selectors, _, frame in Sheet(text).rules] == expected


def test_a_rule_has_its_declarations() -> None:
    rules = Sheet("a{top:0;b{color:red} Color:blue} c, d{top:0;COLOR:red}").rules
    assert [rule[:2] for rule in rules] == [
        ("a", "top:0"),
        (":is(a) b", "color:red"),
        ("a", " Color:blue"),
        ("c, d", "top:0;COLOR:red"),
    ]


@pytest.mark.parametrize("text", ["{display:none" * 20000, "a{display:none}" * 20000, "{" * 100_000 + "display:none}"])
def test_a_long_sheet_takes_no_longer_than_its_length(text: str) -> None:
    assert len(Sheet(text).rules) <= 20000


def test_a_long_list_takes_no_longer_than_its_length() -> None:
    assert list(split("(" + "*," * 100_000)) == []


# a selector, and what it weighs: ids, classes, types
WEIGHTS = [
    ("p", (0, 0, 1)),
    ("*", (0, 0, 0)),
    ("div p.a:first-child", (0, 2, 2)),
    ("#i [x='.a #b'] a", (1, 1, 1)),
    (":where(#i, .a) p", (0, 0, 1)),
    (":is(p, .a, #i) b", (1, 0, 1)),
    ("a:not(.b .c)", (0, 2, 1)),
    (":is(:is(.a), p)", (0, 1, 0)),
]


@pytest.mark.parametrize(("selector", "weight"), WEIGHTS)
def test_selectors_weigh_what_browsers_weigh_them(selector: str, weight: tuple[int, int, int]) -> None:
    assert specificity(selector) == weight


HIDDEN = [
    ("p{display:none}", "display: none"),
    ("#I{visibility:hidden}", ""),
    ("#i{visibility:hidden}", "visibility: hidden"),
    (".a.b{display:none}", "display: none"),
    ("div > .b{display:none}", "display: none"),
    ("div>p.a:last-child{display:none}", "display: none"),
    ("*{display:none}", "display: none"),
    ("[data-x='1 .c']{display:none}", "display: none"),
    (":is(.c, .a){display:none}", "display: none"),
    (":is(:is(.c, .a)){display:none}", "display: none"),
    (".w\\/2{display:none}", "display: none"),
    (".l\\+m{display:none}", "display: none"),
    (".a.l\\~m{display:none}", "display: none"),
    (".c + .l\\+m{display:none}", ""),
    (".ΣΟΣ.b{display:none}", "display: none"),
    (".b.ΣΟΣ{display:none}", "display: none"),
    (".a\u00a0b{display:none}", ""),
    (".n\u00a0m{display:none}", "display: none"),
    (".größe{display:none}", "display: none"),
    (".c :is(.größe, .x){display:none}", ""),
    (".s + .a{display:none}", "display: none"),
    (".s:not(.x .y) + .a{font-size:0}", "font-size: 0"),
    (".s ~ p > .c, .s~.b:nth-child(2n){display:none}", "display: none"),
    (".a + .b{display:none}", ""),
    (":not(.x:is(:is(:is(:is(:is(.y)))))){font-size:0}", "font-size: 0"),
    (":is(div .a){display:none}", "display: none"),
    (":root :where(.a.b:not(.c)){font-size:0}", "font-size: 0"),
    (":is(.c .a), :where(div):is(.a){display:none}", ""),
    ("div{display:none}", "display: none"),
    (".c{display:none}", ""),
    ("p:hover{display:none}", ""),
    (".a:unheard-of(1){display:none}", ""),
    (".a{display:none} #i{display:block}", ""),
    ("#i{display:none} .a{display:block}", "display: none"),
    (".a{display:none} @media print{.b{display:block}}", "display: none, shown in print only"),
    ("@media print{.a{display:none}}", ""),
]


@pytest.mark.parametrize(("css", "expected"), HIDDEN)
def test_css_hides_the_elements_that_a_browser_hides(css: str, expected: str) -> None:
    body = "<div><h2 class=s></h2><p id=i class='a b w/2 größe l+m l~m ΣΟΣ n\u00a0m' data-x='1 .c'>x</p></div>"
    tree = TurboTree(f"<!DOCTYPE html><style>{css}</style>{body}")
    assert Visibility(tree).of_text(tree.select("#i")[0]).hidden == expected


def test_old_pages_know_no_case_of_classes() -> None:
    tree = TurboTree("<style>.NOTICE{display:none}</style><p class=Notice>x</p>")
    assert Visibility(tree).of_text(tree.select("p")[0]).hidden == "display: none"


GENERATED = [
    ("p::before{content:'Anzeige'}", ("Anzeige", "")),
    ('P:AFTER{CONTENT: "Anzeige" attr(id)}', ("", "Anzeigei")),
    ("p::before{content:'\\201C'} p::after{content:'* Werbung'}", ("", "* Werbung")),
    ("p::before{content:'{Anzeige'} p::after{content:'Anzeige'}", ("{Anzeige", "Anzeige")),
    ("@supports (gap:1px){p::before{content:'Anzeige'}}", ("Anzeige", "")),
    ("@media print{p::before{content:'Anzeige'}}", None),
    ("p::before{content:'»'}", None),
    ("p{content:'Anzeige'}", None),
]


@pytest.mark.parametrize(("css", "expected"), GENERATED)
def test_css_writes_words_before_and_after_elements(css: str, expected: tuple[str, str] | None) -> None:
    tree = TurboTree(f"<style>{css}</style><p id=i>x</p>")
    assert list(read_generated(tree, Sheets(tree)).values()) == ([expected] if expected else [])
