"""JUnit's XML: a test suite for each page with findings; those that fail the run are failures, others are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from disclosure_check.messages import counted, say
from disclosure_check.reporting.gathering import Told
from disclosure_check.reporting.late import LateReport
from disclosure_check.reporting.places import place_of, shown_position
from disclosure_check.reporting.xml import HEAD, element, text, written


class JunitReport(LateReport):
    def pieces(self) -> Iterator[str]:
        yield HEAD + '<testsuites name="disclosure-check">\n'
        for path, told in groupby(self.told(), key=lambda each: each.finding.path):
            yield written(self._suite(path, list(told)))
        clean = self._run.summary.pages - self._run.pages_with_findings
        suite = element("testsuite", name="disclosure-check", tests=1, failures=0, errors=0, skipped=0)
        name = self._translate(say("{pages} without findings", pages=counted(clean, "page")))
        suite.append(element("testcase", name=name, classname="disclosure-check"))
        yield written(suite) + "</testsuites>\n"

    def _suite(self, path: str, told: list[Told]) -> Any:
        failures = sum(each.fails for each in told)
        suite = element(
            "testsuite", name=path, tests=len(told), failures=failures, errors=0, skipped=len(told) - failures
        )  # fmt: skip
        for each in told:
            suite.append(self._case(each))
        return suite

    def _case(self, told: Told) -> Any:
        place, finding = place_of(told), told.finding
        where = shown_position(finding.position)
        case = element(
            "testcase", name=f"{finding.check} {where}", classname=place.path, file=place.path, line=place.position.line
        )
        message = self.message(place, told)
        if told.fails:
            outcome = element("failure", type=finding.level.label, message=message)
            lines = [f"at {finding.path}:{where}: {self._translate(told.message)}"]
            lines += [f"at {finding.path}:{shown_position(each.position)}: {each.message}" for each in finding.related]
            outcome.text = "\n".join(map(text, lines))
        else:
            outcome = element("skipped", message=f"{finding.level.label}: {message}")
        case.append(outcome)
        return case
