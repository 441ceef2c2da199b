"""coupon-undisclosed: readers are given a discount code, and nothing says that it earns money.

What: the content names a discount code ("mit dem Code KAFFEE10 sparst du 10 %"), and no disclosure or label stands
ahead of it or near, as it would have to at a partner link. Where a partner link lacks one too, other checks tell that.
Why: a shop counts what a code sells, as it does with a link, and pays for it; some authorities name codes beside links.

Wrong:

    <p>Die Mühle gibt es bei der Rösterei Morgenrot; mit dem Code BOHNE10 sparst du 10 %.</p>

Right:

    <p>Werbung: Für Käufe mit dem Code erhalten wir eine Provision.</p>
    <p>Die Mühle gibt es bei der Rösterei Morgenrot; mit dem Code BOHNE10 sparst du 10 %.</p>

Options: none. The words are those of the wording files, in the page's language and in English; codes are written in
capitals.

Can't see: whether a code earns anything. The site's own codes, on a shop's pages, are found too: switch the check off
there. Codes in pictures and in widgets are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, content_links, quoted
from disclosure_check.messages import counted, say
from disclosure_check.results import PageResult

ID = "coupon-undisclosed"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.verdict == "undecided" or not judgement.coupons:
        return
    if not all(link.coverage.covers for link in content_links(judgement)):
        return
    first = judgement.coupons[0]
    yield Problem(
        say(
            "no disclosure covers {codes} (the first: {first}); readers are not told that you earn money by it; put a"
            " notice above it, or a label beside it",
            codes=counted(len(judgement.coupons), "discount code"),
            first=quoted(first.text),
        ),
        first.position,
    )
