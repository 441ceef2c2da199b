"""disclosure-far: the notice stands far ahead of the first partner link.

What: between the notice and the first partner link that it covers a reader reads more words than `words`, and nothing
nearer tells of that link: no label, no mark, no second notice.
Why: who was told so long ago may not connect the two.

Wrong (with `words = 10`):

    <p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Die Mühle steht seit drei Wochen auf unserer Arbeitsplatte und mahlt jeden Morgen zwei Portionen.</p>
    <p>Hier gibt es die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Die Mühle steht seit drei Wochen auf unserer Arbeitsplatte und mahlt jeden Morgen zwei Portionen.</p>
    <p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Hier gibt es die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: `words` (1500). No regulator gives a number: it is a heuristic.

Can't see: how far it looks: words are counted, not screens. Pictures, tables and advertisements between the notice and
the link count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, content_links, named, notice_of, notice_related, the, told
from disclosure_check.messages import counted, say
from disclosure_check.model import Coverage
from disclosure_check.results import PageResult

ID = "disclosure-far"
OPTIONS: Options = {"words": 1500}


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    judgement = result.judgement
    ahead = [link for link in content_links(judgement) if link.coverage is Coverage.BEFORE]
    if judgement is None or not ahead or (ahead[0].told_words or 0) <= options["words"]:
        return
    first, notice = ahead[0], notice_of(judgement, ahead[0])
    yield Problem(
        say(
            "{notice} stands {distance} ahead of the first partner link it covers ({first}); more than {most} are far"
            " (a heuristic, words); repeat {it} right above that link, or label it",
            notice=named(notice),
            distance=counted(first.told_words or 0, "word"),
            first=told(first),
            most=counted(options["words"], "word"),
            it=the(notice),
        ),
        first.position,
        (first,),
        notice_related(notice),
    )
