"""Parts of a site that speak for another country than the rest: folders such as `de/` or `en-us/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_check.proposing.countries import Decision, Signed, Signs

DEPTH = 3
ENOUGH = 10  # pages that make a section of a folder whose name says nothing


class Section(NamedTuple):
    """A folder below the one that was looked at, and what its pages speak for."""

    folders: tuple[str, ...]
    pages: Sequence[Signed]
    decision: Decision


class Split(NamedTuple):
    """What holds for the site, and the sections for which something else does."""

    whole: Decision
    sections: list[Section]


def split(pages: Sequence[Signed], signs: Signs) -> Split:
    """Return the sections that differ; what holds for the site is what the pages outside of them speak for."""
    whole = Decision(pages)
    sections = list(_sections(pages, (), whole, signs))
    if rest := _outside(sections, pages):
        whole = Decision(rest)
    sections = [each for each in sections if _differs(each, whole)]
    return Split(Decision(_outside(sections, pages) or pages), sections)


def _outside(sections: Sequence[Section], pages: Sequence[Signed]) -> list[Signed]:
    inside = {id(page) for section in sections for page in section.pages}
    return [page for page in pages if id(page) not in inside]


def _differs(section: Section, whole: Decision) -> bool:
    return section.decision.policy != whole.policy or len(section.folders) > 1


def _sections(pages: Sequence[Signed], above: tuple[str, ...], around: Decision, signs: Signs) -> Iterator[Section]:
    for name, inside in _by_folder(pages, len(above)).items():
        section = Section((*above, name), inside, Decision(inside))
        stands_out = _stands_out(section, around, signs)
        if stands_out:
            yield section
        if len(section.folders) < DEPTH:
            yield from _sections(inside, section.folders, section.decision if stands_out else around, signs)


def _by_folder(pages: Sequence[Signed], depth: int) -> dict[str, list[Signed]]:
    folders: defaultdict[str, list[Signed]] = defaultdict(list)
    for page in pages:
        if len(page.sight.folders) > depth:
            folders[page.sight.folders[depth]].append(page)
    return folders


def _stands_out(section: Section, around: Decision, signs: Signs) -> bool:
    """Whether another policy is asked for, or the folder's name says that another language is spoken."""
    own = section.decision
    is_named = signs.tells(section.folders[-1], own.language)
    if own.policy and own.policy != around.policy:
        return is_named or own.size >= ENOUGH
    return is_named and not own.policy and not (around.policy and own.language == around.language)
