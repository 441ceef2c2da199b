"""What the reports have in common that are written when all pages are seen."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.reporting import Out, Wishes
from disclosure_check.reporting.gathering import Gathering, Told
from disclosure_check.reporting.places import Place, message_at
from disclosure_check.reporting.terminal import printable
from disclosure_check.results import PageResult


class LateReport:
    def __init__(self, out: Out, run: Gathering, wishes: Wishes) -> None:
        self._out = out
        self._run = run
        self._wishes = wishes
        self._translate = wishes.translate

    def add(self, result: PageResult) -> None:
        """Leave it to the gathering."""

    def finish(self) -> None:
        for piece in self.pieces():
            self._out.write(piece)
        self._out.flush()

    def pieces(self) -> Iterator[str]:
        """Yield the report, piece by piece."""
        raise NotImplementedError

    def message(self, place: Place, told: Told) -> str:
        """Return what is said of a finding at a place, in one line."""
        return printable(self._translate(message_at(place, told)))

    def told(self) -> Iterator[Told]:
        """Yield the findings that are not suppressed."""
        return (told for told in self._run.told() if not told.finding.suppressed)
