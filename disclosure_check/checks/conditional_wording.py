"""conditional-wording: the disclosure leaves open whether money is earned.

What: partner links that only disclosures in conditional words tell of: "may earn", "can contain", "gegebenenfalls".
Why: some guides call such words unclear, since the publisher knows whether the links earn money. Most accept them.

Wrong:

    <p>We may earn a commission when you buy through links in this article.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Right:

    <p>We earn a commission when you buy through links in this article.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Options: none. The conditional words are those of the wording files.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    named,
    notice_of,
    notice_related,
    told,
)
from disclosure_check.model import PageResult

ID = "conditional-wording"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = [
        link for link in content_links(judgement) if link.told_by and all(notice.conditional for notice in link.told_by)
    ]
    if judgement is None or not links:
        return
    notice = notice_of(judgement, links[0])
    first = told(links[0]) if len(links) == 1 else f"the first is {told(links[0])}"
    yield Problem(
        f"{named(notice)} leaves open whether you are paid, and nothing else tells of {count_of(links)} ({first}); say"
        " without a condition that you earn money",
        notice.position,
        tuple(links),
        notice_related(notice),
    )
