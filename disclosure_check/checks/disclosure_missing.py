"""disclosure-missing: partner links, and nothing on the page tells the reader.

What: the content has partner links and no disclosure covers any of them. A denial, talk about affiliate links, a cookie
banner and a script's text are no disclosure.
Why: readers take a recommendation for disinterested when nobody says that money is earned; laws and programmes alike
ask that they be told before the link or at it.

Wrong:

    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: none of its own. In the configuration, `partners` names further links that earn money, `disclosures` further
wording.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, reasons_of, them, those, told, uncovered
from disclosure_check.model import Coverage, PageResult

ID = "disclosure-missing"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.NONE)
    if not links or result.judgement is None:
        return
    first = told(links[0]) if len(links) == 1 else f"the first is {told(links[0])}"
    where = "it, or label it" if len(links) == 1 else "the first, or label each"
    yield Problem(
        f"no disclosure covers {those(links, result.judgement)} ({first}; {reasons_of(links)}); readers are not told"
        f" that you earn money by {them(links)}; say so above {where}",
        links[0].position,
        tuple(links),
    )
