"""disclosure-unrepeated: a long page tells once, and its later partner links stand far from it.

What: a partner link behind the first one, with more than `words` words between it and the nearest notice, label or mark
that tells of it.
Why: on a long page readers begin in the middle, from a table of contents or a search.

Wrong (with `words = 10`):

    <p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Hier gibt es die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>
    <p>Die Mühle steht seit drei Wochen auf unserer Arbeitsplatte und mahlt jeden Morgen zwei Portionen.</p>
    <p>Hier gibt es die <a href="https://www.amazon.de/dp/B000000002?tag=beispiel-21">Mühle M2</a>.</p>

Right:

    <p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Hier gibt es die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>
    <p>Die Mühle steht seit drei Wochen auf unserer Arbeitsplatte und mahlt jeden Morgen zwei Portionen.</p>
    <p>Hier gibt es die <a href="https://www.amazon.de/dp/B000000002?tag=beispiel-21">Mühle M2</a> (Anzeige).</p>

Options: `words` (3000). No regulator gives a number: it is a heuristic.

Can't see: how far it looks: words are counted, not screens. A notice that stays on the screen while readers scroll
counts once, where it stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    first_told,
    named,
    notice_of,
    notice_related,
    the,
)
from disclosure_check.messages import counted, say
from disclosure_check.results import PageResult

ID = "disclosure-unrepeated"
OPTIONS: Options = {"words": 3000}


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    judgement = result.judgement
    later = [link for link in content_links(judgement) if link.coverage.covers][1:]
    links = [link for link in later if (link.told_words or 0) > options["words"]]
    if judgement is None or not links:
        return
    notice = notice_of(judgement, links[0])
    yield Problem(
        say(
            "no disclosure within {most} (a heuristic, words) of {links} ({first}); what tells is {notice}, once;"
            " repeat {it} above the links of each part, or label each link",
            most=counted(options["words"], "word"),
            links=count_of(links),
            first=first_told(links),
            notice=named(notice),
            it=the(notice),
        ),
        links[0].position,
        tuple(links),
        notice_related(notice),
    )
