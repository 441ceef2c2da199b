"""What several checks need: problems, the links they concern, and words an editor understands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from disclosure_check.detection.labels import label_key
from disclosure_check.model import Coverage, Disclosure, Judgement, Kind, PartnerLink, Position, Region, Related

_QUOTE = 60
_CARRIERS = {"a": "a link without text to", "area": "an area to", "iframe": "a widget from", "form": "a form to"}
_NOUNS = {Kind.BLOCK: "notice", Kind.LABEL: "label", Kind.LEGEND: "legend", Kind.STATEMENT: "statement"}
_PARTS = re.compile(r"\s[|·•–—/]\s|:\s")
PLACES = {
    Region.NAV: "in the navigation",
    Region.HEADER: "in the page's header",
    Region.ASIDE: "in a sidebar",
    Region.FOOTER: "in the footer",
}


Options = Mapping[str, Any]  # what a policy sets: names and kinds as the check's OPTIONS


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
    marked = unexplained(judgement)
    found = [link for link in links if link.coverage is coverage]
    return [link for link in found if link not in marked] if marked else found


def unexplained(judgement: Judgement) -> set[PartnerLink]:
    """Return the links with a mark that no legend explains: a check of their own tells them."""
    return {judgement.partner_links[number] for number in judgement.unexplained_marks}


def notice_of(judgement: Judgement, link: PartnerLink) -> Disclosure:
    assert link.disclosure is not None  # every coverage but `none` names its disclosure
    return judgement.disclosures[link.disclosure]


def quoted(text: str) -> str:
    """Return a text short enough to quote in a message, cut between words where it has some."""
    text = " ".join(text.split())
    if len(text) <= _QUOTE:
        return f"'{text}'"
    cut = text[:_QUOTE]
    whole = cut.rpartition(" ")[0]
    return f"'{whole if len(whole) > _QUOTE // 2 else cut[:-1]}…'"


def noun_of(notice: Disclosure) -> str:
    return _NOUNS[notice.kind]


def words_of(label: Disclosure) -> set[str]:
    """Return what a label says, whole and in parts ("Tested | Ad"), as labels are compared."""
    return {label_key(part) for part in (label.text, *_PARTS.split(label.text))}


def named(notice: Disclosure) -> str:
    """Return "notice '…'", "label '…'" or "legend '…'"."""
    return f"{noun_of(notice)} {quoted(notice.text)}"


def name_of(link: PartnerLink) -> str:
    if link.text:
        return quoted(link.text)
    return f"{_CARRIERS.get(link.carrier, 'a button to')} {quoted(link.href)}"


def told(link: PartnerLink) -> str:
    """Return a link in reading terms: its text, and the heading it stands under."""
    return f"{name_of(link)}, under {quoted(link.heading)}" if link.heading else name_of(link)


def count_of(links: Sequence[PartnerLink]) -> str:
    return counted(len(links), "partner link")


def counted(number: int, what: str, many: str = "") -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {many or what + 's'}"


def those(links: Sequence[PartnerLink], judgement: Judgement) -> str:
    """Return "the only partner link", "the 3 partner links" or "2 of 3 partner links"."""
    every = content_links(judgement)
    if len(links) < len(every):
        return f"{len(links)} of {count_of(every)}"
    return "the only partner link" if len(links) == 1 else f"the {count_of(links)}"


def first_of(links: Sequence[PartnerLink], judgement: Judgement) -> str:
    """Return "the only partner link ('…')" or "the first of 3 partner links ('…')"."""
    which = those(links, judgement)
    if len(links) > 1:
        which = f"the first of {which.removeprefix('the ')}"
    return f"{which} ({told(links[0])})"


def them(links: Sequence[PartnerLink]) -> str:
    return "it" if len(links) == 1 else "them"


def reasons_of(links: Iterable[PartnerLink]) -> str:
    """Return whose links they are, or where no programme is known what else speaks for it."""
    names = list(dict.fromkeys(link.programme or link.evidence[0].detail for link in links))
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


def notice_related(notice: Disclosure) -> tuple[Related, ...]:
    return (Related(f"the {noun_of(notice)}: {quoted(notice.text)}", notice.position),)
