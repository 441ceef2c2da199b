"""A page as a programme's policy sees it: its own partner links alone, each covered as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from disclosure_check.checks.common import Options, Problem
from disclosure_check.detection.verdicts import verdict_of
from disclosure_check.messages import say
from disclosure_check.model import Confidence, Judgement, PartnerLink
from disclosure_check.results import PageResult


def problems_of(check: Any, result: PageResult, options: Options, programmes: Sequence[str]) -> Iterator[Problem]:
    """Yield what a check finds, of the links of some programmes alone where there are any."""
    seen = _narrowed(result, programmes)
    is_partial = seen is not result and "programme" not in check.OPTIONS
    for problem in check.check(seen, options):
        yield _told_of(programmes, problem) if is_partial else problem


def is_of(link: PartnerLink, programmes: Collection[str]) -> bool:
    """Tell whether one of these programmes pays for a link; for one that carries another's address both do."""
    return any(each.programme in programmes and each.confidence > Confidence.WEAK for each in link.evidence)


def _narrowed(result: PageResult, programmes: Collection[str]) -> PageResult:
    """Return the result with the partner links of some programmes; itself where it has no others."""
    judgement = result.judgement
    if not programmes or judgement is None or all(is_of(link, programmes) for link in judgement.partner_links):
        return result
    return replace(result, judgement=_with_links_of(programmes, judgement))


def _told_of(programmes: Sequence[str], problem: Problem) -> Problem:
    said = say("{message} (of the links of {programme} alone)", message=problem.message, programme=programmes[0])
    return problem._replace(message=said)


def _with_links_of(programmes: Collection[str], judgement: Judgement) -> Judgement:
    kept = [number for number, link in enumerate(judgement.partner_links) if is_of(link, programmes)]
    links = tuple(judgement.partner_links[number] for number in kept)
    marks = tuple(new for new, old in enumerate(kept) if old in judgement.unexplained_marks)
    return replace(judgement, verdict=verdict_of(links), partner_links=links, unexplained_marks=marks)
