"""All checks there are, in the order in which they are listed."""

from __future__ import annotations

from types import ModuleType

from disclosure_check.checks import (
    ad_free_claim,
    conditional_wording,
    coupon_undisclosed,
    disclosure_detached,
    disclosure_far,
    disclosure_folded,
    disclosure_hidden,
    disclosure_incomplete,
    disclosure_language,
    disclosure_late,
    disclosure_link_only,
    disclosure_missing,
    disclosure_outside_content,
    disclosure_undecided,
    disclosure_unneeded,
    disclosure_unrepeated,
    disclosure_vague,
    foreign_partner_id,
    invalid_ignore,
    label_missing,
    label_wording,
    legend_far,
    legend_wording,
    mark_unexplained,
    monetizer_script,
    page_unreadable,
    payment_unsaid,
    programme_statement,
    rel_sponsored,
    shortcode_unrendered,
    sponsor_only,
    teaser_unlabelled,
    template_link_undisclosed,
    unused_ignore,
    unused_override,
)
from disclosure_check.checks.common import Options

CHECKS: tuple[ModuleType, ...] = (
    disclosure_missing,
    disclosure_late,
    disclosure_outside_content,
    disclosure_hidden,
    disclosure_incomplete,
    mark_unexplained,
    page_unreadable,
    disclosure_vague,
    disclosure_undecided,
    template_link_undisclosed,
    disclosure_unneeded,
    disclosure_far,
    disclosure_link_only,
    rel_sponsored,
    monetizer_script,
    disclosure_detached,
    disclosure_language,
    disclosure_unrepeated,
    legend_far,
    legend_wording,
    label_wording,
    label_missing,
    payment_unsaid,
    disclosure_folded,
    conditional_wording,
    programme_statement,
    shortcode_unrendered,
    ad_free_claim,
    sponsor_only,
    foreign_partner_id,
    coupon_undisclosed,
    unused_ignore,
    invalid_ignore,
    teaser_unlabelled,
    unused_override,
)
CHECK_IDS: tuple[str, ...] = tuple(module.ID for module in CHECKS)


def options_of(check: str) -> Options:
    """Return the options of a check with the values that hold where nobody sets them."""
    return CHECKS[CHECK_IDS.index(check)].OPTIONS  # type: ignore[no-any-return]
