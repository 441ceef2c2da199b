"""disclosure-hidden: the page holds a disclosure that readers do not see.

What: the only disclosure is in a hidden element, a closed box, or text the page's own CSS hides.
Why: what a reader does not see tells nothing.
Wrong: `<p hidden>Dieser Artikel enthält Affiliate-Links.</p>`
Right: the same paragraph without `hidden`, ahead of the first partner link.
Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, count_of, notice_of, notice_related, quoted, told, uncovered
from disclosure_check.model import Coverage, PageResult

ID = "disclosure-hidden"


def check(result: PageResult) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.HIDDEN)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    yield Problem(
        f"notice {quoted(notice.text)} is not seen by readers ({notice.hidden}), the content has {count_of(links)}"
        f" ({told(links[0])}); show the notice above the first of them",
        links[0].position,
        tuple(links),
        notice_related(notice, "the hidden notice"),
    )
