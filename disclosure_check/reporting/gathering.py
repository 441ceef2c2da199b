"""What a run found, kept until all pages are seen: only then is it known what stands on many of them.

The findings wait in a file without a name, so that memory holds counters alone, however large the site is.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from disclosure_check.messages import Message, say
from disclosure_check.model import Position
from disclosure_check.reporting.causes import FROM_PAGES, cause_of
from disclosure_check.reporting.summary import Summary, shown
from disclosure_check.results import Finding, Level, PageError, PageResult

_IN_MEMORY = 1 << 20


class Kept(NamedTuple):
    """What reports need of a page with findings; `causes` belong to the findings, one each."""

    path: str
    source_path: str
    error: PageError | None
    findings: tuple[Finding, ...]
    causes: tuple[bytes | None, ...]
    failing: Level
    is_page: bool


class Told(NamedTuple):
    """One finding as it is told: once for all pages where it has the same cause."""

    finding: Finding
    source_path: str
    fails: bool
    pages: int = 1
    cause: bytes | None = None
    error: PageError | None = None  # of a page that was not checked, where no check tells it

    @property
    def message(self) -> str:
        if self.pages == 1:
            return self.finding.message
        return say("{message} ({pages}; this is the first)", message=self.finding.message, pages=on_pages(self.pages))


def on_pages(pages: int) -> Message:
    return say("on {pages} pages, probably the theme", pages=pages)


class Gathering:
    """Takes every result once, for all reports of a run."""

    def __init__(self) -> None:
        self.summary = Summary()
        self.pages_with_findings = 0  # that count, or that could not be checked
        self.configuration: list[PageResult] = []  # what is told of configuration files
        self._pages_by_cause: Counter[bytes] = Counter()
        self._file: BinaryIO = io.BytesIO()
        self._size = 0

    def add(self, result: PageResult, failing: Level = Level.ERROR) -> None:
        """Take one page; findings of a level at or above `failing` fail the run."""
        self.summary.add(result)
        if not result.is_page:
            self.configuration.append(result)
        self.pages_with_findings += result.is_page and bool(result.error or shown(result))
        findings = tuple(finding for finding in result.findings if finding.level is not Level.OFF)
        if findings or result.error:
            causes = tuple(self._cause(finding, result) for finding in findings)
            self._pages_by_cause.update({cause for cause in causes if cause})
            self._keep(Kept(result.path, result.source_path, result.error, findings, causes, failing, result.is_page))

    def pages(self) -> Iterator[Kept]:
        """Yield what was kept of the pages, in their order."""
        if not self._size:
            return
        import pickle

        offset = 0
        while offset < self._size:
            self._file.seek(offset)
            yield pickle.load(self._file)  # written by this very object
            offset = self._file.tell()

    def told(self) -> Iterator[Told]:
        """Yield the findings in the pages' order, suppressed ones too; those of one cause once, at the first page."""
        seen: set[bytes] = set()
        for page in self.pages():
            for told in _findings_of(page):
                pages = self._pages_by_cause[told.cause] if told.cause else 1
                if told.cause is None or pages < FROM_PAGES:
                    yield told
                elif told.cause not in seen:
                    seen.add(told.cause)
                    yield told._replace(pages=pages)

    def groups(self) -> list[Told]:
        """Return the findings that stand on many pages, those on most pages first."""
        if not any(pages >= FROM_PAGES for pages in self._pages_by_cause.values()):
            return []
        return sorted((told for told in self.told() if told.pages > 1), key=lambda told: -told.pages)

    def _cause(self, finding: Finding, result: PageResult) -> bytes | None:
        if result.judgement is None or finding.suppressed:
            return None
        return cause_of(finding, result.judgement)

    def _keep(self, page: Kept) -> None:
        import pickle

        if self._size > _IN_MEMORY and isinstance(self._file, io.BytesIO):
            self._file = _moved_to_disk(self._file)
        self._file.seek(self._size)
        pickle.dump(page, self._file, pickle.HIGHEST_PROTOCOL)
        self._size = self._file.tell()


def _moved_to_disk(buffer: io.BytesIO) -> BinaryIO:
    from tempfile import TemporaryFile

    file: BinaryIO = TemporaryFile()  # noqa: SIM115  # ends with the run
    file.write(buffer.getvalue())
    return file


def _findings_of(page: Kept) -> Iterator[Told]:
    """Yield a page's findings; one that could not be checked always has one, with a place."""
    for finding, cause in zip(page.findings, page.causes, strict=True):
        yield Told(finding, page.source_path, finding.level >= page.failing and not finding.suppressed, cause=cause)
    if page.error and not page.findings:
        here = Position(1, None, 1, None)
        message = say("not checked: {why}", why=page.error.message)
        lost = Finding("page-unreadable", Level.ERROR, message, page.path, here)
        yield Told(lost, page.source_path, True, error=page.error)
