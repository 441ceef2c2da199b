"""Blocks into sentences: the windows in which words must stand together to mean one thing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from disclosure_check.late import late
from disclosure_check.model import Span

_LONGEST = 2000  # characters

# a full stop ends a sentence where white space and no small letter follows; ideographic stops always do. The one
# character that every end begins with comes first, which is found fast; of several stops only the first begins an
# end: a line of dots costs no more than its length
_END = late(
    r"[.!?…。！？\v](?:(?<=\v)|(?<=[。！？])[。！？]*+[」』）]*+"
    r"|(?<![。！？\v])(?<![.!?…].)[.!?…]*+[\"'”’»)\]]*+[ \v]++(?![a-zäöüß]))"
)


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
    return [piece for span in spans for piece in (_cut(span) if span.end - span.start > _LONGEST else (span,))]


def _cut(span: Span) -> Iterator[Span]:
    """Yield a span in pieces that a pattern can read: pages hold lists of names without a full stop."""
    for start in range(span.start, span.end, _LONGEST):
        yield Span(start, min(start + _LONGEST, span.end))


def sentence_at(spans: list[Span], offset: int) -> int:
    return min(bisect_right(spans, offset, key=lambda span: span.end), len(spans) - 1)
