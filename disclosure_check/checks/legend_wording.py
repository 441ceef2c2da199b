"""legend-wording: the legend of the marks has none of the words that a policy asks for.

What: partner links that a legend tells of, and neither it nor another notice of them holds one of `words`, alone or as
a part of a longer word ("Werbelinks" holds "Werbelink").
Why: a mark is soon passed over; a policy may ask that its legend calls advertising by that name.

Wrong (with `words = ["Werbung", "Anzeige"]`):

    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>
    <p>* Affiliate-Link: Wir erhalten eine Provision.</p>

Right:

    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>
    <p>* Werbung: Kaufst du über diesen Link, erhalten wir eine Provision.</p>

Options: `words`, a list (empty: nothing is asked for).

Can't see: whether the word speaks of the links: any sentence of the legend may hold it.
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
    quoted,
)
from disclosure_check.messages import either, say
from disclosure_check.model import Disclosure, Kind, PartnerLink
from disclosure_check.results import PageResult

ID = "legend-wording"
OPTIONS: Options = {"words": []}


_SHOWN = 3


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    judgement, words = result.judgement, [word.casefold() for word in options["words"]]
    if judgement is None or not words:
        return
    links = [
        link
        for link in content_links(judgement)
        if _legend(link) and not any(_holds(notice, words) for notice in link.told_by)
    ]
    legend = _legend(links[0]) if links else None
    if legend is None:
        return
    yield Problem(
        say(
            "{legend} does not say {words}, and nothing else does that tells of {links} ({first}); open it with that"
            " word",
            legend=named(legend),
            words=either(quoted(word) for word in options["words"][:_SHOWN]),
            links=count_of(links),
            first=first_told(links),
        ),
        legend.position,
        tuple(links),
        notice_related(legend),
    )


def _legend(link: PartnerLink) -> Disclosure | None:
    return next((notice for notice in link.told_by if notice.kind is Kind.LEGEND), None)


def _holds(notice: Disclosure, words: list[str]) -> bool:
    said = notice.text.casefold()
    return any(word in said for word in words)
