"""The user's own rule files, checked like the shipped ones: programmes (`[[programme]]`) or one language's wording."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from disclosure_check.detection.programmes import Programmes
from disclosure_check.errors import RuleError, TooSlow
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.partners import Link, Programme, Stops, check_link
from disclosure_check.rulebook.wording import Wording
from disclosure_check.validation import check_pattern, decode, read_table


class _ProgrammeFile(msgspec.Struct, frozen=True):
    programme: tuple[Programme, ...]


def read_own_rules(paths: Iterable[str]) -> tuple[list[Programme], list[Wording]]:
    """Read rule files of the configuration.

    Raises RuleError naming file and key, before any page is read.
    """
    programmes: list[Programme] = []
    wordings: list[Wording] = []
    for path in paths:
        table = read_table(Path(path), "rule file")
        if "programme" in table:
            programmes += _programmes(table, path)
        else:
            wordings.append(_wording(table, path))
    return programmes, wordings


def _programmes(table: dict[str, Any], path: str) -> tuple[Programme, ...]:
    programmes = decode(table, _ProgrammeFile, path).programme
    stops = load_rulebook().partners.stops
    for number, programme in enumerate(programmes):
        for index, link in enumerate(programme.link):
            where = f"{path}: programme[{number}].link[{index}]"
            check_link(link, where)
            try:
                _check_examples(programme, link, stops, where)
            except TooSlow as slow:
                raise RuleError(f"{where}: {slow}") from None
    return programmes


def _check_examples(programme: Programme, link: Link, stops: Stops, where: str) -> None:
    """Let a rule prove itself on its own examples, without all others."""
    alone = Programmes([msgspec.structs.replace(programme, link=(link,))], stops)
    for url in link.examples:
        if not alone.evidence(url):
            raise RuleError(f'{where}.examples: the rule does not find "{url}"')
    for url in link.counterexamples:
        if alone.evidence(url):
            raise RuleError(f'{where}.not: the rule finds "{url}"')


def _wording(table: dict[str, Any], path: str) -> Wording:
    wording = decode(table, Wording, path)
    for part, patterns in wording.parts.items():
        for pattern in patterns:
            check_pattern(pattern, f"{path}: parts.{part}")
    for number, statement in enumerate(wording.statements):
        check_pattern(statement.pattern, f"{path}: statement[{number}].pattern")
        if statement.right:
            check_pattern(statement.right, f"{path}: statement[{number}].right")
    for number, claim in enumerate(wording.claims):
        for pattern in claim.patterns:
            check_pattern(pattern, f"{path}: claim[{number}].patterns")
    for number, coupon in enumerate(wording.coupons):
        for pattern in coupon.patterns:
            check_pattern(pattern, f"{path}: coupon[{number}].patterns")
    return wording
