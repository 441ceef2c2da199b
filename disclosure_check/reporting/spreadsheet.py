"""Cells that a spreadsheet shows and does not run."""

from __future__ import annotations

import re

# where a cell may begin, for a program that takes ";" for the separator too; and what makes a formula of it
_FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^\s*|[;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")


def defused(cell: str) -> str:
    """Put an apostrophe ahead of whatever a spreadsheet would take for a formula."""
    return _FORMULA.sub(r"\g<0>'", cell)
