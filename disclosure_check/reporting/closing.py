"""The last lines of a report for people: what was seen, under which policies, and what was not looked at."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.basis import NOT_LOOKED_AT, Basis
from disclosure_check.messages import Translate, counted, listed, run_on, say
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.summary import Summary, Tally
from disclosure_check.reporting.terminal import Paint, printable
from disclosure_check.results import Level

NOT_CHECKED = say("not checked")
_SHOWN = (Level.ERROR, Level.WARNING, Level.INFO)


def closing(seen: Summary, wishes: Wishes, paint: Paint) -> Iterator[str]:
    """Yield the lines that end a report."""
    translate = wishes.translate
    yield from notes(seen, translate)
    yield translate(pages_seen(seen))
    if seen.pages > seen.not_checked:
        yield from _no_partner_links(seen, translate)
        yield findings_told(seen, wishes, paint)
        if seen.fixable and wishes.can_mend:
            yield translate(
                say("{findings} that --fix may mend; --diff shows how", findings=counted(seen.fixable, "finding"))
            )
    yield paint("quiet", translate(not_looked_at(wishes.basis)))


def notes(seen: Summary, translate: Translate) -> Iterator[str]:
    for note, pages in sorted(seen.notes.items()):
        told = printable(translate(note))
        yield translate(say("note: {note} ({pages})", note=told, pages=counted(pages, "page")))


def pages_seen(seen: Summary) -> str:
    return say(
        "{pages}: {linked} with partner links, {covered} covered, {undecided} undecided, {unchecked} not checked",
        pages=counted(seen.pages, "page"),
        linked=seen.with_partner_links,
        covered=seen.covered,
        undecided=seen.undecided,
        unchecked=seen.not_checked,
    )


def findings_told(seen: Summary, wishes: Wishes, paint: Paint) -> str:
    """Return how many findings of which level there are, and how many are not told."""
    translate, counts = wishes.translate, seen.findings
    levels = [level for level in _SHOWN if counts[level]]
    found = ", ".join(paint(level.label, translate(_count(counts[level], level))) for level in levels)
    extends = wishes.basis.extends
    names = ", ".join(extends)
    policies = say("policies {names}", names=names) if extends[1:] else say("policy {names}", names=names)
    told: str = say("{findings} under {policies}", findings=found or say("no findings"), policies=policies)
    if untold := list(_untold(seen)):
        told = run_on(told, " (", listed(untold), ")")
    return translate(say("{told}; rules {version}", told=told, version=wishes.basis.rules))


def not_looked_at(basis: Basis) -> str:
    told: list[str] = list(NOT_LOOKED_AT)
    if basis.not_visible:
        unseen = say(
            "{unseen} of {requirements} that no check can show (disclosure-check explain {policy})",
            unseen=basis.not_visible,
            requirements=counted(basis.requirements, "requirement"),
            policy=basis.least_visible,
        )
        told.append(unseen)
    return say("not looked at: {things}", things=listed(told))


def _untold(seen: Summary) -> Iterator[str]:
    if off := seen.findings[Level.OFF]:
        yield say("{off} of checks that are off", off=counted(off, "finding"))
    if seen.suppressed:
        yield say("{number} suppressed", number=seen.suppressed)


def _count(number: int, level: Level) -> str:
    match level:
        case Level.ERROR:
            return counted(number, "error")
        case Level.WARNING:
            return counted(number, "warning")
    return counted(number, "info", "info")


def statistics(seen: Summary, translate: Translate) -> Iterator[str]:
    """Yield how often each check, programme and coverage was seen."""
    if seen.checks.times:
        yield translate(say("findings by check:"))
        yield from _tallied(seen.checks, translate)
    if seen.programmes.times:
        yield translate(say("partner links by programme:"))
        yield from _tallied(seen.programmes, translate)
        yield translate(say("partner links by coverage:"))
        yield from (f"  {links:7,}  {each.label}" for each, links in sorted(seen.coverage.items(), reverse=True))
    yield ""


def _tallied(tally: Tally, translate: Translate) -> Iterator[str]:
    for name, times, pages in tally.most():
        told = printable(name) or translate(say("programme not known"))
        yield f"  {times:7,}  {told} ({translate(counted(pages, 'page'))})"


def _no_partner_links(seen: Summary, translate: Translate) -> Iterator[str]:
    if seen.with_partner_links:
        return
    hints = sorted(seen.hints.items())
    told = say("no partner link was seen; what speaks against it:") if hints else say("no partner link was seen")
    yield translate(told)
    for hint, pages in hints:
        yield f"  {printable(translate(hint))} ({translate(counted(pages, 'page'))})"
