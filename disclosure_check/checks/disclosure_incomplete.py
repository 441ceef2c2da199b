"""disclosure-incomplete: some partner links are disclosed, others are not.

What: a disclosure covers at least one partner link of the content and none covers at least one other. A link that
stands several times is judged at each place, and each article of a page apart.
Why: readers who see that some links are marked take the others for unpaid.

Wrong:

    <ul><li><a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a> (Anzeige)</li>
    <li><a href="https://www.amazon.de/dp/B000000002?tag=beispiel-21">Mühle M2</a></li></ul>

Right:

    <ul><li><a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a> (Anzeige)</li>
    <li><a href="https://www.amazon.de/dp/B000000002?tag=beispiel-21">Mühle M2</a> (Anzeige)</li></ul>

Options: `near-words` in the configuration (40), a heuristic.

Can't see: links that earn money and are not known as such. Whether a label looks as if it belonged to several links: it
counts for those that stand near it in the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, content_links, first_told, them, those, unexplained
from disclosure_check.messages import say
from disclosure_check.model import Coverage
from disclosure_check.results import PageResult

ID = "disclosure-incomplete"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = content_links(judgement)
    if judgement is None or not any(link.coverage.covers for link in links):
        return
    marked = unexplained(judgement)
    open_links = [link for link in links if link.coverage < Coverage.UNDECIDED and link not in marked]
    if not open_links:
        return
    covered = sum(link.coverage.covers for link in links)
    others = (
        say("the other, which is covered")
        if covered == 1
        else say("the {number} others, which are covered", number=covered)
    )
    advice = (
        say("label it too, or put a notice above it")
        if len(open_links) == 1
        else say("label them too, or put a notice above the first")
    )
    yield Problem(
        say(
            "no disclosure covers {links} ({first}); beside {others}, readers take {them} for unpaid; {advice}",
            links=those(open_links, judgement),
            first=first_told(open_links),
            others=others,
            them=them(open_links),
            advice=advice,
        ),
        open_links[0].position,
        tuple(open_links),
        fixable=True,
    )
