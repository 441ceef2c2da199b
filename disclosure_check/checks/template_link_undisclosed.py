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
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import PLACES, Options, Problem, count_of, name_of, them
from disclosure_check.model import PageResult

ID = "template-link-undisclosed"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    if result.judgement is None or result.judgement.verdict == "undecided":
        return
    links = [link for link in result.judgement.partner_links if link.region in PLACES and not link.coverage.covers]
    if not links:
        return
    place = f"{name_of(links[0])}, {PLACES[links[0].region]}"
    first = place if len(links) == 1 else f"the first is {place}"
    yield Problem(
        f"no disclosure covers {count_of(links)} outside the content ({first}); the theme repeats {them(links)} on its"
        f" pages; label {them(links)} there",
        links[0].position,
        tuple(links),
    )
