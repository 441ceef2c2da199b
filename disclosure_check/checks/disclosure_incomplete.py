"""disclosure-incomplete: some partner links are disclosed, others are not.

What: at least one partner link of the content is covered by a disclosure and at least one is not.
Why: readers who know that some links are marked take the others for unpaid.
Wrong: the notice stands above the second list, the first list above it has partner links too.
Right: the notice above the first partner link, or a label at every link.
Options: near-words (configuration).
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, content_links, count_of, told
from disclosure_check.model import PageResult

ID = "disclosure-incomplete"


def check(result: PageResult) -> Iterator[Problem]:
    links = content_links(result.judgement)
    open_links = [link for link in links if not link.coverage.covers]
    if not open_links or len(open_links) == len(links):
        return
    yield Problem(
        f"{len(open_links)} of {count_of(links)} {'has' if len(open_links) == 1 else 'have'} no disclosure before or"
        f" near {'it' if len(open_links) == 1 else 'them'}, the others do; {told(open_links[0])} is the first;"
        " move the notice above it, or mark it like the others",
        open_links[0].position,
        tuple(open_links),
    )
