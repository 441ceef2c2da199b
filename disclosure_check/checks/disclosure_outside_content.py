"""disclosure-outside-content: the only disclosure stands outside the content.

What: a disclosure stands in the footer, the navigation, a sidebar or another article, not with the partner links.
Why: readers of an article do not look there; regulators ask for a notice where the link is.
Wrong: "As an Amazon Associate I earn from qualifying purchases." in the site's footer only.
Right: the same sentence in the article, ahead of its first partner link.
Options: content (configuration), the CSS selector of the content.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, count_of, notice_of, notice_related, quoted, told, uncovered
from disclosure_check.model import Coverage, PageResult, Region

ID = "disclosure-outside-content"
_PLACES = {
    Region.FOOTER: "in the footer",
    Region.NAV: "in the navigation",
    Region.HEADER: "in the page's header",
    Region.ASIDE: "in a sidebar",
    Region.CONTENT: "in another article",
}


def check(result: PageResult) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.OUTSIDE)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    where = _PLACES.get(notice.region, "outside the content")
    yield Problem(
        f"notice {quoted(notice.text)} stands {where}, the content has {count_of(links)} ({told(links[0])});"
        " repeat the notice above the first of them",
        links[0].position,
        tuple(links),
        notice_related(notice, "the notice"),
    )
