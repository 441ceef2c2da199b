"""Which of a page's notices its readers see, by its style sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from disclosure_check.detection.candidates import Candidate
from disclosure_check.model import Region
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Link

_STRUCK = "del, s, strike"  # what stands there no longer holds
_PROSE = 80  # characters: a block this long is text of the article, not a caption


def seen(page: Page, candidates: Sequence[Candidate], links: Iterable[Link]) -> list[Candidate]:
    """Return the candidates with what hides the disclosures among them, or may do so; links are asked for later."""
    told = [page.flow.element_at(each.span.start) for each in candidates if not _is_settled(page.flow, each)]
    page.visibility.expect([*told, *(link.element for link in links)])
    return [each if _is_settled(page.flow, each) else _judged(page, each) for each in candidates]


def _is_settled(flow: Flow, candidate: Candidate) -> bool:
    return candidate.kind is None or bool(candidate.hidden or flow.blocks[candidate.block].hidden)


def _judged(page: Page, candidate: Candidate) -> Candidate:
    element = page.flow.element_at(candidate.span.start)
    if page.tree.nearest(element, _STRUCK) is not None:
        return replace(candidate, hidden="struck through")
    told = page.visibility.of_text(element, lambda: _prose_near(page.flow, candidate.block))
    if not any(told):
        return candidate
    return replace(candidate, hidden=told.hidden, partly_hidden=told.partly, doubt=told.doubt)


def _prose_near(flow: Flow, number: int) -> Any:
    """Return the element of the article's text nearest behind a block, else ahead of it; None without one."""
    for near in (*range(number + 1, len(flow.blocks)), *range(number - 1, -1, -1)):
        block = flow.blocks[near]
        is_long = block.end - block.start >= _PROSE
        if is_long and block.region is Region.CONTENT and not block.hidden and not block.heading:
            return flow.element_at(block.start)
    return None
