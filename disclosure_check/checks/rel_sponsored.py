"""rel-sponsored: partner links do not tell search engines that they are paid.

What: partner links, wherever on the page but in comments, without `sponsored` or `nofollow` in their `rel`. `ugc` alone
is for what readers write.
Why: search engines ask to have paid links qualified, and may rank a site lower that does not.

Wrong:

    <p>Wir mahlen mit <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">der M1</a>.</p>

Right:

    <p>Wir mahlen mit <a rel="sponsored" href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">der M1</a>.</p>

Options: none.

Can't see: a `rel` that a script sets, a header or a `robots` tag that says nofollow for the whole page, and redirects
that robots.txt keeps search engines from.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, count_of, first_told
from disclosure_check.messages import say
from disclosure_check.model import PartnerLink, Region
from disclosure_check.results import PageResult

ID = "rel-sponsored"
OPTIONS: Options = {}


_QUALIFIES = {"sponsored", "nofollow"}
_IGNORED = (Region.COMMENTS, Region.CONSENT)


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    every, links = _ours(result), unqualified(result)
    if not links:
        return
    some = say("{number} of {links}", number=len(links), links=count_of(every))
    yield Problem(
        say(
            'no rel="sponsored" at {links} ({first}); search engines ask to have paid links qualified; add it (nofollow'
            " counts too)",
            links=some if len(links) < len(every) else count_of(links),
            first=first_told(links),
        ),
        links[0].position,
        tuple(links),
        fixable=True,
    )


def unqualified(result: PageResult) -> list[PartnerLink]:
    """Return the partner links that do not say they are paid."""
    return [link for link in _ours(result) if _QUALIFIES.isdisjoint(link.rel.lower().replace(",", " ").split())]


def _ours(result: PageResult) -> list[PartnerLink]:
    return [link for link in result.judgement.partner_links if _is_ours(link)] if result.judgement else []


def _is_ours(link: PartnerLink) -> bool:
    return link.carrier in ("a", "area", "form") and link.region not in _IGNORED
