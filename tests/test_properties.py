"""What holds for any page: a few fixed examples here, many new ones with `HYPOTHESIS_PROFILE=long`."""

from __future__ import annotations

import json
import os
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from disclosure_check.checker import Checker
from disclosure_check.fixing import Fixer
from disclosure_check.model import Position
from disclosure_check.reading.decoding import decode
from disclosure_check.results import PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import Source
from sample_results import report_of

settings.register_profile("short", derandomize=True, max_examples=25, deadline=None, database=None)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
SCHEMA = Draft202012Validator(
    json.loads(files("disclosure_check").joinpath("schemas/report.schema.json").read_text("utf-8"))
)
ADDRESS = "https://www.amazon.de/dp/B000000001?tag=beispiel-21"
NOTICE = "<p>Werbung: Kaufst du über die Links in diesem Artikel, erhalten wir eine Provision.</p>"
PIECES = (
    f'<a href="{ADDRESS}">Mühle M1</a>', '<a rel=sponsored href="https://shop.example/?id=1">M2</a>*',
    '<a href="/go/m3">M3*</a>', '<a href="https://www.awin1.com/cread.php?awinmid=1&awinaffid=2">M4', NOTICE,
    "<p>* Partnerlink, wir erhalten eine Provision</p>", "<b>Anzeige</b>", "Affiliate-Link", "Werbung", "*",
    "wir erhalten eine Provision", "As an Amazon Associate I earn from qualifying purchases.",
    "Dieser Artikel enthält keine Affiliate-Links.", "<h2>Mühlen</h2>", "<p>Mahlt den Kaffee leise. ", "</p>",
    "<div>", "</div>", "<ul><li>", "</ul>", "<table><tr><td>", "</table>", "<main>", "</main>", "<article>",
    "</article>", "<nav>", "</nav>", "<footer>", "</footer>", "<aside>", "</a>", "<b>", "</b>", "<template>",
    "</template>", "<svg>", "</svg>", "<select><option>", "<textarea>", "<title>", "<script>", "</script>",
    "<style>p{display:none}</style>", "<p hidden>", "<p style='color:#fff;background:#fff'>",
    "<style>p::before{content:'Anzeige'}</style>", "<details><summary>", "</details>", "<form action='", "<!--",
    "-->", f'<iframe src="{ADDRESS}">', f"""<b onclick="location.href='{ADDRESS}'">""", "<html lang=de>",
    "<html lang=en>", "<base href='https://amzn.to/'>", "<meta charset=iso-8859-1>",
    '<link rel=canonical href="https://blog.example/a">', '\n', '\r\n', '\r', '\x00', '\xad', "&shy;", "&amp;",
    "&#x41;", "&notin", "<", '"', "'", ">", "=", " ", "é", "😀", '\ud83d',
    "<!-- disclosure-check: ignore disclosure-missing -->", "{{ page }}", "[affiliate id=1]", "<noscript>",
    "<frameset>", "<plaintext>",
)  # fmt: skip
markup = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map(
    "".join
)
# what swallows the markup behind it, or holds for the whole page
SWALLOWS = ("<form", "<!--", "-->", "<meta", "<html", "<base", "<plaintext", "<", "'", '"', ">", "=", "\ud83d", "{{")
WHOLE = [each for each in PIECES if each not in SWALLOWS and not each.startswith(SWALLOWS[:7])]
plain = st.lists(st.sampled_from(WHOLE), max_size=20).map("".join)
encodings = st.sampled_from(
    ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "shift_jis", "iso-2022-jp"]
)
any_bytes = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda text, encoding: text.encode(encoding, "xmlcharrefreplace" if encoding[:3] != "utf" else "surrogatepass"),
        markup,
        encodings,
    ),
    st.builds(
        lambda text, junk: text.encode("utf-8", "surrogatepass") + junk + text.encode("utf-8", "surrogatepass"),
        markup,
        st.binary(max_size=8),
    ),
)
CHECKERS = {
    name: Checker(settings)
    for name, settings in {
        "page": Settings(extends=("de-strict", "amazon", "google-links", "us-ftc")),
        "fragment": Settings(extends=("de", "amazon"), fragment=True),
        "lxml": Settings(extends=("de", "amazon"), reader="lxml"),
    }.items()
}


SEEN = ("partner_links disclosures decoys monetizers shortcodes claims sponsors teasers policy_links").split()


def positions(result: PageResult) -> list[Position]:
    judged = [each for name in SEEN for each in getattr(result.judgement, name, ())]
    related = [each for finding in result.findings for each in finding.related]
    return [each.position for each in (*judged, *result.findings, *result.ignores, *related)]


