"""The whole way of the data, in one screenful: source → page → judgement → findings."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from disclosure_check.demands import demands_of
from disclosure_check.engine import compile_detector
from disclosure_check.errors import CheckFailed, UserError
from disclosure_check.messages import translator
from disclosure_check.model import Evidence, Judgement
from disclosure_check.origins import OUTSIDE, mapped, named_by
from disclosure_check.reading import Unreadable, read_page
from disclosure_check.reading.page import Page
from disclosure_check.results import Extras, PageError, PageResult
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.policies import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_check.checks.running import AskedChecks
    from disclosure_check.custom_checks import CustomCheck, OnPage
    from disclosure_check.settings import Settings
    from disclosure_check.sources import Source

_FOR_US = "disclosure-check"  # no comment silences a check without


class Inspection(NamedTuple):
    """All that is known of one page: `evidence` by link index, weak evidence too."""

    page: Page
    judgement: Judgement
    evidence: dict[int, tuple[Evidence, ...]]


class Checker:
    """Checks pages under one configuration; the rules are compiled once."""

    def __init__(self, settings: Settings, extras: Extras = Extras()) -> None:  # noqa: B008  # immutable
        self._settings = settings
        self._extras = extras
        self._book = load_rulebook()
        self._custom = _custom_checks(settings)
        self._today = date.today()
        own = {check.id: check.level for check in self._custom}
        self._demands = demands_of(self._book.policies, settings, self._today, own)
        self._policies = tuple(policy.name for policy in chosen(self._book.policies, settings.extends))
        self._detector = compile_detector(self._book, settings, self._demands)
        self._translate = translator(settings.language)

    def check(self, source: Source) -> PageResult:
        """Read, judge and check one page."""
        try:
            page = self.read(source)
        except Unreadable as unreadable:
            return self._completed(self.not_checked(source.name, unreadable.error), source)
        try:
            judgement = self._detector.judge(page)
            result = PageResult(source.name, page.encoding, judgement, notes=page.notes, policies=self._policies)
            result = self._judged(result, page)
            result = self._with_ignores(result, page) if _FOR_US in page.source.text else result
        except CheckFailed as failed:
            result = self.not_checked(source.name, failed.error)
        return self._completed(result, source, page)

    def not_checked(self, name: str, error: PageError) -> PageResult:
        """Return the result of a page that could not be read."""
        result = PageResult(name, None, None, error=error, policies=self._policies)
        result = self._with_findings(result)
        return self._with_origin(replace(result, error=replace(error, message=self._translate(error.message))))

    def inspect(self, source: Source) -> Inspection:
        """Return the page and its judgement, for a report on every link and candidate.

        Raises UserError where the page cannot be read.
        """
        try:
            page = self.read(source)
        except Unreadable as unreadable:
            raise UserError(f"{source.name}: {unreadable.error.message}") from None
        return Inspection(page, self._detector.judge(page, thorough=True), self._detector.all_evidence(page))

    def _judged(self, result: PageResult, page: Page) -> PageResult:
        custom = self._custom_on(page, result.judgement)
        return result if result.tells_nothing and not custom else self._with_findings(result, custom)

    def _with_findings(self, result: PageResult, custom: Sequence[OnPage] = ()) -> PageResult:
        from disclosure_check.checks.running import asked_checks, run_checks  # clean pages need no check

        asked = [*self._asked, *asked_checks(self._demands, custom)] if custom else self._asked
        return run_checks(result, asked, self._translate)

    @cached_property
    def _asked(self) -> AskedChecks:
        from disclosure_check.checks.running import asked_checks

        return asked_checks(self._demands)

    def _custom_on(self, page: Page, judgement: Judgement | None) -> Sequence[OnPage]:
        if not self._custom or judgement is None:
            return ()
        from disclosure_check.checked_page import CheckedPage
        from disclosure_check.custom_checks import OnPage

        checked = CheckedPage(page, judgement)
        return [OnPage(custom, checked) for custom in self._custom]

    def _with_ignores(self, result: PageResult, page: Page) -> PageResult:
        from disclosure_check.suppressing.inline import with_ignores

        judge = partial(self._judged, page=page)
        demanded = self._settings.ignores
        return with_ignores(result, page, judge, self._demands, demanded, self._today, self._translate)

    def _completed(self, result: PageResult, source: Source, page: Page | None = None) -> PageResult:
        """Add what some outputs ask for, and the file that the page was built from where anything is told of it."""
        if self._extras.identity:
            result = self._identified(result, source, page)
        if page is None:
            return result
        if self._extras.metadata:
            from disclosure_check.reading.metadata import metadata_of

            result = replace(result, metadata=metadata_of(page))
        has_links = result.judgement is not None and result.judgement.partner_links
        return self._with_origin(result, page) if has_links or result.findings else result

    def _identified(self, result: PageResult, source: Source, page: Page | None) -> PageResult:
        from hashlib import sha256

        is_whole = len(source.data) <= self._settings.max_bytes  # what is too large is not read to its end
        digest = sha256(source.data).hexdigest() if is_whole else ""
        return replace(result, sha256=digest, canonical=page.canonical if page else None)

    def _with_origin(self, result: PageResult, page: Page | None = None) -> PageResult:
        named = named_by(page) if page else None
        notes = (*result.notes, OUTSIDE) if named == "" else result.notes
        source_path = named or mapped(result.path, self._settings.path_map)
        return replace(result, source_path=source_path, notes=notes) if source_path or named == "" else result

    def read(self, source: Source) -> Page:
        """Read one page without judging it.

        Raises Unreadable where that fails.
        """
        settings = self._settings
        return read_page(
            source.name, source.data, self._book.markup, reader=settings.reader, content=settings.content,
            is_fragment=settings.fragment, max_bytes=settings.max_bytes, read_sheet=source.read_sheet,
        )  # fmt: skip


def _custom_checks(settings: Settings) -> tuple[CustomCheck, ...]:
    if not settings.custom_checks:
        return ()
    from disclosure_check.custom_checks import load_custom_checks

    return load_custom_checks(settings)
