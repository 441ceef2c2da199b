"""ad-free-claim: the page says that nobody pays for it, beside partner links.

What: partner links, and a sentence or label that calls the page free of advertising, unpaid or not sponsored, or says
that it has no affiliate links. A sentence that discloses the links in the same breath is none.
Why: it takes back what the disclosure says, and is not so.

Wrong:

    <p>Unbezahlte Werbung</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Werbung: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: none. The claims are those of the wording files, in the page's language and in English.

Can't see: whether the claim is true of something else than the page, such as a product that was bought and not given.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    first_told,
    quoted,
    them,
)
from disclosure_check.messages import say
from disclosure_check.results import PageResult

ID = "ad-free-claim"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = content_links(judgement)
    if judgement is None or not judgement.claims or not links:
        return
    claim = judgement.claims[0]
    yield Problem(
        say(
            "claim {claim} says that nobody pays for the page, beside {links} ({first}); you earn money by {them}; drop"
            " the claim, or say what it means and tell of the links in the same sentence",
            claim=quoted(claim.text),
            links=count_of(links),
            first=first_told(links),
            them=them(links),
        ),
        claim.position,
        tuple(links),
    )
