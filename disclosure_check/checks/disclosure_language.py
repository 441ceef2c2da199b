"""disclosure-language: the notice is in another language than the text around the link.

What: nothing that tells of a partner link is in the language that the markup states for the link's place (`lang` of the
element or the page).
Why: readers of one language need not understand another; words such as "Ad" or "Sponsored" are foreign to many.

Wrong:

    <p>We earn a commission when you buy through links in this article.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Kaufst du über einen der Links in diesem Artikel, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: none. A page that states no language is not judged.

Can't see: in which language the text around the link is really written: the markup's word is taken. A page whose `lang`
is wrong, as of many themes, gives a wrong finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    first_told,
    named,
    notice_of,
    notice_related,
)
from disclosure_check.messages import say
from disclosure_check.model import PartnerLink
from disclosure_check.results import PageResult

ID = "disclosure-language"
OPTIONS: Options = {}


_SAME = {"nb": "no", "nn": "no"}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    links = [link for link in content_links(judgement) if _is_told_in_another(link)]
    if judgement is None or not links:
        return
    notice = notice_of(judgement, links[0])
    yield Problem(
        say(
            "{notice} is in another language ({its}) than the page says of the text at {links} ({theirs}; {first});"
            " write it in the readers' language, or correct lang",
            notice=named(notice),
            its=notice.language,
            links=count_of(links),
            theirs=links[0].language or "",
            first=first_told(links),
        ),
        notice.position,
        tuple(links),
        notice_related(notice),
    )


def _is_told_in_another(link: PartnerLink) -> bool:
    if link.language is None or not link.told_by:
        return False
    wanted = _main(link.language)
    return all(notice.language and _main(notice.language) != wanted for notice in link.told_by)


def _main(language: str) -> str:
    main = language.partition("-")[0]
    return _SAME.get(main, main)
