from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from disclosure_check.model import Coverage, Position, Region
from disclosure_check.reporting.terminal import printable
from disclosure_check.results import Level, PageResult, Suppression
from sample_results import (
    NOT_LOOKED_AT,
    clean,
    everything,
    finding,
    judgement,
    late,
    not_checked,
    partner_link,
    report_of,
)

SCHEMA = json.loads(files("disclosure_check").joinpath("schemas/report.schema.json").read_text(encoding="utf-8"))


def text_of(results: Iterable[PageResult], **wishes: Any) -> str:
    return report_of("text", results, **wishes)


def json_of(results: Iterable[PageResult]) -> str:
    return report_of("json", results)


def test_clean_pages_leave_only_what_was_seen() -> None:
    assert text_of([clean("a.html", "before"), clean("b.html")]) == (
        "2 pages: 1 with partner links, 1 covered, 0 undecided, 0 not checked\n"
        "no findings under policy base; rules 2026.01.31-0123abcd\n"
        f"{NOT_LOOKED_AT}\n"
    )


def test_findings_stand_by_file() -> None:
    assert text_of([late("a.html"), clean("b.html", "near"), late("c.html", level=Level.WARNING)]) == (
        "a.html:3:5 error notice comes after the first partner link [disclosure-late]\n"
        "    a.html:9:1 the notice: 'Transparenz: wir erhalten eine Provision'\n"
        "\n"
        "c.html:3:5 warning notice comes after the first partner link [disclosure-late]\n"
        "    c.html:9:1 the notice: 'Transparenz: wir erhalten eine Provision'\n"
        "\n"
        "3 pages: 3 with partner links, 1 covered, 0 undecided, 0 not checked\n"
        "1 error, 1 warning under policy base; rules 2026.01.31-0123abcd\n"
        f"{NOT_LOOKED_AT}\n"
    )


def test_a_page_that_was_not_checked_is_told() -> None:
    lines = text_of([not_checked("a.html"), clean("b.html")]).splitlines()
    assert lines[0] == "a.html: not checked: permission denied"
    assert lines[2] == "2 pages: 0 with partner links, 0 covered, 0 undecided, 1 not checked"


def test_findings_of_checks_that_are_off_are_counted_and_not_shown() -> None:
    page = PageResult("a.html", "utf-8", judgement("before"), (finding(level=Level.OFF),))
    assert "no findings under policy base (1 finding of checks that are off)" in text_of([page])
    assert "disclosure-late" not in text_of([page])
    report = json.loads(json_of([page]))
    assert report["pages"][0]["findings"] == []
    assert report["summary"]["findings"] == {"error": 0, "warning": 0, "info": 0, "off": 1}


def test_where_no_partner_link_was_seen_the_hints_against_it_are_told() -> None:
    hinted = clean("a.html", hints=("monetizer script s.skimresources.com",))
    assert "no partner link was seen\n" in text_of([clean()])
    assert (
        "no partner link was seen; what speaks against it:\n  monetizer script s.skimresources.com (2 pages)\n"
    ) in text_of([hinted, hinted, clean("b.html")])
    assert "speaks against" not in text_of([hinted, clean("b.html", "before")])


def test_a_column_that_is_not_known_is_left_out() -> None:
    assert text_of([late(position=Position(7, None, 7, None))]).startswith("a.html:7 error ")


def many(pages: int) -> list[PageResult]:
    return [late(f"{number:03}.html", at=number) for number in range(pages)]


def test_few_findings_are_listed() -> None:
    assert text_of(many(50)).count(" error ") == 50


def test_many_findings_are_told_by_cause() -> None:
    vague = [late("v.html", check="disclosure-vague", level=Level.WARNING)]
    assert text_of([*vague, *many(1200), not_checked("z.html")]).splitlines()[:18] == [
        "many findings; their causes, with a few examples each:",
        "",
        "error disclosure-late: 1,200 findings on 1,200 pages",
        "  000.html:3:5 notice comes after the first partner link",
        "  001.html:3:5 notice comes after the first partner link",
        "  002.html:3:5 notice comes after the first partner link",
        "",
        "error not checked: 1 page",
        "  z.html: not checked: permission denied",
        "",
        "warning disclosure-vague: 1 finding on 1 page",
        "  v.html:3:5 notice comes after the first partner link",
        "",
        "to list them all: the same command with --full",
        "to see why, on one page: disclosure-check inspect 000.html",
        "",
        "1,202 pages: 1,201 with partner links, 0 covered, 0 undecided, 1 not checked",
        "1,200 errors, 1 warning under policy base; rules 2026.01.31-0123abcd",
    ]


