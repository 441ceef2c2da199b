"""From the comments of a page to what each of them silences, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from disclosure_check.messages import say
from disclosure_check.model import Position, Span
from disclosure_check.reading.remarks import next_element, read_remarks
from disclosure_check.results import Ignore
from disclosure_check.suppressing.directives import Directive, Wrong, is_for_us, parse

if TYPE_CHECKING:
    from disclosure_check.reading.page import Page
    from disclosure_check.reading.remarks import Remark
    from disclosure_check.settings import IgnoreSettings

_NEVER = {
    "page-unreadable": say("a page that is not read has no comments"),
    "unused-ignore": say("set its level in the configuration"),
    "invalid-ignore": say("set its level in the configuration"),
}


class Scope(NamedTuple):
    """One check that a comment silences, and from where to where; None for the whole page."""

    ignore: Ignore
    place: Position | None = None

    def holds(self, position: Position) -> bool:
        """Whether a place lies in it; by lines where the reader knows no columns."""
        if self.place is None:
            return True
        start = self.place.line, self.place.column or 0
        end = self.place.end_line, self.place.end_column or float("inf")
        return start <= (position.line, position.column or 0) < end


class Scopes:
    """Reads the comments of one page in order; blocks are kept open until they end."""

    def __init__(self, page: Page, known: Collection[str], demanded: IgnoreSettings) -> None:
        self._page = page
        self._known = known
        self._demanded = demanded
        self._open: dict[str, list[tuple[Ignore, int]]] = {}

    def read(self) -> Iterator[Scope]:
        for remark in read_remarks(self._page, is_for_us):
            yield from self._of(remark)
        for waiting in self._open.values():
            for ignore, _ in waiting:
                problem = say("no ignore-end[{check}] closes it", check=ignore.check)
                yield Scope(replace(ignore, problem=ignore.problem or problem))

    def _of(self, remark: Remark) -> Iterator[Scope]:
        at = self._page.source.position(remark.span)
        try:
            directive = parse(remark.text)
        except Wrong as wrong:
            yield Scope(Ignore("", "element", at, problem=wrong.message))
            return
        for check in directive.checks:
            if directive.scope == "end":
                yield self._closed(check, remark, at)
            else:
                yield from self._opened(self._ignore(check, directive, at), directive.scope, remark)

    def _ignore(self, check: str, directive: Directive, at: Position) -> Ignore:
        scope = "block" if directive.scope == "start" else directive.scope
        problem = self._problem(check, directive)
        return Ignore(check, scope, at, directive.reason, directive.expires, problem=problem)

    def _opened(self, ignore: Ignore, scope: str, remark: Remark) -> Iterator[Scope]:
        if scope == "start":
            self._open.setdefault(ignore.check, []).append((ignore, remark.span.end))
        elif scope == "file":
            yield Scope(ignore)
        else:
            place = next_element(self._page, remark.span.end)
            note = "" if place else say("no element follows it")
            yield Scope(replace(ignore, note=note), self._page.source.position(place or remark.span))

    def _closed(self, check: str, remark: Remark, at: Position) -> Scope:
        waiting = self._open.get(check)
        if not waiting:
            return Scope(Ignore(check, "block", at, problem=say("no ignore-start[{check}] is open here", check=check)))
        ignore, start = waiting.pop()
        return Scope(ignore, self._page.source.position(Span(start, remark.span.start)))

    def _problem(self, check: str, directive: Directive) -> str:
        if check in _NEVER:
            return say("{check} cannot be ignored by a comment; {why}", check=check, why=_NEVER[check])
        if check not in self._known:
            close = get_close_matches(check, self._known, n=1)
            hint = (
                say("did you mean '{check}'?", check=close[0]) if close else say("`disclosure-check rules` lists them")
            )
            return say("unknown check '{check}'; {hint}", check=check, hint=hint)
        if self._demanded.require_reason and not directive.reason:
            return say("the configuration demands a reason (ignores.require-reason): '-- why' at its end")
        if self._demanded.require_expires and not directive.expires:
            return say(
                "the configuration demands a date (ignores.require-expires): expires=2027-01-31 behind the checks"
            )
        return ""
