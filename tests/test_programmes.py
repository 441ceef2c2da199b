"""Every shipped rule proves itself on its own examples; the cases of tests/cases/urls go beyond one rule."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from disclosure_check.detection.programmes import Programmes
from disclosure_check.model import Confidence
from disclosure_check.rulebook import rules_folder
from disclosure_check.rulebook.partners import Link, Programme, read_partners

BOOK = read_partners(rules_folder() / "partners")
SHIPPED = Programmes.compile(BOOK.programmes, BOOK.stops)
LINKS = [(programme, link) for programme in BOOK.programmes for link in programme.link]
CASES = Path(__file__).parent / "cases" / "urls"


def alone(programme: Programme, link: Link) -> Programmes:
    """Compile one rule without all others."""
    return Programmes.compile([Programme(programme.name, "test", programme.reviewed, (link,))], BOOK.stops)


def cases(name: str) -> list[list[str]]:
    with (CASES / name).open(encoding="utf-8") as lines:
        return [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row and row[0][:1] != "#"]


def names(href: str, own: tuple[str, ...] = ()) -> set[str | None]:
    found = SHIPPED.evidence(href, own=own)
    return {evidence.programme for evidence in found if evidence.confidence >= Confidence.LIKELY}


@pytest.mark.parametrize("url", [url for _, link in LINKS for url in link.counterexamples])
def test_what_a_rule_must_leave_alone(url: str) -> None:
    rules = [(programme, link) for programme, link in LINKS if url in link.counterexamples]
    assert not any(alone(programme, link).evidence(url) for programme, link in rules)


@pytest.mark.parametrize(("programme", "link"), LINKS, ids=[f"{p.name}-{i}" for i, (p, _) in enumerate(LINKS)])
def test_what_a_rule_must_find(programme: Programme, link: Link) -> None:
    assert link.examples, "a rule needs links that it finds"
    assert link.counterexamples, "a rule needs links that it leaves alone"
    for url in link.examples:
        found = alone(programme, link).evidence(url)
        assert [(each.programme, each.confidence) for each in found] == [(programme.name, link.certainty)], url


@pytest.mark.parametrize("url", [url for _, link in LINKS for url in link.examples])
def test_examples_pass_the_screen(url: str) -> None:
    assert SHIPPED.screen(["https://example.com/", url, "/about"]) == [1]


@pytest.mark.parametrize("url", [url for stop in BOOK.stops.stop for url in stop.examples])
def test_stops(url: str) -> None:
    assert not SHIPPED.evidence(url)
