"""Each page in `cases/reading` has its reading beside it: what a reader sees, and where it stands in the file.

`link  place  carrier  region  href  text` and `text  place  region  [hidden]  text`; a place is
`line:column-line:column`. The lxml reader knows no columns, and is held to the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_check.model import Position, Span
from disclosure_check.reading import Unreadable, buffer, places, read_page
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Link
from disclosure_check.reading.shape import Shape
from disclosure_check.reading.source import SourceText
from disclosure_check.rulebook.book import load_rulebook

CASES = sorted((Path(__file__).parent / "cases" / "reading").glob("*.html"))
MARKUP = load_rulebook().markup
CLONED = {"misnested"}  # a browser repeats a misnested link for each box it reaches into, lxml does not
READERS = ["turbohtml", "lxml"]


def read(data: bytes | str, reader: str = "turbohtml", name: str = "page.html", **options: object) -> Page:
    return read_page(name, data, MARKUP, reader=reader, **options)  # type: ignore[arg-type]


def described(page: Page) -> list[str]:
    """Return all that was read of a page, in the words of the expectations."""
    return [*_links(page), *_texts(page)]


def _links(page: Page) -> Iterator[str]:
    for link in page.links:
        place = page.flow.places.get(link.index)
        region = page.flow.blocks[place.block].region.value if place else "unread"
        target = link.href if link.target == link.href else f"{link.href} -> {link.target}"
        yield "\t".join(("link", _place(page.position_of(link)), link.carrier, region, target, _text_of(page, link)))


def _text_of(page: Page, link: Link) -> str:
    place = page.flow.places.get(link.index)
    return repr(page.flow.text[place.start : place.end].strip()) if place else "-"


def _texts(page: Page) -> Iterator[str]:
    flow = page.flow
    for block in flow.blocks:
        if block.end > block.start:
            place = _place(page.source.position(flow.source_span(block.start, block.end)))
            marks = [block.region.value, "detached" if block.detached else "", block.hidden]
            yield "\t".join(("text", place, ", ".join(filter(None, marks)), repr(flow.text[block.start : block.end])))


def _place(position: Position) -> str:
    if position.column is None:
        return f"{position.line}-{position.end_line}"
    return f"{position.line}:{position.column}-{position.end_line}:{position.end_column}"


def _without_columns(line: str) -> str:
    return re.sub(r"\t(\d+):\d+-(\d+):\d+", r"\t\1-\2", line)


def _expected(case: Path) -> list[str]:
    return case.with_suffix(".expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_reads_as_written_beside_it(case: Path) -> None:
    assert described(read(case.read_bytes())) == _expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_reads_the_same_where_little_is_kept_of_it(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffer, "_MOST_KEPT", 1)
    monkeypatch.setattr(places, "_FEW", 0)
    assert described(read(case.read_bytes())) == _expected(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.stem not in CLONED], ids=lambda case: case.stem)
def test_the_fallback_reader_reads_the_same_in_lines(case: Path) -> None:
    assert described(read(case.read_bytes(), "lxml")) == [_without_columns(line) for line in _expected(case)]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", [case for case in CASES if case.stem not in CLONED], ids=lambda case: case.stem)
def test_line_breaks_of_other_systems_move_nothing(case: Path, reader: str) -> None:
    data = case.read_bytes()
    expected = described(read(data, reader))
    assert described(read(data.replace(b"\n", b"\r\n"), reader)) == expected
    assert described(read(data.replace(b"\n", b"\r"), reader)) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_moves_nothing(encoding: str) -> None:
    for case in CASES:
        assert described(read(case.read_text("utf-8").encode(encoding))) == _expected(case)


def test_a_misnested_link_is_one_link_for_the_fallback_reader() -> None:
    page = read('<p>Vor <a href="/1">eins <div>Kasten</div> Rest</a> nach', "lxml")
    assert [(link.href, _text_of(page, link)) for link in page.links] == [("/1", repr("eins\nKasten\nRest"))]


HOSTILE = {
    "nothing": b"",
    "white space": b" \n\t ",
    "a byte order mark": b"\xef\xbb\xbf",
    "a nul in a word": b"<p>a\0b<a href='/x\0y'>c</a>",
    "a lone surrogate": "<p>a\ud800b<a href='x\udfff'>c\ud83d</a>",
    "deep nesting": b"<div>" * 5000 + b"<a href=/x>x</a>",
    "a deep form": b"<form action=/x>" + b"<span>" * 5000 + b"<input type=hidden name=a value=b>",
    "deep lists": b"<ul><li>" * 3000 + b"<a href=/x>x</a>",
    "deep details": b"<details>" * 3000 + b"x",
    "re-opened formatting": b"<p>" + b"<b><i><font>" * 300 + b"</p><p>x" * 300 + b"<a href=/x>x</a>",
    "unclosed links": b"<a href=/x>" * 3000,
    "links around boxes": b"<a href=/x><div>" * 500,
    "many attributes": b"<p " + b" ".join(b"a%d=x" % number for number in range(200_000)) + b"><a href=/x>x</a>",
    "open brackets": b"<" * 50_000,
    "open comments": b"<!--" * 50_000,
    "open tags": b"<a " * 50_000,
    "end tags": b"</a " * 50_000,
    "open doctypes": b"<!DOCTYPE [" * 20_000,
    "a long text": b"<p>" + b"wort " * 200_000 + b"<a href=/x>x</a>",
}


@pytest.mark.parametrize("name", ["page.html", "page.xhtml"])
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", HOSTILE)
def test_no_page_breaks_a_reader(case: str, reader: str, name: str) -> None:
    try:
        page = read(HOSTILE[case], reader, name)
    except Unreadable:
        assert reader == "lxml" or name == "page.xhtml"
    else:
        described(page)
        assert isinstance(page.gate_text, str)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_tags_position_is_that_of_its_place_in_the_source(case: Path, reader: str) -> None:
    page = read(case.read_bytes(), reader)
    for element in page.tree.select("*"):
        place = page.tree.start_tag(element)
        assert page.tree.position(element) == (None if place is None else page.source.position(place))


@pytest.mark.parametrize("offset", [0, 1, 4095, 4096, 9000, 29_999, 30_000, 5])
def test_lines_are_counted_wherever_asked(offset: int) -> None:
    text = "ab\n" * 10_000
    line, column = offset // 3 + 1, offset % 3 + 1
    assert SourceText(text).position(Span(offset, offset)) == (line, column, line, column)
    both = SourceText(text)
    assert both.position(Span(29_998, 30_000))[2:] == (10_001, 1)
    assert both.position(Span(offset, 30_000)) == (line, column, 10_001, 1)


def test_a_form_leads_where_the_inputs_in_it_tell_but_not_those_of_a_template() -> None:
    inputs = "<template><input type=hidden name=a value=1></template><p><input type=Hidden name=b value=2></p>"
    (link,) = read(f"<input type=hidden name=c value=3><form action=/cart>{inputs}</form>").links
    assert (link.href, link.target) == ("/cart", "/cart?b=2")


def test_a_picture_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="page is not text: it is full of control characters"):
        read(bytes(range(256)) * 200)


@pytest.mark.parametrize("data", [b"\0" * 100, "<p>a</p>".encode("utf-32-le"), "<p>a</p>".encode("utf-32"), "a\0b\0"])
def test_a_page_that_is_no_text_is_unreadable(data: bytes | str) -> None:
    with pytest.raises(Unreadable, match="page is not text: it is full of NUL characters"):
        read(data)


def test_a_mark_ahead_of_a_string_is_not_counted() -> None:
    page = read("\ufeff<a href=/x>x</a>")
    assert _place(page.position_of(page.links[0])) == "1:1-1:12"


def test_a_page_too_large_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="too large"):
        read(b"x" * 11, max_bytes=10)


if __name__ == "__main__":  # print what is read, to be looked at before it becomes an expectation
    import sys

    for name in sys.argv[2:]:
        print(name, *described(read(Path(name).read_bytes(), sys.argv[1])), sep="\n")


@pytest.mark.parametrize("reader", READERS)
def test_a_form_leads_where_its_own_hidden_inputs_lead(reader: str) -> None:
    page = read(
        "<form action=/a><template><input type=hidden name=no value=1></template>"
        "<p><input type=HIDDEN name=x value=1></form>"
        "<form action=/b?c><input type=hidden name=y value='ü'><input name=z></form>"
        "<form action=/d><input name=q></form><input type=hidden name=alone>"
        "<form action=/e><input type=hidden name=a-b_c.~ value='1 2'></form>"
        "<form action=/f><input type=hidden name=n value=1><input type=hidden name=m value='a&amp;b=+%'></form>"
        "<form action=/g><input type=hidden name=n value=1><input type=hidden></form>",
        reader,
    )
    assert [link.target for link in page.links] == [
        "/a?x=1", "/b?c&y=%C3%BC", "/d", "/e?a-b_c.~=1+2", "/f?n=1&m=a%26b%3D%2B%25", "/g?n=1&=",
    ]  # fmt: skip


NESTED = [
    "<p>text</p>",
    "<a href=/1><b><span><div>in<i>to</i></div></span></b></a><p>text",
    "<div><b><p>1</b>2<div>3</div></p></div><ul><li><em><ul><li>4</ul></em></ul>",
    "<template><b><p>5</p></b></template><svg><a><foreignObject><p>6</p></foreignObject></a></svg>",
    "<p><b><i><span id=careful>7</span></i></b><p><b>8</b>",
]


@pytest.mark.parametrize("source", [*NESTED, *(case.read_text("utf-8") for case in CASES)])
def test_boxes_are_all_elements_around_a_block_or_what_deserves_care(source: str) -> None:
    tree = read(source).tree
    careful = tree.select("#careful")
    shape = Shape(tree, [], careful)
    around = set()
    for element in (*Shape(tree, [], ()).kinds, *careful):
        while element is not None:
            element = element.parent
            around.add(element)
    assert shape.boxes | {None} == around
