"""A summary in Markdown, for the page of a build or a comment at a merge request.

Whatever a page or a path says stands in code spans: there nothing is a link, a mention, an image or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from disclosure_check.messages import say
from disclosure_check.reporting.closing import findings_told, not_looked_at, notes, pages_seen
from disclosure_check.reporting.gathering import Told
from disclosure_check.reporting.late import LateReport
from disclosure_check.reporting.places import place_of, shown_position
from disclosure_check.reporting.terminal import Paint, printable
from disclosure_check.results import Level

LISTED = 100  # a build's page takes a megabyte, and nobody reads on
_SIGNS = {Level.ERROR: "❌", Level.WARNING: "⚠️", Level.INFO: "ℹ️"}


class MarkdownReport(LateReport):
    def pieces(self) -> Iterator[str]:
        seen = self._run.summary
        yield "## disclosure-check\n\n"
        yield f"{self._translate(pages_seen(seen))}  \n**{findings_told(seen, self._wishes, Paint(False))}**\n\n"
        for level in _SIGNS:
            yield from self._section(level)
        yield from (f"- {code(note)}\n" for note in notes(seen, self._translate))
        yield f"\n<sub>{self._translate(not_looked_at(self._wishes.basis))}</sub>\n"

    def _section(self, level: Level) -> Iterator[str]:
        listed = list(islice(self._of(level), LISTED))
        if not listed:
            return
        yield f"### {_SIGNS[level]} {level.label}\n\n"
        yield from map(self._item, listed)
        others = sum(1 for _ in self._of(level)) - len(listed)
        yield f"- {self._translate(say('and {number} more', number=others))}\n\n" if others else "\n"

    def _of(self, level: Level) -> Iterator[Told]:
        return (told for told in self.told() if told.finding.level is level)

    def _item(self, told: Told) -> str:
        place = place_of(told)
        where = code(f"{place.path}:{shown_position(place.position)}")
        if place.built:
            where = self._translate(say("{source}, built as {page}", source=where, page=code(place.built)))
        return f"- {where} – {told.finding.check}: {code(self._translate(told.message))}\n"


def code(text: str) -> str:
    """Return text as a code span, whatever backquotes it holds."""
    text = " ".join(printable(text).split()) or " "
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"
