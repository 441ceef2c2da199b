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

Can't see: where a style sheet shows a box. A sidebar made of plain `div` elements is content to it, and a notice in one
passes.
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
    the,
    uncovered,
)
from disclosure_check.messages import say
from disclosure_check.model import Coverage, Region
from disclosure_check.results import PageResult

ID = "disclosure-outside-content"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.OUTSIDE)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    yield Problem(
        say(
            "{notice} stands {where}; readers of the content reach {first} without it; repeat {it} above that link",
            notice=named(notice),
            where=_where(notice.region),
            first=first_of(links, result.judgement),
            it=the(notice),
        ),
        links[0].position,
        tuple(links),
        notice_related(notice),
        fixable=True,
    )


def _where(region: Region) -> str:
    return say("in another article") if region is Region.CONTENT else PLACES.get(region, say("outside the content"))
