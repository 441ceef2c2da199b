"""disclosure-hidden: the page holds a disclosure that readers do not see.

What: the only disclosure is in a hidden element, a closed box, `<noscript>`, a link's `title`, or text that style
sheets hide: not displayed, transparent, off the screen, cut away, tiny, or coloured as what is behind it. What only
screen readers skip (`aria-hidden`) is seen, and what only some widths of a screen hide.
Why: what a reader does not see tells nothing.

Wrong:

    <p hidden>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: none. Style sheets are read from the page and from files in the checked folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    first_of,
    named,
    notice_of,
    notice_related,
    noun_of,
    uncovered,
)
from disclosure_check.model import Coverage, PageResult

ID = "disclosure-hidden"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.HIDDEN)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    yield Problem(
        f"{named(notice)} is in the page, but readers do not see it ({notice.hidden}); they reach"
        f" {first_of(links, result.judgement)} without it; show the {noun_of(notice)} above that link",
        links[0].position,
        tuple(links),
        notice_related(notice),
    )
