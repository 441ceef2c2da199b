"""Links whose text only names a page about the publisher's earnings: "Disclosure", "our affiliate policy"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.link_places import LinkPlaces
from disclosure_check.detection.said import find_statements
from disclosure_check.detection.statements import Statements
from disclosure_check.detection.utterance import PageWords
from disclosure_check.model import Region, Seen
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Place

_LONGEST = 60  # characters: more than a name says something
_IGNORED = (Region.COMMENTS, Region.CONSENT)


def find_policy_links(page: Page, statements: Statements, words: PageWords) -> tuple[Seen, ...]:
    """Return the links that readers see; where they stand is asked of those alone that bear such a name."""
    links = [link for link in page.links if link.carrier == "a"]
    named = _naming([link.element.text.strip() for link in links], statements, words)
    seen = []
    for link in map(links.__getitem__, named):
        place = page.flow.places.get(link.index)
        block = page.flow.blocks[place.block] if place is not None else None
        if block is not None and not block.hidden and block.region not in _IGNORED:
            seen.append(Seen(" ".join(link.element.text.split()), page.position_of(link)))
    return tuple(seen)


def told_behind_links(
    candidates: list[Candidate], flow: Flow, text: str, links: LinkPlaces, statements: Statements, words: PageWords
) -> list[Candidate]:
    """Mark the disclosures that say nothing but the name of a linked page."""
    blocks = {each.block for each in candidates if each.kind is not None}
    around = [place for block in blocks for place in links.of(block)]
    named = _naming([text[place.start : place.end] for place in around], statements, words)
    if not named:
        return candidates
    places = [around[number] for number in named]
    without = _blanked(text, places)
    still = {each.block for each in find_statements(flow, without, statements, words) if each.kind is not None}
    silent = {place.block for place in places} - still
    return [replace(each, only_link=True) if each.kind and each.block in silent else each for each in candidates]


def _naming(texts: Sequence[str], statements: Statements, words: PageWords) -> list[int]:
    """Number the texts that name such a page; all are asked at once first."""
    short = [number for number, text in enumerate(texts) if 0 < len(text) <= _LONGEST]
    if not statements.has("policy-name", "\n".join([texts[number] for number in short]), (words.language,)):
        return []
    return [number for number in short if statements.has("policy-name", texts[number], (words.language,))]


def _blanked(text: str, places: Collection[Place]) -> str:
    for place in places:
        text = text[: place.start] + " " * (place.end - place.start) + text[place.end :]
    return text
