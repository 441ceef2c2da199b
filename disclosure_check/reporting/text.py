"""The report for people: findings by file, or their causes where there are too many, and what was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from disclosure_check.basis import NOT_LOOKED_AT, Basis
from disclosure_check.messages import Translate, counted, listed, say
from disclosure_check.model import Finding, Level, PageResult, Position
from disclosure_check.reporting.summary import Summary
from disclosure_check.reporting.terminal import Paint, printable

LISTED_FINDINGS = 50
EXAMPLES = 3
NOT_CHECKED = say("not checked")


@dataclass
class Cause:
    """All findings of one check and level: a few to show, the others counted."""

    count: int = 0
    pages: int = 0
    path: str = ""
    examples: list[str] = field(default_factory=list)

    def add_page(self, example: str) -> None:
        self.pages += 1
        if self.pages <= EXAMPLES:
            self.examples.append(example)


class TextReport:
    def __init__(
        self, stream: TextIO, paint: Paint, basis: Basis, full: bool = False, translate: Translate = str
    ) -> None:
        self._stream = stream
        self._paint = paint
        self._basis = basis
        self._full = full
        self._translate = translate
        self._summary = Summary()
        self._held: list[PageResult] = []
        self._lines_held = 0
        self._causes: defaultdict[tuple[Level, str], Cause] = defaultdict(Cause)

    def add(self, result: PageResult) -> None:
        self._summary.add(result)
        findings = _shown(result)
        if not findings and not result.error:
            return
        if self._full:
            self._list(result)
            return
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
            self._say(line)
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
        policies = ", ".join(dict.fromkeys(asked.policy for asked in finding.asked_by))
        check = self._paint("quiet", f"[{finding.check}: {policies}]" if policies else f"[{finding.check}]")
        return f"{self._place(finding.path, finding.position)} {level} {printable(finding.message)} {check}"

    def _error_line(self, result: PageResult) -> str:
        message = printable(self._translate(result.error.message)) if result.error else ""
        not_checked = self._paint("error", self._translate(NOT_CHECKED))
        return f"{self._paint('path', printable(result.path))}: {not_checked}: {message}"

    def _place(self, path: str, position: Position) -> str:
        column = f":{position.column}" if position.column is not None else ""
        return self._paint("path", f"{printable(path)}:{position.line}{column}")

    def _count_causes(self, result: PageResult) -> None:
        examples = {(finding.level, finding.check): finding for finding in reversed(_shown(result))}
        for finding in _shown(result):
            self._causes[finding.level, finding.check].count += 1
        for key, finding in examples.items():
            self._causes[key].add_page(f"{self._place(finding.path, finding.position)} {printable(finding.message)}")
            if result.is_page:
                self._causes[key].path = self._causes[key].path or result.path
        if result.error and not examples:
            self._causes[Level.ERROR, NOT_CHECKED].add_page(self._error_line(result))

    def _write_causes(self) -> None:
        self._say(say("many findings; their causes, with a few examples each:"))
        causes = sorted(self._causes.items(), key=lambda item: (-item[0][0], -item[1].pages, item[0][1]))
        for (level, check), cause in causes:
            pages = counted(cause.pages, "page")
            if cause.count:
                pages = say("{findings} on {pages}", findings=counted(cause.count, "finding"), pages=pages)
            self._write(f"\n{self._paint(level.label, level.label)} {self._translate(check)}: {self._translate(pages)}")
            for example in cause.examples:
                self._write(f"  {example}")
        path = next((cause.path for _, cause in causes if cause.path), "")
        self._write("")
        self._say(say("to list them all: the same command with --full"))
        self._say(say("to see why, on one page: {command}", command=f"disclosure-check inspect {printable(path)}"))
        self._write("")

    def _closing(self) -> Iterator[str]:
        seen = self._summary
        for note, pages in sorted(seen.notes.items()):
            note = printable(self._translate(note))
            yield say("note: {note} ({pages})", note=note, pages=counted(pages, "page"))
        yield say(
            "{pages}: {linked} with partner links, {covered} covered, {undecided} undecided, {unchecked} not checked",
            pages=counted(seen.pages, "page"),
            linked=seen.with_partner_links,
            covered=seen.covered,
            undecided=seen.undecided,
            unchecked=seen.not_checked,
        )
        if seen.pages > seen.not_checked:
            yield from self._no_partner_links()
            yield self._verdict()
        yield self._paint("quiet", self._translate(self._not_looked_at()))

    def _no_partner_links(self) -> Iterator[str]:
        if self._summary.with_partner_links:
            return
        hints = sorted(self._summary.hints.items())
        yield say("no partner link was seen; what speaks against it:") if hints else say("no partner link was seen")
        for hint, pages in hints:
            yield f"  {printable(self._translate(hint))} ({self._translate(counted(pages, 'page'))})"

    def _verdict(self) -> str:
        counts = self._summary.findings
        levels = (Level.ERROR, Level.WARNING, Level.INFO)
        found = ", ".join(
            self._paint(level.label, self._translate(_count(counts[level], level))) for level in levels if counts[level]
        )
        names = self._basis.extends
        policies = ", ".join(names)
        told = say(
            "{findings} under {policies}",
            findings=found or say("no findings"),
            policies=say("policies {names}", names=policies) if names[1:] else say("policy {names}", names=policies),
        )
        if counts[Level.OFF]:
            told = say("{told} ({off} of checks that are off)", told=told, off=counted(counts[Level.OFF], "finding"))
        return say("{told}; rules {version}", told=told, version=self._basis.rules)

    def _not_looked_at(self) -> str:
        told = list(NOT_LOOKED_AT)
        if unseen := self._basis.not_visible:
            told.append(
                say(
                    "{unseen} of {requirements} that no check can show (disclosure-check explain {policy})",
                    unseen=unseen,
                    requirements=counted(self._basis.requirements, "requirement"),
                    policy=self._basis.least_visible,
                )
            )
        return say("not looked at: {things}", things=listed(told))

    def _say(self, message: str) -> None:
        self._write(self._translate(message))

    def _write(self, line: str) -> None:
        self._stream.write(line + "\n")


def _shown(result: PageResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.level is not Level.OFF]


def _count(number: int, level: Level) -> str:
    match level:
        case Level.ERROR:
            return counted(number, "error")
        case Level.WARNING:
            return counted(number, "warning")
    return counted(number, "info", "info")
