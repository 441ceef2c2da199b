"""What is said of a page, the unit of every report: its findings, and how they weigh."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import NamedTuple

import msgspec

from disclosure_check.model import Judgement, PartnerLink, Position, Seen


class Level(IntEnum):
    """How much a finding weighs; `off` findings are counted and not shown."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        return self.name.lower()


class Related(msgspec.Struct, frozen=True):
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


class Finding(msgspec.Struct, frozen=True):
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


class Ignore(msgspec.Struct, frozen=True):
    """A comment of the page that silences one check, or why it does not."""

    check: str  # empty where the comment cannot be read
    scope: str  # element | block | file
    position: Position  # of the comment
    reason: str = ""
    expires: date | None = None  # the last day on which it holds
    used: bool = False  # some finding of the check lies in its scope, even where it has expired
    note: str = ""  # why it silences nothing, where that is known
    problem: str = ""  # why it is no ignore


class PageError(msgspec.Struct, frozen=True):
    kind: str  # unreadable | too-large | truncated | template | custom-check
    message: str


class Metadata(msgspec.Struct, frozen=True):
    """What a page says of itself, as it says it; read only for reports that tell it."""

    url: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    modified: str = ""


class PageResult(msgspec.Struct, frozen=True):
    """What one page came to: the unit of every report."""

    path: str
    encoding: str | None
    judgement: Judgement | None  # None where the page could not be checked
    findings: tuple[Finding, ...] = ()
    error: PageError | None = None
    notes: tuple[str, ...] = ()
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
    def tells_nothing(self) -> bool:
        """Whether there is nothing that a check of ours could speak of, as on most pages."""
        return self.judgement is not None and self.judgement.tells_nothing

    @property
    def verdict(self) -> str:
        return self.judgement.verdict if self.judgement else "not-checked"


class Extras(NamedTuple):
    """What some outputs ask of each page beside its findings."""

    identity: bool = False  # its digest and address, for evidence
    metadata: bool = False  # title, author and dates, for spreadsheets
    fixes: bool = False  # what would mend its findings, for code scanning
