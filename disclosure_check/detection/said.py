"""What a page says in sentences and tooltips: each that discloses, and each that only looks like it."""

from __future__ import annotations

from collections import defaultdict

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.marks import marks_of_legend, opens_legend
from disclosure_check.detection.sentences import sentence_at, sentences
from disclosure_check.detection.statements import Statements
from disclosure_check.detection.utterance import PageWords, Said, Sentence, make_sentence
from disclosure_check.messages import say
from disclosure_check.model import Kind, Span, Strength
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.page import Page


def find_statements(flow: Flow, text: str, statements: Statements, words: PageWords) -> list[Candidate]:
    """Return what the sentences of a page say, from the few in which a stem stands."""
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
        written = text[slice(*spans[at])]
        if not statements.may_say(written, words):
            continue
        sentence = make_sentence(text, spans, at, block, opens_legend(written))
        said = statements.read(text, spans[at], sentence, words)
        if said is not None:
            found.append(_candidate(number, said, text))
    return _joined(found)


def _candidate(block: int, said: Said, text: str) -> Candidate:
    marks = marks_of_legend(text[said.span.start : said.span.end]) if said.kind is Kind.LEGEND else ()
    return Candidate(
        block,
        said.span,
        said.kind,
        said.strength,
        said.language,
        said.why,
        marks,
        about_page=said.about_page,
        names_sponsor=said.names_sponsor,
        required_by=said.required_by,
        should_say=said.should_say,
    )


def _joined(found: list[Candidate]) -> list[Candidate]:
    """Join a block's disclosing sentences into one disclosure with the strongest of their words."""
    disclosing = [each for each in found if each.kind is not None and not each.names_sponsor]
    if len(disclosing) < 2:
        return found
    first = next((each for each in disclosing if each.kind is Kind.LEGEND), disclosing[0])
    span = Span(disclosing[0].span.start, disclosing[-1].span.end)
    strength = max(each.strength for each in disclosing)
    # of several statements the right one counts
    stated = min((each for each in disclosing if each.required_by), key=lambda each: each.should_say, default=first)
    joined = Candidate(
        first.block, span, first.kind, strength, first.language, first.why, first.marks,
        required_by=stated.required_by, should_say=stated.should_say,
    )  # fmt: skip
    return [joined, *(each for each in found if each not in disclosing)]


def find_tooltips(page: Page, statements: Statements, words: PageWords) -> list[Candidate]:
    """Return what links say in a `title` only: a reader on a phone never sees it."""
    elements = page.tree.select("a[title]")
    titles = [element.attr("title") or "" for element in elements]
    told = {elements[number]: titles[number] for number in statements.among(titles)}
    found = []
    for link in page.links if told else ():
        title = told.get(link.element)
        place = page.flow.places.get(link.index) if title is not None else None
        if title is None or place is None:
            continue
        span = Span(0, len(title))
        sentence = Sentence(title, title, len(title.split()), False, is_link_tip=True)
        said = statements.read(title, span, sentence, words)
        if said is not None and said.kind is not None and not said.names_sponsor:
            where = Span(place.start, place.end)
            found.append(
                Candidate(
                    place.block, where, said.kind, Strength.WEAK, said.language, said.why,
                    hidden=say("title attribute"), text=title,
                )
            )  # fmt: skip
    return found
