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

Can't see: whether the condition is true: where only some of the links earn money, a condition may be the honest word.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    first_told,
    named,
    notice_of,
    notice_related,
)
from disclosure_check.messages import say
from disclosure_check.results import PageResult

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
    yield Problem(
        say(
            "{notice} leaves open whether you are paid, and nothing else tells of {links} ({first}); say without a"
            " condition that you earn money",
            notice=named(notice),
            links=count_of(links),
            first=first_told(links),
        ),
        notice.position,
        tuple(links),
        notice_related(notice),
    )
