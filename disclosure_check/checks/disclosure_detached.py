"""disclosure-detached: the notice stands ahead of the article, outside of it.

What: all that tells of partner links in the content is a notice above the article, in none of its elements.
Why: readers who begin with the headline pass it over, and others take it for a part of the frame.

Wrong:

    <div>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</div>
    <article><h2>Die M1</h2>
    <p>Wir mahlen mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p></article>

Right:

    <article><h2>Die M1</h2>
    <p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Wir mahlen mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p></article>

Options: `content` in the configuration, the CSS selector of the content, where elements do not tell it.

Can't see: where a style sheet shows the notice: one that stands above the article in the file may be shown below the
headline, and the other way round.
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
    notice_related,
    the,
)
from disclosure_check.messages import say
from disclosure_check.results import PageResult

ID = "disclosure-detached"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = [
        link
        for link in content_links(result.judgement)
        if link.told_by and all(notice.detached for notice in link.told_by)
    ]
    if not links:
        return
    notice = links[0].told_by[-1]
    yield Problem(
        say(
            "{notice} stands above the article and not in it, and nothing else tells of {links} ({first}); readers who"
            " begin with the headline pass it over; move {it} below the headline",
            notice=named(notice),
            links=count_of(links),
            first=first_told(links),
            it=the(notice),
        ),
        notice.position,
        tuple(links),
        notice_related(notice),
    )
