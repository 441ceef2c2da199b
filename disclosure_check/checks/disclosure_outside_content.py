"""disclosure-outside-content: the only disclosure stands outside the content.

What: a disclosure stands in the page's footer, its navigation, a sidebar or another article, and none with the partner
links. Elements and roles tell (`footer`, `nav`, `aside`, `role=contentinfo` …), class names do not.
Why: readers of an article do not look there; regulators ask for a notice where the link is.

Wrong:

    <article><p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p></article>
    <footer><p>As an Amazon Associate we earn from qualifying purchases.</p></footer>

Right:

    <article><p>As an Amazon Associate we earn from qualifying purchases.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p></article>

Options: `content` in the configuration, the CSS selector of the content, where elements do not tell it.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    PLACES,
    Options,
    Problem,
    first_of,
    named,
    notice_of,
    notice_related,
    noun_of,
    uncovered,
)
from disclosure_check.model import Coverage, PageResult, Region

ID = "disclosure-outside-content"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.OUTSIDE)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    yield Problem(
        f"{named(notice)} stands {_where(notice.region)}; readers of the content reach"
        f" {first_of(links, result.judgement)} without it; repeat the {noun_of(notice)} above that link",
        links[0].position,
        tuple(links),
        notice_related(notice),
    )


def _where(region: Region) -> str:
    return "in another article" if region is Region.CONTENT else PLACES.get(region, "outside the content")
