"""programme-statement: the statement that a programme demands is missing, or worded otherwise.

What: the page has partner links of `programme`, and nowhere on it the sentence which the programme demands of its
partners, or only one that comes near it.
Why: a programme may close the account of a partner who does not carry its sentence.

Wrong:

    <p>Als Amazon-Partner verdienen wir an qualifizierten Käufen.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Als Amazon-Partner verdienen wir an qualifizierten Verkäufen.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: `programme` ("Amazon Associates"), as the reports name it. `missing` (true): tell where there is none; set it
to false where another page carries the sentence and the programme's terms speak of the site, as Amazon's do.
`misworded` (true): tell of one that only comes near. The right words are known in some languages; in the others any
sentence that comes near is taken for right.

Can't see: a statement on another page of the site, in a picture or written by a script. Whether the programme accepts a
wording that is not its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    count_of,
    first_told,
    notice_related,
    quoted,
)
from disclosure_check.messages import say
from disclosure_check.model import Judgement, PartnerLink, Region
from disclosure_check.results import PageResult

ID = "programme-statement"
OPTIONS: Options = {"programme": "Amazon Associates", "missing": True, "misworded": True}


_IGNORED = (Region.COMMENTS, Region.CONSENT)


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    judgement, programme = result.judgement, options["programme"]
    if judgement is None or judgement.verdict == "undecided":
        return
    links = [each for each in judgement.partner_links if each.programme == programme and each.region not in _IGNORED]
    if links:
        yield from _problems(judgement, options, tuple(links))


def _problems(judgement: Judgement, options: Options, links: tuple[PartnerLink, ...]) -> Iterator[Problem]:
    programme = options["programme"]
    seen = (each for each in judgement.disclosures if not each.hidden and each.region not in _IGNORED)
    stated = [each for each in seen if each.required_by == programme]
    if not stated and options["missing"]:
        yield Problem(
            say(
                "nowhere on the page is the statement that {programme} demands of its partners, beside {links}"
                " ({first}); add the sentence that its terms give",
                programme=programme,
                links=count_of(links),
                first=first_told(links),
            ),
            links[0].position,
            links,
        )
    elif stated and options["misworded"] and all(each.should_say for each in stated):
        notice = stated[0]
        yield Problem(
            say(
                "statement {statement} comes near the one that {programme} demands and is not it; write '{right}'",
                statement=quoted(notice.text),
                programme=programme,
                right=notice.should_say,
            ),
            notice.position,
            links,
            notice_related(notice),
            fixable=True,
        )
