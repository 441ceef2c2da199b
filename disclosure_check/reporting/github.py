"""Annotations of GitHub Actions, and the rest of the report as plain lines of the log.

GitHub shows ten annotations of a level for each step and says nothing of the others: the last one counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from disclosure_check.messages import say
from disclosure_check.reporting.closing import closing
from disclosure_check.reporting.gathering import Told
from disclosure_check.reporting.late import LateReport
from disclosure_check.reporting.places import place_of, shown_position
from disclosure_check.reporting.terminal import Paint, printable
from disclosure_check.results import Level

SHOWN_BY_GITHUB = 10
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
_IN_MESSAGE = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_IN_PROPERTY = _IN_MESSAGE | {ord(":"): "%3A", ord(","): "%2C"}


class GithubReport(LateReport):
    def pieces(self) -> Iterator[str]:
        for level, command in _COMMANDS.items():
            yield from self._annotations(level, command)
        if not self._wishes.quiet:
            for line in closing(self._run.summary, self._wishes, Paint(False)):
                yield _plain(line)

    def _annotations(self, level: Level, command: str) -> Iterator[str]:
        shown, others = self._divided(level)
        for told in shown:
            yield self._annotation(command, told)
        if others:
            checks = ", ".join(f"{check} {count:,}" for check, count in others.most_common())
            more = say("and {number} more: {checks}; the log lists them", number=others.total(), checks=checks)
            yield f"::{command} title=disclosure-check::{self._translate(more)}\n"
            folded = say("{number} more of level {level}", number=others.total(), level=level.label)
            yield f"::group::{self._translate(folded)}\n"
            for told in islice(self._of(level), len(shown), None):
                yield self._log_line(told)
            yield "::endgroup::\n"

    def _divided(self, level: Level) -> tuple[list[Told], Counter[str]]:
        """Return the findings that become annotations, and how many others there are of each check."""
        shown = list(islice(self._of(level), SHOWN_BY_GITHUB + 1))
        if len(shown) <= SHOWN_BY_GITHUB:
            return shown, Counter()
        shown = shown[: SHOWN_BY_GITHUB - 1]
        return shown, Counter(told.finding.check for told in islice(self._of(level), len(shown), None))

    def _of(self, level: Level) -> Iterator[Told]:
        return (told for told in self.told() if told.finding.level is level)

    def _annotation(self, command: str, told: Told) -> str:
        place = place_of(told)
        position = place.position
        properties = {"file": place.path, "line": position.line, "col": position.column, "endLine": position.end_line}
        if position.end_line == position.line:
            properties["endColumn"] = position.end_column
        properties["title"] = f"disclosure-check ({told.finding.check})"
        written = ",".join(
            f"{name}={printable(str(value)).translate(_IN_PROPERTY)}"
            for name, value in properties.items()
            if value is not None
        )
        return f"::{command} {written}::{self.message(place, told).translate(_IN_MESSAGE)}\n"

    def _log_line(self, told: Told) -> str:
        place = place_of(told)
        where = f"{place.path}:{shown_position(place.position)}"
        return _plain(f"{where} {told.finding.level.label} {self.message(place, told)} [{told.finding.check}]")


def _plain(line: str) -> str:
    """Return a line that the runner takes for no command."""
    line = printable(line)
    return ("./" if line.lstrip().startswith("::") else "") + line + "\n"
