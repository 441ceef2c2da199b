"""Add `sponsored` to the `rel` of partner links, or complete one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclosure_check.checks.rel_sponsored import unqualified
from disclosure_check.fixing.edits import Edit
from disclosure_check.fixing.places import element_of

if TYPE_CHECKING:
    from disclosure_check.model import Span
    from disclosure_check.reading.page import Page
    from disclosure_check.results import Finding, PageResult

_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<name>[^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+)))?"
)


class Rels:
    """Qualifies partner links for search engines."""

    checks = frozenset({"rel-sponsored"})

    def attempts(self, page: Page, result: PageResult, _: Sequence[Finding], /) -> Iterator[list[Edit]]:
        """Yield the one edit for every link."""
        places = (page.tree.start_tag(element_of(page, link)) for link in unqualified(result))
        yield [_edit(page.source.text, place) for place in places if place is not None]


def _edit(text: str, tag: Span) -> Edit:
    at = _NAME.match(text, tag.start).end()  # type: ignore[union-attr]  # a start tag has a name
    behind_name = at
    while (found := _ATTRIBUTE.match(text, at, tag.end)) is not None:
        at = found.end()
        if found["name"].lower() == "rel":
            return _completed(found)
    return Edit(behind_name, behind_name, ' rel="sponsored"')


def _completed(found: re.Match[str]) -> Edit:
    for quoted in ("double", "single"):
        if found[quoted] is not None:
            return Edit(found.end(quoted), found.end(quoted), " sponsored" if found[quoted].strip() else "sponsored")
    if found["bare"] is not None:
        return Edit(*found.span("bare"), f'"{found["bare"]} sponsored"')
    return Edit(found.end(), found.end(), '="sponsored"')
