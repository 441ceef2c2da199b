"""disclosure-unneeded: a notice about partner links on a page that has none.

What: the content has a disclosure and no partner link was found.
Why: a notice on every page teaches readers to pass over it; off by default, because a link may be added by script.
Wrong: "Dieser Artikel enthält Affiliate-Links" above an article without one.
Right: the notice only where the links are.
Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, quoted
from disclosure_check.model import PageResult, Region

ID = "disclosure-unneeded"


def check(result: PageResult) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.partner_links:
        return
    for notice in judgement.disclosures:
        if notice.region is Region.CONTENT and not notice.hidden:
            yield Problem(f"notice {quoted(notice.text)} on a page without a partner link", notice.position)
            return
