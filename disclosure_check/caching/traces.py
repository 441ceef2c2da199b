"""What the result of a page rests on: its bytes, and the style sheets that were asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from disclosure_check.sources import Source

Sheets = tuple[tuple[str, bytes | None], ...]  # address as the page writes it; None where it is out of reach
SIZE = 20  # bytes of a digest


class Trace(NamedTuple):
    """Names a page by its content, and the sheets that it was judged with."""

    page: bytes
    sheets: Sheets
    stamp: bytes | None = None  # of the file as it was read


class Recorder:
    """Stands between a page and its style sheets, and remembers which were asked for."""

    def __init__(self, source: Source, stamp: bytes | None) -> None:
        self._stamp = stamp
        self._page = digest_of_page(source)
        self._source = source
        self._sheets: dict[str, bytes | None] = {}

    @property
    def source(self) -> Source:
        """Return what to check; it holds this recorder, and a page that went round in a circle would never go."""
        return self._source._replace(read_sheet=self._read) if self._source.read_sheet else self._source

    @property
    def trace(self) -> Trace:
        return Trace(self._page, tuple(self._sheets.items()), self._stamp)

    def _read(self, address: str) -> str | None:
        assert self._source.read_sheet is not None
        text = self._source.read_sheet(address)
        self._sheets[address] = _digest_of_sheet(text)
        return text


def digest_of_page(source: Source) -> bytes:
    """Return the digest of a page's bytes; the name counts as far as it tells how to read them."""
    is_xml = source.name.lower().endswith(".xhtml")
    return blake2b(source.data, digest_size=SIZE, person=b"xml" if is_xml else b"html").digest()


def is_unchanged(sheets: Sheets, read_sheet: Callable[[str], str | None]) -> bool:
    """Whether every sheet would be read as it was."""
    return all(_digest_of_sheet(read_sheet(address)) == digest for address, digest in sheets)


def _digest_of_sheet(text: str | None) -> bytes | None:
    return None if text is None else _digest_of_text(text)


@lru_cache(maxsize=32)
def _digest_of_text(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()
