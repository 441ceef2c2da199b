"""The baseline: findings that a site has and takes over, one line each, by hashes that say nothing to strangers.

An entry stands for one check at one link of one page (or for one finding that is about no link). A finding is known
where there is an entry for each of its links, so a further link makes it count again.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, TypeVar

import msgspec
from msgspec.structs import replace

from disclosure_check.errors import UserError
from disclosure_check.fingerprints import LENGTH, digest, target_of
from disclosure_check.results import Finding, Level, PageResult, Suppression
from disclosure_check.validation import lower_first
from disclosure_check.writing import write_atomically

VERSION = 1
_PAGE_LENGTH = 12
_NEVER = "page-unreadable"  # a page that was not checked stays told
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

_Line = TypeVar("_Line", bound=msgspec.Struct)
Hash = Annotated[str, msgspec.Meta(pattern=rf"^[0-9a-f]{{{_PAGE_LENGTH}}}\.[0-9a-f]{{{LENGTH}}}$")]


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The first line: the format, and the folders that were checked, relative to the file."""

    baseline: int
    folders: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line."""

    hash: Hash
    check: str
    added: date
    reason: str = ""
    owner: str = ""
    expires: date | None = None  # the last day on which it holds
    page: str = ""  # this and the next only where details are asked for
    about: str = ""

    @property
    def page_hash(self) -> str:
        return self.hash.partition(".")[0]


class Baseline:
    """The entries of one file, and which of them a run has met."""

    def __init__(self, file: str, head: Head, entries: Iterable[Entry]) -> None:
        self.file = file
        self.entries: dict[str, Entry] = {}
        for entry in entries:  # a merge may leave two of a kind: the older one stays
            known = self.entries.get(entry.hash)
            self.entries[entry.hash] = min(known, entry, key=lambda each: each.added) if known else entry
        self._folders = set(head.folders)
        self._seen: set[str] = set()
        self._pages: set[str] = set()

    def applied(self, result: PageResult, today: date) -> PageResult:
        """Return a page's result with what is known marked as such."""
        if result.judgement is None:
            return result
        self._pages.add(digest(self._path_of(result.path), length=_PAGE_LENGTH))
        return replace(result, findings=tuple(self._marked(each, today) for each in result.findings))

    def found(self, result: PageResult, today: date, details: bool = False) -> Iterator[Entry]:
        """Yield the entries that a page's findings need."""
        path = self._path_of(result.path)
        for finding in result.findings:
            if finding.level is Level.OFF or finding.suppressed or finding.check == _NEVER:
                continue
            for key, about in self._keys(finding):
                known = self.entries.get(key) or Entry(key, finding.check, today)
                yield msgspec.structs.replace(known, page=path if details else "", about=about if details else "")

    def fixed(self, checked: Iterable[str]) -> list[Entry]:
        """Return the entries that no finding needs any more, of pages that were checked or that are gone."""
        gone = bool(self._folders) and self._folders <= set(self.folders_of(checked))
        return [
            entry
            for entry in self.entries.values()
            if entry.hash not in self._seen and (gone or entry.page_hash in self._pages)
        ]

    def expired(self, today: date) -> list[Entry]:
        """Return the entries that were met and hold no more."""
        return [entry for key in self._seen if _is_over(entry := self.entries[key], today)]

    def write(self, entries: Iterable[Entry], checked: Iterable[str]) -> None:
        """Write the file anew, sorted, as a whole or not at all."""
        head = Head(VERSION, tuple(sorted(self._folders.union(self.folders_of(checked)))))
        ordered = sorted(entries, key=lambda entry: entry.hash)
        lines = b"".join(msgspec.json.encode(line) + b"\n" for line in (head, *ordered))
        try:
            write_atomically(self.file, lines)
        except OSError as error:
            raise UserError(f"{self.file}: cannot write the baseline: {lower_first(error.strerror or '')}") from None

    def folders_of(self, arguments: Iterable[str]) -> Iterator[str]:
        """Yield the folders among arguments as seen from the file; a page's own name would give it away."""
        return (self._path_of(argument) for argument in arguments if os.path.isdir(argument))

    def _marked(self, finding: Finding, today: date) -> Finding:
        if finding.suppressed or finding.check == _NEVER:
            return finding
        keys = [key for key, _ in self._keys(finding)]
        entries = [self.entries[key] for key in keys if key in self.entries]
        self._seen.update(entry.hash for entry in entries)
        if len(entries) < len(keys) or any(_is_over(entry, today) for entry in entries):
            return finding
        reasons = dict.fromkeys(entry.reason for entry in entries if entry.reason)
        return replace(finding, suppressed=Suppression("baseline", "; ".join(reasons)))

    def _keys(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield a hash and words for each link of a finding; the same link in several places is several."""
        path = self._path_of(finding.path)
        page = digest(path, length=_PAGE_LENGTH)
        if not finding.links:
            yield f"{page}.{digest(path, finding.fingerprint)}", finding.message
        times: Counter[str] = Counter()
        for link in finding.links:
            target = target_of(link.href)
            yield f"{page}.{digest(path, finding.check, target, str(times[target]))}", link.href
            times[target] += 1

    def _path_of(self, path: str) -> str:
        """Return a path as seen from the baseline's folder, so that it holds wherever the run is started."""
        folder = os.path.dirname(os.path.realpath(self.file))
        try:
            return os.path.relpath(os.path.realpath(path), folder).replace(os.sep, "/")
        except ValueError:  # on another drive
            return path


def read_baseline(file: str) -> Baseline:
    """Read a baseline.

    Raises UserError with file and line where it is broken.
    """
    try:
        with open(file, encoding="utf-8") as stream:
            lines = [(number, line.strip()) for number, line in enumerate(stream, 1) if line.strip()]
    except OSError as error:
        raise UserError(f"{file}: cannot read the baseline: {lower_first(error.strerror or '')}") from None
    except UnicodeDecodeError:
        raise UserError(f"{file}: not a baseline: not UTF-8") from None
    if not lines:
        raise UserError(f"{file}: not a baseline: empty")
    head = _decoded(file, *lines[0], Head)
    if head.baseline != VERSION:
        raise UserError(f"{file}:{lines[0][0]}: a baseline of format {head.baseline}; this release reads {VERSION}")
    return Baseline(file, head, (_decoded(file, number, line, Entry) for number, line in lines[1:]))


def new_baseline(file: str) -> Baseline:
    return Baseline(file, Head(VERSION), ())


def _decoded(file: str, number: int, line: str, kind: type[_Line]) -> _Line:
    if line.startswith(_CONFLICT):
        raise UserError(f"{file}:{number}: a merge conflict; keep the entries of both sides")
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError as error:
        why = str(error) if str(error).startswith("JSON") else lower_first(str(error))
        raise UserError(f"{file}:{number}: not a line of a baseline: {why}") from None


def _is_over(entry: Entry, today: date) -> bool:
    return entry.expires is not None and entry.expires < today
