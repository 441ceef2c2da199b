"""label-missing: partner links that a sentence tells of, without the label that a policy asks for.

What: partner links that are told of, and nothing that tells is one of the labels in `accepted` or opens with one, as in
"Reklame: …". Words are compared without case, brackets and punctuation around them.
Why: some authorities ask for a label that readers know at a glance; a sentence to read does not stand in for it.

Wrong (with `accepted = ["Anzeige", "Werbung"]`):

    <p>Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Right:

    <p>Werbung: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: `accepted`, a list of words (empty: nothing is asked for). Links that nothing tells of are other checks'
matter, and so are labels in other words, where `label-wording` judges them.

Can't see: labels in pictures, and a label that is a sentence of its own ahead of the notice ("Ad. We earn …").
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    first_told,
    named,
    notice_of,
    notice_related,
    quoted,
    words_of,
)
from disclosure_check.detection.labels import label_key
from disclosure_check.messages import either, say
from disclosure_check.model import Disclosure, Kind
from disclosure_check.results import PageResult

ID = "label-missing"
OPTIONS: Options = {"accepted": []}


_SHOWN = 3


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    judgement, accepted = result.judgement, {label_key(word) for word in options["accepted"]}
    if judgement is None or not accepted:
        return
    links = [
        link
        for link in content_links(judgement)
        if link.told_by and not any(_bears(notice, accepted) for notice in link.told_by)
    ]
    if not links:
        return
    notice = notice_of(judgement, links[0])
    yield Problem(
        say(
            "{notice} tells of {links} ({first}) without the label that the policy asks for; open it with {words}, or"
            " put the word at each link",
            notice=named(notice),
            links=count_of(links),
            first=first_told(links),
            words=either(quoted(word) for word in options["accepted"][:_SHOWN]),
        ),
        notice.position,
        tuple(links),
        notice_related(notice),
    )


def _bears(notice: Disclosure, accepted: Set[str]) -> bool:
    """Tell whether a disclosure is such a label, or opens with one."""
    said = label_key(notice.text)
    if said in accepted:
        return True
    opened = (said.removeprefix(word) for word in accepted if said.startswith(word))
    if any(not rest[0].isalnum() for rest in opened):
        return True
    return notice.kind is Kind.LABEL and not accepted.isdisjoint(words_of(notice))
