"""Every disclosure and decoy on a page, before anyone asks which link it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from disclosure_check.detection.labels import Labels
from disclosure_check.detection.marks import MARKS, marks_of_legend
from disclosure_check.detection.sentences import sentence_at, sentences
from disclosure_check.detection.statements import PageWords, Said, Sentence, Statements, make_sentence
from disclosure_check.model import Kind, Region, Span, Strength
from disclosure_check.reading.flow import LINE_BREAK, Flow
from disclosure_check.reading.page import Page


@dataclass(frozen=True, slots=True)
class Candidate:
    """A disclosure or decoy with its place in the flow; `marks` are those a legend explains."""

    block: int
    span: Span
    kind: Kind | None  # None: a decoy
    strength: Strength
    language: str
    why: str
    marks: tuple[str, ...] = ()
    names_links: bool = True  # a label that speaks of links, not of advertising at large
    alone: bool = True  # a label that fills its block or line
    linked: bool = False  # it is a link itself: a label of that link, or the address of a policy
    about_page: bool = False  # the sentence says that it speaks of this page or its publisher
    names_sponsor: bool = False  # it tells of a sponsor's links and of no others
    hidden: str = ""  # why readers do not see it, beyond what hides its block
    text: str = ""  # where it is no part of the flow


def find_candidates(
    page: Page, statements: Statements, labels: Labels, selectors: Sequence[str] = ()
) -> list[Candidate]:
    """Return every disclosure and decoy of a page in reading order."""
    from disclosure_check.detection.label_places import LabelFinder

    words = page_words(page)
    finder = LabelFinder(page, labels)
    bracketed = finder.bracketed()
    text = _readable(page.flow, bracketed)
    linked = _linked_blocks(page)
    said = _said(page.flow, text, statements, words)
    found = [_menu_item(each, page.flow) if each.block in linked else each for each in said]
    told = {candidate.block for candidate in found if candidate.kind is not None}
    found += [each for selector in selectors for each in _selected(page, selector)]
    found += _tooltips(page, statements, words)
    found += [each for each in (*bracketed, *finder.standing()) if each.block not in told or not each.alone]
    return [_seen(page, each) for each in sorted(found, key=lambda candidate: candidate.span)]


def _seen(page: Page, candidate: Candidate) -> Candidate:
    """Return a candidate with the reason for which the page's CSS hides it, if any."""
    if candidate.kind is None or candidate.hidden or page.flow.blocks[candidate.block].hidden:
        return candidate
    reason = page.visibility.reason(page.flow.element_at(candidate.span.start))
    return replace(candidate, hidden=reason) if reason else candidate


def page_words(page: Page) -> PageWords:
    return PageWords((page.language or "").partition("-")[0], page.publisher_names)


def _readable(flow: Flow, bracketed: list[Candidate]) -> str:
    """Return the text for sentences: line breaks are spaces, and a label in brackets is no part of its sentence."""
    text = flow.text.replace(LINE_BREAK, " ")
    for label in bracketed:
        start, end = label.span
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _said(flow: Flow, text: str, statements: Statements, words: PageWords) -> list[Candidate]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place in statements.places(text):
        places[flow.block_at(place)].append(place)
    return [
        each for number, within in places.items() for each in _in_block(flow, text, statements, number, within, words)
    ]


def _in_block(
    flow: Flow, text: str, statements: Statements, number: int, places: list[int], words: PageWords
) -> list[Candidate]:
    """Return what a block's sentences say; those that disclose are one disclosure together."""
    block = flow.blocks[number]
    spans = sentences(flow.text, block.start, block.end)
    found: list[Candidate] = []
    for at in sorted({sentence_at(spans, place) for place in places}):
        said = statements.read(text, spans[at], make_sentence(text, spans, at, block, MARKS), words)
        if said is not None:
            found.append(_candidate(number, said, text))
    return _joined(found)


def _candidate(block: int, said: Said, text: str) -> Candidate:
    marks = marks_of_legend(text[said.span.start : said.span.end]) if said.kind is Kind.LEGEND else ()
    return Candidate(block, said.span, said.kind, said.strength, said.language, said.why, marks, about_page=said.about_page, names_sponsor=said.names_sponsor)


def _joined(found: list[Candidate]) -> list[Candidate]:
    """Join a block's disclosing sentences into one disclosure with the strongest of their words."""
    disclosing = [each for each in found if each.kind is not None and not each.names_sponsor]
    if len(disclosing) < 2:
        return found
    first = next((each for each in disclosing if each.kind is Kind.LEGEND), disclosing[0])
    span = Span(disclosing[0].span.start, disclosing[-1].span.end)
    strength = max(each.strength for each in disclosing)
    joined = Candidate(first.block, span, first.kind, strength, first.language, first.why, first.marks)
    return [joined, *(each for each in found if each not in disclosing)]


def _selected(page: Page, selector: str) -> list[Candidate]:
    """Return the elements that the configuration calls disclosures."""
    flow = page.flow
    chosen = set(page.tree.select(selector))
    spans: dict[int, Span] = {}
    for number, (start, node) in enumerate(flow.runs):
        if not chosen.isdisjoint(_around(node)):
            block = flow.block_at(max(start, 0))
            end = flow.runs[number + 1][0] if number + 1 < len(flow.runs) else flow.blocks[block].end
            known = spans.get(block, Span(max(start, flow.blocks[block].start), end))
            spans[block] = Span(known.start, min(end, flow.blocks[block].end))
    why = f"the configuration's selector {selector}"
    return [Candidate(block, span, Kind.BLOCK, Strength.CLEAR, "", why, about_page=True) for block, span in spans.items()]


def _around(node: Any) -> Iterator[Any]:
    while node is not None:
        yield node
        node = node.parent


def _tooltips(page: Page, statements: Statements, words: PageWords) -> list[Candidate]:
    """Return what links say in a `title` only: a reader on a phone never sees it."""
    found = []
    titled = set(page.tree.select("a[title]"))
    for link in page.links:
        place = page.flow.places.get(link.index) if link.element in titled else None
        if place is None:
            continue
        title = link.element.attr("title") or ""
        span = Span(0, len(title))
        sentence = Sentence(title, title, len(title.split()), False, is_link_tip=True)
        said = statements.read(title, span, sentence, words) if statements.places(title) else None
        if said is not None and said.kind is not None and not said.names_sponsor:
            where = Span(place.start, place.end)
            found.append(
                Candidate(
                    place.block, where, said.kind, Strength.WEAK, said.language, said.why, hidden="title attribute",
                    text=title,
                )
            )  # fmt: skip
    return found


def _linked_blocks(page: Page) -> set[int]:
    """Return the blocks that are one link from end to end: a menu item, a teaser, a policy's address."""
    flow = page.flow
    linked = set()
    for link in page.links:
        place = flow.places.get(link.index)
        if place is None or link.carrier != "a":
            continue
        block = flow.blocks[place.block]
        if place.start <= block.start and place.end >= block.end > block.start:
            linked.add(place.block)
    return linked


def _menu_item(candidate: Candidate, flow: Flow) -> Candidate:
    """Judge a sentence that is a link itself: it tells where it speaks of its page, else it is a topic or a policy."""
    if candidate.kind is None or candidate.about_page:
        return candidate
    outside = flow.blocks[candidate.block].region in (Region.FOOTER, Region.NAV, Region.HEADER, Region.ASIDE)
    if outside and "link" in candidate.why:
        return replace(candidate, kind=Kind.BLOCK, strength=Strength.WEAK, why="a linked policy", linked=True)
    return replace(candidate, kind=None, why="a menu item or teaser")
