"""mark-unexplained: links bear a star and nothing on the page says what it means.

What: partner links of the content are marked with a star, no other disclosure covers them, and no legend explains it.
Why: a star alone tells a reader nothing; it may as well mean "including VAT".

Wrong:

    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>

Right:

    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>*.</p>
    <p>* Affiliate-Link: Kaufst du darüber ein, erhalten wir eine Provision.</p>

Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, count_of, told
from disclosure_check.model import PageResult, Region

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
    first = told(links[0]) if len(links) == 1 else f"the first is {told(links[0])}"
    yield Problem(
        f"no legend explains the star at {count_of(links)} ({first}); alone it tells readers nothing; add a legend that"
        " says you earn money by the links that bear it",
        links[0].position,
        tuple(links),
    )
