"""Who pays on a site's pages, under which ids, and which policies that asks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from disclosure_check.proposing.sights import Sight
from disclosure_check.rulebook.policies import Policy


class Earnings(msgspec.Struct):
    """One programme's links on all pages."""

    programme: str
    links: int = 0
    pages: int = 0
    ids: Counter[str] = msgspec.field(default_factory=Counter)


def earnings_of(sights: Iterable[Sight]) -> list[Earnings]:
    """Return what each programme's links come to, the most links first; links of no known programme come last."""
    found: defaultdict[str, Earnings] = defaultdict(lambda: Earnings(""))
    for sight in sights:
        for programme in {each.programme for each in sight.earning}:
            found[programme].pages += 1
        for each in sight.earning:
            own = found[each.programme]
            own.programme = each.programme
            own.links += 1
            own.ids.update(each.ids)
    return sorted(found.values(), key=lambda each: (not each.programme, -each.links, each.programme))


def policies_of(earnings: Sequence[Earnings], policies: Iterable[Policy]) -> Iterator[tuple[str, list[Earnings]]]:
    """Yield the policies of the programmes seen, each with these programmes."""
    for policy in policies:
        seen = [each for each in earnings if each.programme in policy.programmes]
        if seen:
            yield policy.name, seen
