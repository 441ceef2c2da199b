"""The inventory says what stands where, and lets no page run a formula in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from disclosure_check.cli import main
from disclosure_check.model import Confidence, Coverage, Evidence, PartnerLink
from disclosure_check.reporting.inventory import HEAD, InventoryReport
from disclosure_check.results import PageResult
from sample_results import clean, judgement, not_checked, partner_link


def rows(*results: PageResult) -> list[list[str]]:
    stream = io.StringIO()
    report = InventoryReport(stream)
    for each in results:
        report.add(each)
    report.finish()
    return list(csv.reader(io.StringIO(stream.getvalue())))


def test_links_of_a_kind_are_one_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inventory", "examples/site/transparenz-nachher.html"]) == 0
    found = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert found[0] == list(HEAD)
    assert [row[1:] for row in found[1:]] == [
        ["Amazon Associates", "tag=beispiel-21", "url", "certain", "after", "1"],
        ["Awin", "awinaffid=222222", "url", "certain", "after", "1"],
    ]


def test_short_links_without_an_id_are_one_row_and_an_address_is_no_id() -> None:
    def link(*parameters: str) -> PartnerLink:
        detail = f"amzn.to/{len(parameters)}"
        evidence = Evidence("url", detail, Confidence.LIKELY, "Amazon Associates", parameters)
        marked = Evidence("mark", "marked *", Confidence.LIKELY)
        return partner_link(evidence=(marked, evidence), confidence=Confidence.LIKELY, coverage=Coverage.MARKER)

    told = judgement("marker", partner_links=(link(), link("url=https://shop.example/"), link("aid=7", "sub=8")))
    assert [row[1:] for row in rows(PageResult("a.html", "utf-8", told))[1:]] == [
        ["Amazon Associates", "", "mark url", "likely", "marker", "2"],
        ["Amazon Associates", "aid=7 sub=8", "mark url", "likely", "marker", "1"],
    ]


def test_a_page_without_partner_links_has_no_row_and_one_not_checked_says_so() -> None:
    assert rows(clean(), not_checked("big.html", "page is too large"))[1:] == [
        ["big.html", "", "", "", "", "not checked: page is too large", "0"]
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(start: str) -> None:
    evidence = (Evidence("url", "", partner_link().confidence, "Amazon Associates", (f"{start}cmd()",)),)
    told = judgement(partner_links=(partner_link(evidence=evidence),))
    found = rows(PageResult(f"{start}a.html", "utf-8", told))
    assert found[1][0] == f"'{start}a.html" and found[1][2] == f"'{start}cmd()"


def test_no_page_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inventory", "examples/gone"]) == 2
    assert "no such file or folder: examples/gone" in capsys.readouterr().err
