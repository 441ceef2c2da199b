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
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    named,
    notice_related,
    noun_of,
    told,
)
from disclosure_check.model import PageResult

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
    first = told(links[0]) if len(links) == 1 else f"the first is {told(links[0])}"
    yield Problem(
        f"{named(notice)} stands above the article and not in it, and nothing else tells of {count_of(links)}"
        f" ({first}); readers who begin with the headline pass it over; move the {noun_of(notice)} below the headline",
        notice.position,
        tuple(links),
        notice_related(notice),
    )
