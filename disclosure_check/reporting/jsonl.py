"""A line of JSON for each page, and a last one with the summary: for programs that read along."""

from __future__ import annotations

from disclosure_check.reporting import Out, Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.json import head, page, tail, to_json
from disclosure_check.results import PageResult


class JsonLinesReport:
    def __init__(self, out: Out, run: Gathering, wishes: Wishes) -> None:
        self._out = out
        self._basis = wishes.basis
        self._run = run

    def add(self, result: PageResult) -> None:
        if result.is_page:
            self._out.write(to_json(page(result)) + "\n")

    def finish(self) -> None:
        self._out.write(to_json(head(self._basis) | tail(self._run)) + "\n")
        self._out.flush()
