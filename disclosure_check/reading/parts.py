"""The parts a page is made of: links, blocks of text, and the groups and places they stand in."""

from __future__ import annotations

from typing import Any, NamedTuple

from disclosure_check.model import Region


class Link(NamedTuple):
    """One way out that a reader can take, before anything is known of where it stands."""

    index: int  # type: ignore[assignment]  # a tuple has an `index` too
    href: str  # the attribute as a browser reads it
    target: str  # the URL to judge: equal to href but for script handlers and forms
    carrier: str  # a | area | form | iframe | the name of the attribute that carries the target
    element: Any


class Block(NamedTuple):
    """A run of text without a block boundary inside; offsets are into `Flow.text`."""

    start: int
    end: int
    region: Region
    hidden: str  # why a reader does not see it; empty where they do
    detached: bool  # ahead of the content root
    article: int  # 0 outside every article
    heading: int  # 1 to 6 for headings, else 0
    group: int  # index into Flow.groups
    words_before: int  # visible words ahead of it on the page


class Group(NamedTuple):
    """A list, table, section or box: the blocks from first to last stand in it."""

    kind: str
    parent: int
    first: int
    last: int
    element: Any


class Place(NamedTuple):
    """Where a link stands in the flow."""

    block: int
    start: int
    end: int
