"""Checkstyle's XML: the findings of each file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from disclosure_check.reporting.gathering import Told
from disclosure_check.reporting.late import LateReport
from disclosure_check.reporting.places import place_of
from disclosure_check.reporting.xml import HEAD, element, written


class CheckstyleReport(LateReport):
    def pieces(self) -> Iterator[str]:
        yield HEAD + '<checkstyle version="4.3">\n'
        for path, told in groupby(self.told(), key=lambda each: place_of(each).path):
            file = element("file", name=path)
            for each in told:
                file.append(self._error(each))
            yield written(file)
        yield "</checkstyle>\n"

    def _error(self, told: Told) -> Any:
        place, finding = place_of(told), told.finding
        return element(
            "error",
            line=place.position.line,
            column=place.position.column,
            severity=finding.level.label,
            message=self.message(place, told),
            source=f"disclosure-check.{finding.check}",
        )
