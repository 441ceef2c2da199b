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
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, content_links, them, those, told, unexplained
from disclosure_check.model import Coverage, PageResult

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
    first = told(open_links[0]) if len(open_links) == 1 else f"the first is {told(open_links[0])}"
    covered = sum(link.coverage.covers for link in links)
    others = "other, which is covered" if covered == 1 else f"{covered} others, which are covered"
    where = "it" if len(open_links) == 1 else "the first"
    yield Problem(
        f"no disclosure covers {those(open_links, judgement)} ({first}); beside the {others}, readers take"
        f" {them(open_links)} for unpaid; label {them(open_links)} too, or put a notice above {where}",
        open_links[0].position,
        tuple(open_links),
    )
