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

Can't see: links that earn money and that no rule, no mark or label of the page and no configuration knows; links and
notices that a script adds; what a picture says. A notice in words that no wording file has counts as none, and so does
one in a language without such a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, first_told, reasons_of, them, those, uncovered
from disclosure_check.messages import say
from disclosure_check.model import Coverage
from disclosure_check.results import PageResult

ID = "disclosure-missing"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    links = uncovered(result.judgement, Coverage.NONE)
    if not links or result.judgement is None:
        return
    advice = say("say so above it, or label it") if len(links) == 1 else say("say so above the first, or label each")
    yield Problem(
        say(
            "no disclosure covers {links} ({first}; {reasons}); readers are not told that you earn money by {them};"
            " {advice}",
            links=those(links, result.judgement),
            first=first_told(links),
            reasons=reasons_of(links),
            them=them(links),
            advice=advice,
        ),
        links[0].position,
        tuple(links),
        fixable=True,
    )
