"""The types that travel between the stages: what a page is judged by. What is said of it stands in `results`.

Offsets are code points in the decoded page with every line break as one "\\n" and no byte order mark;
`Position` counts lines and columns from 1. Ends are exclusive.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import NamedTuple

import msgspec


class Confidence(IntEnum):
    """How sure evidence makes us that a link earns money; weak alone makes no partner link."""

    WEAK = 1
    LIKELY = 2
    CERTAIN = 3

    @property
    def label(self) -> str:
        return self.name.lower()


class Region(str, Enum):
    """Where on the page something stands."""

    CONTENT = "content"
    NAV = "nav"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    CONSENT = "consent"
    COMMENTS = "comments"
    HIDDEN = "hidden"


class Coverage(IntEnum):
    """How one partner link is disclosed; a higher value is a stronger relation."""

    NONE = 0
    HIDDEN = 1
    OUTSIDE = 2
    AFTER = 3
    UNDECIDED = 4
    MARKER = 5
    NEAR = 6
    BEFORE = 7

    @property
    def label(self) -> str:
        return self.name.lower()

    @property
    def covers(self) -> bool:
        """Whether a reader is told in time."""
        return self >= Coverage.MARKER


class Kind(str, Enum):
    """What form a disclosure has."""

    BLOCK = "block"
    LABEL = "label"
    LEGEND = "legend"
    STATEMENT = "statement"


class Strength(IntEnum):
    """Whether a disclosure speaks of money plainly (clear) or only in jargon (weak)."""

    WEAK = 1
    CLEAR = 2

    @property
    def label(self) -> str:
        return self.name.lower()


class Span(NamedTuple):
    start: int
    end: int


class Position(NamedTuple):
    """A place in the file; columns are None where the reader gives lines only."""

    line: int
    column: int | None
    end_line: int
    end_column: int | None


class Evidence(NamedTuple):
    """One reason why a link counts as a partner link."""

    kind: str  # url | rel | markup | mark | label | cloak | config
    detail: str
    confidence: Confidence
    programme: str | None = None
    parameters: tuple[str, ...] = ()  # of the address, that show it, with their values: "tag=beispiel-21"


class PartnerLink(msgspec.Struct, frozen=True):
    href: str
    text: str
    carrier: str
    region: Region
    position: Position
    heading: str
    programme: str | None
    evidence: tuple[Evidence, ...]
    confidence: Confidence
    coverage: Coverage
    disclosure: int | None  # index into PageResult.disclosures
    distance_words: int | None  # from the disclosure to the link; negative where the link comes first
    words_before: int  # words a reader has read when reaching the link
    hidden: str = ""  # why a reader does not see it; empty where they do
    rel: str = ""  # the attribute, where the link can have one
    language: str | None = None  # of the text around it, as the markup says
    folded: str = ""  # the kind of box that opens on a click, where all that covers it stands in one
    told_words: int | None = None  # to the nearest disclosure that covers it, either way; 0 for its own mark
    told_by: tuple[Disclosure, ...] = ()  # every disclosure that covers it, in reading order

    @property
    def ids(self) -> tuple[str, ...]:
        """Return what of its address may name the partner, an address in it left out: "tag=beispiel-21"."""
        shown = (
            each for evidence in self.evidence if evidence.programme == self.programme for each in evidence.parameters
        )
        return tuple(dict.fromkeys(each for each in shown if "/" not in each and ":" not in each))


class Disclosure(msgspec.Struct, frozen=True):
    text: str
    kind: Kind
    strength: Strength
    language: str
    region: Region
    position: Position
    detached: bool
    words_before: int
    hidden: str = ""
    why: str = ""  # the rule that found it
    says_payment: bool = False  # its words, or those beside it, say that somebody pays
    conditional: bool = False  # it says that somebody may pay, perhaps
    required_by: str = ""  # the programme that demands this statement
    should_say: str = ""  # the statement as demanded, where it only comes near
    only_link: bool = False  # all it says is the name of a page that says more: "our affiliate disclosure"
    partly_hidden: str = ""  # on which screens readers do not see it: "hidden below 600px (display: none)"


class Seen(NamedTuple):
    """Something on the page that a check speaks of and that is no link and no disclosure."""

    text: str
    position: Position


class Decoy(msgspec.Struct, frozen=True):
    """Text that looked like a disclosure, and why it is none; shown by `inspect` only."""

    text: str
    why: str
    region: Region
    position: Position


NO_PARTNER_LINKS = "no-partner-links"  # the verdict where there is none


class Judgement(msgspec.Struct, frozen=True):
    """All that detection knows of one page: what the checks read."""

    verdict: str
    partner_links: tuple[PartnerLink, ...]
    disclosures: tuple[Disclosure, ...]
    decoys: tuple[Decoy, ...] = ()
    undecided: tuple[str, ...] = ()  # what only a browser could tell
    unexplained_marks: tuple[int, ...] = ()  # partner links with a mark and no legend
    hints: tuple[str, ...] = ()  # monetizer scripts and cloaked paths seen
    language: str | None = None
    monetizers: tuple[Seen, ...] = ()  # scripts that make partner links of links that leave the site
    shortcodes: tuple[Seen, ...] = ()  # that reached the reader as code
    claims: tuple[Seen, ...] = ()  # beside partner links: that nobody pays for the page
    sponsors: tuple[Seen, ...] = ()  # credits of a sponsor that no partner link leads to
    coupons: tuple[Seen, ...] = ()  # discount codes that nothing tells of; sought where a check asks
    teasers: tuple[Seen, ...] = ()  # on a listing: to pages of the site that are paid for, without a label
    policy_links: tuple[Seen, ...] = ()  # where some partner link is uncovered: links to a page that may tell

    @property
    def tells_nothing(self) -> bool:
        """Whether there is nothing that a check could speak of, as on most pages."""
        return self == Judgement(NO_PARTNER_LINKS, (), (), language=self.language, hints=self.hints)
