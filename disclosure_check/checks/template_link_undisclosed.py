"""template-link-undisclosed: a theme's own partner links are not disclosed.

What: partner links in the navigation, header, sidebar or footer that no disclosure covers.
Why: they earn money like any other link, but they stand on every page and are the theme's matter, not the author's.

Wrong:

    <main><p>Am liebsten mahlen wir von Hand.</p></main>
    <footer><p><a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a></p></footer>

Right:

    <main><p>Am liebsten mahlen wir von Hand.</p></main>
    <footer><p>Anzeige: <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a></p></footer>

Options: none.

Can't see: which elements a theme wrote: `nav`, `header`, `aside`, `footer` and their roles decide. A theme's links
inside the article count as the author's, and so do those in a sidebar of plain `div` elements.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import PLACES, Options, Problem, count_of, name_of, them
from disclosure_check.messages import say
from disclosure_check.results import PageResult

ID = "template-link-undisclosed"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    if result.judgement is None or result.judgement.verdict == "undecided":
        return
    links = [link for link in result.judgement.partner_links if link.region in PLACES and not link.coverage.covers]
    if not links:
        return
    place = say("{link}, {place}", link=name_of(links[0]), place=PLACES[links[0].region])
    first = place if len(links) == 1 else say("the first is {link}", link=place)
    yield Problem(
        say(
            "no disclosure covers {links} outside the content ({first}); the theme repeats {them} on its pages; label"
            " {them} there",
            links=count_of(links),
            first=first,
            them=them(links),
        ),
        links[0].position,
        tuple(links),
    )
