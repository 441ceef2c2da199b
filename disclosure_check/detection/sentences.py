"""Blocks into sentences: the windows in which words must stand together to mean one thing."""

from __future__ import annotations

import re
from bisect import bisect_right

from disclosure_check.model import Span

# a full stop ends a sentence where white space and no small letter follows; ideographic stops always do
# (begun only at the first of several stops: a line of dots costs no more than its length)
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+[ \v]++(?![a-zäöüß])|[。！？]++[」』）]*+|\v")


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of the block that spans start to end."""
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() > begin:
            spans.append(Span(begin, match.end()))
        begin = match.end()
    if begin < end:
        spans.append(Span(begin, end))
    return spans


def sentence_at(spans: list[Span], offset: int) -> int:
    return min(bisect_right(spans, offset, key=lambda span: span.end), len(spans) - 1)
