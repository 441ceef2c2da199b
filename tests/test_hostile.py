"""Nothing that a page says can forge a finding, run a command or a formula, or leave its place, in any format."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from disclosure_check.arguments.check import FORMATS
from disclosure_check.model import Evidence, Position
from disclosure_check.reporting.terminal import printable
from disclosure_check.results import Level, Metadata, PageError, PageResult, Related, Suppression
from sample_results import clean, disclosure, finding, judgement, partner_link, report_of

CASES = sorted((Path(__file__).parent / "cases" / "hostile").glob("*.toml"))
TEXTS = {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["text"] for file in CASES}
TEXTS["surrogate"] = "half a pair: \ud83d"  # no file can hold it
COMMANDS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|##\\w*\\[|^\\s*::.*", re.MULTILINE
)

hostile = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def results(text: str) -> list[PageResult]:
    """Return pages on which the text stands wherever a page can bring it."""
    said = Metadata(text, text, text, text, text)
    link = partner_link(
        href=text,
        text=text,
        heading=text,
        programme=text,
        evidence=(Evidence("url", text, partner_link().confidence, text),),
    )
    told = judgement(partner_links=(link,), disclosures=(disclosure(text=text),), hints=(text,), language=text)
    here = Position(1, 1, 1, 2)
    found = [
        finding(text, message=text, related=(Related(text, here),)),
        finding(text, level=Level.WARNING, message=text, suppressed=Suppression("inline", text)),
    ]
    source = text if text.strip() else "x"
    return [
        PageResult(text, "utf-8", told, tuple(found), notes=(text,), source_path=source, metadata=said),
        PageResult("b.html", None, None, error=PageError("unreadable", text)),
        clean(hints=(text,)),
    ]


@hostile
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_commands_whoever_shows_the_report(name: str, text: str) -> None:
    report = report_of(name, results(text), statistics=True)
    commands = [found[0] for found in COMMANDS.finditer(report)]
    assert [command.split()[0] for command in commands] == (["::error", "::error"] if name == "github" else [])


@hostile
@pytest.mark.parametrize("name", FORMATS)
def test_the_report_has_the_lines_of_a_harmless_one(name: str, text: str) -> None:
    told, harmless = (report_of(name, results(each), statistics=True).split("\n") for each in (text, "x"))
    assert len(told) == len(harmless)


def read_github(report: str) -> list[dict[str, str]]:
    """Return the commands as the runner reads them."""
    found = []
    for line in report.split("\n"):
        if match := re.match(r"\s*::(\w+) ([^:]*?)::(.*)$", line):
            pairs = (each.split("=", 1) for each in match[2].split(","))
            found.append(
                {name: unescaped(value) for name, value in pairs} | {"": unescaped(match[3]), "command": match[1]}
            )
    return found


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


@hostile
def test_github_reads_two_annotations(text: str) -> None:
    first, second = read_github(report_of("github", results(text)))
    assert first["command"] == second["command"] == "error"
    assert first["title"] == "disclosure-check (disclosure-late)"
    assert first["line"] == "3"
    assert first[""].encode() == printable(text).encode("utf-8", "backslashreplace")
    assert second["file"] == "b.html"


@hostile
def test_gitlab_reads_two_issues(text: str) -> None:
    issues = json.loads(report_of("gitlab", results(text)))
    assert [issue["check_name"] for issue in issues] == ["disclosure-late", "page-unreadable"]
    assert len({issue["fingerprint"] for issue in issues}) == 2


@hostile
def test_json_brings_back_the_very_text(text: str) -> None:
    page = json.loads(report_of("json", results(text)))["pages"][0]
    assert page["path"] == page["partner_links"][0]["href"] == page["findings"][0]["message"] == text
    assert page["findings"][1]["suppressed"] == {"kind": "inline", "reason": text}


@hostile
def test_sarif_reads_three_results(text: str) -> None:
    results_ = json.loads(report_of("sarif", results(text)))["runs"][0]["results"]
    assert [each["ruleId"] for each in results_] == ["disclosure-late", "disclosure-late", "page-unreadable"]
    assert all(re.fullmatch(r"[\w./%~-]+", uri_of(each)) for each in results_)


def uri_of(result: dict[str, Any]) -> str:
    uri: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return uri


@hostile
def test_xml_holds_two_findings(text: str) -> None:
    junit = etree.fromstring(report_of("junit", results(text)).encode())
    assert [case.get("name") for case in junit.iter("testcase")] == [
        "disclosure-late 3:5", "page-unreadable 1", "1 page without findings"
    ]  # fmt: skip
    assert {each.tag for each in junit.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
    checkstyle = etree.fromstring(report_of("checkstyle", results(text)).encode())
    assert [each.tag for each in checkstyle.iter()] == ["checkstyle", "file", "error", "file", "error"]


@hostile
def test_no_cell_is_a_formula(text: str) -> None:
    report = report_of("csv", results(text))
    for separator in ",;":
        for row in csv.reader(io.StringIO(report), delimiter=separator):
            assert not [cell for cell in row if re.match(r"\s*[=+\-@＝＋－＠]", cell)]
    assert len(list(csv.reader(io.StringIO(report)))) == 4


CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


@hostile
def test_markdown_holds_the_text_in_code_spans_alone(text: str) -> None:
    told, harmless = (CODE_SPAN.sub("CODE", report_of("markdown", results(each))) for each in (text, "x"))
    assert told == harmless
