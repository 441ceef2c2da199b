"""A row for each page, for spreadsheets: what the page is called, who wrote it when, and whether readers are told."""

from __future__ import annotations

import csv

from disclosure_check.reporting import Out, Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.spreadsheet import defused
from disclosure_check.reporting.summary import shown
from disclosure_check.reporting.terminal import printable
from disclosure_check.results import Metadata, PageResult

HEAD = (
    "url", "path", "source_path", "title", "author", "published", "modified",
    "verdict", "partner_links", "uncovered_links", "first_uncovered_link", "findings",
)  # fmt: skip


class PagesReport:
    def __init__(self, out: Out, _run: Gathering, _: Wishes) -> None:
        self._out = out
        self._rows = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        self._rows.writerow(HEAD)

    def add(self, result: PageResult) -> None:
        if not result.is_page:
            return
        said = result.metadata or Metadata()
        links = result.judgement.partner_links if result.judgement else ()
        uncovered = [link.href for link in links if not link.coverage.covers]
        texts = [said.url, result.path, result.source_path, said.title, said.author, said.published, said.modified]
        first = uncovered[0] if uncovered else ""
        cells = [*texts, result.verdict, len(links), len(uncovered), first, len(shown(result))]
        self._rows.writerow([defused(printable(cell)) if isinstance(cell, str) else cell for cell in cells])

    def finish(self) -> None:
        self._out.flush()
