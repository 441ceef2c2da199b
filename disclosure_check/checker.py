"""The whole way of the data, in one screenful: source → page → judgement → findings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from disclosure_check.checks import run_checks
from disclosure_check.detection.judging import Detector
from disclosure_check.engine import compile_detector, compile_policy
from disclosure_check.model import PageResult
from disclosure_check.reading import Unreadable, read_page
from disclosure_check.rulebook.book import load_rulebook

if TYPE_CHECKING:
    from disclosure_check.settings import Settings
    from disclosure_check.sources import Source


class Checker:
    """Checks pages under one configuration; the rules are compiled once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._book = load_rulebook()
        self._policy = compile_policy(self._book, settings)

    @cached_property
    def _detector(self) -> Detector:
        return compile_detector(self._book, self._settings)

    def check(self, source: Source) -> PageResult:
        """Read, judge and check one page."""
        settings = self._settings
        try:
            page = read_page(
                source.name, source.data, self._book.markup, reader=settings.reader, content=settings.content,
                is_fragment=settings.fragment, max_bytes=settings.max_bytes,
            )  # fmt: skip
        except Unreadable as unreadable:
            return run_checks(PageResult(source.name, None, None, error=unreadable.error), self._policy)
        judgement = self._detector.judge(page)
        return run_checks(PageResult(source.name, page.encoding, judgement, notes=page.notes), self._policy)