def themes(pages: int) -> list[PageResult]:
    """Return pages with the same notice in the same region of each."""
    return [late(f"t{number:03}.html") for number in range(pages)]


def test_what_stands_on_nine_pages_is_told_nine_times() -> None:
    assert text_of(themes(9)).count(" error ") == 9


def test_what_stands_on_many_pages_is_told_once() -> None:
    once = "notice comes after the first partner link (on 1,200 pages, probably the theme; this is the first)"
    assert text_of(themes(1200)).splitlines()[:5] == [
        f"t000.html:3:5 error {once} [disclosure-late]",
        "    t000.html:9:1 the notice: 'Transparenz: wir erhalten eine Provision'",
        "",
        "1,200 pages: 1,200 with partner links, 0 covered, 0 undecided, 0 not checked",
        "1,200 errors under policy base; rules 2026.01.31-0123abcd",
    ]


def test_among_many_findings_the_themes_stand_first() -> None:
    assert text_of([*many(60), *themes(70)]).splitlines()[2:7] == [
        "error disclosure-late: 130 findings on 130 pages",
        "  on 70 pages, probably the theme; first: t000.html:3:5 notice comes after the first partner link",
        "  000.html:3:5 notice comes after the first partner link",
        "  001.html:3:5 notice comes after the first partner link",
        "  002.html:3:5 notice comes after the first partner link",
    ]


def test_one_link_in_another_region_is_another_cause() -> None:
    pages = [uncovered(f"{number}.html", REGIONS[number % 2]) for number in range(18)]
    assert text_of(pages).count(" error ") == 18
    assert text_of([*pages, *(uncovered(f"n{number}.html", Region.NAV) for number in range(9))]).count(" error ") == 10


REGIONS = (Region.NAV, Region.CONTENT)


def uncovered(path: str, region: Region) -> PageResult:
    told = judgement("missing", disclosures=(), partner_links=(partner_link(region=region),))
    message = f"nothing tells readers of the only partner link, {path}"
    return PageResult(path, "utf-8", told, (finding(path, check="disclosure-missing", message=message),))


def test_a_suppressed_finding_is_counted_and_not_told() -> None:
    shown = text_of([late(suppressed=Suppression("inline", "agreed")), late("b.html")])
    assert "a.html" not in shown
    assert "1 error under policy base (1 suppressed); rules " in shown


def test_the_source_of_a_page_is_told_beside_it() -> None:
    assert text_of([replace(late(), source_path="content/a.md")]).splitlines()[2] == "    built from content/a.md"


def test_statistics_count_checks_programmes_and_coverage() -> None:
    nameless = clean("c.html", "near", partner_links=(partner_link(programme=None, coverage=Coverage.NEAR),))
    assert text_of([late(), late("b.html"), nameless], statistics=True).partition("\n\nfindings by")[2].splitlines()[
        :9
    ] == [
        " check:",
        "        2  disclosure-late (2 pages)",
        "partner links by programme:",
        "        2  Amazon Associates (2 pages)",
        "        1  programme not known (1 page)",
        "partner links by coverage:",
        "        1  near",
        "        2  after",
        "",
    ]


def test_a_quiet_report_has_findings_alone() -> None:
    assert text_of([clean()], quiet=True) == ""
    assert text_of([late()], quiet=True).splitlines()[2:] == [""]


def test_all_findings_are_listed_when_asked() -> None:
    assert text_of(themes(1200), full=True).count(" error ") == 1200


HOSTILE = "a\x1b[2Jb\x07c\x9bd\u202ee\u2066f\rg\nh\x00i\u2028j"


