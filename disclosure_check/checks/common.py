"""What several checks need: problems, the links they concern, and words an editor understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from disclosure_check.model import Coverage, Disclosure, Judgement, PartnerLink, Position, Region, Related

_QUOTE = 60


class Problem(NamedTuple):
    """What a check found: the engine adds level, path and fingerprint."""

    message: str
    position: Position
    links: tuple[PartnerLink, ...] = ()
    related: tuple[Related, ...] = ()


def content_links(judgement: Judgement | None) -> list[PartnerLink]:
    """Return the partner links in the content, which are the author's."""
    return [link for link in judgement.partner_links if link.region is Region.CONTENT] if judgement else []


def uncovered(judgement: Judgement | None, coverage: Coverage) -> list[PartnerLink]:
    """Return the content's partner links of one coverage, where nothing covers any of the content's links.

    Links with an unexplained mark are a check of their own.
    """
    if judgement is None or judgement.verdict == "undecided":
        return []
    links = content_links(judgement)
    if any(link.coverage.covers for link in links):
        return []
    marked = {judgement.partner_links[number] for number in judgement.unexplained_marks}
    return [link for link in links if link.coverage is coverage and link not in marked]


def notice_of(judgement: Judgement, link: PartnerLink) -> Disclosure:
    assert link.disclosure is not None  # every coverage but `none` names its disclosure
    return judgement.disclosures[link.disclosure]


def quoted(text: str) -> str:
    """Return a text short enough to quote in a message."""
    text = " ".join(text.split())
    return f"'{text if len(text) <= _QUOTE else text[: _QUOTE - 1].rstrip() + '…'}'"


def told(link: PartnerLink) -> str:
    """Return a link in reading terms: its text, and the heading it stands under."""
    name = quoted(link.text) if link.text else f"an image link to {quoted(link.href)}"
    return f"{name}, under {quoted(link.heading)}" if link.heading else name


def count_of(links: Sequence[PartnerLink]) -> str:
    return "1 partner link" if len(links) == 1 else f"{len(links)} partner links"


def first_of(links: Sequence[PartnerLink]) -> str:
    """Return "the only partner link ('…')" or "the first of 3 partner links ('…')"."""
    which = "the only partner link" if len(links) == 1 else f"the first of {count_of(links)}"
    return f"{which} ({told(links[0])})"


def programmes_of(links: Iterable[PartnerLink]) -> str:
    names = list(dict.fromkeys(link.programme for link in links if link.programme))
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


def notice_related(notice: Disclosure, what: str) -> tuple[Related, ...]:
    return (Related(f"{what}: {quoted(notice.text)}", notice.position),)
