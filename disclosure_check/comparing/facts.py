"""What is compared of each page, from a check or from a JSON report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from disclosure_check.errors import UserError
from disclosure_check.fingerprints import target_of
from disclosure_check.model import Coverage
from disclosure_check.results import PageResult
from disclosure_check.validation import lower_first

REPORT_VERSION = 1


class LinkFacts(NamedTuple):
    href: str
    coverage: Coverage

    @property
    def target(self) -> str:
        return target_of(self.href)


class NoticeFacts(NamedTuple):
    text: str
    kind: str
    is_clear: bool


class PageFacts(NamedTuple):
    """One page; `verdict` is "not-checked" where it could not be read."""

    verdict: str
    links: tuple[LinkFacts, ...] = ()
    notices: tuple[NoticeFacts, ...] = ()

    @property
    def is_checked(self) -> bool:
        return self.verdict != "not-checked"


Site = Mapping[str, PageFacts]


class _Link(msgspec.Struct):
    href: str
    coverage: str


class _Notice(msgspec.Struct):
    text: str
    kind: str
    strength: str


class _Page(msgspec.Struct):
    path: str
    verdict: str
    partner_links: tuple[_Link, ...]
    disclosures: tuple[_Notice, ...]


class _Report(msgspec.Struct):
    version: int
    pages: tuple[_Page, ...]


def facts_of(result: PageResult) -> PageFacts:
    judgement = result.judgement
    if judgement is None:
        return PageFacts(result.verdict)
    links = (LinkFacts(link.href, link.coverage) for link in judgement.partner_links)
    notices = (_notice(each.text, each.kind.value, each.strength.label) for each in judgement.disclosures)
    return PageFacts(result.verdict, tuple(links), tuple(notices))


def read_report(file: str) -> dict[str, PageFacts]:
    """Read what `check --output-format json` wrote.

    Raises UserError where it is no such report.
    """
    try:
        with open(file, "rb") as stream:
            report = msgspec.json.decode(stream.read(), type=_Report)
        if report.version != REPORT_VERSION:
            raise UserError(f"{file}: a report of version {report.version}; this release reads {REPORT_VERSION}")
        return {page.path: _facts(page) for page in report.pages}
    except OSError as error:
        raise UserError(f"cannot read {file}: {lower_first(error.strerror or '')}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError) as error:
        raise UserError(f"{file}: not a JSON report of disclosure-check: {error}") from None


def aligned(old: Site, new: Site) -> tuple[Site, Site]:
    """Return both with leading folders dropped so that most paths are the same: `old/a.html` and `public/a.html`."""
    depths = [(ours, theirs) for ours in range(_depth(old) + 1) for theirs in range(_depth(new) + 1)]
    ours, theirs = max(
        depths, key=lambda each: (len(set(_below(old, each[0])) & set(_below(new, each[1]))), -sum(each))
    )
    return _below(old, ours), _below(new, theirs)


def _facts(page: _Page) -> PageFacts:
    links = tuple(LinkFacts(link.href, Coverage[link.coverage.upper()]) for link in page.partner_links)
    notices = tuple(_notice(each.text, each.kind, each.strength) for each in page.disclosures)
    return PageFacts(page.verdict, links, notices)


def _notice(text: str, kind: str, strength: str) -> NoticeFacts:
    return NoticeFacts(" ".join(text.split()), kind, strength == "clear")


def _depth(site: Site) -> int:
    """Count the leading folders that all paths share."""
    folders = [path.split("/")[:-1] for path in site]
    shared = 0
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared += 1
    return shared


def _below(site: Site, depth: int) -> dict[str, PageFacts]:
    return {"/".join(path.split("/")[depth:]): facts for path, facts in site.items()}
