"""Every link and every candidate of one page with why it counted or not: the answer to "why this verdict?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_check.reporting.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_check.checker import Inspection
    from disclosure_check.model import Decoy, Disclosure, PartnerLink, Position
    from disclosure_check.reporting.terminal import Paint

_WIDTH = 100


def render(inspection: Inspection, paint: Paint) -> str:
    """Return the inspection as text, in the order of the file."""
    lines = []
    for title, body in _sections(inspection):
        lines += [paint("path", printable(title)), *map(printable, body), ""]
    return "\n".join(lines)


def _sections(inspection: Inspection) -> Iterator[tuple[str, list[str]]]:
    judgement = inspection.judgement
    counts = f"{len(judgement.partner_links)} partner links, {len(judgement.disclosures)} disclosures"
    read_as = f"language {judgement.language or 'not stated'}, encoding {inspection.page.encoding}"
    notes = [f"  {note}" for note in (*inspection.page.notes, *judgement.undecided, *judgement.hints)]
    yield f"{inspection.page.name}: verdict {judgement.verdict}", [f"  {counts}, {read_as}", *notes]
    yield "Disclosures", [line for n, each in enumerate(judgement.disclosures, 1) for line in _disclosure(n, each)]
    yield "Look like disclosures and are none", [_decoy(each) for each in judgement.decoys]
    yield "Partner links", [line for link in judgement.partner_links for line in _partner_link(link)]
    yield "Other links", list(_others(inspection))


def _disclosure(number: int, each: Disclosure) -> Iterator[str]:
    hidden = f", hidden: {each.hidden}" if each.hidden else f", {each.partly_hidden}" if each.partly_hidden else ""
    detached = ", ahead of the content" if each.detached else ""
    said = f"{each.kind.value}, {each.strength.label}, {each.language or 'configured'}"
    yield f"  [{number}] {_at(each.position)} {each.region.value}{detached}{hidden}  {said} ({each.why})"
    yield f"      {_cut(each.text)}"


def _decoy(each: Decoy) -> str:
    return f"  {_at(each.position)} {each.region.value}  {_cut(each.text)} ({each.why})"


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
