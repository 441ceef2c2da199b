"""Insert the site's own notice, or the shipped one, ahead of the first partner link that nothing covers."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from disclosure_check.fixing.edits import Edit, LeftAlone
from disclosure_check.fixing.places import block_starts, element_of, indent_at

if TYPE_CHECKING:
    from disclosure_check.model import PartnerLink
    from disclosure_check.reading.page import Page
    from disclosure_check.results import Finding, PageResult
    from disclosure_check.settings import FixSettings


class Notices:
    """Inserts a notice in the language of the page."""

    checks = frozenset(
        "disclosure-missing disclosure-outside-content disclosure-hidden disclosure-incomplete mark-unexplained".split()
    )

    def __init__(self, settings: FixSettings, shipped: Mapping[str, str]) -> None:
        """`shipped` gives a notice for every language's tag."""
        self._settings = settings
        self._shipped = shipped

    def attempts(self, page: Page, result: PageResult, findings: Sequence[Finding], /) -> Iterator[list[Edit]]:
        """Yield the edits that may mend the page, the best first.

        Raises LeftAlone where there is no text or no place for one.
        """
        assert result.judgement is not None
        positions = {each.position for each in findings}
        link = next(each for each in result.judgement.partner_links if each.position in positions)
        notice = self._settings.markup.replace("{text}", html.escape(self._text(page, link), quote=False))
        if self._settings.after is not None:
            yield [self._behind_selected(page, self._settings.after, notice)]
            return
        element = element_of(page, link)
        starts = list(block_starts(page, element)) if element is not None else []
        if not starts:
            raise LeftAlone("there is no block around its first partner link; set fix.after")
        for start in starts:
            indent = indent_at(page.source.text, start)
            yield [Edit(start, start, notice if indent is None else f"{notice}\n{indent}")]

    def _text(self, page: Page, link: PartnerLink) -> str:
        own = self._settings.texts
        language = (link.language or page.language or "").lower()
        for tag in (language, language.partition("-")[0]):
            text = own.get(tag) or self._shipped.get(tag)
            if text:
                return text
        if len(own) == 1 and not language:
            return next(iter(own.values()))
        raise LeftAlone(f"no notice in its language ({language or 'not stated'}); set fix.texts")

    def _behind_selected(self, page: Page, selector: str, notice: str) -> Edit:
        element = next(iter(page.tree.select(selector)), None)
        start = page.tree.start_tag(element) if element is not None else None
        end = page.tree.end_of(element) if element is not None else None
        if start is None or end is None:
            raise LeftAlone(f"fix.after: nothing matches {selector}")
        indent = indent_at(page.source.text, start.start)
        return Edit(end, end, notice if indent is None else f"\n{indent}{notice}")
