"""Where short words stand by themselves: "ad" is in every "read" and "made" of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

_TWO_CASES_ONLY = frozenset("abcdefghijlmnopqrtuvwxyz0123456789#")  # k and s have a third, in other alphabets


def can_be_sought(word: str) -> bool:
    return _TWO_CASES_ONLY.issuperset(word) or word.upper() == word.lower()


def lines_of_words(text: str, words: Iterable[str], is_edge: Callable[[int], bool]) -> Iterator[int]:
    """Number the lines in which a word stands alone: no letter or digit beside it, or `is_edge` parts it from that."""
    data = text.encode()
    lower = data.lower()
    for word in words:
        sought = word.encode()
        offset = read = number = counted = 0
        at = lower.find(sought)
        while at >= 0:
            end = at + len(sought)
            before, behind = lower[at - 1 : at].isalnum(), lower[end : end + 1].isalnum()
            if before or behind:
                offset += len(data[read:at].decode())
                read = at
            if not (before and not is_edge(offset)) and not (behind and not is_edge(offset + len(word))):
                number += data.count(b"\n", counted, at)
                counted = at
                yield number
            at = lower.find(sought, at + 1)
