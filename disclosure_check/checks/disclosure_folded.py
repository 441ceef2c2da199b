"""disclosure-folded: the notice stands in a box that opens on a click.

What: all that tells of a partner link stands in an open `<details>`, a tab, an accordion or a list of questions, and
the link does not stand in it.
Why: readers skip such boxes, or close them before they read on.

Wrong:

    <details open><summary>Über diesen Artikel</summary>
    <p>Kaufst du über einen der Links, erhalten wir eine Provision.</p></details>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: none. The boxes are known by HTML, ARIA, schema.org and the classes of some products; `disclosure-hidden` tells
of closed ones.

Can't see: boxes that a script makes of plain elements without a role or a class that a rule knows, and whether a script
opens the box when the page loads.
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
    the,
)
from disclosure_check.messages import say
from disclosure_check.results import PageResult

ID = "disclosure-folded"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = [link for link in content_links(judgement) if link.folded]
    if judgement is None or not links:
        return
    notice = notice_of(judgement, links[0])
    yield Problem(
        say(
            "{notice} stands in {box}, and nothing else tells of {links} ({first}); readers skip such boxes; move {it}"
            " out of it, above the first partner link",
            notice=named(notice),
            box=links[0].folded,
            links=count_of(links),
            first=first_told(links),
            it=the(notice),
        ),
        notice.position,
        tuple(links),
        notice_related(notice),
    )
