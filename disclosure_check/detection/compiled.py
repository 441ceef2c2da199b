"""What judges pages, and what a first look at one tells: the rules as compiled, and a glimpse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from disclosure_check.detection.claims import Claims
from disclosure_check.detection.coupons import Coupons
from disclosure_check.detection.labels import Labels
from disclosure_check.detection.partner_links import Clues
from disclosure_check.detection.programmes import Programmes
from disclosure_check.detection.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_check.reading.parts import Link


class Glimpse(NamedTuple):
    """What is known of a page before its text is read in order."""

    clues: Clues
    shown: str  # the text in order where links are reason to read it, else the parser's
    teasers: Sequence[Link]  # on a listing: links within the site that are paid for
    unbuilt: str  # why the file is not what readers will see
    reason: str  # that, or what else only a browser could tell


class Compiled(msgspec.Struct, frozen=True):
    """The compiled rules that judge pages; made once for a run."""

    programmes: Programmes
    statements: Statements
    labels: Labels
    claims: Claims
    coupons: Coupons | None = None  # None: no check asks for them
    ad_hosts: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()
    near_words: int = 40
    theme_notice: bool = False
    notice_selectors: tuple[str, ...] = ()
    listing: bool = False
