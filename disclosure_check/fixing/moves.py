"""Move a notice that comes too late ahead of the first partner link's block; only when asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from disclosure_check.fixing.edits import Edit, LeftAlone
from disclosure_check.fixing.places import block_starts, element_of, indent_at, offset_of

if TYPE_CHECKING:
    from disclosure_check.reading.page import Page
    from disclosure_check.results import Finding, PageResult

_MOVABLE = frozenset("p div aside section blockquote".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class Moves:
    """Moves a late notice, with a heading of its own."""

    checks = frozenset({"disclosure-late"})

    def attempts(self, page: Page, result: PageResult, findings: Sequence[Finding], /) -> Iterator[list[Edit]]:
        """Yield the edits that may mend the page, the best first.

        Raises LeftAlone where the notice is no block of its own.
        """
        assert result.judgement is not None
        finding = findings[0]
        link = next(each for each in result.judgement.partner_links if each.position == finding.position)
        notice = _block_at(page, offset_of(page, finding.related[0].position))
        start, end = _span(page, _with_own_heading(notice))
        moved, element = page.source.text[start:end], element_of(page, link)
        for target in block_starts(page, element) if element is not None else ():
            indent = indent_at(page.source.text, target)
            ahead = moved if indent is None else f"{moved}\n{indent}"
            yield [Edit(target, target, ahead), _removal(page.source.text, start, end)]


def _block_at(page: Page, offset: int) -> Any:
    """Return the innermost block around an offset."""
    around = []
    for tag in _MOVABLE:
        for element in page.tree.select(tag):
            start, end = page.tree.start_tag(element), page.tree.end_of(element)
            if start is not None and end is not None and start.start <= offset < end:
                around.append((start.start, element))
    if not around:
        raise LeftAlone("its notice is no block of its own")
    return max(around, key=lambda each: each[0])[1]


def _with_own_heading(block: Any) -> list[Any]:
    """Return the block, behind its heading where it is all that stands under it."""
    ahead, behind = _beside(block, "previous_sibling"), _beside(block, "next_sibling")
    is_alone = behind is None or behind.tag in _HEADINGS
    return [ahead, block] if is_alone and ahead is not None and ahead.tag in _HEADINGS else [block]


def _beside(element: Any, way: str) -> Any:
    sibling = getattr(element, way)
    while sibling is not None and not hasattr(sibling, "attr"):
        sibling = getattr(sibling, way)
    return sibling


def _span(page: Page, elements: Sequence[Any]) -> tuple[int, int]:
    start, end = page.tree.start_tag(elements[0]), page.tree.end_of(elements[-1])
    if start is None or end is None:
        raise LeftAlone("its notice is no block of its own")
    return start.start, end


def _removal(text: str, start: int, end: int) -> Edit:
    """Return what takes a block out, with its whole lines where nothing else stands on them."""
    indent = indent_at(text, start)
    line_end = text.find("\n", end)
    if indent is not None and line_end >= 0 and not text[end:line_end].strip():
        return Edit(start - len(indent), line_end + 1, "")
    return Edit(start, end, "")
