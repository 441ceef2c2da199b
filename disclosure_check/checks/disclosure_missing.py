"""disclosure-missing: partner links, and nothing on the page tells the reader.

What: the content has partner links and no disclosure covers any of them.
Why: readers take a recommendation for disinterested when nobody says that money is earned; laws and programmes alike
ask that they be told before or at the link.
Wrong: `<p>Wir lieben die <a href="https://www.amazon.de/dp/B0?tag=blog-21">Kamera</a>.</p>`
Right: `<p>Transparenz: Kaufst du über die Links, erhalten wir eine Provision.</p>` ahead of that paragraph.
Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, count_of, programmes_of, told, uncovered
from disclosure_check.model import Coverage, PageResult

ID = "disclosure-missing"


def check(result: PageResult) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.NONE)
    if not links:
        return
    programmes = programmes_of(links)
    first = f"{'it is' if len(links) == 1 else 'the first is'} {told(links[0])}"
    yield Problem(
        f"{count_of(links)}{f' ({programmes})' if programmes else ''} and no disclosure covers"
        f" {'it' if len(links) == 1 else 'any'}; {first}; say above it that you earn money by the link",
        links[0].position,
        tuple(links),
    )
