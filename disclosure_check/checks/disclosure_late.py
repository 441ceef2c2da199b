"""disclosure-late: the disclosure comes after the partner links it speaks of.

What: the content has a disclosure, but readers reach partner links first, and it is not near them. A star at each link
and a legend that explains it are right too, wherever in the content the legend stands.
Why: who has already followed the link was told too late.

Wrong:

    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>
    <h2>Reinigung</h2>
    <p>Ein Pinsel genügt, einmal in der Woche.</p>
    <h2>Transparenz</h2>
    <p>Kaufst du über einen der Links, erhalten wir eine Provision.</p>

Right:

    <p>Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>
    <h2>Reinigung</h2>
    <p>Ein Pinsel genügt, einmal in der Woche.</p>

Options: `near-words` in the configuration (40): a disclosure this few words from the link, with no heading between, is
near. No regulator gives a number: it is a heuristic.

Can't see: in which order readers really read: it goes by the order of the file. Boxes that a style sheet moves (flex
order, grid, float, absolute places) are taken where they stand in the file, and who jumps in by a table of contents is
not thought of.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, first_of, named, notice_of, notice_related, the, uncovered
from disclosure_check.messages import counted, say
from disclosure_check.model import Coverage
from disclosure_check.results import PageResult

ID = "disclosure-late"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.AFTER)
    if not links or result.judgement is None:
        return
    notice = notice_of(result.judgement, links[0])
    mark = say("mark the link") if len(links) == 1 else say("mark each link")
    yield Problem(
        say(
            "{notice} comes after {first}; readers reach that link {words} earlier (what counts as near is a heuristic,"
            " near-words); move {it} above it, or {mark}",
            notice=named(notice),
            first=first_of(links, result.judgement),
            it=the(notice),
            mark=mark,
            words=counted(notice.words_before - links[0].words_before, "word"),
        ),
        links[0].position,
        tuple(links),
        notice_related(notice),
    )
