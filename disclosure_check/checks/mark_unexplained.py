"""mark-unexplained: links bear a star and nothing on the page says what it means.

What: partner links of the content are marked with a star, no other disclosure covers them, and no legend explains it.
Why: a star alone tells a reader nothing; it may as well mean "including VAT".

Wrong:

    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>

Right:

    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>
    <p>* Affiliate-Link: Kaufst du darüber ein, erhalten wir eine Provision.</p>

Options: none.

Can't see: marks other than the star: icons and emoji without a legend are decoration as far as a file tells. A legend
that a script adds or a picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, count_of, first_told
from disclosure_check.messages import say
from disclosure_check.model import Region
from disclosure_check.results import PageResult

ID = "mark-unexplained"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.verdict == "undecided":
        return
    marked = [judgement.partner_links[number] for number in judgement.unexplained_marks]
    links = [link for link in marked if link.region is Region.CONTENT]
    if not links:
        return
    yield Problem(
        say(
            "no legend explains the star at {links} ({first}); alone it tells readers nothing; add a legend that says"
            " you earn money by the links that bear it",
            links=count_of(links),
            first=first_told(links),
        ),
        links[0].position,
        tuple(links),
        fixable=True,
    )
