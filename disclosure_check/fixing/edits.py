"""Edits of a page's source: every byte that none of them names stays as it is."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import webencodings

from disclosure_check.model import Span
from disclosure_check.reading.decoding import Decoded, byte_order_mark, decode
from disclosure_check.results import Replacement

if TYPE_CHECKING:
    from disclosure_check.reading.source import SourceText

_BREAK = re.compile("\r\n|\r|\n")


class LeftAlone(Exception):
    """Something that no edit of the source can mend for sure; says why."""


class Edit(NamedTuple):
    """What takes the place of a stretch of the decoded page."""

    start: int
    end: int
    text: str


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the page with the edits made, in its own encoding and with its own line breaks.

    Raises LeftAlone where the page's bytes are not to be had back from its text.
    """
    mark, raw, codec = _raw(data)
    places, line_break = _line_breaks(raw)
    for start, end, text in sorted(edits, reverse=True):
        written = _written(text, line_break, codec)
        raw = raw[: start + bisect_left(places, start)] + written + raw[end + bisect_left(places, end) :]
    return mark + raw.encode(codec)


def replacements(data: bytes, source: SourceText, edits: Iterable[Edit]) -> tuple[Replacement, ...]:
    """Return the edits by line and column, with the text that `edited` would write."""
    _, raw, codec = _raw(data)
    _, line_break = _line_breaks(raw)
    return tuple(
        Replacement(source.position(Span(edit.start, edit.end)), _written(edit.text, line_break, codec))
        for edit in sorted(edits)
    )


def _written(text: str, line_break: str, codec: str) -> str:
    return text.replace("\n", line_break).encode(codec, "xmlcharrefreplace").decode(codec)


def text_of(data: bytes) -> str:
    """Return the page's text with its own line breaks, as `edited` reads it."""
    return _raw(data)[1]


def _raw(data: bytes) -> tuple[bytes, str, str]:
    """Return byte order mark, text with its own line breaks, and codec."""
    decoded = decode(data)
    mark = byte_order_mark(data)
    codec = _codec(decoded)
    try:
        raw = data[len(mark) :].decode(codec)
        is_whole = mark + raw.encode(codec) == data and _BREAK.sub("\n", raw) == decoded.text
    except UnicodeError:
        is_whole = False
    if not is_whole:
        raise LeftAlone(f"its bytes are not all {decoded.encoding}")
    return mark, raw, codec


def _codec(decoded: Decoded) -> str:
    found = webencodings.lookup(decoded.encoding)
    return found.codec_info.name if found else codecs.lookup(decoded.encoding).name


def _line_breaks(raw: str) -> tuple[list[int], str]:
    """Return where in the decoded page a break stands that is two characters in the file, and the page's usual one."""
    found = list(_BREAK.finditer(raw))
    long = [match.start() for match in found if match.end() - match.start() == len("\r\n")]
    places = [start - ahead for ahead, start in enumerate(long)]
    kinds = [match[0] for match in found]
    return places, max(("\n", "\r\n", "\r"), key=kinds.count)
