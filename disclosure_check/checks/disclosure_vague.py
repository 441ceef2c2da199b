"""disclosure-vague: readers are told in time, but only in jargon.

What: every partner link of the content is covered, and no visible disclosure says plainly that money is earned.
Why: many readers do not know what an affiliate link is; regulators ask for plain words about payment.

Wrong:

    <p>Dieser Artikel enthält Affiliate-Links.</p>
    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Dieser Artikel enthält Affiliate-Links: Kaufst du darüber ein, erhalten wir eine Provision.</p>
    <p>Am liebsten mahlen wir mit der <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: none.

Can't see: whether your readers understand: words decide, nobody was asked. One plain disclosure in the same region
passes for the whole page, however far it stands from the links.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, content_links, count_of, named, notice_of
from disclosure_check.messages import say
from disclosure_check.model import Judgement, PartnerLink, Strength
from disclosure_check.results import PageResult

ID = "disclosure-vague"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = content_links(judgement)
    if judgement is None or not links or not all(link.coverage.covers for link in links):
        return
    vague = [link for link in links if notice_of(judgement, link).strength is Strength.WEAK]
    visible = [each for each in judgement.disclosures if not each.hidden and each.region == links[0].region]
    if not vague or any(each.strength is Strength.CLEAR for each in visible):
        return
    yield Problem(
        _message(judgement, vague),
        notice_of(judgement, vague[0]).position,
        tuple(vague),
    )


def _message(judgement: Judgement, links: list[PartnerLink]) -> str:
    first = named(notice_of(judgement, links[0]))
    more = len({link.disclosure for link in links}) - 1
    if not more:
        return say(
            "{notice} tells of {links} in jargon that many readers do not know; add in plain words that you earn money,"
            " such as a commission",
            notice=first,
            links=count_of(links),
        )
    return say(
        "{notice} and {more} more like it tell of {links} in jargon that many readers do not know; add in plain words"
        " that you earn money, such as a commission",
        notice=first,
        more=more,
        links=count_of(links),
    )