def test_nothing_of_a_page_can_command_the_terminal() -> None:
    page = late("x\x1b[31m.html", message=HOSTILE)
    shown = text_of([page]) + text_of([not_checked("a", HOSTILE), clean(hints=(HOSTILE,))])
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066\r\x00\u2028")
    assert printable("a\nb\u202ec") == "a b\N{REPLACEMENT CHARACTER}c"
    assert printable("größer 日本語 👍🏽 a\u0301") == "größer 日本語 👍🏽 a\u0301"


def test_colours_only_where_wanted() -> None:
    assert "\x1b[31merror\x1b[0m" in text_of(many(1), colour=True)
    assert "\x1b" not in text_of(many(1))


def test_the_json_report_holds_to_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    for results in ([], everything()):
        validator.validate(json.loads(json_of(results)))
    assert SCHEMA["$id"].startswith("urn:")


def test_every_json_line_holds_to_its_schema() -> None:
    validator = Draft202012Validator({"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]})
    for results in ([], everything()):
        lines = [json.loads(line) for line in report_of("jsonl", results).split("\n")[:-1]]
        for line in lines:
            validator.validate(line)
        whole = json.loads(json_of(results))
        assert lines[:-1] == whole.pop("pages") and lines[-1] == whole


def test_the_json_report_tells_what_is_probably_the_theme() -> None:
    report = json.loads(json_of([late("o.html", at=7), *themes(12)]))
    assert len(report["pages"]) == 13
    assert report["summary"]["groups"] == [
        {
            "check": "disclosure-late",
            "level": "error",
            "message": "notice comes after the first partner link",
            "pages": 12,
            "first": {
                "path": "t000.html", "source_path": None, "line": 3, "column": 5, "end_line": 3, "end_column": 20
            },
        }
    ]  # fmt: skip


def schema_objects(node: Any) -> Iterable[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for child in node.values():
            yield from schema_objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from schema_objects(child)


def test_the_schema_allows_and_demands_exactly_the_same_keys() -> None:
    for node in schema_objects(SCHEMA):
        assert node["required"] == list(node["properties"])
        assert node["additionalProperties"] is False


def test_the_json_report_of_one_page() -> None:
    report = json.loads(json_of([late("b.html")]))
    page = report["pages"][0]
    here = {"line": 3, "column": 5, "end_line": 3, "end_column": 20}
    assert page["partner_links"] == [
        {
            "href": "https://www.amazon.de/dp/B000000000?tag=beispiel-21",
            "text": "Polestar 3 bei Amazon",
            "carrier": "a",
            "rel": "",
            "region": "content",
            **here,
            "heading": "Fazit",
            "programme": "Amazon Associates",
            "evidence": [{"kind": "url", "detail": "tag=beispiel-21"}],
            "confidence": "certain",
            "coverage": "after",
            "disclosure": 0,
            "distance_words": -12,
        }
    ]
    assert page["disclosures"][0]["kind"] == "block"
    assert page["findings"][0]["related"][0]["message"] == "the notice: 'Transparenz: wir erhalten eine Provision'"
    assert report["summary"] == {
        "pages": 1,
        "with_partner_links": 1,
        "covered": 0,
        "undecided": 0,
        "not_checked": 0,
        "findings": {"error": 1, "warning": 0, "info": 0, "off": 0},
        "suppressed": 0,
        "statistics": {
            "checks": [{"check": "disclosure-late", "findings": 1, "pages": 1}],
            "programmes": [{"programme": "Amazon Associates", "links": 1, "pages": 1}],
            "coverage": [{"coverage": "after", "links": 1}],
        },
        "groups": [],
    }


def test_a_page_that_was_not_checked_has_empty_lists() -> None:
    page = json.loads(json_of([not_checked("c.html")]))["pages"][0]
    assert page == {
        "path": "c.html",
        "source_path": None,
        "language": None,
        "encoding": None,
        "verdict": "not-checked",
        "policies": [],
        "error": {"kind": "unreadable", "message": "permission denied"},
        "partner_links": [],
        "disclosures": [],
        "findings": [],
    }


@pytest.mark.parametrize("results", [[], [clean()], everything()])
def test_the_same_results_give_the_same_bytes(results: list[PageResult]) -> None:
    assert json_of(results) == json_of(results)
