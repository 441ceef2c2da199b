"""A comparison for people, the same change on many pages in one line, or for programs, change by change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from json import dumps
from typing import TYPE_CHECKING, Any

from disclosure_check.messages import counted
from disclosure_check.reporting.terminal import printable

if TYPE_CHECKING:
    from disclosure_check.comparing.changes import Change
    from disclosure_check.comparing.facts import Site
    from disclosure_check.reporting.terminal import Paint

VERSION = 1


def as_text(changes: Sequence[Change], old: Site, new: Site, paint: Paint) -> Iterator[str]:
    """Yield the lines, what is worse first."""
    alike: defaultdict[tuple[bool, str, str], list[Change]] = defaultdict(list)
    for change in changes:
        alike[not change.worse, change.kind, change.what].append(change)
    for (better, kind, what), same in sorted(alike.items(), key=lambda each: (each[0][0], -len(each[1]), each[0][1:])):
        label = paint("quiet", "same or better") if better else paint("error", "worse")
        yield f"{label}  {kind}{': ' if what else ''}{printable(what)} ({printable(_where(same))})"
    counts = summary(changes, old, new)
    pages = f"{counts['pages_old']:,} → {counts['pages_new']:,} pages, {counts['pages_both']:,} in both"
    yield f"{pages}: {counted(counts['worse'], 'change')} for the worse, {counts['other']:,} other"


def as_json(changes: Sequence[Change], old: Site, new: Site) -> str:
    listed = ",\n".join(dumps(change._asdict(), ensure_ascii=False) for change in changes)
    counts = dumps(summary(changes, old, new))
    return f'{{"version": {VERSION},\n"changes": [\n{listed}\n],\n"summary": {counts}}}'


def summary(changes: Sequence[Change], old: Site, new: Site) -> dict[str, Any]:
    worse = sum(change.worse for change in changes)
    return {
        "pages_old": len(old),
        "pages_new": len(new),
        "pages_both": len(old.keys() & new.keys()),
        "worse": worse,
        "other": len(changes) - worse,
    }


def _where(same: Sequence[Change]) -> str:
    links = sum(change.links for change in same)
    times = f"{counted(links, 'partner link')}, " if same[0].kind.startswith("coverage") else ""
    paths = list(dict.fromkeys(change.path for change in same))
    return times + (paths[0] if len(paths) == 1 else f"{counted(len(paths), 'page')}, the first: {paths[0]}")
