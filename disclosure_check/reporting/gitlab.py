"""GitLab's code quality report: a list of issues, each with a fingerprint of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from disclosure_check.reporting.gathering import Told
from disclosure_check.reporting.json import to_json
from disclosure_check.reporting.late import LateReport
from disclosure_check.reporting.places import place_of
from disclosure_check.results import Level

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


class GitlabReport(LateReport):
    def pieces(self) -> Iterator[str]:
        used: Counter[str] = Counter()
        yield "["
        for number, told in enumerate(self.told()):
            yield (",\n" if number else "\n") + to_json(self._issue(told, used))
        yield "\n]\n"

    def _issue(self, told: Told, used: Counter[str]) -> dict[str, object]:
        place = place_of(told)
        fingerprint = f"{told.finding.check}\0{told.finding.path}\0{told.finding.fingerprint}"
        used[fingerprint] += 1  # GitLab drops the second issue of a fingerprint
        unique = f"{fingerprint}\0{used[fingerprint]}".encode("utf-8", "surrogatepass")
        return {
            "description": self.message(place, told),
            "check_name": told.finding.check,
            "fingerprint": hashlib.sha256(unique).hexdigest(),
            "severity": _SEVERITIES[told.finding.level],
            "location": {"path": place.path, "lines": {"begin": place.position.line}},
        }
