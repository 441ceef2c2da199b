"""An explanation for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_check.explaining import Explanation, Section

_WIDTH = 100


def lines(explanation: Explanation) -> Iterator[str]:
    """Yield the explanation's lines."""
    yield _filled(f"{explanation.name}: {explanation.summary}", "")
    for section in explanation.sections:
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield section.title
    if section.prose:
        yield _filled(section.prose, "  " if section.title else "")
    if section.code:
        yield indent(section.code, "    ")
    for row in section.rows:
        yield _filled(row, "  ", "    ")


def _filled(text: str, first: str, others: str | None = None) -> str:
    return fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first if others is None else others,
        break_on_hyphens=False,
        break_long_words=False,
    )
