"""legend-far: the legend of the marks stands far below the links.

What: all that tells of a marked partner link is a legend that neither stands ahead of it nor near it.
Why: who meets a star looks for its meaning close by; some guides ask for the legend there, others accept it anywhere.

Wrong:

    <p>Wir mahlen mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>
    <h2>Reinigung</h2>
    <p>Ein Pinsel genügt, einmal in der Woche.</p>
    <p>* Affiliate-Link: Kaufst du darüber ein, erhalten wir eine Provision.</p>

Right:

    <p>Wir mahlen mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>
    <p>* Affiliate-Link: Kaufst du darüber ein, erhalten wir eine Provision.</p>
    <h2>Reinigung</h2>
    <p>Ein Pinsel genügt, einmal in der Woche.</p>

Options: `near-words` in the configuration (40), a heuristic: a legend this few words behind, with no heading between,
is near.

Can't see: how far it looks: words are counted, not screens. A legend that opens at the star on a click or under the
pointer is one that a script shows.
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
from disclosure_check.messages import counted, say
from disclosure_check.model import Coverage
from disclosure_check.results import PageResult

ID = "legend-far"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = [link for link in content_links(judgement) if link.coverage is Coverage.MARKER]
    if judgement is None or not links:
        return
    legend = notice_of(judgement, links[0])
    yield Problem(
        say(
            "{legend} stands {words} behind the mark it explains, at {links} ({first}); what counts as near is a"
            " heuristic (near-words); move the legend above the first marked link, or close behind it",
            legend=named(legend),
            words=counted(abs(links[0].distance_words or 0), "word"),
            links=count_of(links),
            first=first_told(links),
        ),
        links[0].position,
        tuple(links),
        notice_related(legend),
    )
