"""Look for pages that end a check in an exception or tell a place outside the file, led by coverage.

`pip install atheris && python tests/fuzz/fuzz_page.py -max_total_time=1800 FOLDER` keeps what it learns in the folder;
`python tests/fuzz/fuzz_page.py FILE` runs what it found again. It begins with what the folder holds: from small pages
such as those of `tests/cases`, with a byte ahead of each that says how it is checked, it gets four times as far as from
nothing. Not a part of the tests: atheris has no wheel for every Python.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["disclosure_check"]):
    import disclosure_check.checks.running  # what is imported when a page asks for it would not be led by
    import disclosure_check.detection.judging
    import disclosure_check.reading.lxml_reader
    import disclosure_check.reading.turbo
    import disclosure_check.reading.visibility
    import disclosure_check.reading.walk  # noqa: F401
    from disclosure_check.checker import Checker
    from disclosure_check.detection.programmes import Programmes
    from disclosure_check.model import Position
    from disclosure_check.reading.decoding import decode
    from disclosure_check.results import PageResult
    from disclosure_check.rulebook.book import load_rulebook
    from disclosure_check.settings import Settings
    from disclosure_check.sources import Source

CHECKERS = [
    Checker(Settings(extends=("de-strict", "amazon", "google-links"))),
    Checker(Settings(extends=("us-ftc",), fragment=True)),
    Checker(Settings(reader="lxml")),
]
BOOK = load_rulebook().partners
ADDRESSES = Programmes(BOOK.programmes, BOOK.stops)
URL = len(CHECKERS)


def one_input(data: bytes) -> None:
    """Read the first byte as what to do, the rest as an address or a page."""
    what, data = data[:1], data[1:]
    number = what[0] % (URL + 1) if what else 0
    if number == URL:
        ADDRESSES.evidence(data.decode("utf-8", "surrogateescape"), "https://blog.example/a")
        return
    check(CHECKERS[number], data)


def check(checker: Checker, data: bytes) -> None:
    result = checker.check(Source("page.html", data))
    lines = decode(data).text.split("\n")
    for place in positions(result):
        assert 1 <= place.line <= place.end_line <= len(lines), place
        if place.column is not None and place.end_column is not None:
            assert (place.line, place.column) <= (place.end_line, place.end_column), place
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place
            assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1, place


def positions(result: PageResult) -> list[Position]:
    judgement = result.judgement
    seen = (*judgement.partner_links, *judgement.disclosures, *judgement.decoys) if judgement else ()
    return [each.position for each in (*seen, *result.findings, *result.ignores)]


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
