"""The report for people: findings by file, or their causes where there are too many, and what was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby, islice

import msgspec

from disclosure_check.messages import counted, say
from disclosure_check.model import Position
from disclosure_check.reporting import Out, Wishes
from disclosure_check.reporting.closing import NOT_CHECKED, closing, statistics
from disclosure_check.reporting.gathering import Gathering, Kept, Told, on_pages
from disclosure_check.reporting.places import shown_position
from disclosure_check.reporting.summary import shown
from disclosure_check.reporting.terminal import Paint, printable
from disclosure_check.results import Finding, Level, PageError, PageResult

LISTED_FINDINGS = 50
EXAMPLES = 3


class Cause(msgspec.Struct):
    """All findings of one check and level: a few to show, the others counted."""

    count: int = 0
    pages: int = 0
    path: str = ""
    examples: list[str] = msgspec.field(default_factory=list)

    def add_page(self, path: str, findings: int) -> None:
        self.pages += 1
        self.count += findings
        self.path = self.path or path

    def add_example(self, example: str) -> None:
        if len(self.examples) < EXAMPLES:
            self.examples.append(example)


class TextReport:
    def __init__(self, out: Out, run: Gathering, wishes: Wishes) -> None:
        self._out = out
        self._run = run
        self._wishes = wishes
        self._paint = Paint(wishes.colour)
        self._translate = wishes.translate

    def add(self, result: PageResult) -> None:
        """Write at once what need not wait for the other pages."""
        findings = shown(result) if self._wishes.full else []
        if findings:
            self._list([Told(finding, result.source_path, fails=False) for finding in findings])
        elif result.error and self._wishes.full:
            self._write(self._error_line(result.path, result.error), "")

    def finish(self) -> None:
        if not self._wishes.full:
            told = list(islice(self._unsuppressed(), LISTED_FINDINGS + 1))
            if len(told) <= LISTED_FINDINGS:
                self._list_pages(told)
            else:
                self._write_causes()
        if self._wishes.statistics:
            self._write(*statistics(self._run.summary, self._translate))
        if not self._wishes.quiet:
            self._write(*closing(self._run.summary, self._wishes, self._paint))
        self._out.flush()

    def _unsuppressed(self) -> Iterator[Told]:
        return (told for told in self._run.told() if not told.finding.suppressed)

    def _list_pages(self, told: list[Told]) -> None:
        for _, page in groupby(told, key=lambda each: each.finding.path):
            self._list(list(page))

    def _list(self, page: list[Told]) -> None:
        for told in page:
            finding = told.finding
            if told.error:
                self._write(self._error_line(finding.path, told.error))
                continue
            self._write(self._finding_line(finding, self._translate(told.message)))
            for related in finding.related:
                self._write(f"    {self._place(finding.path, related.position)} {printable(related.message)}")
        if page[0].source_path:
            self._write("    " + self._translate(say("built from {path}", path=printable(page[0].source_path))))
        self._write("")

    def _finding_line(self, finding: Finding, message: str) -> str:
        level = self._paint(finding.level.label, finding.level.label)
        policies = ", ".join(dict.fromkeys(asked.policy for asked in finding.asked_by))
        check = self._paint("quiet", f"[{finding.check}: {policies}]" if policies else f"[{finding.check}]")
        return f"{self._place(finding.path, finding.position)} {level} {printable(message)} {check}"

    def _error_line(self, path: str, error: PageError) -> str:
        not_checked = self._paint("error", self._translate(NOT_CHECKED))
        return f"{self._paint('path', printable(path))}: {not_checked}: {printable(error.message)}"

    def _place(self, path: str, position: Position) -> str:
        return self._paint("path", f"{printable(path)}:{shown_position(position)}")

    def _write_causes(self) -> None:
        groups = self._run.groups()
        causes = self._causes({told.cause for told in groups})
        self._say(say("many findings; their causes, with a few examples each:"))
        for (level, check), cause in causes:
            pages = counted(cause.pages, "page")
            if cause.count:
                pages = say("{findings} on {pages}", findings=counted(cause.count, "finding"), pages=pages)
            self._write(f"\n{self._paint(level.label, level.label)} {self._translate(check)}: {self._translate(pages)}")
            self._write(*(self._group_line(each) for each in groups if _kind(each.finding) == (level, check)))
            self._write(*(f"  {example}" for example in cause.examples))
        path = next((cause.path for _, cause in causes if cause.path), "")
        self._write("")
        self._say(say("to list them all: the same command with --full"))
        self._say(say("to see why, on one page: {command}", command=f"disclosure-check inspect {printable(path)}"))
        self._write("")

    def _group_line(self, told: Told) -> str:
        first = f"{self._place(told.finding.path, told.finding.position)} {printable(told.finding.message)}"
        return "  " + self._translate(say("{pages}; first: {finding}", pages=on_pages(told.pages), finding=first))

    def _causes(self, grouped: set[bytes | None]) -> list[tuple[tuple[Level, str], Cause]]:
        causes: defaultdict[tuple[Level, str], Cause] = defaultdict(Cause)
        for page in self._run.pages():
            self._count(page, causes, grouped)
        return sorted(causes.items(), key=lambda item: (-item[0][0], -item[1].pages, item[0][1]))

    def _count(self, page: Kept, causes: Mapping[tuple[Level, str], Cause], grouped: set[bytes | None]) -> None:
        pairs = [pair for pair in zip(page.findings, page.causes, strict=True) if not pair[0].suppressed]
        examples = {_kind(finding): finding for finding, cause in reversed(pairs) if cause not in grouped}
        for kind in {_kind(finding): None for finding, _ in pairs}:
            causes[kind].add_page(
                page.path if page.is_page else "", sum(_kind(finding) == kind for finding, _ in pairs)
            )
        for kind, finding in examples.items():
            causes[kind].add_example(f"{self._place(page.path, finding.position)} {printable(finding.message)}")
        if page.error and not page.findings:
            unread = causes[Level.ERROR, NOT_CHECKED]
            unread.add_page("", 0)
            unread.add_example(self._error_line(page.path, page.error))

    def _say(self, message: str) -> None:
        self._write(self._translate(message))

    def _write(self, *lines: str) -> None:
        for line in lines:
            # a file may be named so that its line would be a command to the program that runs the build
            self._out.write(("./" if line.lstrip().startswith("::") else "") + line + "\n")


def _kind(finding: Finding) -> tuple[Level, str]:
    return finding.level, finding.check
