"""XML, written element by element with lxml."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from disclosure_check.reporting.terminal import printable

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def element(tag: str, **attributes: object) -> Any:
    """Make an element; an attribute that is None is left out."""
    return etree.Element(tag, {name: text(str(value)) for name, value in attributes.items() if value is not None})


def text(value: str) -> str:
    """Replace what XML cannot hold, and what could command a terminal that shows the file."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", printable(value))


def written(node: Any) -> str:
    etree.indent(node, "  ", level=1)
    return f"  {etree.tostring(node, encoding='unicode')}\n"
