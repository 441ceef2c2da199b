"""sponsor-only: a sponsor is credited, and partner links lead elsewhere.

What: no disclosure covers the content's partner links, and a sentence ahead of them credits a sponsor whom none of them
leads to.
Why: who reads that a page is sponsored by one company takes the links to others for unpaid.

Wrong:

    <p>This post is sponsored by Millwright Coffee.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Right:

    <p>This post is sponsored by Millwright Coffee. We earn a commission when you buy through links in this article.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Options: none. A sponsor is known by its name in the link's host.

Can't see: whose shop a link leads to where the host does not bear the sponsor's name, and who pays for what.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, content_links, count_of, first_told, quoted
from disclosure_check.messages import say
from disclosure_check.model import Position
from disclosure_check.results import PageResult, Related

ID = "sponsor-only"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = content_links(judgement)
    if judgement is None or judgement.verdict == "undecided" or not judgement.sponsors or not links:
        return
    credit = judgement.sponsors[0]
    if any(link.coverage.covers for link in links) or _place(links[0].position) < _place(credit.position):
        return
    advice = (
        say("say so above that link, or label it") if len(links) == 1 else say("say so above the first, or label them")
    )
    yield Problem(
        say(
            "credit {credit} speaks of a sponsor alone, and you earn money from others by {links} ({first}); {advice}",
            credit=quoted(credit.text),
            links=count_of(links),
            first=first_told(links),
            advice=advice,
        ),
        links[0].position,
        tuple(links),
        (Related(say("the credit: {text}", text=quoted(credit.text)), credit.position),),
    )


def _place(position: Position) -> tuple[int, int]:
    return position.line, position.column or 0
