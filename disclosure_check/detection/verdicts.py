"""The page in one word, from the links that decide it."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_check.model import NO_PARTNER_LINKS, Coverage, PartnerLink, Region

_TEMPLATE_REGIONS = (Region.NAV, Region.HEADER, Region.ASIDE, Region.FOOTER)


def verdict_of(links: Sequence[PartnerLink]) -> str:
    """Return the page in one word, from the links that decide it."""
    deciding = deciding_links(links)
    if not deciding:
        return NO_PARTNER_LINKS
    coverages = [link.coverage for link in deciding]
    if all(coverage.covers for coverage in coverages):
        return min(coverages).label
    if all(coverage.covers or coverage is Coverage.UNDECIDED for coverage in coverages):
        return Coverage.UNDECIDED.label
    if any(coverage.covers for coverage in coverages):
        return "partial"
    strongest = max(coverages)
    return "missing" if strongest is Coverage.NONE else strongest.label


def deciding_links(links: Sequence[PartnerLink]) -> list[PartnerLink]:
    """Return the content's links; a template's links decide only where the content has none."""
    content = [link for link in links if link.region is Region.CONTENT]
    return content or [link for link in links if link.region in _TEMPLATE_REGIONS]
