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

Can't see: what a script shows or hides, style sheets outside the checked folder, boxes that cover others, and colours
on pictures and gradients. What hides on some screens only counts as seen. Where the files leave it open,
`disclosure-undecided` tells instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, first_of, named, notice_of, notice_related, the, uncovered
from disclosure_check.messages import say
from disclosure_check.model import Coverage
from disclosure_check.results import PageResult

ID = "disclosure-hidden"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.HIDDEN)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    yield Problem(
        say(
            "{notice} is in the page, but readers do not see it ({why}); they reach {first} without it; show {it} above"
            " that link",
            notice=named(notice),
            why=notice.hidden,
            first=first_of(links, result.judgement),
            it=the(notice),
        ),
        links[0].position,
        tuple(links),
        notice_related(notice),
        fixable=True,
    )
