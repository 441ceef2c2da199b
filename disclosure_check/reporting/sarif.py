"""SARIF 2.1.0, the format that code scanning services read; tests hold it to the standard's own schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from disclosure_check._version import __version__
from disclosure_check.checks.registry import CHECKS
from disclosure_check.documentation import documentation
from disclosure_check.messages import say
from disclosure_check.model import Position
from disclosure_check.reporting.gathering import Told
from disclosure_check.reporting.json import to_json
from disclosure_check.reporting.late import LateReport
from disclosure_check.reporting.places import Place, in_repository, place_of
from disclosure_check.reporting.terminal import printable
from disclosure_check.results import Finding, Level, Related, Suppression

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_KINDS = {"inline": "inSource"}  # every other suppression stands outside the page


class SarifReport(LateReport):
    def pieces(self) -> Iterator[str]:
        checks = {told.finding.check: None for told in self._run.told()}
        rules = {check: number for number, check in enumerate(sorted(checks))}
        driver = {
            "name": "disclosure-check",
            "version": __version__,
            "properties": {"rules": self._wishes.basis.rules},
            "rules": [self._rule(check) for check in rules],
        }
        yield f'{{"$schema": {to_json(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
        yield f'"tool": {to_json({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n'
        yield f'"invocations": {to_json([self._invocation()])},\n"results": ['
        for number, told in enumerate(self._run.told()):
            yield (",\n" if number else "\n") + to_json(self._result(told, rules))
        yield "\n]}]}\n"

    def _invocation(self) -> dict[str, Any]:
        lost = [page for page in self._run.pages() if page.error]
        notifications = [_notification(page.path, page.error.message) for page in lost if page.error]
        return {"executionSuccessful": not lost, "toolExecutionNotifications": notifications}

    def _result(self, told: Told, rules: dict[str, int]) -> dict[str, Any]:
        finding, place = told.finding, place_of(told)
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "ruleIndex": rules[finding.check],
            "level": _LEVELS[finding.level],
            "message": {"text": self.message(place, told)},
            "locations": [_location(place.path, place.position)],
            "occurrenceCount": told.pages,
        }
        if related := self._related(told, place):
            result["relatedLocations"] = related
        if finding.fingerprint:
            result["partialFingerprints"] = {"disclosureCheck/v1": finding.fingerprint}
        if finding.fix:
            result["fixes"] = [self._fix(finding)]
        if self._run.summary.suppressed:  # said of every result, or of none
            result["suppressions"] = [_suppression(finding.suppressed)] if finding.suppressed else []
        return result

    def _fix(self, finding: Finding) -> dict[str, Any]:
        """Return what `--fix` would do to the page; to the built one, where there is a source."""
        replacements = [
            {"deletedRegion": _region(each.position), "insertedContent": {"text": each.text}} for each in finding.fix
        ]
        artifact = {"uri": _uri(in_repository(finding.path))}
        description = self._translate(say("what --fix does, on this page, to all findings of the kind"))
        changes = [{"artifactLocation": artifact, "replacements": replacements}]
        return {"description": {"text": description}, "artifactChanges": changes}

    def _rule(self, check: str) -> dict[str, Any]:
        """Describe a check in the words of its documentation."""
        module = next((module for module in CHECKS if check == module.ID), None)
        if module is None:  # of the user's own
            return {"id": check}
        said = documentation(module, self._wishes.language)
        body = "\n\n".join(filter(None, (said.what, said.why, said.options, said.cannot_see)))
        return {"id": check, "shortDescription": {"text": said.summary}, "help": {"text": body}}

    def _related(self, told: Told, place: Place) -> list[dict[str, Any]]:
        """Return the places that a finding speaks of; where it stands in the source, that in the built page first."""
        finding = told.finding
        built = self._translate(say("in the built page"))
        places = [Related(built, finding.position)] if place.built else []
        path = in_repository(finding.path)
        return [
            {"id": number, "message": {"text": printable(each.message)}, **_location(path, each.position)}
            for number, each in enumerate([*places, *finding.related], 1)
        ]


def _location(path: str, position: Position) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": _region(position)}}


def _region(position: Position) -> dict[str, int]:
    region = {"startLine": position.line, "startColumn": position.column}
    if position.column is not None:
        region |= {"endLine": position.end_line, "endColumn": position.end_column}
    return {name: value for name, value in region.items() if value is not None}


def _notification(path: str, message: str) -> dict[str, Any]:
    artifact = {"physicalLocation": {"artifactLocation": {"uri": _uri(in_repository(path))}}}
    return {"level": "error", "message": {"text": printable(message)}, "locations": [artifact]}


def _suppression(suppression: Suppression) -> dict[str, str]:
    kind = _KINDS.get(suppression.kind, "external")
    return {"kind": kind, "status": "accepted", "justification": printable(suppression.reason)}


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "replace"), safe="/")
