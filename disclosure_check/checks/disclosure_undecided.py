"""disclosure-undecided: only a browser could tell whether readers are told.

What: partner links are not covered by what the file holds, and something on the page may hold the notice: a known
script's placeholder, an image, an unbuilt template, a theme around a fragment.
Why: such a page is neither clean nor wrong; somebody has to look.
Wrong: `<img src="affiliate-disclosure.png">` instead of a sentence.
Right: the sentence as text in the page.
Options: theme-notice (configuration).
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, count_of, told
from disclosure_check.model import PageResult, Position

ID = "disclosure-undecided"


def check(result: PageResult) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.verdict != "undecided":
        return
    links = [link for link in judgement.partner_links if not link.coverage.covers]
    why = " and ".join(judgement.undecided)
    if not links:
        yield Problem(f"the file does not show what readers will see: {why}", Position(1, 1, 1, 1))
        return
    yield Problem(
        f"{count_of(links)} ({told(links[0])}) may be disclosed by what only a browser shows: {why}",
        links[0].position,
        tuple(links),
    )
