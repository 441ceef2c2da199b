"""From a built page to the file that it was built from: what the page says itself, else the configured folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from disclosure_check.late import late
from disclosure_check.messages import say
from disclosure_check.sources import ENDINGS, shown

if TYPE_CHECKING:
    from disclosure_check.reading.page import Page
    from disclosure_check.results import PageResult
    from disclosure_check.settings import PathMap

META = "disclosure-check:source"
OUTSIDE = say('<meta name="disclosure-check:source"> names no file below the current folder')
_SOURCE_ENDINGS = (
    ".md",
    ".markdown",
    ".mdx",
    ".html",
    ".adoc",
    ".asciidoc",
    ".rst",
    ".org",
    ".njk",
    ".liquid",
    ".ipynb",
)
# what `posts/x/index.html` and `posts/x.html` may have been: a file, a folder's own page, Hugo's section, a README
_SHAPES = ("{}", "{}/index", "{}/_index", "{}/README")
_DATED = late(r"(?:.*/)?(\d{4})/(\d\d)/(\d\d)/([^/]+)$")  # Jekyll: 2026/01/31/x from 2026-01-31-x
_OUTSIDE = late(r"^$|^/|^\w:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f\x7f]|://")


def named_by(page: Page) -> str | None:
    """Return the source file that a page names; "" for one that can be none, None where it names none."""
    if META not in page.source.text:
        return None
    for element in page.tree.select(f'meta[name="{META}"]'):
        path = (element.attr("content") or "").strip()
        return "" if _OUTSIDE.search(path) else os.path.normpath(path).replace(os.sep, "/")
    return None


def mapped(name: str, maps: Sequence[PathMap]) -> str:
    """Return the first file there is that a page may have been built from, relative to the current folder; else ""."""
    page = os.path.abspath(name)
    for each in maps:
        below = os.path.join(os.path.abspath(each.from_), "")
        if page.startswith(below):
            for candidate in _candidates(page[len(below) :].replace(os.sep, "/")):
                path = os.path.join(os.path.abspath(each.to), candidate)
                if os.path.isfile(path):
                    return shown(os.path.relpath(path))
    return ""


def with_mapped(result: PageResult, maps: Sequence[PathMap]) -> PageResult:
    """Return a result that tells anything with the source that folders lead to, where the page itself names none."""
    has_links = result.judgement is not None and result.judgement.partner_links
    if not maps or result.source_path or not (has_links or result.findings or result.error):
        return result
    return replace(result, source_path=mapped(result.path, maps))


def _candidates(page: str) -> Iterator[str]:
    """Yield the names that a page's source may have, below the folder of the sources."""
    stem = page[: -len(_ending(page))] if _ending(page) else page
    folder = "" if stem == "index" else stem.removesuffix("/index")
    names = [shape.format(folder).lstrip("/") for shape in _SHAPES]
    if dated := _DATED.match(folder):
        names.append("-".join(dated.groups()))
    for ending in _SOURCE_ENDINGS:
        yield from (name + ending for name in names if name)


def _ending(page: str) -> str:
    return next((ending for ending in ENDINGS if page.lower().endswith(ending)), "")
