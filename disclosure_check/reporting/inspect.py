"""Every link and every candidate of one page with why it counted or not: the answer to "why this verdict?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_check.reporting.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_check.checker import Inspection
    from disclosure_check.model import Disclosure, PartnerLink, Position
    from disclosure_check.reporting.terminal import Paint

_WIDTH = 100


def render(inspection: Inspection, paint: Paint) -> str:
    """Return the inspection as text, in the order of the file."""
    judgement = inspection.judgement
    lines = [
        f"{inspection.page.name}: verdict {judgement.verdict}, {len(judgement.partner_links)} partner links,"
        f" {len(judgement.disclosures)} disclosures, language {judgement.language or 'not stated'},"
        f" encoding {inspection.page.encoding}"
    ]
    lines += [f"note: {note}" for note in (*inspection.page.notes, *judgement.undecided, *judgement.hints)]
    lines += ["", "Disclosures", *(_disclosure(number, each) for number, each in enumerate(judgement.disclosures, 1))]
    lines += ["", "Looks like a disclosure and is none"]
    lines += [f"  {_at(each.position)} {each.region.value}  {_cut(each.text)}  ({each.why})" for each in judgement.decoys]
    lines += ["", "Partner links", *(line for link in judgement.partner_links for line in _partner_link(link))]
    lines += ["", "Other links", *_others(inspection)]
    return "\n".join(printable(line) for line in lines) + "\n"


def _disclosure(number: int, each: Disclosure) -> str:
    hidden = f", hidden: {each.hidden}" if each.hidden else ""
    detached = ", ahead of the content" if each.detached else ""
    return (
        f"  [{number}] {_at(each.position)} {each.region.value}{detached}{hidden}  {each.kind.value}, {each.strength.label},"
        f" {each.language or 'configured'}, after {each.words_before} words ({each.why})\n      {_cut(each.text)}"
    )


def _partner_link(link: PartnerLink) -> Iterator[str]:
    by = f" by [{link.disclosure + 1}] at {link.distance_words:+d} words" if link.disclosure is not None else ""
    hidden = f", hidden: {link.hidden}" if link.hidden else ""
    yield f"  {_at(link.position)} {link.region.value}{hidden}  {link.coverage.label}{by}  {_cut(link.text)}"
    yield f"      {_cut(link.href)}"
    for each in link.evidence:
        programme = f"{each.programme}: " if each.programme else ""
        yield f"      {each.kind}, {each.confidence.label}: {programme}{each.detail}"


def _others(inspection: Inspection) -> Iterator[str]:
    """Yield the links that are none, with weak evidence where there is some."""
    partner = {(link.position, link.href) for link in inspection.judgement.partner_links}
    for link in inspection.page.links:
        position = inspection.page.position_of(link)
        if (position, link.href) in partner:
            continue
        weak = inspection.evidence.get(link.index, ())
        why = "; ".join(f"{each.kind}, {each.confidence.label}: {each.detail}" for each in weak) or "no evidence"
        yield f"  {_at(position)} {link.carrier}  {_cut(link.href)}  ({why})"


def _at(position: Position) -> str:
    return f"{position.line}:{position.column}" if position.column is not None else f"{position.line}"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
