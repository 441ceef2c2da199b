"""The tree-construction tests of html5lib-tests: pages with the trees that browsers build of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PART = re.compile(r"^#(data|errors|new-errors|document-fragment|document|script-on|script-off)\n", re.MULTILINE)
_NODE = re.compile(
    r'\| (?P<depth> *)(?:<(?P<element>[^!?].*)>|"(?P<text>.*)"|(?P<name>[^<"].*?)="(?P<value>.*)"|.*)$', re.S
)


class Page(NamedTuple):
    """A page, the addresses of all its `a` elements (None without one), and its text."""

    name: str
    data: str
    links: list[str | None]
    text: str


def pages(folder: Path) -> Iterator[Page]:
    """Yield whole pages, read without scripts; what stands in another element alone is no page."""
    for file in sorted(folder.glob("*.dat")):
        cases = re.split(r"(?:^|\n\n)(?=#data\n)", file.read_bytes().decode())
        for number, case in enumerate(cases):
            parts = _parts(case)
            if "data" in parts and "document-fragment" not in parts and "script-on" not in parts:
                yield Page(f"{file.stem}-{number}", parts["data"].removesuffix("\n"), *_seen(parts["document"]))


def _parts(case: str) -> dict[str, str]:
    split = _PART.split(case)
    return dict(zip(split[1::2], split[2::2], strict=True))


def _seen(document: str) -> tuple[list[str | None], str]:
    links: list[str | None] = []
    text: list[str] = []
    depth = -1  # of the link whose attributes follow
    for line in re.split(r"\n(?=\| )", document.rstrip("\n")):
        node = _NODE.match(line)
        assert node is not None, line
        if node["element"] in ("a", "svg a"):
            links.append(None)
            depth = len(node["depth"])
        elif node["name"] in ("href", "xlink href") and len(node["depth"]) == depth + 2:
            links[-1] = node["value"]
        elif node["name"] is None:
            depth = -3
            text.append(node["text"] or "")
    return links, "".join(text)
