"""The types that travel between the stages: what a page is judged by and what is said of it.

Offsets are code points in the decoded page with every line break as one "\\n" and no byte order mark;
`Position` counts lines and columns from 1. Ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How much a finding weighs; `off` findings are counted and not shown."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        return self.name.lower()


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


@dataclass(frozen=True, slots=True)
class PartnerLink:
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


@dataclass(frozen=True, slots=True)
class Disclosure:
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


@dataclass(frozen=True, slots=True)
class Decoy:
    """Text that looked like a disclosure, and why it is none; shown by `inspect` only."""

    text: str
    why: str
    region: Region
    position: Position


@dataclass(frozen=True, slots=True)
class Judgement:
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


@dataclass(frozen=True, slots=True)
class Related:
    message: str
    position: Position


class Asked(NamedTuple):
    """Who asks for a check: a policy and its requirement; "configuration" where only the user does."""

    policy: str
    requirement: str


class Replacement(NamedTuple):
    """What takes the place of a stretch of the page's source: a part of a fix."""

    position: Position
    text: str


class Suppression(NamedTuple):
    """Why a finding does not count: an ignore in the page, or an entry of the baseline."""

    kind: str  # inline | baseline
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    level: Level
    message: str
    path: str
    position: Position
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    fixable: bool = False  # `--fix` has a way to mend it; whether that works on this page, only trying shows
    asked_by: tuple[Asked, ...] = ()
    suppressed: Suppression | None = None  # told as such in machine reports; no other output, no exit status
    links: tuple[PartnerLink, ...] = ()  # the partner links it is about
    fix: tuple[Replacement, ...] = ()  # what mends it, and others of its kind on the page; only where asked for


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment of the page that silences one check, or why it does not."""

    check: str  # empty where the comment cannot be read
    scope: str  # element | block | file
    position: Position  # of the comment
    reason: str = ""
    expires: date | None = None  # the last day on which it holds
    used: bool = False  # some finding of the check lies in its scope, even where it has expired
    note: str = ""  # why it silences nothing, where that is known
    problem: str = ""  # why it is no ignore


@dataclass(frozen=True, slots=True)
class PageError:
    kind: str  # unreadable | too-large | truncated | template | custom-check
    message: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself, as it says it; read only for reports that tell it."""

    url: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class PageResult:
    """What one page came to: the unit of every report."""

    path: str
    encoding: str | None
    judgement: Judgement | None  # None where the page could not be checked
    findings: tuple[Finding, ...] = ()
    error: PageError | None = None
    notes: tuple[str, ...] = field(default=())
    source_path: str = ""  # of the file that the page was built from, where known
    metadata: Metadata | None = None
    ignores: tuple[Ignore, ...] = ()
    sha256: str = ""  # of the page's bytes; this and the next only where evidence is asked for
    canonical: str | None = None  # the page's own address
    policies: tuple[str, ...] = ()  # that were asked, with those they build on
    unused_overrides: tuple[Seen, ...] = ()  # of a configuration file, which is told of as no page

    @property
    def is_page(self) -> bool:
        """Whether it tells of a page rather than of the configuration."""
        return self.judgement is not None or self.error is not None

    @property
    def verdict(self) -> str:
        return self.judgement.verdict if self.judgement else "not-checked"


class Extras(NamedTuple):
    """What some outputs ask of each page beside its findings."""

    identity: bool = False  # its digest and address, for evidence
    metadata: bool = False  # title, author and dates, for spreadsheets
    fixes: bool = False  # what would mend its findings, for code scanning
