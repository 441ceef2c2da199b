"""The report for people: findings by file, or their causes where there are too many, and what was seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from disclosure_check.model import Finding, Level, PageResult, Position
from disclosure_check.reporting.summary import Summary
from disclosure_check.reporting.terminal import Paint, printable

LISTED_FINDINGS = 50
EXAMPLES = 3
NOT_LOOKED_AT = "not looked at: what scripts add, what pictures say, style sheets in other files"
NOT_CHECKED = "not checked"


@dataclass
class Cause:
    """All findings of one check: a few to show, the others counted."""

    level: Level
    count: int = 0
    pages: int = 0
    examples: list[str] = field(default_factory=list)


class TextReport:
    def __init__(self, stream: TextIO, paint: Paint, policies: Sequence[str], full: bool = False) -> None:
        self._stream = stream
        self._paint = paint
        self._policies = policies
        self._full = full
        self._summary = Summary()
        self._held: list[PageResult] = []
        self._lines_held = 0
        self._causes: dict[str, Cause] = {}
        self._first_path = ""

    def add(self, result: PageResult) -> None:
        self._summary.add(result)
        findings = _shown(result)
        if not findings and not result.error:
            return
        if self._full:
            self._list(result)
            return
        self._first_path = self._first_path or result.path
        self._lines_held += len(findings) or 1
        if self._lines_held <= LISTED_FINDINGS:
            self._held.append(result)
        else:
            self._held.clear()
        self._count_causes(result)

    def finish(self) -> None:
        if self._lines_held > LISTED_FINDINGS:
            self._write_causes()
        for result in self._held:
            self._list(result)
        for line in self._closing():
            self._write(line)
        self._stream.flush()

    def _list(self, result: PageResult) -> None:
        if result.error and not _shown(result):
            self._write(self._error_line(result))
        for finding in _shown(result):
            self._write(self._finding_line(finding))
            for related in finding.related:
                self._write(f"    {self._place(result.path, related.position)} {printable(related.message)}")
        self._write("")

    def _finding_line(self, finding: Finding) -> str:
        level = self._paint(finding.level.label, finding.level.label)
        check = self._paint("quiet", f"[{finding.check}]")
        return f"{self._place(finding.path, finding.position)} {level} {printable(finding.message)} {check}"

    def _error_line(self, result: PageResult) -> str:
        message = printable(result.error.message) if result.error else ""
        return f"{self._paint('path', printable(result.path))}: {self._paint('error', NOT_CHECKED)}: {message}"

    def _place(self, path: str, position: Position) -> str:
        column = f":{position.column}" if position.column is not None else ""
        return self._paint("path", f"{printable(path)}:{position.line}{column}")

    def _count_causes(self, result: PageResult) -> None:
        lines = {finding.check: self._finding_line(finding) for finding in reversed(_shown(result))}
        for finding in _shown(result):
            cause = self._causes.setdefault(finding.check, Cause(finding.level))
            cause.level = max(cause.level, finding.level)
            cause.count += 1
        if result.error and not lines:
            lines[NOT_CHECKED] = self._error_line(result)
            self._causes.setdefault(NOT_CHECKED, Cause(Level.ERROR)).count += 1
        for check, line in lines.items():
            cause = self._causes[check]
            cause.pages += 1
            if len(cause.examples) < EXAMPLES:
                cause.examples.append(line)

    def _write_causes(self) -> None:
        self._write("many findings; their causes, with a few examples each:")
        for check, cause in sorted(self._causes.items(), key=lambda item: (-item[1].level, -item[1].count, item[0])):
            level = self._paint(cause.level.label, cause.level.label)
            self._write(f"\n{level} {check}: {_count(cause.count, 'finding')} on {_count(cause.pages, 'page')}")
            for example in cause.examples:
                self._write(f"  {example}")
        self._write("\nto list them all: the same command with --full")
        self._write(f"to see why, on one page: disclosure-check inspect {printable(self._first_path)}\n")

    def _closing(self) -> Iterator[str]:
        seen = self._summary
        for note, pages in sorted(seen.notes.items()):
            yield f"note: {printable(note)} ({_count(pages, 'page')})"
        yield (
            f"{_count(seen.pages, 'page')}: {seen.with_partner_links} with partner links, {seen.covered} covered, "
            f"{seen.undecided} undecided, {seen.not_checked} {NOT_CHECKED}"
        )
        if seen.pages and not seen.with_partner_links:
            yield from self._no_partner_links()
        yield self._verdict()
        yield self._paint("quiet", NOT_LOOKED_AT)

    def _no_partner_links(self) -> Iterator[str]:
        hints = sorted(self._summary.hints.items())
        yield "no partner link was seen" + ("; what speaks against it:" if hints else "")
        for hint, pages in hints:
            yield f"  {printable(hint)} ({_count(pages, 'page')})"

    def _verdict(self) -> str:
        counts = self._summary.findings
        levels = (Level.ERROR, Level.WARNING, Level.INFO)
        found = ", ".join(
            self._paint(level.label, _count(counts[level], level.label)) for level in levels if counts[level]
        )
        off = f" ({_count(counts[Level.OFF], 'finding')} of checks that are off)" if counts[Level.OFF] else ""
        noun = "policy" if len(self._policies) == 1 else "policies"
        return f"{found or 'no findings'} under {noun} {', '.join(self._policies)}{off}"

    def _write(self, line: str) -> None:
        self._stream.write(line + "\n")


def _shown(result: PageResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.level is not Level.OFF]


def _count(number: int, noun: str) -> str:
    plural = "" if number == 1 or noun == "info" else "s"
    return f"{number:,} {noun}{plural}"
