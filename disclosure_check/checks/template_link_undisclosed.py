"""template-link-undisclosed: a theme's own partner links are not disclosed.

What: partner links in the navigation, header, sidebar or footer that no disclosure covers.
Why: they earn money like any other link, but they stand on every page and are the theme's matter, not the author's.
Wrong: an "Archives" link through a partner network in the main menu.
Right: the label "Anzeige" or "Ad" at that link.
Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, count_of, told
from disclosure_check.model import PageResult, Region

ID = "template-link-undisclosed"
_TEMPLATE = (Region.NAV, Region.HEADER, Region.ASIDE, Region.FOOTER)


def check(result: PageResult) -> Iterator[Problem]:
    if result.judgement is None or result.judgement.verdict == "undecided":
        return
    template = [link for link in result.judgement.partner_links if link.region in _TEMPLATE]
    links = [link for link in template if not link.coverage.covers]
    if not links:
        return
    yield Problem(
        f"{count_of(links)} outside the content ({told(links[0])}, {links[0].region.value}) without a disclosure at"
        f" {'it' if len(links) == 1 else 'them'}; label the link in the theme",
        links[0].position,
        tuple(links),
    )
