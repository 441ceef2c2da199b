"""Every disclosure and decoy on a page, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.label_places import LINKED_POLICY, LabelFinder
from disclosure_check.detection.labels import Labels
from disclosure_check.detection.link_places import LinkPlaces
from disclosure_check.detection.policy_links import told_behind_links
from disclosure_check.detection.said import find_statements, find_tooltips
from disclosure_check.detection.statements import Statements
from disclosure_check.detection.utterance import PageWords
from disclosure_check.errors import RuleError
from disclosure_check.model import Kind, Region, Span, Strength
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.page import Page
from disclosure_check.reading.text import LINE_BREAK


def find_candidates(
    page: Page, statements: Statements, labels: Labels, selectors: Sequence[str] = ()
) -> list[Candidate]:
    """Return every disclosure and decoy of a page in reading order."""
    words = PageWords.of(page)
    links = LinkPlaces(page)
    finder = LabelFinder(page, labels, links)
    bracketed = finder.bracketed()
    text = _readable(page.flow, bracketed)
    found = [_menu_item(each, page.flow, links) for each in find_statements(page.flow, text, statements, words)]
    found = told_behind_links(found, page.flow, text, links, statements, words)
    placed = [*bracketed, *finder.standing()]
    # "Bezahlte Links" over a list is its label, not a sentence about the page
    filled = {each.block for each in placed if each.alone and each.kind and _fills(page.flow, each)}
    found = [each for each in found if each.block not in filled or each.about_page or each.kind is Kind.LEGEND]
    told = {candidate.block for candidate in found if candidate.kind is not None}
    found += [each for selector in selectors for each in _selected(page, selector)]
    found += find_tooltips(page, statements, words)
    found += [each for each in placed if each.block not in told or not each.alone]
    return sorted(found, key=lambda candidate: candidate.span)


def _fills(flow: Flow, candidate: Candidate) -> bool:
    block = flow.blocks[candidate.block]
    return candidate.span == (block.start, block.end)


def _readable(flow: Flow, bracketed: list[Candidate]) -> str:
    """Return the text for sentences: line breaks are spaces, and a label in brackets is no part of its sentence."""
    text = flow.text.replace(LINE_BREAK, " ")
    parts, begin = [], 0
    for start, end in sorted(label.span for label in bracketed):
        parts += [text[begin:start], " " * (end - start)]
        begin = end
    return "".join([*parts, text[begin:]])


def _menu_item(candidate: Candidate, flow: Flow, links: LinkPlaces) -> Candidate:
    """Judge a sentence that is a link itself: it tells where it speaks of its page, else it is a topic or a policy."""
    if candidate.kind is None or candidate.about_page or not links.fill(candidate.block):
        return candidate
    outside = flow.blocks[candidate.block].region in (Region.FOOTER, Region.NAV, Region.HEADER, Region.ASIDE)
    if outside and "link" in candidate.why:
        return replace(candidate, kind=Kind.BLOCK, strength=Strength.WEAK, why=LINKED_POLICY, linked=True)
    return replace(candidate, kind=None, why="a menu item or teaser")


def _selected(page: Page, selector: str) -> list[Candidate]:
    """Return the elements that the configuration calls disclosures."""
    flow = page.flow
    try:
        chosen = set(page.tree.select(selector))
    except ValueError:  # valid for the other reader: XML pages are always lxml's
        raise RuleError(f"the reader of this page does not know the selector {selector!r}") from None
    spans: dict[int, Span] = {}
    runs = [run for number in range(len(flow.blocks)) for run in flow.runs_in(number)]
    for number, (start, node) in enumerate(runs):
        if not chosen.isdisjoint(_around(node)):
            block = flow.block_at(max(start, 0))
            end = runs[number + 1][0] if number + 1 < len(runs) else flow.blocks[block].end
            known = spans.get(block, Span(max(start, flow.blocks[block].start), end))
            spans[block] = Span(known.start, min(end, flow.blocks[block].end))
    why = f"the configuration's selector {selector}"
    return [
        Candidate(block, span, Kind.BLOCK, Strength.CLEAR, "", why, about_page=True) for block, span in spans.items()
    ]


def _around(node: Any) -> Iterator[Any]:
    while node is not None:
        yield node
        node = node.parent
