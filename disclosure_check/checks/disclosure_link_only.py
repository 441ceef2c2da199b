"""disclosure-link-only: a link to a disclosure stands where the disclosure should.

What: all that tells of the partner links is a link whose text names another page, such as "Disclosure" or "our
affiliate policy".
Why: who does not follow that link is not told.

Wrong:

    <p>Please read our <a href="/disclosure/">affiliate disclosure</a>.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Right:

    <p>We earn a commission when you buy through our links (<a href="/disclosure/">affiliate disclosure</a>).</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Options: none. Names of such pages are known in the languages of the wording files.

Can't see: what the page behind the link says, and links under names that no wording file has.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, content_links, count_of, first_told, notice_of, quoted
from disclosure_check.messages import say
from disclosure_check.model import Judgement, PartnerLink, Seen
from disclosure_check.results import PageResult

ID = "disclosure-link-only"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.verdict == "undecided":
        return
    links, shown = _behind_link(judgement)
    if not links or shown is None:
        return
    advice = (
        say("say above that link that you earn money by it")
        if len(links) == 1
        else say("say above the first that you earn money by them")
    )
    yield Problem(
        say(
            "link {name} leads to another page, and nothing else tells of {links} ({first}); who does not follow it is"
            " not told; {advice}",
            name=quoted(shown.text),
            links=count_of(links),
            first=first_told(links),
            advice=advice,
        ),
        shown.position,
        tuple(links),
    )


def _behind_link(judgement: Judgement) -> tuple[list[PartnerLink], Seen | None]:
    """Return the partner links that only a link tells of, and that link."""
    links = content_links(judgement)
    named = [link for link in links if link.told_by and all(notice.only_link for notice in link.told_by)]
    if named:
        notice = notice_of(judgement, named[0])
        return named, Seen(notice.text, notice.position)
    if any(link.coverage.covers for link in links) or not judgement.policy_links:
        return [], None
    return links, judgement.policy_links[0]
