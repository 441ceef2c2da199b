"""mark-unexplained: links bear a star and nothing on the page says what it means.

What: partner links of the content are marked with a star, and no legend explains it.
Why: a star alone tells a reader nothing; it may as well mean "including VAT".
Wrong: `<a href="https://www.amazon.de/dp/B0?tag=blog-21">Kamera*</a>` and no legend.
Right: the same link, and "* Affiliate-Link: Bei einem Kauf erhalten wir eine Provision." near it.
Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, count_of, told
from disclosure_check.model import PageResult, Region

ID = "mark-unexplained"


def check(result: PageResult) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.verdict == "undecided":
        return
    marked = [judgement.partner_links[number] for number in judgement.unexplained_marks]
    links = [link for link in marked if link.region is Region.CONTENT]
    if not links:
        return
    yield Problem(
        f"{count_of(links)} {'bears' if len(links) == 1 else 'bear'} a star that no legend explains"
        f" ({told(links[0])}); add a legend that says you earn money by the link",
        links[0].position,
        tuple(links),
    )
