"""Set both readers beside other parsers: `python tests/differential.py FOLDER`.

Links (address and text) are compared with html5lib, which builds the tree that browsers build; the places of their
start tags with BeautifulSoup over html.parser, which knows no tree but counts lines and columns. Differences that
have an explanation (`EXPLAINED`) are told and fail nothing; any other makes the exit status 1.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import html5lib
from bs4 import BeautifulSoup

from disclosure_check.reading.decoding import decode
from disclosure_check.reading.lxml_reader import LxmlTree
from disclosure_check.reading.source import SourceText
from disclosure_check.reading.tree import Tree, Unreadable
from disclosure_check.reading.turbo import TurboTree

READERS = {"turbohtml": TurboTree, "lxml": LxmlTree}
EXPLAINED = {
    "clones": "html5lib, as browsers, repeats a misnested link for each box it reaches into; lxml keeps each start tag"
    " once, with all the text, and loses none",
    "missed by html.parser": "html.parser takes a script to go on where its end tag is broken; html5lib sees the links",
    "invented by html.parser": "html.parser reads tags in a textarea or title, which are text; html5lib sees no link",
}
_UNREAD = ("script", "style")  # inside svg, only html5lib takes comments out of them


class Difference(NamedTuple):
    reader: str
    kind: str
    detail: str


def compare(text: str) -> Iterator[Difference]:
    """Yield how each reader differs on one page."""
    expected_links = list(_html5lib_links(text))
    expected_places = _html_parser_places(text)
    for reader, parse in READERS.items():
        try:
            tree: Tree = parse(text)
        except Unreadable as unreadable:
            yield Difference(reader, "unreadable", str(unreadable))
            continue
        links = [(link.attr("href") or "", _squeeze(_text(link))) for link in tree.select("a[href]")]
        yield from (Difference(reader, *rest) for rest in _compare_links(links, expected_links))
        yield from (Difference(reader, *rest) for rest in _compare_places(tree, text, expected_places, expected_links))


def _html5lib_links(text: str) -> Iterator[tuple[str, str]]:
    document = html5lib.parse(text, namespaceHTMLElements=False)
    for element in document.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "a" and "href" in element.attrib:
            yield element.attrib["href"], _squeeze(_html5lib_text(element))


def _text(element: Any) -> str:
    """Return all text below but comments, which `itertext` yields too."""
    inside = (element.text or "") if isinstance(element.tag, str) else ""
    return inside + "".join(_text(child) + (child.tail or "") for child in element)


def _html5lib_text(element: Any) -> str:
    """Return all text below but comments, which `itertext` yields too."""
    read = isinstance(element.tag, str) and element.tag.rpartition("}")[2] not in _UNREAD
    if not read:
        return ""
    return (element.text or "") + "".join(_html5lib_text(child) + (child.tail or "") for child in element)


def _text(node: Any) -> str:
    if type(node).__name__ == "Text":
        return str(node.data)
    if getattr(node, "tag", "") in _UNREAD:
        return ""
    return "".join(_text(child) for child in getattr(node, "children", ()))


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _html_parser_places(text: str) -> dict[tuple[int, int], str]:
    soup = BeautifulSoup(text, "html.parser")
    return {
        (link.sourceline or 0, (link.sourcepos or 0) + 1): str(link["href"]) for link in soup.find_all("a", href=True)
    }


def _compare_links(links: list[tuple[str, str]], expected: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    missing, extra = Counter(expected) - Counter(links), Counter(links) - Counter(expected)
    if not missing and not extra:
        if links != expected:
            yield "order", ""
        return
    addresses, expected_addresses = Counter(href for href, _ in links), Counter(href for href, _ in expected)
    if addresses == expected_addresses:
        yield "text", _few(missing, extra)
    elif set(addresses) == set(expected_addresses) and addresses <= expected_addresses:
        yield "clones", _few(missing, extra)
    else:
        yield "links", _few(missing, extra)


def _few(*counters: Counter[Any]) -> str:
    return " | ".join(str(list(counter.elements())[:4])[:400] for counter in counters)


def _compare_places(
    tree: Tree, text: str, expected: dict[tuple[int, int], str], links: list[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    source, known = SourceText(text, tree.has_columns), {href for href, _ in links}
    spans = {tree.start_tag(link) for link in tree.select("a[href]")} - {None}
    found = {source.position(span)[:2] for span in spans if span is not None}
    wanted = {(line, column if tree.has_columns else None): href for (line, column), href in expected.items()}
    surplus, lost = found - wanted.keys(), {place: wanted[place] for place in wanted.keys() - found}
    if surplus:
        confirmed = {link.attr("href") for link in tree.select("a[href]")} == known
        yield "missed by html.parser" if confirmed else "places", f"only here: {sorted(surplus)[:4]}"
    if lost:
        invented = known.isdisjoint(lost.values())
        yield "invented by html.parser" if invented else "places", f"only in html.parser: {sorted(lost)[:4]}"


def compare_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Difference]]:
    for path in paths:
        for difference in compare(decode(path.read_bytes()).text):
            yield path, difference


def unexplained(differences: Iterable[Difference]) -> list[Difference]:
    return [each for each in differences if each.kind not in EXPLAINED or each[:2] == ("turbohtml", "clones")]


def main(folders: list[str]) -> int:
    pages = [path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.suffix in (".html", ".htm")]
    seen: list[Difference] = []
    for path, difference in compare_files(pages):
        seen.append(difference)
        print(path, *difference, sep="\t", flush=True)
    print(f"{len(pages)} pages")
    for (reader, kind), number in sorted(Counter(each[:2] for each in seen).items()):
        print(f"{reader}: {kind} on {number} pages; {EXPLAINED.get(kind, 'unexplained')}")
    return 1 if unexplained(seen) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
