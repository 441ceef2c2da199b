"""The inventory for spreadsheets: pages, programmes, ids and coverage, without judging."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from disclosure_check.reporting.spreadsheet import defused

if TYPE_CHECKING:
    from disclosure_check.model import PartnerLink
    from disclosure_check.results import PageResult

HEAD = ("page", "programme", "ids", "evidence", "confidence", "coverage", "links")


class InventoryReport:
    """One row for all links of a page that are alike in programme, ids, evidence and coverage."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream, lineterminator="\n")
        self._rows.writerow(HEAD)

    def add(self, result: PageResult) -> None:
        links = result.judgement.partner_links if result.judgement else ()
        for row, count in Counter(_row(link) for link in links).items():
            self._rows.writerow([*map(defused, (result.path, *row)), count])
        if result.error:
            self._rows.writerow([defused(result.path), "", "", "", "", f"not checked: {result.error.message}", 0])

    def finish(self) -> None:
        """Nothing is held back."""


def _row(link: PartnerLink) -> tuple[str, ...]:
    kinds = " ".join(dict.fromkeys(each.kind for each in link.evidence))
    return link.programme or "", " ".join(link.ids), kinds, link.confidence.label, link.coverage.label
