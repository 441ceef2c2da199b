"""disclosure-late: the disclosure comes after the partner links it speaks of.

What: the content has a disclosure, but readers reach the partner links first and it is not near them.
Why: who has already followed the link was told too late.
Wrong: a box with partner links at the top, "Dieser Artikel enthält Affiliate-Links" as its last line.
Right: the same sentence above the first partner link, or a mark on each link with a legend.
Options: near-words (configuration), a heuristic of ours: no regulator gives a number of words.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, first_of, notice_of, notice_related, quoted, uncovered
from disclosure_check.model import Coverage, PageResult

ID = "disclosure-late"


def check(result: PageResult) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.AFTER)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    words = notice.words_before - links[0].words_before
    yield Problem(
        f"notice {quoted(notice.text)} comes after {first_of(links)}; readers reach that link {words} words earlier;"
        " move the notice above it, or mark each link",
        links[0].position,
        tuple(links),
        notice_related(notice, "the notice"),
    )
