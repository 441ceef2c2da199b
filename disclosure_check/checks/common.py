"""What several checks need: problems, the links they concern, and words an editor understands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from disclosure_check.detection.labels import label_key
from disclosure_check.late import late
from disclosure_check.messages import counted, listed, say
from disclosure_check.model import Coverage, Disclosure, Judgement, Kind, PartnerLink, Position, Region
from disclosure_check.results import Related

_QUOTE = 60
_PARTS = late(r"\s[|·•–—/]\s|:\s")
_NOUNS = {
    Kind.BLOCK: say("notice"),
    Kind.LABEL: say("label"),
    Kind.LEGEND: say("legend"),
    Kind.STATEMENT: say("statement"),
}
_OBJECTS = {
    Kind.BLOCK: say("the notice"),
    Kind.LABEL: say("the label"),
    Kind.LEGEND: say("the legend"),
    Kind.STATEMENT: say("the statement"),
}
PLACES = {
    Region.NAV: say("in the navigation"),
    Region.HEADER: say("in the page's header"),
    Region.ASIDE: say("in a sidebar"),
    Region.FOOTER: say("in the footer"),
}


Options = Mapping[str, Any]  # what a policy sets: names and kinds as the check's OPTIONS


class Problem(NamedTuple):
    """What a check found: the engine adds level, path and fingerprint."""

    message: str
    position: Position
    links: tuple[PartnerLink, ...] = ()
    related: tuple[Related, ...] = ()
    fixable: bool = False  # `--fix` has a way to mend it


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
    if len(text) > _QUOTE:
        cut = text[:_QUOTE]
        whole = cut.rpartition(" ")[0]
        text = f"{whole if len(whole) > _QUOTE // 2 else cut[:-1]}…"
    return say("'{text}'", text=text)


def noun_of(notice: Disclosure) -> str:
    return _NOUNS[notice.kind]


def the(notice: Disclosure) -> str:
    """Return "the notice", "the label" … as an object: what is to be moved, shown or repeated."""
    return _OBJECTS[notice.kind]


def words_of(label: Disclosure) -> set[str]:
    """Return what a label says, whole and in parts ("Tested | Ad"), as labels are compared."""
    return {label_key(part) for part in (label.text, *_PARTS.split(label.text))}


def named(notice: Disclosure) -> str:
    """Return "notice '…'", "label '…'" or "legend '…'"."""
    return say("{noun} {text}", noun=noun_of(notice), text=quoted(notice.text))


def name_of(link: PartnerLink) -> str:
    if link.text:
        return quoted(link.text)
    address = quoted(link.href)
    match link.carrier:
        case "a":
            return say("a link without text to {address}", address=address)
        case "area":
            return say("an area to {address}", address=address)
        case "iframe":
            return say("a widget from {address}", address=address)
        case "form":
            return say("a form to {address}", address=address)
    return say("a button to {address}", address=address)


def told(link: PartnerLink) -> str:
    """Return a link in reading terms: its text, and the heading it stands under."""
    if not link.heading:
        return name_of(link)
    return say("{link}, under {heading}", link=name_of(link), heading=quoted(link.heading))


def first_told(links: Sequence[PartnerLink]) -> str:
    """Return the link, or "the first is …" where there are several."""
    return told(links[0]) if len(links) == 1 else say("the first is {link}", link=told(links[0]))


def count_of(links: Sequence[PartnerLink]) -> str:
    return counted(len(links), "partner link")


def those(links: Sequence[PartnerLink], judgement: Judgement) -> str:
    """Return "the only partner link", "the 3 partner links" or "2 of 3 partner links"."""
    every = content_links(judgement)
    if len(links) < len(every):
        return say("{number} of {links}", number=len(links), links=count_of(every))
    return say("the only partner link") if len(links) == 1 else say("the {links}", links=count_of(links))


def first_of(links: Sequence[PartnerLink], judgement: Judgement) -> str:
    """Return "the only partner link ('…')" or "the first of 3 partner links ('…')"."""
    if len(links) == 1:
        return say("{which} ({link})", which=those(links, judgement), link=told(links[0]))
    every = len(links) == len(content_links(judgement))
    which = count_of(links) if every else those(links, judgement)
    return say("the first of {links} ({link})", links=which, link=told(links[0]))


def them(links: Sequence[PartnerLink]) -> str:
    return say("it") if len(links) == 1 else say("them")


def reasons_of(links: Iterable[PartnerLink]) -> str:
    """Return whose links they are, or where no programme is known what else speaks for it."""
    names = list(dict.fromkeys(link.programme or link.evidence[0].detail for link in links))
    shown = listed(names[:3])
    return say("{names} and others", names=shown) if len(names) > 3 else shown


def notice_related(notice: Disclosure) -> tuple[Related, ...]:
    said = say("the {noun}: {text}", noun=noun_of(notice), text=quoted(notice.text))
    return (Related(said, notice.position),)
