"""label-wording: a label uses a word that a policy rejects or does not know.

What: partner links that only labels tell of, and all of these labels are in `rejected` or `weak`, or not in `accepted`
where that is set. Words are compared without case, brackets and punctuation around them.
Why: regulators have named words that readers understand and words that they do not.

Wrong (with `rejected = ["Sponsored"]`):

    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M1</a> (Sponsored).</p>

Right:

    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M1</a> (Anzeige).</p>

Options: `accepted`, `weak` and `rejected`, lists of words (all empty). A word that stands in several is accepted first,
then rejected. What it tells, `label-missing` need not tell again.

Can't see: words in pictures, and how large, pale or far away a label is. Sentences are not judged, though they may use
the same word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from disclosure_check.checks.common import (
    Options,
    Problem,
    content_links,
    count_of,
    first_told,
    named,
    notice_related,
    quoted,
    words_of,
)
from disclosure_check.detection.labels import label_key
from disclosure_check.messages import either, say
from disclosure_check.model import Disclosure, Kind, PartnerLink
from disclosure_check.results import PageResult

ID = "label-wording"
OPTIONS: Options = {"accepted": [], "weak": [], "rejected": []}
SILENCES = ("label-missing",)


_SHOWN = 3


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    lists = {name: {label_key(word) for word in words} for name, words in options.items()}
    grouped: dict[str, list[PartnerLink]] = {}
    for link in content_links(result.judgement):
        if link.told_by and all(_fault(notice, lists) for notice in link.told_by):
            grouped.setdefault(label_key(link.told_by[0].text), []).append(link)
    for links in grouped.values():
        label = links[0].told_by[0]
        yield Problem(
            say(
                "{label} at {links} ({first}) {fault}; {advice}",
                label=named(label),
                links=count_of(links),
                first=first_told(links),
                fault=_fault(label, lists),
                advice=_advice(options["accepted"]),
            ),
            label.position,
            tuple(links),
            notice_related(label),
        )


def _fault(notice: Disclosure, lists: Mapping[str, Set[str]]) -> str:
    """Return what is wrong with a label's words; empty for other disclosures."""
    words = words_of(notice)
    if notice.kind is not Kind.LABEL or words & lists["accepted"]:
        return ""
    if words & lists["rejected"]:
        return say("is among the words that the policy rejects")
    if words & lists["weak"]:
        return say("is among the words that the policy finds weak")
    return say("is not among the words that the policy accepts") if lists["accepted"] else ""


def _advice(accepted: Sequence[str]) -> str:
    if not accepted:
        return say("use a word that says plainly that it is advertising")
    return say("write {words}", words=either(quoted(word) for word in accepted[:_SHOWN]))
