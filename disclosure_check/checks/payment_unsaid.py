"""payment-unsaid: no notice, label or legend says that money is earned.

What: partner links whose notices, labels and legends name the links, and never say that somebody pays: no commission,
no fee, no earning. A plain label of advertising says it too.
Why: that money is earned is what weighs on a recommendation; "affiliate link" tells it to those who knew.

Wrong:

    <p>Dieser Artikel enthält Affiliate-Links.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Dieser Artikel enthält Affiliate-Links: Kaufst du darüber ein, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: `labels` (true): a plain label of advertising ("Anzeige", "Ad") says that somebody pays. What it tells,
`disclosure-vague` need not tell again.

Can't see: words for money that no wording file has, and a payment told elsewhere on the page than in the notice and the
sentences right beside it.
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
    them,
)
from disclosure_check.messages import say
from disclosure_check.model import Disclosure, Kind, Strength
from disclosure_check.results import PageResult

ID = "payment-unsaid"
OPTIONS: Options = {"labels": True}
SILENCES = ("disclosure-vague",)


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = [
        link
        for link in content_links(judgement)
        if link.told_by and not any(_says_it(notice, options["labels"]) for notice in link.told_by)
    ]
    if judgement is None or not links:
        return
    notice = notice_of(judgement, links[0])
    yield Problem(
        say(
            "{notice} does not say that you are paid, and nothing else does at {links} ({first}); add that you earn"
            " money by {them}, such as a commission",
            notice=named(notice),
            links=count_of(links),
            first=first_told(links),
            them=them(links),
        ),
        notice.position,
        tuple(links),
        notice_related(notice),
    )


def _says_it(notice: Disclosure, labels: bool) -> bool:
    return notice.says_payment or (labels and notice.kind is Kind.LABEL and notice.strength is Strength.CLEAR)
