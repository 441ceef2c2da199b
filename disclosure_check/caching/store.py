"""One file in the cache folder that several runs can read and write at once; without it a run is slower, no more."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import NamedTuple, TypeVar

FILE = "pages-1.sqlite3"  # another layout is another number
_LAYOUT = "CREATE TABLE page (key BLOB PRIMARY KEY, used INTEGER, basis BLOB, result BLOB, checksum BLOB)"
_BY_USE = "CREATE INDEX by_use ON page (used)"
_COLUMNS = "SELECT used, basis, result, checksum FROM page"
_MOST_BYTES = 256 << 20
_DAYS = 30  # that a result is kept without being asked for
_SECONDS = 2  # to wait for another run
_STILL_READABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)
_OUT_OF_REACH = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR)
_IN_THE_WAY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, *_OUT_OF_REACH, *_STILL_READABLE)

T = TypeVar("T")


class Row(NamedTuple):
    """One kept result: the first bytes of the key are its context's."""

    key: bytes
    used: int  # the day it was asked for, as a number
    basis: bytes
    result: bytes


class Store:
    """Rows by key; whatever goes wrong with the file, nothing is known and nothing is kept."""

    def __init__(self, folder: str) -> None:
        self._file = os.path.join(folder, FILE)
        self._connection: sqlite3.Connection | None = None
        self._is_broken = False
        self._guarded(lambda: os.makedirs(folder, exist_ok=True))
        self._guarded(self._connect)
        if self._connection is None and self._is_broken:
            self._guarded(self._connect)

    def has_context(self, context: bytes) -> bool:
        """Whether any key begins so."""
        query = "SELECT 1 FROM page WHERE key BETWEEN ? AND ? LIMIT 1"
        ends = context, context + b"\xff" * len(context)
        return bool(self._guarded(lambda: self._asked(query, ends)))

    def row(self, key: bytes) -> Row | None:
        """Return what is kept; None too where it is not what was written."""
        found = self._guarded(lambda: self._asked(f"{_COLUMNS} WHERE key = ?", (key,)))
        if not found:
            return None
        used, basis, result, checksum = found
        if not (isinstance(used, int) and isinstance(basis, bytes) and isinstance(result, bytes)):
            return None
        row = Row(key, used, basis, result)
        return row if _checksum(row) == checksum else None

    def keep(self, rows: Iterable[Row]) -> None:
        values = [(*row, _checksum(row)) for row in rows]
        self._written("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?)", values)

    def touch(self, keys: Iterable[bytes], today: int) -> None:
        """Remember that rows were asked for."""
        self._written("UPDATE page SET used = ? WHERE key = ?", [(today, key) for key in keys])

    def tidy(self, today: int) -> None:
        """Drop what nobody asked for in a while, and the older half of what is too much."""
        self._written("DELETE FROM page WHERE used < ? OR used > ?", [(today - _DAYS, today)])
        if self._guarded(self._bytes, 0) > _MOST_BYTES:
            half = "SELECT rowid FROM page ORDER BY used, rowid LIMIT (SELECT count(*) / 2 + 1 FROM page)"
            self._written(f"DELETE FROM page WHERE rowid IN ({half})", [()])

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self._file, timeout=_SECONDS, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is thrown away
        if not self._asked("SELECT 1 FROM sqlite_master LIMIT 1"):
            self._create(self._connection)
        self._asked(f"{_COLUMNS} LIMIT 1")

    def _create(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        if not self._asked("SELECT 1 FROM sqlite_master LIMIT 1"):  # another run may have been first
            connection.execute(_LAYOUT)
            connection.execute(_BY_USE)
        connection.execute("COMMIT")

    def _asked(self, query: str, values: tuple[object, ...] = ()) -> tuple[object, ...] | None:
        if self._connection is None:
            return None
        answer: tuple[object, ...] | None = self._connection.execute(query, values).fetchone()
        return answer

    def _bytes(self) -> int:
        pragmas = (self._asked(f"PRAGMA {each}") for each in ("page_count", "freelist_count", "page_size"))
        pages, free, size = (int(str(answer[0])) if answer else 0 for answer in pragmas)
        return (pages - free) * size

    def _written(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        if values:
            self._guarded(lambda: self._write(statement, values))

    def _write(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        if self._connection is None:
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(statement, values)
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def _guarded(self, step: Callable[[], T], otherwise: T | None = None) -> T:
        """Do something with the file; one that is broken or foreign goes, for the next run to begin anew."""
        try:
            return step()
        except OSError:
            pass
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code not in _IN_THE_WAY:
                self._is_broken = True
                self._remove()
            elif code not in _STILL_READABLE:  # nor is a lock waited for at every page
                self.close()
        return otherwise  # type: ignore[return-value]

    def _remove(self) -> None:
        self.close()
        for file in (self._file, f"{self._file}-journal"):
            with suppress(OSError):
                os.remove(file)


def _checksum(row: Row) -> bytes:
    return blake2b(row.key + row.basis + row.result, digest_size=8).digest()
