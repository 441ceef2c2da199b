"""Mend one page step by step; what does not prove itself when the page is checked again is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec.structs import replace

from disclosure_check.checker import Checker
from disclosure_check.fixing.edits import Edit, LeftAlone, edited, replacements
from disclosure_check.fixing.moves import Moves
from disclosure_check.fixing.notices import Notices
from disclosure_check.fixing.rels import Rels
from disclosure_check.fixing.statements import Statements
from disclosure_check.results import Finding, Level, PageResult, Replacement
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.sources import Source

if TYPE_CHECKING:
    from disclosure_check.reading.page import Page
    from disclosure_check.settings import Settings


class Fixed(NamedTuple):
    """A page as mended, what is found on it then, what was mended, and what was left alone and why."""

    data: bytes
    result: PageResult
    mended: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class _Proof(NamedTuple):
    """Edits that make a page pass, and the page with them."""

    page: Page
    edits: list[Edit]
    data: bytes
    result: PageResult


class _Mender(Protocol):
    """Mends what some checks find."""

    checks: frozenset[str]

    def attempts(self, page: Page, result: PageResult, findings: Sequence[Finding], /) -> Iterator[list[Edit]]: ...


class Fixer:
    """Mends pages under one configuration; `unsafe` moves notices too."""

    def __init__(self, settings: Settings, *, unsafe: bool = False) -> None:
        self._checker = Checker(settings)
        notices = {tag: each.notice for each in load_rulebook().wordings for tag in (each.language, *each.also)}
        menders: list[_Mender] = [Rels(), Statements()]
        if unsafe:
            menders.append(Moves())
        self._menders = [*menders, Notices(settings.fix, notices)]

    def fix(self, source: Source) -> Fixed:
        """Return the page as mended; a second run finds nothing more to mend."""
        fixed = Fixed(source.data, self._checker.check(source))
        for mender in self._menders:
            findings = _told(fixed.result, mender.checks)
            if findings:
                fixed = self._with(mender, source._replace(data=fixed.data), fixed, findings)
        return fixed

    def with_proposals(self, result: PageResult, source: Source) -> PageResult:
        """Return what was found on a page with what would mend it, at the first finding that it mends."""
        fixes: dict[int, tuple[Replacement, ...]] = {}
        for mender in self._menders:
            findings = _told(result, mender.checks)
            with suppress(LeftAlone):
                proof = self._proved(mender, source, result, findings) if findings else None
                if proof is not None:
                    fixes[id(findings[0])] = replacements(source.data, proof.page.source, proof.edits)
        findings = [replace(each, fix=fixes.get(id(each), ())) for each in result.findings]
        return replace(result, findings=tuple(findings))

    def _with(self, mender: _Mender, source: Source, fixed: Fixed, findings: Sequence[Finding]) -> Fixed:
        names = ", ".join(sorted({each.check for each in findings}))
        try:
            proof = self._proved(mender, source, fixed.result, findings)
        except LeftAlone as reason:
            return fixed._replace(left=(*fixed.left, f"{names}: {reason}"))
        return Fixed(proof.data, proof.result, (*fixed.mended, names), fixed.left) if proof else fixed

    def _proved(
        self, mender: _Mender, source: Source, before: PageResult, findings: Sequence[Finding]
    ) -> _Proof | None:
        """Return the first edits that make the page pass; None where the mender has none.

        Raises LeftAlone where it has some and none does.
        """
        page = self._checker.read(source)
        if not page.tree.has_columns:
            raise LeftAlone("its reader gives no columns")
        attempts = list(mender.attempts(page, before, findings))
        for edits in attempts:
            data = edited(source.data, edits)
            after = self._checker.check(source._replace(data=data))
            if _is_better(before, after, mender.checks):
                return _Proof(page, edits, data, after)
        if attempts:
            raise LeftAlone("no edit would make the page pass")
        return None


def _told(result: PageResult, checks: frozenset[str]) -> list[Finding]:
    """Return the findings of some checks that count."""
    return [
        each
        for each in result.findings
        if each.check in checks and each.level is not Level.OFF and each.suppressed is None
    ]


def _is_better(before: PageResult, after: PageResult, checks: frozenset[str]) -> bool:
    """Tell whether none of the checks finds anything more, and no other finds more than before."""
    if after.judgement is None or _told(after, checks):
        return False
    had, has = (Counter(each.check for each in result.findings if each.level) for result in (before, after))
    return all(count <= had[check] for check, count in has.items())
