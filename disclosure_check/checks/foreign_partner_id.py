"""foreign-partner-id: a partner link carries an id that is not yours.

What: partner links whose address names a partner in one of the parameters of `own-partner-ids`, and another one than
yours. A parameter that is not in the list is not judged.
Why: somebody else earns by such a link; it was copied from another site, or put there.

Wrong (with `own = ["tag=beispiel-21"]`):

    <p>Werbung: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=fremd-21">Mühle M1</a>.</p>

Right:

    <p>Werbung: Kaufst du über einen der Links, erhalten wir eine Provision.</p>
    <p>Am liebsten nehmen wir die <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">Mühle M1</a>.</p>

Options: `own` (empty: nothing is judged), a list of parameters with your ids, as in "tag=beispiel-21". The key
`own-partner-ids` of the configuration sets it and switches the check on, as a warning. Two programmes may use one
parameter: list the ids of both.

Can't see: ids in the path of an address, and those behind a short link or a redirect.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from disclosure_check.checks.common import Options, Problem, count_of, first_told, quoted
from disclosure_check.messages import say
from disclosure_check.model import PartnerLink, Region
from disclosure_check.results import PageResult

ID = "foreign-partner-id"
OPTIONS: Options = {"own": []}


_IGNORED = (Region.COMMENTS, Region.CONSENT)


def check(result: PageResult, options: Options) -> Iterator[Problem]:
    own = _by_parameter(options["own"])
    grouped: defaultdict[str, list[PartnerLink]] = defaultdict(list)
    for link in result.judgement.partner_links if result.judgement and own else ():
        if link.region not in _IGNORED:
            for foreign in dict.fromkeys(_foreign(link, own)):
                grouped[foreign].append(link)
    for foreign, links in grouped.items():
        yield Problem(
            say(
                "partner id {id} at {links} ({first}) is not among your own-partner-ids; somebody else earns by it; put"
                " in your own id, or add this one to them",
                id=quoted(foreign),
                links=count_of(links),
                first=first_told(links),
            ),
            links[0].position,
            tuple(links),
        )


def _by_parameter(own: Sequence[str]) -> Mapping[str, set[str]]:
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for each in own:
        name, _, value = each.partition("=")
        ids[name.strip().lower()].add(value.strip().casefold())
    return ids


def _foreign(link: PartnerLink, own: Mapping[str, set[str]]) -> Iterator[str]:
    for evidence in link.evidence:
        for parameter in evidence.parameters:
            name, _, value = parameter.partition("=")
            if name in own and value.casefold() not in own[name]:
                yield parameter