def is_inside(place: Position, lines: list[str]) -> bool:
    if not (1 <= place.line <= place.end_line <= len(lines)):
        return False
    if place.column is None or place.end_column is None:
        return True
    starts_before_end = (place.line, place.column) <= (place.end_line, place.end_column)
    return (
        starts_before_end
        and 1 <= place.column <= len(lines[place.line - 1]) + 1
        and 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
    )


@pytest.mark.parametrize("checker", CHECKERS.values(), ids=CHECKERS)
@pytest.mark.parametrize("name", ["page.html", "page.xhtml"])
@given(data=any_bytes)
def test_any_bytes(checker: Checker, name: str, data: bytes) -> None:
    result = checker.check(Source(name, data))
    lines = decode(data).text.split("\n")
    assert [place for place in positions(result) if not is_inside(place, lines)] == []
    report = json.loads(report_of("json", [result], statistics=True))
    assert [error.message for error in SCHEMA.iter_errors(report)] == []
    for format_ in ("text", "sarif", "github"):
        report_of(format_, [result])


ATTRIBUTES = (
    f'href="{ADDRESS}"', 'rel="sponsored nofollow"', 'title="Werbung"', 'class="aawp-button"', "hidden",
    'style="display:none"', 'style="opacity:0"', 'data-href="https://amzn.to/x"', 'onclick="location.href=\'/go/x\'"',
    "lang=en", 'aria-label="Anzeige"', "id=main", "role=navigation", 'href="/b"', 'data-aawp="1"',
)  # fmt: skip
tags = st.sampled_from(["a", "p", "div", "b", "area", "nav", "iframe", "form", "body", "html"])
attributes = st.lists(st.sampled_from(ATTRIBUTES), max_size=5, unique_by=lambda each: each.partition("=")[0])


def told(result: PageResult) -> list[object]:
    """Return what is found, without the columns that the order of attributes moves."""
    judgement = result.judgement
    links = (
        [(each.href, each.coverage, each.region, each.hidden) for each in judgement.partner_links] if judgement else []
    )
    return [
        result.verdict,
        links,
        *((each.check, each.level, each.message, each.position.line) for each in result.findings),
    ]


@given(pieces=st.lists(st.one_of(plain, st.tuples(tags, attributes)), max_size=12))
def test_the_order_of_attributes_is_nothing(pieces: list[str | tuple[str, list[str]]]) -> None:
    def written(step: int) -> str:
        return "".join(each if isinstance(each, str) else f"<{each[0]} {' '.join(each[1][::step])}>" for each in pieces)

    first, second = (
        CHECKERS["page"].check(Source("p.html", written(step).encode("utf-8", "replace"))) for step in (1, -1)
    )
    assert told(first) == told(second)


COVERING = Checker(Settings(extends=("base",)))


def uncovered(result: PageResult) -> int:
    judgement = result.judgement
    return sum(not each.coverage.covers for each in judgement.partner_links) if judgement else 0


@given(page=plain)
def test_a_notice_at_the_top_makes_no_page_worse(page: str) -> None:
    before, after = (
        COVERING.check(Source("p.html", f"<html lang=de><body>{top}{page}".encode())) for top in ("", NOTICE)
    )
    assert uncovered(after) <= uncovered(before)


@given(page=plain)
def test_a_partner_link_makes_no_page_better(page: str) -> None:
    before, after = (
        COVERING.check(Source("p.html", f"<html lang=de><body><p>{top}</p>{page}".encode()))
        for top in ("", f'<a href="{ADDRESS}">Mühle M1</a>')
    )
    assert uncovered(after) >= uncovered(before)


FIXERS = {
    name: Fixer(settings, unsafe=unsafe)
    for name, settings, unsafe in (
        ("safe", Settings(extends=("de-strict", "amazon", "google-links")), False),
        ("unsafe", Settings(extends=("de-strict", "amazon", "google-links")), True),
    )
}


@pytest.mark.parametrize("fixer", FIXERS.values(), ids=FIXERS)
@given(data=any_bytes)
def test_mending_twice_is_mending_once(fixer: Fixer, data: bytes) -> None:
    once = fixer.fix(Source("p.html", data))
    twice = fixer.fix(Source("p.html", once.data))
    assert twice.data == once.data
    assert once.mended or once.data == data


@given(data=any_bytes)
def test_mending_adds_and_takes_nothing_away(data: bytes) -> None:
    mended = FIXERS["safe"].fix(Source("p.html", data)).data
    if mended != data:
        kept = iter(mended)
        assert all(each in kept for each in data)
