"""Text that a terminal can show: nothing of a page's own reaches it as a command."""

from __future__ import annotations

import os
import re
from typing import TextIO

_SPACES = "\t\n\v\f\r\u0085\u2028\u2029"
_COMMANDS = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
]
_REPLACEMENTS = dict.fromkeys(_COMMANDS, "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(map(ord, _SPACES), " ")

_BUILD_COMMAND = re.compile(r"##(?=\w*\[)")  # "##[error]", "##vso[": the programs that run builds obey them

STYLES = {"error": "31", "warning": "33", "info": "36", "path": "1", "quiet": "2"}


def printable(text: str) -> str:
    """Replace control characters, text-direction overrides and build commands, which could forge or hide output."""
    text = text.translate(_REPLACEMENTS)
    return _BUILD_COMMAND.sub("# #", text) if "##" in text else text


class Paint:
    """Colours text where colours are wanted."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self._wanted else text


def wants_colour(choice: str, stream: TextIO) -> bool:
    """Decide `auto` by the stream and by NO_COLOR; an explicit choice stands."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
