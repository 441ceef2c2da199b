"""Which findings on different pages have one cause: the same link or notice in the same region, found alike.

It is a heuristic: what stands on many pages in the same words was probably written once, in the theme.
"""

from __future__ import annotations

import re

from disclosure_check.model import Judgement
from disclosure_check.results import Finding

FROM_PAGES = 10  # on fewer pages the same thing may well have been written by hand
_NUMBERS = re.compile(r"\d[\d.,]*")


def cause_of(finding: Finding, judgement: Judgement) -> bytes:
    """Return a short key that findings of one cause share."""
    from hashlib import blake2b  # slow to import, and clean pages have no finding

    about = (finding.check, finding.level.label, *_about(finding, judgement))
    return blake2b("\0".join(about).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _about(finding: Finding, judgement: Judgement) -> tuple[str, ...]:
    places = {related.position for related in finding.related}
    for notice in judgement.disclosures:
        if notice.position in places:
            return "notice", notice.text, notice.region.value
    for link in judgement.partner_links:
        if link.position == finding.position:
            return "link", link.href, link.text, link.region.value
    return "message", _NUMBERS.sub("#", finding.message)
