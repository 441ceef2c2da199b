"""Bytes to text as a browser would decode them, preferring valid UTF-8 over a wrong declaration."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from disclosure_check.messages import say

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# WHATWG looks for a declaration in the first 1,024 bytes; real pages put long comments before it.
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,256}?charset|\?xml[^>]{0,128}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_SEVEN_BIT_JAPANESE = ("iso-2022-jp", "csiso2022jp")
_UTF16_TAGS = (
    (re.compile(rb"(?:\s\0)*<\0[!?a-zA-Z]\0"), "utf-16-le"),
    (re.compile(rb"(?:\0\s)*\0<\0[!?a-zA-Z]"), "utf-16-be"),
)
# a declaration in one-byte letters cannot be in the first two; nobody reads what the third stands for
_IMPOSSIBLE = ("utf-16le", "utf-16be", "replacement")
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_PRESCAN = 4096
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\f\r\x1b") + b"\x7f"  # ESC: ISO-2022-JP
_SNIFFED = 4096


class Decoded(NamedTuple):
    """Text with every line break as one "\\n", the encoding it was read as, and what was doubtful."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a page: byte order mark, NUL pattern, ISO-2022-JP, strict UTF-8, declaration, windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _lenient(data, unmarked, say("encoding guessed: UTF-16 without a byte order mark"))
    label = declared or _declaration(data)
    if label and label.lower() in _SEVEN_BIT_JAPANESE and data.isascii():
        return _lenient(data, "iso-2022-jp")
    try:
        return Decoded(_with_plain_breaks(data).decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _by_label(data, label)


def byte_order_mark(data: bytes) -> bytes:
    return next((bom for bom, _ in _BOMS if data.startswith(bom)), b"")


def _by_label(data: bytes, label: str | None) -> Decoded:
    import webencodings  # only pages that are no UTF-8 pay for it

    found = webencodings.lookup(label) if label else None
    if found is not None and found.name == "x-user-defined":  # as browsers take it in a page
        found = webencodings.lookup("windows-1252")
    if found is None or found.name in _IMPOSSIBLE:
        return _lenient(data, "cp1252", say("encoding guessed: windows-1252"), name="windows-1252")
    return _lenient(data, found.codec_info.name, name=found.name)


def _lenient(data: bytes, codec: str, *notes: str, name: str | None = None) -> Decoded:
    text = data.decode(codec, "replace")
    return Decoded(_unify_line_breaks(text), name or codec, notes)


def is_text(data: bytes) -> bool:
    """Tell text from a picture or a program: those are full of control characters that no page has."""
    head = data[:_PRESCAN]
    return len(head.translate(None, _CONTROLS)) * 50 >= len(head) * 49


def is_full_of_nul(data: bytes | str, text: str) -> bool:
    """Tell a page that browsers, who drop each NUL, would read as one without links."""
    if isinstance(data, bytes) and b"\0" not in data:  # many times as fast as counting in text
        return False
    return text.count("\0") * 10 > len(text)


def _declaration(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _PRESCAN)
    return match[1].decode("ascii", "replace") if match else None


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 that lost its mark by NULs in every second byte; as UTF-8 it would read as an empty page."""
    head = data[:_SNIFFED]
    if b"\0" not in head:
        return None
    for opening, encoding in _UTF16_TAGS:
        if opening.match(head):
            return encoding
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 10 < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _with_plain_breaks(data: bytes) -> bytes:
    """Do the same ahead of decoding: bytes are searched several times as fast as text."""
    if b"\r" not in data:
        return data
    if _LONE_RETURN.search(data):
        return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data.replace(b"\r", b"")  # many times as fast as looking for two characters


def _unify_line_breaks(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")
