"""disclosure-undecided: only a browser could tell whether readers are told.

What: nothing that the file shows covers the partner links, and something on the page may hold the notice: an empty
element named after one, an image, a script that writes one, an unbuilt template, the theme around a fragment.
Why: such a page is neither clean nor wrong; somebody has to look.

Wrong:

    <p><img src="/img/affiliate-disclosure.png" alt=""></p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Right:

    <p>We earn a commission when you buy through links in this article.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Options: `theme-notice` in the configuration says that the theme around a fragment holds a notice.

Can't see: notices of which the file shows no trace: those written by a script in a file of its own, or by a tag
manager. Pages with them are told as if there were none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, count_of, first_told
from disclosure_check.messages import both, say
from disclosure_check.model import Position
from disclosure_check.results import PageResult

ID = "disclosure-undecided"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.verdict != "undecided":
        return
    links = [link for link in judgement.partner_links if not link.coverage.covers]
    why = both(judgement.undecided)
    if not links:
        yield Problem(
            say("the file does not show what readers will see: {why}; check the page as it is delivered", why=why),
            Position(1, 1, 1, 1),
        )
        return
    yield Problem(
        say(
            "only a browser could tell whether readers are told of {links} ({first}): {why}; look at the page as"
            " readers see it, or write the notice into it as text",
            links=count_of(links),
            first=first_told(links),
            why=why,
        ),
        links[0].position,
        tuple(links),
    )
