"""The last lines of a report for people: what was seen, under which policies, and what was not looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_check.model import Level
from disclosure_check.reporting.summary import Summary, Tally, counted
from disclosure_check.reporting.terminal import Paint, printable

NOT_LOOKED_AT = "not looked at: what scripts add, what pictures say, style sheets outside the checked folder"
NOT_CHECKED = "not checked"
_SHOWN = (Level.ERROR, Level.WARNING, Level.INFO)


def closing(seen: Summary, policies: Sequence[str], paint: Paint) -> Iterator[str]:
    """Yield the lines that end a report."""
    for note, pages in sorted(seen.notes.items()):
        yield f"note: {printable(note)} ({counted(pages, 'page')})"
    yield pages_seen(seen)
    if seen.pages > seen.not_checked:
        yield from _no_partner_links(seen)
        yield findings_told(seen, policies, paint)
    yield paint("quiet", NOT_LOOKED_AT)


def pages_seen(seen: Summary) -> str:
    return (
        f"{counted(seen.pages, 'page')}: {seen.with_partner_links:,} with partner links, {seen.covered:,} covered, "
        f"{seen.undecided:,} undecided, {seen.not_checked:,} {NOT_CHECKED}"
    )


def findings_told(seen: Summary, policies: Sequence[str], paint: Paint) -> str:
    """Return how many findings of which level there are, and how many are not told."""
    counts = seen.findings
    found = ", ".join(paint(level.label, counted(counts[level], level.label)) for level in _SHOWN if counts[level])
    off = f"{counted(counts[Level.OFF], 'finding')} of checks that are off" if counts[Level.OFF] else ""
    untold = ", ".join(filter(None, (off, f"{seen.suppressed:,} suppressed" if seen.suppressed else "")))
    noun = "policy" if len(policies) == 1 else "policies"
    return f"{found or 'no findings'} under {noun} {', '.join(policies)}" + (f" ({untold})" if untold else "")


def statistics(seen: Summary) -> Iterator[str]:
    """Yield how often each check, programme and coverage was seen."""
    yield from _tallied("findings by check", seen.checks)
    yield from _tallied("partner links by programme", seen.programmes)
    if seen.coverage:
        yield "partner links by coverage:"
        yield from (f"  {links:7,}  {each.label}" for each, links in sorted(seen.coverage.items(), reverse=True))
    yield ""


def _tallied(title: str, tally: Tally) -> Iterator[str]:
    if tally.times:
        yield f"{title}:"
    for name, times, pages in tally.most():
        yield f"  {times:7,}  {printable(name) or 'programme not known'} ({counted(pages, 'page')})"


def _no_partner_links(seen: Summary) -> Iterator[str]:
    if seen.with_partner_links:
        return
    hints = sorted(seen.hints.items())
    yield "no partner link was seen" + ("; what speaks against it:" if hints else "")
    for hint, pages in hints:
        yield f"  {printable(hint)} ({counted(pages, 'page')})"
