"""The disclosures and decoys of one page as the checks see them: with place, region and what their words say."""

from __future__ import annotations

from collections.abc import Container, Sequence

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.statements import Statements
from disclosure_check.model import Decoy, Disclosure, Kind, Region, Seen
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Block
from disclosure_check.reading.text import LINE_BREAK
from disclosure_check.rulebook.wording import Part

_QUOTE = 300
_CONTEXT = 200  # characters around a notice in its block: "We get a commission" may stand in the next sentence


class Notices:
    """The candidates of one page, each made a disclosure when somebody asks for it."""

    def __init__(self, page: Page, candidates: Sequence[Candidate], statements: Statements) -> None:
        self._page, self._flow = page, page.flow
        self._candidates, self._statements = candidates, statements
        self._known: dict[int, Disclosure] = {}

    def disclosure(self, number: int) -> Disclosure:
        if number not in self._known:
            self._known[number] = self._disclosure_of(self._candidates[number])
        return self._known[number]

    def decoy(self, candidate: Candidate) -> Decoy:
        block = self._flow.blocks[candidate.block]
        why = candidate.why if candidate.kind is None else f"{candidate.why} that stands at no partner link"
        position = self._page.source.position(self._flow.source_span(*candidate.span))
        return Decoy(visible(self._flow, *candidate.span)[:_QUOTE], why, _region_of(block), position)

    def sponsors(self, kept: Container[int]) -> tuple[Seen, ...]:
        """Return the credits of sponsors in the content that cover no partner link."""
        told = [
            self.disclosure(number)
            for number, each in enumerate(self._candidates)
            if each.names_sponsor and number not in kept
        ]
        return tuple(Seen(each.text, each.position) for each in told if each.region is Region.CONTENT)

    def _disclosure_of(self, candidate: Candidate) -> Disclosure:
        block = self._flow.blocks[candidate.block]
        region = _region_of(block, candidate.hidden)
        return Disclosure(
            text=(candidate.text or visible(self._flow, *candidate.span))[:_QUOTE],
            kind=candidate.kind or Kind.BLOCK,
            strength=candidate.strength,
            language=candidate.language,
            region=region,
            position=self._page.source.position(self._flow.source_span(*candidate.span)),
            detached=block.detached and region is Region.CONTENT,
            words_before=self._flow.words_before(candidate.span.start),
            hidden=candidate.hidden or block.hidden,
            why=candidate.why,
            required_by=candidate.required_by,
            should_say=candidate.should_say,
            only_link=candidate.only_link,
            says_payment=self._says(candidate, "earn") or self._says(candidate, "paid"),
            conditional=self._says(candidate, "conditional", beside=0),
            partly_hidden=candidate.partly_hidden,
        )

    def _says(self, candidate: Candidate, part: Part, beside: int = _CONTEXT) -> bool:
        """Tell whether words of a role stand in a disclosure, or in a sentence so many characters beside it."""
        languages = (candidate.language, (self._page.language or "").partition("-")[0])
        return self._statements.has(part, candidate.text or self._text_around(candidate, beside), languages)

    def _text_around(self, candidate: Candidate, beside: int) -> str:
        start, end = candidate.span
        if candidate.kind is not Kind.LABEL:
            block = self._flow.blocks[candidate.block]
            start, end = max(block.start, start - beside), min(block.end, end + beside)
        return self._flow.text[start:end]


def _region_of(block: Block, hidden: str = "") -> Region:
    """Return the region of what is said; what stands detached ahead of the article is content."""
    if hidden or block.hidden:
        return Region.HIDDEN
    return Region.CONTENT if block.detached and block.region is Region.HEADER else block.region


def visible(flow: Flow, start: int, end: int) -> str:
    """Return a stretch of the text as one line."""
    return " ".join(flow.text[start:end].replace(LINE_BREAK, " ").split())
