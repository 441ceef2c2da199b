"""Where short words stand by themselves: "ad" is in every "read" and "made" of a page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

_TWO_CASES_ONLY = frozenset("abcdefghijlmnopqrtuvwxyz0123456789#")  # k and s have a third, in other alphabets


def can_be_sought(word: str) -> bool:
    return _TWO_CASES_ONLY.issuperset(word) or word.upper() == word.lower()


def lines_of_words(data: bytes, words: Iterable[str], edges: Container[int]) -> Iterator[int]:
    """Number the lines of a text in UTF-8 in which a word stands alone.

    No letter or digit is beside it, or one of the `edges`, offsets in the text, parts it from that.
    """
    lower = data.lower()
    for word in words:
        sought = word.encode()
        offset = read = number = counted = 0
        at = lower.find(sought)
        while at >= 0:
            end = at + len(sought)
            offset += len(data[read:at].decode())
            read = at
            joins, goes_on = at > 0 and lower[at - 1 : at].isalnum(), lower[end : end + 1].isalnum()
            may_part = (not joins or _parted(data, at)) and (not goes_on or _parted(data, end))
            # the edges last: to know them takes long, and most of "Radio" is told off without
            if may_part and (not joins or offset in edges) and (not goes_on or offset + len(word) in edges):
                number += data.count(b"\n", counted, at)
                counted = at
                yield number
            at = lower.find(sought, end)


def _parted(data: bytes, at: int) -> bool:
    """Tell whether two words may meet between two letters: "TechAd", and not the middle of "read"."""
    return not data[at - 1 : at + 1].islower()
