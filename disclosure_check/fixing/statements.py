"""Correct a programme's statement that comes near the one demanded, where its links are."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclosure_check.fixing.edits import Edit, LeftAlone
from disclosure_check.fixing.places import offset_of

if TYPE_CHECKING:
    from disclosure_check.model import Disclosure
    from disclosure_check.reading.page import Page
    from disclosure_check.results import Finding, PageResult


class Statements:
    """Writes the sentence that a programme demands over one that comes near it."""

    checks = frozenset({"programme-statement"})

    def attempts(self, page: Page, result: PageResult, findings: Sequence[Finding], /) -> Iterator[list[Edit]]:
        """Yield the one edit for every near miss; a statement that is missing is the publisher's to make.

        Raises LeftAlone where a statement is spread over several elements.
        """
        assert result.judgement is not None
        positions = {each.position for each in findings}
        edits = [
            _edit(page, each) for each in result.judgement.disclosures if each.should_say and each.position in positions
        ]
        if edits:
            yield edits


def _edit(page: Page, statement: Disclosure) -> Edit:
    position = statement.position
    start = offset_of(page, position)
    end = offset_of(page, position._replace(line=position.end_line, column=position.end_column))
    if "<" in page.source.text[start:end]:
        raise LeftAlone("its statement is spread over several elements")
    return Edit(start, end, html.escape(statement.should_say, quote=False))
