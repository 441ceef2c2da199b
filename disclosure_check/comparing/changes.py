"""What changed between two states of a page, and whether it is worse for readers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disclosure_check.comparing.facts import LinkFacts, NoticeFacts, PageFacts, Site
from disclosure_check.model import Coverage

_NOTHING_TO_TELL = frozenset({"no-partner-links", "before", "near", "marker", "undecided"})


class Change(NamedTuple):
    path: str
    kind: str
    worse: bool
    what: str
    links: int = 1  # where it is about coverage


def changes_between(old: Site, new: Site) -> Iterator[Change]:
    """Yield what changed, page by page; pages without partner links and notices come and go untold."""
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        if before is None and after is not None:
            if after.links or not after.is_checked:
                yield Change(path, "page new", after.verdict not in _NOTHING_TO_TELL, f"verdict {after.verdict}")
        elif after is None and before is not None:
            if before.links:
                yield Change(path, "page gone", False, f"verdict {before.verdict}")
        elif before is not None and after is not None:
            yield from (change._replace(path=path) for change in _changes_of(before, after))


def _changes_of(old: PageFacts, new: PageFacts) -> Iterator[Change]:
    if old.is_checked != new.is_checked:
        yield Change("", "checked before, not now" if old.is_checked else "checked now, not before", old.is_checked, "")
    elif old.is_checked:
        yield from _notices(old, new)
        yield from _links(old.links, new.links)


def _notices(old: PageFacts, new: PageFacts) -> Iterator[Change]:
    """Pair what went with what came of the same kind: that is a change of wording."""
    gone = list((Counter(old.notices) - Counter(new.notices)).elements())
    come = list((Counter(new.notices) - Counter(old.notices)).elements())
    for before in gone:
        after = next((each for each in come if each.kind == before.kind), None)
        if after is None:
            yield Change("", "notice lost", bool(new.links), _quoted(before))
            continue
        come.remove(after)
        if before.text != after.text:
            yield _reworded(before, after)
    for after in come:
        yield Change("", "notice new", False, _quoted(after))


def _reworded(old: NoticeFacts, new: NoticeFacts) -> Change:
    worse = old.is_clear and not new.is_clear
    return Change("", "wording less clear" if worse else "wording changed", worse, f"{_quoted(old)} → {_quoted(new)}")


def _links(old: Iterable[LinkFacts], new: Iterable[LinkFacts]) -> Iterator[Change]:
    """Set links to the same target beside each other, in the order of the page."""
    waiting: defaultdict[str, list[LinkFacts]] = defaultdict(list)
    for link in old:
        waiting[link.target].append(link)
    moves: Counter[tuple[Coverage, Coverage]] = Counter()
    for link in new:
        same = waiting[link.target]
        if same:
            moves[same.pop(0).coverage, link.coverage] += 1
        else:
            what = f"{link.href}, coverage {link.coverage.label}"
            yield Change("", "partner link new", link.coverage < Coverage.UNDECIDED, what)
    for link in (link for links in waiting.values() for link in links):
        yield Change("", "partner link gone", False, link.href)
    for (before, after), count in sorted(moves.items()):
        if before is not after:
            yield _moved(before, after, count)


def _moved(before: Coverage, after: Coverage, count: int) -> Change:
    """Judge by what readers are told: from one way that covers a link to another is no loss."""
    worse = after < before and not after.covers
    kind = "coverage worse" if worse else "coverage changed"
    return Change("", kind, worse, f"{before.label} → {after.label}", count)


def _quoted(notice: NoticeFacts) -> str:
    return f"'{notice.text}'"
