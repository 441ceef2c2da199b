"""What each format says of the same results; what all of them hold to."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import tracemalloc
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from lxml import etree

from case_files import CASES
from conftest import WriteTree
from disclosure_check.arguments.check import FORMATS
from disclosure_check.cli import main
from disclosure_check.config import from_table
from disclosure_check.reading.decoding import byte_order_mark, decode
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.outputs import _CLASSES, made
from disclosure_check.results import Extras, Level, Metadata, PageResult
from disclosure_check.sources import Source
from disclosure_check.tasks import Checking
from sample_results import BASIS, Written, clean, everything, late, not_checked, report_of

SARIF = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
FINDINGS = tuple(name for name in FORMATS if name not in ("json", "jsonl", "csv"))


def test_every_format_is_made_by_a_module() -> None:
    assert tuple(_CLASSES) == FORMATS
    for place in _CLASSES.values():
        module, _, name = place.partition(".")
        assert hasattr(import_module(f"disclosure_check.reporting.{module}"), name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("results", [[], [clean()], everything()], ids=["no-page", "clean", "everything"])
def test_the_same_results_give_the_same_bytes(name: str, results: list[PageResult]) -> None:
    assert report_of(name, results) == report_of(name, results) != ""


@pytest.mark.parametrize("name", FINDINGS)
def test_what_does_not_count_is_told_in_no_report_of_findings(name: str) -> None:
    report = report_of(name, everything())
    assert "off.html" not in report
    if name != "sarif":
        assert "ignored.html" not in report and "known.html" not in report


@pytest.mark.parametrize("name", FINDINGS)
def test_a_theme_s_finding_is_told_once_with_a_count(name: str) -> None:
    report = report_of(name, everything())
    told = report.count("on 12 pages, probably the theme; this is the first")
    assert told == (2 if name == "junit" else 1)  # there as an attribute and as the text of one failure
    assert "t00.html" in report and "t01.html" not in report


@pytest.mark.parametrize("name", FINDINGS)
def test_a_page_that_was_not_checked_is_told_though_no_check_asks(name: str) -> None:
    report = report_of(name, [not_checked("c.html", "too large")])
    assert "c.html" in report and "not checked: too large" in report


@pytest.mark.parametrize("name", FORMATS)
def test_both_paths_of_a_built_page_are_told(name: str) -> None:
    report = report_of(name, everything())
    assert "content/m.md" in report and "public/m/index.html" in report


def sarif(results: list[PageResult]) -> Any:
    return json.loads(report_of("sarif", results))


@pytest.mark.parametrize("results", [[], [clean()], everything()], ids=["no-page", "clean", "everything"])
def test_sarif_holds_to_the_schema_of_the_standard(results: list[PageResult]) -> None:
    Draft4Validator(SARIF, format_checker=Draft4Validator.FORMAT_CHECKER).validate(sarif(results))


def test_every_result_of_sarif_has_a_place_and_a_rule() -> None:
    run = sarif(everything())["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == 9
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    late_rule = next(rule for rule in rules if rule["id"] == "disclosure-late")
    assert late_rule["shortDescription"]["text"].startswith("the disclosure comes")
    assert "readers" in late_rule["help"]["text"]


def test_one_result_of_sarif() -> None:
    results = sarif([late("b ü.html", fingerprint="0123456789abcdef")])["runs"][0]["results"]
    notice = {"startLine": 9, "startColumn": 1, "endLine": 9, "endColumn": 41}
    assert results == [
        {
            "ruleId": "disclosure-late",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "notice comes after the first partner link"},
            "locations": [
                location("b%20%C3%BC.html", {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 20})
            ],
            "occurrenceCount": 1,
            "relatedLocations": [
                {
                    "id": 1,
                    "message": {"text": "the notice: 'Transparenz: wir erhalten eine Provision'"},
                    **location("b%20%C3%BC.html", notice),
                }
            ],
            "partialFingerprints": {"disclosureCheck/v1": "0123456789abcdef"},
        }
    ]


@pytest.mark.parametrize("folder", sorted((CASES / "fixes").iterdir()), ids=lambda folder: folder.name)
def test_the_fixes_of_sarif_are_those_of_the_command(folder: Path) -> None:
    case = tomllib.loads((folder / "case.toml").read_text("utf-8")) if (folder / "case.toml").exists() else {}
    source = Source("page.html", (folder / "before.html").read_bytes())
    settings = from_table(case.get("config", {}), Path("case.toml"))
    log = sarif([Checking(settings, Extras(fixes=True)).check(source)])
    Draft4Validator(SARIF).validate(log)
    changes = [fix["artifactChanges"][0] for each in log["runs"][0]["results"] for fix in each.get("fixes", [])]
    is_mended = (folder / "after.html").exists() and not case.get("unsafe")
    after = (folder / "after.html" if is_mended else folder / "before.html").read_bytes()
    assert len(changes) == (after != source.data)
    for change in changes:
        assert change["artifactLocation"] == {"uri": "page.html"}
        assert applied(source.data, change["replacements"]) == after


def applied(data: bytes, replacements: list[dict[str, Any]]) -> bytes:
    """Do to a page what a fix says, as an editor would that knows nothing of pages."""
    text, encoding = decode(data).text, decode(data).encoding
    mark = byte_order_mark(data)
    raw = data[len(mark) :].decode(encoding)
    assert raw.replace("\r\n", "\n") == text
    lines = raw.splitlines(keepends=True)
    for each in reversed(replacements):
        region = each["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        start, end = region["startColumn"] - 1, region["endColumn"] - 1
        lines[region["startLine"] - 1] = line[:start] + each["insertedContent"]["text"] + line[end:]
    return mark + "".join(lines).encode(encoding)


def test_sarif_alone_asks_for_fixes(tree: WriteTree) -> None:
    tree({"a.html": '<html lang=de><main><p><a href="https://www.amazon.de/dp/B0?tag=beispiel-21">M1</a></p></main>'})
    main(["check", "--output-format", "sarif=a.sarif", "--output-format", "json=a.json", "a.html"])
    (found,) = json.loads(Path("a.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert "Transparenz" in found["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"]


def location(uri: str, region: dict[str, int]) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def test_sarif_marks_what_is_suppressed() -> None:
    results = sarif(everything())["runs"][0]["results"]
    marks = {uri_of(each): each["suppressions"] for each in results}
    reason = "agreed with the desk"
    assert marks.pop("ignored.html") == [{"kind": "inSource", "status": "accepted", "justification": reason}]
    assert marks.pop("known.html") == [{"kind": "external", "status": "accepted", "justification": ""}]
    assert set(map(len, marks.values())) == {0}
    assert "suppressions" not in sarif([late()])["runs"][0]["results"][0]


def test_sarif_stands_in_the_source_and_names_the_built_page() -> None:
    result = next(each for each in sarif(everything())["runs"][0]["results"] if uri_of(each) == "content/m.md")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert result["message"]["text"].endswith("(in the built page public/m/index.html:3:5)")
    assert [each["physicalLocation"]["artifactLocation"]["uri"] for each in result["relatedLocations"]] == [
        "public/m/index.html", "public/m/index.html"
    ]  # fmt: skip


def uri_of(result: dict[str, Any]) -> str:
    uri: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return uri


def test_sarif_tells_of_pages_that_were_not_checked() -> None:
    invocation = sarif(everything())["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "permission denied"


def test_github_annotations() -> None:
    at, title = "line=3,col=5,endLine=3,endColumn=20", "title=disclosure-check (disclosure-late)"
    unread = "line=1,endLine=1,title=disclosure-check (page-unreadable)::not checked: permission denied"
    late_ = "notice comes after the first partner link"
    assert report_of("github", everything()).split("\n")[:5] == [
        f"::error file=b.html,{at},{title}::{late_}",
        f"::error file=c.html,{unread}",
        f"::error file=s.html,{at},{title}::half a pair: \\ud83d",
        f"::error file=content/m.md,line=1,endLine=1,{title}::{late_} (in the built page public/m/index.html:3:5)",
        f"::error file=t00.html,{at},{title}::{late_} (on 12 pages, probably the theme; this is the first)",
    ]


def test_github_shows_ten_and_the_tenth_counts_the_others() -> None:
    ten = report_of("github", [late(f"{number}.html", number) for number in range(10)])
    assert ten.count("::error ") == 10 and "more" not in ten
    lines = report_of("github", [late(f"{number}.html", number) for number in range(30)]).split("\n")
    assert len([line for line in lines if line.startswith("::error ")]) == 10
    assert lines[9:12] == [
        "::error title=disclosure-check::and 21 more: disclosure-late 21; the log lists them",
        "::group::21 more of level error",
        "9.html:3:5 error notice comes after the first partner link [disclosure-late]",
    ]
    assert lines[31:33] == [
        "29.html:3:5 error notice comes after the first partner link [disclosure-late]",
        "::endgroup::",
    ]


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "sub/a.html"),
        ({"GITHUB_WORKSPACE": ".."}, "here/sub/a.html"),
        ({"CI_PROJECT_DIR": ".."}, "here/sub/a.html"),
        ({"GITHUB_WORKSPACE": "elsewhere"}, "sub/a.html"),
    ],
)
def test_annotations_name_files_as_the_repository_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], told: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for name, value in variables.items():
        monkeypatch.setenv(name, str((here / value).resolve()))
    for path in ("sub/a.html", str(here / "sub" / "a.html"), "./sub/a.html"):
        report = json.loads(report_of("gitlab", [late(path)]))
        assert report[0]["location"]["path"] in (
            told,
            path if variables.get("GITHUB_WORKSPACE") == "elsewhere" else told,
        )


def test_gitlab_issues() -> None:
    issues = json.loads(report_of("gitlab", everything()))
    assert [(issue["severity"], issue["location"]) for issue in issues[:4]] == [
        ("major", {"path": "b.html", "lines": {"begin": 3}}),
        ("major", {"path": "c.html", "lines": {"begin": 1}}),
        ("minor", {"path": "l.html", "lines": {"begin": 7}}),
        ("major", {"path": "s.html", "lines": {"begin": 3}}),
    ]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 7


def test_gitlab_keeps_two_findings_of_one_kind_apart() -> None:
    page = late()
    twice = PageResult(page.path, page.encoding, page.judgement, page.findings * 2)
    assert len({issue["fingerprint"] for issue in json.loads(report_of("gitlab", [twice]))}) == 2


def test_junit_tells_what_fails_and_what_does_not() -> None:
    suites = etree.fromstring(report_of("junit", everything()).encode())
    told = [(suite.get("name"), suite.get("failures"), suite.get("skipped")) for suite in suites]
    assert told == [
        ("b.html", "1", "0"),
        ("c.html", "1", "0"),
        ("l.html", "0", "1"),
        ("s.html", "1", "0"),
        ("i.html", "0", "1"),
        ("public/m/index.html", "1", "0"),
        ("t00.html", "1", "0"),
        ("disclosure-check", "0", "0"),
    ]
    assert suites[2][0][0].get("message") == "warning: notice comes after the first partner link"
    assert suites[0][0][0].text == (
        "at b.html:3:5: notice comes after the first partner link\n"
        "at b.html:9:1: the notice: 'Transparenz 1: wir erhalten eine Provision'"
    )
    assert suites[5][0][0].text.startswith("at public/m/index.html:3:5: notice comes after the first partner link\nat ")
    assert suites[-1][0].get("name") == "5 pages without findings"


def test_checkstyle_errors() -> None:
    files = etree.fromstring(report_of("checkstyle", everything()).encode())
    assert dict(files[0][0].attrib) == {
        "line": "3",
        "column": "5",
        "severity": "error",
        "message": "notice comes after the first partner link",
        "source": "disclosure-check.disclosure-late",
    }
    assert "column" not in files[2][0].attrib


def test_markdown_summary() -> None:
    assert report_of("markdown", [late("b`c.html"), clean("d.html", "before")]) == (
        "## disclosure-check\n"
        "\n"
        "2 pages: 2 with partner links, 1 covered, 0 undecided, 0 not checked  \n"
        "**1 error under policy base; rules 2026.01.31-0123abcd**\n"
        "\n"
        "### ❌ error\n"
        "\n"
        "- ``b`c.html:3:5`` – disclosure-late: `notice comes after the first partner link`\n"
        "\n"
        "\n"
        "<sub>not looked at: what scripts add, what pictures say, style sheets outside the checked folder</sub>\n"
    )


def test_markdown_counts_what_it_does_not_list() -> None:
    report = report_of("markdown", [late(f"{number}.html", number) for number in range(130)])
    assert report.count("\n- `") == 100
    assert "\n- and 30 more\n" in report


def test_a_row_for_each_page() -> None:
    said = Metadata("https://a.example/x", "Titel", "Eva, Jo", "2026-01-02", "2026-01-03")
    page = late()
    rows = list(csv.DictReader(io.StringIO(report_of("csv", [
        PageResult(page.path, page.encoding, page.judgement, page.findings, metadata=said),
        clean("b.html"),
        not_checked("c.html"),
    ]))))  # fmt: skip
    assert list(rows[0].values()) == [
        "https://a.example/x", "a.html", "", "Titel", "Eva, Jo", "2026-01-02", "2026-01-03",
        "after", "1", "1", "https://www.amazon.de/dp/B000000000?tag=beispiel-21", "1",
    ]  # fmt: skip
    assert [row["verdict"] for row in rows] == ["after", "no-partner-links", "not-checked"]


def test_findings_that_were_kept_on_disk_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [late(f"{number}.html", number) for number in range(30)]
    in_memory = report_of("gitlab", pages)
    monkeypatch.setattr("disclosure_check.reporting.gathering._IN_MEMORY", 1000)
    assert report_of("gitlab", pages) == in_memory


def test_memory_holds_counters_and_no_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure_check.reporting.gathering._IN_MEMORY", 10_000)
    run = Gathering()
    tracemalloc.start()
    for number in range(2000):
        run.add(late(f"{number}.html", number))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / 2000 < 200  # bytes; a finding alone has more
    assert sum(1 for _ in run.told()) == 2000


def test_only_what_fails_the_run_is_a_failure_in_junit() -> None:
    out, run = Written(), Gathering()
    run.add(late(level=Level.WARNING), Level.WARNING)
    made("junit", out, run, Wishes(BASIS)).finish()
    assert b'<failure type="warning"' in out.stream.getvalue()
