"""Style sheets in files: found where they lie in the checked folder, and nowhere else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.checker import Checker
from disclosure_check.settings import Settings
from disclosure_check.sources import find, read
from disclosure_check.style_files import StyleFiles

PAGE = (
    "<!doctype html><html lang=en><head>{}</head><body><main>"
    "<p class=n>We earn a commission when you buy through links here.</p>"
    "<p><a href='https://www.amazon.com/dp/B000000001?tag=example-20'>Mill M1</a></p></main>"
)
HIDING = ".n { display: none }"

# an address as a page in public/posts/ writes it, and the file it names
FOUND = [
    ("a.css", "public/posts/a.css"),
    (" a.css\n", "public/posts/a.css"),
    ("./a.css?ver=6.4#x", "public/posts/a.css"),
    ("../css/my%20site.css", "public/css/my site.css"),
    ("/css/my%20site.css", "public/css/my site.css"),
    ("/../css/my%20site.css", None),
    ("../../private.css", None),
    ("/../private.css", None),
    ("%2e%2e/%2e%2e/private.css", None),
    ("https://shop.example/posts/a.css", None),
    ("//shop.example/a.css", None),
    ("file:///etc/passwd", None),
    ("\\\\shop.example\\a.css", None),
    ("data:text/css,.n{display:none}", None),
    ("missing.css", None),
    ("", None),
    ("/", None),
    ("../css", None),
    ("a%00.css", None),
    ("http://[", None),
]


@pytest.mark.parametrize(("address", "file"), FOUND)
def test_an_address_names_a_file_of_the_folder_or_none(tree: WriteTree, address: str, file: str | None) -> None:
    tree(dict.fromkeys(["public/posts/a.css", "public/css/my site.css", "private.css", "css/my site.css"], HIDING))
    assert (StyleFiles("public/posts/1.html", "public").read(address) is not None) is (file is not None)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a right that users seldom have")
def test_a_link_out_of_the_folder_is_not_followed(tree: WriteTree) -> None:
    tree({"public/1.html": "", "private.css": HIDING})
    os.symlink(Path("private.css").resolve(), "public/a.css")
    assert StyleFiles("public/1.html", "public").read("a.css") is None


def test_a_file_that_is_too_long_is_left_alone(tree: WriteTree) -> None:
    tree({"public/a.css": "/*" + "x" * (1 << 20) + "*/", "public/b.css": "\ufeff" + HIDING})
    files = StyleFiles("public/1.html", "public")
    assert (files.read("a.css"), files.read("b.css")) == (None, HIDING)


# what stands in the head of public/posts/1.html beside public/posts/a.css, which hides the notice, and the verdict
HEADS = [
    ("<link rel=stylesheet href=b.css>", "before"),
    ("<link rel=stylesheet href=a.css media=print>", "before"),
    ("<link rel='alternate stylesheet' href=a.css>", "before"),
    ("<link rel=preload as=style href=a.css>", "before"),
    ("<noscript><link rel=stylesheet href=a.css></noscript>", "before"),
    ("<link rel=stylesheet href=https://cdn.example/a.css>", "before"),
    ("<base href=https://cdn.example/><link rel=stylesheet href=a.css>", "before"),
    ("<link rel=stylesheet href=a.css><style>p.n { display: block }</style>", "before"),
    ("<link rel=stylesheet href=a.css><style>.n { display: block }</style>", "before"),
    ("<style>.n { display: block }</style><link rel=stylesheet href=a.css>", "hidden"),
    ("<link rel=stylesheet href=a.css>", "hidden"),
    ("<link rel=stylesheet href=/posts/a.css>", "hidden"),
    ("<base href=/posts/><link rel=stylesheet href=a.css>", "hidden"),
    ("<link rel=stylesheet href=a.css media=print onload=\"this.media='all'\">", "hidden"),
    ("<link rel=preload as=style href=a.css onload=\"this.rel='stylesheet'\">", "hidden"),
]


@pytest.mark.parametrize(("head", "verdict"), HEADS)
@pytest.mark.parametrize("reader", ["turbohtml", "lxml"])
def test_sheets_in_files_hide_too(tree: WriteTree, head: str, verdict: str, reader: str) -> None:
    tree({"public/posts/1.html": PAGE.format(head), "public/posts/a.css": HIDING})
    assert verdict_in("public", reader=reader) == verdict


def test_of_a_page_named_alone_the_sheets_beside_it_are_read(tree: WriteTree) -> None:
    page = PAGE.format("<link rel=stylesheet href=a.css>")
    tree({"public/posts/1.html": page, "public/posts/a.css": HIDING, "public/2.html": page.replace("a.css", "/a.css")})
    assert verdict_in("public/posts/1.html") == "hidden"
    assert verdict_in("public/2.html") == "before"


def test_what_sheets_in_files_write_is_read(tree: WriteTree) -> None:
    page = PAGE.replace("We earn a commission when you buy through links here.", "Hello.")
    tree({
        "public/1.html": page.format("<link rel=stylesheet href=a.css>"),
        "public/a.css": ".n::before { content: 'We earn a commission when you buy through links here.' }",
    })  # fmt: skip
    assert verdict_in("public") == "before"


def test_colours_of_unread_sheets_are_unknown(tree: WriteTree) -> None:
    page = PAGE.format("{}<style>.n {{ color: #fff }}</style>")
    tree({
        "public/1.html": page.format("<link rel=stylesheet href=a.css>"),
        "public/2.html": page.format("<link rel=stylesheet href=https://cdn.example/a.css>"),
        "public/3.html": page.format("<style>@import 'b.css';</style>"),
        "public/a.css": "",
    })  # fmt: skip
    assert [verdict_in(f"public/{number}.html") for number in (1, 2, 3)] == ["hidden", "before", "before"]


def verdict_in(argument: str, **settings: str) -> str:
    place = find([argument]).places[0]
    return Checker(Settings(**settings)).check(read(place, 1 << 20)).verdict  # type: ignore[arg-type]
