"""Text as a reader sees it."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import is_normalized, normalize

from disclosure_check.late import late

_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u034f\u180e"
# full-width and mathematical letters that stand in for plain ones: one code point each way
_LOOK_ALIKE = "\uff01-\uff5e\U0001d400-\U0001d7ff"
_INVISIBLE, _FANCY, _ODD = late(f"[{_UNSEEN}]"), late(f"[{_LOOK_ALIKE}]"), late(f"[{_UNSEEN}{_LOOK_ALIKE}]")
WORD = late(r"\S+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LINE_BREAK = "\v"


def clean(data: str) -> str:
    """Return text as a reader sees it: white space folded, invisible characters gone, look-alike letters plain."""
    if not data.isascii():
        data = _INVISIBLE.sub("", data)
        if not is_normalized("NFC", data):
            data = normalize("NFC", data)
        data = _FANCY.sub(lambda match: normalize("NFKC", match[0]), data)
    words = data.split()
    if not words:
        return " " if data else ""
    return f"{' ' if data[0].isspace() else ''}{' '.join(words)}{' ' if data[-1].isspace() else ''}"


def fold(data: str) -> tuple[str, int] | None:
    """Return the same without white space around, and its words; None where more than white space is to be cleaned."""
    words = data.split()
    if data.isascii():
        return " ".join(words), len(words)
    if _ODD.search(data) or not is_normalized("NFC", data):
        return None
    return " ".join(words), len(words) + len(cjk().findall(data)) // 2


@cache
def cjk() -> re.Pattern[str]:
    """Return what finds ideographs; to compile it takes as long as to check a small page."""
    return re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def count_words(text: str) -> int:
    """Return the number of words; two characters of Chinese, Japanese or Korean count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(cjk().findall(text)) // 2


def raised(text: str) -> str:
    """Return the mark that one or two raised digits are to a reader; empty where a text is something else."""
    digits = text.strip()
    return digits.translate(_RAISED) if len(digits) <= 2 and digits.isdecimal() and digits.isascii() else ""
