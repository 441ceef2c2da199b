from __future__ import annotations

import sys

import pytest

from disclosure_check.model import Span
from disclosure_check.reading import Unreadable, read_page
from disclosure_check.reading.lxml_reader import LxmlTree
from disclosure_check.reading.turbo import TurboTree
from disclosure_check.rulebook.book import load_rulebook

MARKUP = load_rulebook().markup
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de"><head><title>T</title><script src="x"/></head>
<body>
<p>Anzeige&nbsp;&ndash; K&auml;se <!-- &nbsp; --><a
  href="https://a.example/?x=1&amp;y=&eacute;">ein
Link</a></p><div/>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="/svg"><text>Bild</text></a></svg>
<p><![CDATA[a < b & <a href="/nie">]]></p>
</body></html>
"""  # noqa: E501


def links(text: str, name: str = "page.html", reader: str = "lxml") -> list[tuple[str, int, str]]:
    page = read_page(name, text.encode(), MARKUP, reader=reader)
    places = page.flow.places
    return [
        (link.href, page.position_of(link).line, page.flow.text[places[link.index].start : places[link.index].end])
        for link in page.links
    ]


def test_xhtml_is_read_as_xml() -> None:
    assert links(XHTML, "page.xhtml") == [("https://a.example/?x=1&y=é", 5, "ein Link"), ("/svg", 8, "Bild")]


def test_text_of_xhtml_has_its_entities_read_and_its_lines() -> None:
    page = read_page("page.XHTML", XHTML.encode(), MARKUP)
    flow = page.flow
    read = [
        (flow.text[block.start : block.end], page.source.position(flow.source_span(block.start, block.end))[::2])
        for block in flow.blocks
    ]
    assert read == [("Anzeige – Käse ein Link", (5, 7)), ("Bild", (8, 8)), ('a < b & <a href="/nie">', (9, 9))]
    assert page.language == "de"


MALFORMED = {
    "<html>\n<p>x<br></p></html>": "line 2: not well-formed: opening and ending tag mismatch: br line 2 and p",
    "<p>a</p>\n<p>b</p>": "line 2: not well-formed: extra content at the end of the document",
    "<p>&nichts;</p>": "line 1: not well-formed: entity 'nichts' not defined",
    XHTML.replace("&nbsp;", "&nichts;", 1): "line 5: entity &nichts; is not known to HTML",
    '<!DOCTYPE html [<!ENTITY a "b">]>\n<p>&a;</p>': "page declares entities of its own; they are not expanded",
    "": "line 1: not well-formed: document is empty",
}


@pytest.mark.parametrize("text", MALFORMED)
def test_xhtml_a_browser_would_not_show_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read_page("page.xhtml", text.encode(), MARKUP)
    assert raised.value.error.message == MALFORMED[text]


def test_a_fragment_is_no_xml_document() -> None:
    page = read_page("post.xhtml", b"<p>a<br>b</p><p>c</p>", MARKUP, is_fragment=True)
    assert [page.flow.text[block.start : block.end] for block in page.flow.blocks] == ["a\vb", "c"]


def test_links_behind_the_end_of_html_are_read() -> None:
    late = "<p>b <a href=/1>x</a></p>\n<html><div><a href=/2>y</a>\n</html><a href=/3>z</a>"
    text = f"<html><body><p>a</p>\n</body></html>\n{late}"
    assert links(text) == [("/1", 3, "x"), ("/2", 4, "y"), ("/3", 5, "z")]


OPENED = {
    "<link rel=x>\n<main><a href=/1>x</a></main>": [("/1", 2, "x")],
    "<title>T</title><meta charset=utf-8>\n<article><p><a href=/1>x</a></p></article>\n<p><a href=/2>y</a></p>": [
        ("/1", 2, "x"),
        ("/2", 3, "y"),
    ],
    "<head><link rel=x><my-tag>\n<a href=/1>x</a></my-tag></head>\n<body class=c><a href=/2>y</a></body>": [
        ("/1", 2, "x"),
        ("/2", 3, "y"),
    ],
    "<head><link rel=x>\n<!-- c --><style></style></head><body>\n<a href=/1>x</a>": [("/1", 3, "x")],
    "<link rel=x><section>\n<a href=/1>x</a></section><script></script>\n<a href=/2>y</a>": [
        ("/1", 2, "x"),
        ("/2", 3, "y"),
    ],
}


@pytest.mark.parametrize("text", OPENED)
def test_what_stands_behind_the_heads_elements_is_shown(text: str) -> None:
    assert links(text) == OPENED[text]
    assert links(text) == links(text, reader="turbohtml")


def test_what_libxml2_keeps_in_the_head_is_selected_in_the_body() -> None:
    tree = LxmlTree("<link rel=x><my-tag><b></b></my-tag><main>a</main>\n<p>b")
    assert [element.tag for element in tree.select("body > *")] == ["my-tag", "main", "p"]
    assert [element.tag for element in tree.select("head > *")] == ["link"]


@pytest.mark.parametrize("nested", [250, 600, 1900])
def test_what_nests_deep_is_read(nested: int) -> None:
    assert links("<div>" * nested + "\n<a href=/1>x</a>") == [("/1", 2, "x")]


@pytest.mark.parametrize("text", ["<div>" * 3000 + "<a href=/1>x</a>", "<p>\n" + "<b>" * 5000])
def test_what_libxml2_cuts_off_makes_the_page_unreadable(text: str) -> None:
    with pytest.raises(Unreadable) as raised:
        LxmlTree(text)
    assert raised.value.error.kind == "truncated"
    assert "lxml gave up here: excessive depth" in raised.value.error.message


def test_a_text_of_eleven_megabytes_cuts_nothing_off() -> None:
    tree = LxmlTree("<p>" + "x" * 11_000_000 + "</p>\n<a href=/1>x</a>")
    assert [tree.start_tag(link).start for link in tree.select("a")] == [11_000_008]


def test_lines_beyond_those_libxml2_counts() -> None:
    assert links("\n" * 70_000 + "<p><a\n href=/1>x</a>\n<a href=/2>y</a>") == [
        ("/1", 70_001, "x"),
        ("/2", 70_003, "y"),
    ]


PLACES = [
    ("<p>a <a\n\n href='x'\n>b</a>", "a", (5, 20)),
    ("<p title='<a href=x>'>\n<a href=y>b</a>", "a", (23, 33)),
    ("<script>'<a href=x>'</script><a href=y>b</a>", "a", (29, 39)),
    ("<!-- <a href=x> --><a href=y>b</a>", "a", (19, 29)),
    ('<a href="x>y" title=a\'b>b</a>', "a", (0, 24)),
    ("<p>eins<div><p class=x>zwei", "p.x", (12, 23)),
]


@pytest.mark.parametrize(("text", "selector", "place"), PLACES)
def test_start_tags_are_where_turbohtml_finds_them(text: str, selector: str, place: tuple[int, int]) -> None:
    for tree in (LxmlTree(text), TurboTree(text)):
        assert [tree.start_tag(found) for found in tree.select(selector)] == [Span(*place)]


SELECTED = """<div id="a" class="eins zwei"><a rel="Sponsored nofollow" href="X.html">x</a>
<details open></details></div><details><p DATA-x="1"><b></b></p></details><template><i></i></template>"""
SELECTORS = [
    "a", "A", ".eins", "div.zwei > a", "#a a", "a[rel*=sponsored i]", "a[rel*=sponsored]", "[href$='.HTML' i]",
    "details:not([open])", "[data-x]", "a, b, p", "p:has(b)", "i", "a + details", "a:hover", ":is(a, b)", "nichts",
]  # fmt: skip


@pytest.mark.parametrize("selector", SELECTORS)
def test_selectors_find_what_turbohtml_finds(selector: str) -> None:
    found, expected = (
        [element.tag for element in tree.select(selector)] for tree in (LxmlTree(SELECTED), TurboTree(SELECTED))
    )
    assert found == expected


@pytest.mark.parametrize("selector", ["a[", "a::before", "", "a:no-such-thing", "::", "a >"])
def test_a_bad_selector_is_a_value_error(selector: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        LxmlTree(SELECTED).select(selector)


def test_nodes_know_their_neighbours() -> None:
    tree = LxmlTree("<p>a<!-- c --><b>d</b>e</p>")
    (paragraph,) = tree.select("p")
    kinds = [type(node).__name__ for node in paragraph.children]
    assert kinds == ["Text", "Comment", "Element", "Text"]
    assert [node.data for node in (paragraph.children[0], paragraph.children[2].next_sibling)] == ["a", "e"]
    assert paragraph.children[0].previous_sibling is None
    assert paragraph.children[3].next_sibling is None
    assert paragraph.text == "ade"
    assert paragraph.parent.tag == "body"


def test_a_templates_content_is_one_level_down() -> None:
    (template,) = LxmlTree("<template>a<b>c</b></template>").select("template")
    assert [type(node).__name__ for node in template.children] == ["Fragment"]
    assert [type(node).__name__ for node in template.children[0].children] == ["Text", "Element"]


def test_plain_text_reads_across_tags_and_parts_blocks() -> None:
    tree = LxmlTree("<title>T</title><p>Wer<b>bung</b></p><p>A</p><script>s</script><noscript>n</noscript>")
    assert tree.plain_text() == "T Werbung A n"
    assert LxmlTree("").plain_text() == ""


def test_without_turbohtml_pages_are_read_by_lxml_and_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "disclosure_check.reading.turbo", raising=False)
    monkeypatch.setitem(sys.modules, "turbohtml", None)
    page = read_page("page.html", b"<p><a href=/1>x</a>", MARKUP)
    assert page.notes == ("read by lxml, as turbohtml is not installed here: lines without columns",)
    assert page.position_of(page.links[0]) == (1, None, 1, None)


def test_the_reader_chosen_is_told_of_nowhere() -> None:
    assert read_page("page.html", b"<p>", MARKUP, reader="lxml").notes == ()
