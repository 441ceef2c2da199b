"""What came of pages in earlier runs, and of those of this one for later runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from disclosure_check.caching.contexts import context_of
from disclosure_check.caching.packing import packed, unpacked
from disclosure_check.caching.store import Row, Store
from disclosure_check.caching.traces import SIZE, Sheets, Trace, digest_of_page, is_unchanged
from disclosure_check.results import Extras, PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import read, sheets_of
from disclosure_check.stamps import stamp_of

if TYPE_CHECKING:
    from disclosure_check.tasks import Task

_WAITING = 4 << 20  # bytes of results that are written at once
_FILES = b"file".ljust(SIZE, b"\0")  # in the place of a context
_STALE = 7  # days after which it is worth a write that a result was asked for


class _Basis(NamedTuple):
    """What is looked at again before a result is taken."""

    sheets: Sheets
    day: str  # the only one on which it holds; empty where the day does not matter


class Cache:
    """Knows results by the contexts of a run's settings."""

    def __init__(self, folder: str, settings: Sequence[Settings], extras: Extras) -> None:
        self._today = date.today()
        self._settings = settings
        self._contexts = [context_of(one, extras, self._today) for one in settings]
        self._store = Store(folder)
        self._known = [context is not None and self._store.has_context(context) for context in self._contexts]
        self._waiting: dict[bytes, Row] = {}
        self._size = 0
        self._touched: list[bytes] = []

    def knows(self, settings: int) -> bool:
        """Whether a run was under such settings: they hold no mistake, then."""
        return self._known[settings]

    def keys(self, tasks: Sequence[Task]) -> list[bytes | None]:
        """Return under which key the result of each page is kept; None for those that are to be checked."""
        return [self._key(task) if self._known[task.settings] else None for task in tasks]

    def result(self, key: bytes, name: str) -> PageResult | None:
        """Return a kept result, for a page of that name."""
        row = self._store.row(key)
        result = unpacked(row.result) if row else None
        if result is None or result.path == name:
            return result
        findings = tuple(replace(finding, path=name) for finding in result.findings)
        return replace(result, path=name, findings=findings)

    def keep(self, task: Task, result: PageResult, trace: Trace | None) -> None:
        """Take over what came of a page; of one that was not checked nothing is kept."""
        context = self._contexts[task.settings]
        if context is None or trace is None or result.judgement is None or result.error is not None:
            return
        data = packed(result, translates=self._settings[task.settings].language != "en")
        if data is None:
            return
        day = str(self._today) if any(ignore.expires for ignore in result.ignores) else ""
        row = Row(context + trace.page, self._number, _encoded(_Basis(trace.sheets, day)), data)
        self._waiting[row.key] = row
        self._stamped(_key_of_file(task, self._settings[task.settings].max_bytes), trace.stamp, trace.page)
        self._size += len(data)
        if self._size > _WAITING:
            self._write()

    def close(self) -> None:
        """Write what is left to write."""
        self._write()
        self._store.touch(self._touched, self._number)
        self._store.close()

    @property
    def _number(self) -> int:
        return self._today.toordinal()

    def _key(self, task: Task) -> bytes | None:
        try:
            page = self._page(task)
        except OSError:
            return None
        row = self._store.row((self._contexts[task.settings] or b"") + page)
        basis = _decoded(row.basis) if row else None
        if row is None or basis is None or basis.day not in ("", str(self._today)):
            return None
        if not is_unchanged(basis.sheets, sheets_of(task.place)):
            return None
        self._touch(row)
        return row.key

    def _page(self, task: Task) -> bytes:
        """Return the digest of a page, which is not read where its file is as it was."""
        most = self._settings[task.settings].max_bytes
        stamp = stamp_of(task.place.path)
        key = _key_of_file(task, most)
        row = self._store.row(key) if stamp else None
        if row and row.basis == stamp:
            self._touch(row)
            return row.result
        digest = digest_of_page(read(task.place, most))
        self._stamped(key, stamp, digest)
        return digest

    def _stamped(self, key: bytes, stamp: bytes | None, page: bytes) -> None:
        if stamp:
            self._waiting[key] = Row(key, self._number, stamp, page)

    def _touch(self, row: Row) -> None:
        if row.used < self._number - _STALE:
            self._touched.append(row.key)

    def _write(self) -> None:
        if self._waiting:
            self._store.keep(self._waiting.values())
            self._store.tidy(self._number)
        self._waiting.clear()
        self._size = 0


def _key_of_file(task: Task, most: int) -> bytes:
    path = os.fsencode(os.path.abspath(task.place.path))
    return _FILES + blake2b(path + b"\0%d" % most, digest_size=SIZE).digest()


_encoded = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_Basis)


def _decoded(data: bytes) -> _Basis | None:
    try:
        return _decoder.decode(data)
    except msgspec.DecodeError:
        return None
