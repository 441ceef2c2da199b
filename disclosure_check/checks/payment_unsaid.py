"""payment-unsaid: no notice, label or legend says that money is earned.

What: partner links whose notices, labels and legends name the links or call them advertising, and never say that
somebody pays: no commission, no fee, no earning.
Why: some guides ask for the payment itself to be named; advertising labels alone leave open who pays whom.

Wrong:

    <p>Dieser Artikel enthält Affiliate-Links.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Dieser Artikel enthält Affiliate-Links: Kaufst du darüber ein, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: none. `disclosure-vague` is the milder check: it takes a plain label of advertising for clear.
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
    them,
    told,
)
from disclosure_check.model import PageResult

ID = "payment-unsaid"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = [
        link
        for link in content_links(judgement)
        if link.told_by and not any(notice.says_payment for notice in link.told_by)
    ]
    if judgement is None or not links:
        return
    notice = notice_of(judgement, links[0])
    first = told(links[0]) if len(links) == 1 else f"the first is {told(links[0])}"
    yield Problem(
        f"{named(notice)} does not say that you are paid, and nothing else does at {count_of(links)} ({first}); add"
        f" that you earn money by {them(links)}, such as a commission",
        notice.position,
        tuple(links),
        notice_related(notice),
    )
