"""Mark the findings that a page's own comments silence, and tell of comments that silence nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from disclosure_check.checks.registry import CHECK_IDS
from disclosure_check.checks.running import by_place
from disclosure_check.messages import say
from disclosure_check.model import PartnerLink, Position
from disclosure_check.results import Finding, Ignore, PageResult, Related, Suppression
from disclosure_check.suppressing.directives import may_hold_one
from disclosure_check.suppressing.scopes import Scope, Scopes

if TYPE_CHECKING:
    from disclosure_check.demands import Demands
    from disclosure_check.messages import Translate
    from disclosure_check.reading.page import Page
    from disclosure_check.settings import IgnoreSettings

Judge = Callable[[PageResult], PageResult]


def with_ignores(
    result: PageResult,
    page: Page,
    judge: Judge,
    demands: Demands,
    demanded: IgnoreSettings,
    today: date,
    translate: Translate,
) -> PageResult:
    """Return the result with its ignores, and the findings that they silence marked as such."""
    if not may_hold_one(page.source.text):
        return result
    scopes = list(Scopes(page, {*CHECK_IDS, *demands}, demanded).read())
    if not scopes:
        return result
    valid = [scope for scope in scopes if not scope.ignore.problem]
    findings = list(result.findings)
    used: set[Scope] = set()
    for check in dict.fromkeys(scope.ignore.check for scope in valid):
        silencer = _Silencer(check, [scope for scope in valid if scope.ignore.check == check], today)
        mine = silencer.silence([each for each in findings if each.check == check], result, judge, translate)
        findings = [each for each in findings if each.check != check] + mine
        used |= silencer.used
    ignores = tuple(_told(scope, scope in used, demands, today) for scope in sorted(scopes, key=_place))
    told = judge(replace(result, judgement=None, ignores=ignores)).findings
    return replace(result, ignores=ignores, findings=by_place([*findings, *told]))


class _Silencer:
    """The ignores of one check on one page; keeps which of them were of use."""

    def __init__(self, check: str, scopes: Iterable[Scope], today: date) -> None:
        self._check = check
        self._scopes: list[Scope] = []
        self._expired: list[Scope] = []
        for scope in scopes:
            (self._expired if _is_over(scope.ignore, today) else self._scopes).append(scope)
        self.used: set[Scope] = set()

    def silence(
        self, findings: Sequence[Finding], result: PageResult, judge: Judge, translate: Translate
    ) -> list[Finding]:
        """Mark what lies in a scope; where only some links of a finding do, judge anew without those."""
        links = {link for each in findings if _is_at_link(each) for link in each.links}
        ignored = {link for link in links if self._first(self._scopes, link.position)}
        marked = [self._marked(each) for each in findings]
        if any(ignored.intersection(each.links) and not ignored.issuperset(each.links) for each in findings):
            again = judge(_without(ignored, result)).findings
            rest = [each for each in again if each.check == self._check]
            marked = [each for each in marked if each.suppressed]
            marked += [each for each in (self._marked(each) for each in rest) if not each.suppressed]
        return [each if each.suppressed else self._noted(each, translate) for each in marked]

    def _marked(self, finding: Finding) -> Finding:
        scope = self._first(self._scopes, finding.position)
        if scope is None:
            return finding
        return replace(finding, suppressed=Suppression("inline", scope.ignore.reason))

    def _first(self, scopes: Iterable[Scope], *places: Position) -> Scope | None:
        scope = next((scope for scope in scopes if any(map(scope.holds, places))), None)
        if scope:
            self.used.add(scope)
        return scope

    def _noted(self, finding: Finding, translate: Translate) -> Finding:
        """Tell at a finding that it was silenced once."""
        links = finding.links if _is_at_link(finding) else ()
        scope = self._first(self._expired, finding.position, *(link.position for link in links))
        if scope is None:
            return finding
        note = translate(say("an ignore of it expired on {day}", day=str(scope.ignore.expires)))
        return replace(finding, related=(*finding.related, Related(note, scope.ignore.position)))


def _is_at_link(finding: Finding) -> bool:
    """Whether a finding stands at the first of its links, and not at a notice."""
    return bool(finding.links) and finding.position == finding.links[0].position


def _without(links: set[PartnerLink], result: PageResult) -> PageResult:
    """Return a page as if it did not have some of its partner links."""
    judgement = result.judgement
    assert judgement is not None  # a finding has links
    kept = [number for number, link in enumerate(judgement.partner_links) if link not in links]
    marks = tuple(kept.index(number) for number in judgement.unexplained_marks if number in kept)
    rest = tuple(judgement.partner_links[number] for number in kept)
    return replace(result, findings=(), judgement=replace(judgement, partner_links=rest, unexplained_marks=marks))


def _told(scope: Scope, used: bool, demands: Demands, today: date) -> Ignore:
    ignore = scope.ignore
    if not demands.get(ignore.check):
        return replace(ignore, used=used, note=say("nothing asks for the check here"))
    if _is_over(ignore, today):
        return replace(ignore, used=used, note=say("it expired on {day}", day=str(ignore.expires)))
    return replace(ignore, used=used)


def _is_over(ignore: Ignore, today: date) -> bool:
    return ignore.expires is not None and ignore.expires < today


def _place(scope: Scope) -> tuple[int, int]:
    return scope.ignore.position.line, scope.ignore.position.column or 0
