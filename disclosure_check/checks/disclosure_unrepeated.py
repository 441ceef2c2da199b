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
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    counted,
    named,
    notice_of,
    notice_related,
    noun_of,
    told,
)
from disclosure_check.model import PageResult

ID = "disclosure-unrepeated"
OPTIONS: Options = {"words": 3000}


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    judgement = result.judgement
    later = [link for link in content_links(judgement) if link.coverage.covers][1:]
    links = [link for link in later if (link.told_words or 0) > options["words"]]
    if judgement is None or not links:
        return
    notice = notice_of(judgement, links[0])
    first = told(links[0]) if len(links) == 1 else f"the first is {told(links[0])}"
    yield Problem(
        f"no disclosure within {counted(options['words'], 'word')} (a heuristic, words) of {count_of(links)} ({first});"
        f" what tells is {named(notice)}, once; repeat the {noun_of(notice)} above the links of each part, or label"
        " each link",
        links[0].position,
        tuple(links),
        notice_related(notice),
    )
