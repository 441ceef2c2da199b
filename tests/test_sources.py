from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.sources import STDIN, Place, find, read


def names(*arguments: str) -> list[str]:
    return [place.name for place in find(arguments).places]


def test_a_folder_is_read_recursively_and_in_order(tree: WriteTree) -> None:
    tree(dict.fromkeys(["s/b.html", "s/a/z.htm", "s/a/y.XHTML", "s/a.html", "s/a/x.txt", "s/html"], ""))
    assert names("s") == ["s/a/y.XHTML", "s/a/z.htm", "s/a.html", "s/b.html"]


def test_a_named_file_is_checked_whatever_its_ending(tree: WriteTree) -> None:
    tree({"page.php": "", "s/.hidden/a.html": ""})
    assert names("page.php", "s/.hidden/a.html") == ["page.php", "s/.hidden/a.html"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["b.html", "a.html"], ["b.html", "a.html"]),
        (["a.html", "./a.html", "s/../a.html"], ["a.html"]),
        (["s", "s/x.html"], ["s/x.html"]),
        (["s/x.html", "s"], ["s/x.html"]),
        (["."], ["a.html", "b.html", "s/x.html"]),
        (["*.html"], ["a.html", "b.html"]),
        (["**/x.html"], ["s/x.html"]),
        (["s/"], ["s/x.html"]),
    ],
)
def test_every_page_once_in_the_order_of_the_arguments(
    tree: WriteTree, arguments: list[str], expected: list[str]
) -> None:
    tree(dict.fromkeys(["a.html", "b.html", "s/x.html"], ""))
    assert names(*arguments) == expected


def test_hidden_folders_and_node_modules_are_left_out_below_a_folder(tree: WriteTree) -> None:
    tree(dict.fromkeys([".git/a.html", "node_modules/p/a.html", "a.html", ".a.html"], ""))
    assert names(".") == [".a.html", "a.html"]


@pytest.mark.parametrize(
    ("ignore_files", "expected"),
    [
        ({}, ["draft.html", "public/keep.html", "public/old.html"]),
        ({".gitignore": "draft.html"}, ["public/keep.html", "public/old.html"]),
        ({".gitignore": "public/"}, ["draft.html"]),
        ({".gitignore": "*.html", "public/.gitignore": "!keep.html"}, ["public/keep.html"]),
        ({".gitignore": "/old.html"}, ["draft.html", "public/keep.html", "public/old.html"]),
        ({"public/.gitignore": "/old.html"}, ["draft.html", "public/keep.html"]),
        ({".gitignore": "!\n[z-a]\n# old.html\nold.html"}, ["draft.html", "public/keep.html"]),
    ],
)
def test_gitignore_holds_below_a_folder(tree: WriteTree, ignore_files: dict[str, str], expected: list[str]) -> None:
    tree(dict.fromkeys(["draft.html", "public/keep.html", "public/old.html"], "") | ignore_files)
    assert names(".") == expected


@pytest.mark.parametrize("argument", ["public", "public/a.html", "public/*.html"])
def test_gitignore_never_holds_for_the_argument_itself(tree: WriteTree, argument: str) -> None:
    tree({".gitignore": "public/\n*.html", "public/a.html": ""})
    assert names(argument) == ["public/a.html"]


def test_what_gitignore_left_out_is_remembered(tree: WriteTree) -> None:
    tree({".gitignore": "public/", "public/a.html": ""})
    assert find(["."]).ignored == ["public"]


def test_links_that_lead_in_circles_end(tree: WriteTree) -> None:
    top = tree({"s/a.html": "", "s/b/c.html": "", "other.html": ""})
    (top / "s/b/up").symlink_to(top / "s")
    (top / "s/out").symlink_to(top)
    (top / "s/self").symlink_to(top / "s/self")
    assert names("s") == ["s/a.html", "s/b/c.html"]


def test_a_linked_folder_or_file_is_read_once_by_its_own_name(tree: WriteTree) -> None:
    top = tree({"s/v2/a.html": "", "elsewhere/b.html": ""})
    (top / "s/latest").symlink_to("v2")
    (top / "s/a.html").symlink_to("v2/a.html")
    (top / "s/more").symlink_to(top / "elsewhere")
    assert names("s") == ["s/more/b.html", "s/v2/a.html"]


def test_a_link_that_leads_nowhere_is_a_page_that_cannot_be_read(tree: WriteTree) -> None:
    top = tree({"s/a.html": ""})
    (top / "s/gone.html").symlink_to("nothing")
    assert names("s") == ["s/a.html", "s/gone.html"]
    with pytest.raises(FileNotFoundError):
        read(find(["s"]).places[1], 10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_what_never_ends_is_no_page_of_a_folder(tree: WriteTree) -> None:
    top = tree({"s/a.html": ""})
    os.mkfifo(top / "s/pipe.html")
    (top / "s/linked.html").symlink_to("pipe.html")
    (top / "s/zero.html").symlink_to("/dev/zero")
    assert names("s") == ["s/a.html"]


def test_a_path_that_does_not_exist_is_told_and_stops_no_other(tree: WriteTree) -> None:
    tree({"a.html": ""})
    found = find(["nothing.html", "a.html", "no*.html"])
    assert [place.name for place in found.places] == ["a.html"]
    assert found.problems == ["no such file or folder: nothing.html", "no such file or folder: no*.html"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the file system takes no such name")
def test_names_with_odd_bytes_are_spelled_out(tree: WriteTree) -> None:
    top = tree({})
    odd = os.fsencode(top) + b"/caf\xe9.html"
    Path(os.fsdecode(odd)).write_bytes(b"x")
    place = find(["."]).places[0]
    assert place.name == "caf\\xe9.html"
    assert read(place, 10).data == b"x"


def test_standard_input_is_read_under_the_name_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<p>")))
    places = find(["-", "-"], "posts/1.html").places
    assert places == [Place("posts/1.html", STDIN)]
    assert read(places[0], 10)[:2] == ("posts/1.html", b"<p>")


def test_no_more_is_read_than_tells_that_a_page_is_too_large(tree: WriteTree) -> None:
    tree({"a.html": "12345"})
    assert read(find(["a.html"]).places[0], 3).data == b"1234"
