"""Keep the evidence of one run: page by page, and in place only when the run is over."""

from __future__ import annotations

import hashlib
import os
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

from disclosure_check.errors import UserError
from disclosure_check.evidence.manifest import (
    MANIFEST,
    PAGES,
    VERSION,
    LeftOut,
    Manifest,
    NotChecked,
    Pages,
    commit_here,
    configurations_of,
    sha256_of,
    tool,
)
from disclosure_check.evidence.records import line_of, record_of
from disclosure_check.results import PageResult
from disclosure_check.settings import Settings
from disclosure_check.sources import Found, reason
from disclosure_check.tasks import Task
from disclosure_check.writing import take_mode, write_atomically

Pairs = Iterator[tuple[Task, PageResult]]


class Keeper:
    """Writes what passes through it to a folder."""

    def __init__(self, arguments: Namespace, settings: Sequence[Settings], found: Found) -> None:
        self._folder = Path(arguments.evidence)
        self._command = tuple(arguments.command_line)
        self._baseline = arguments.baseline
        self._configurations = configurations_of(settings)
        self._found = found
        self._git = commit_here()  # ahead of what is written
        self._not_checked = [NotChecked("", problem) for problem in found.problems]
        self._verdicts: Counter[str] = Counter()

    def kept(self, pairs: Pairs) -> Pairs:
        """Yield all as it comes; a run that ends early leaves the folder as it was."""
        with _told(self._folder), _temporary(self._folder) as (stream, name):
            digest = hashlib.sha256()
            for task, result in pairs:
                line = line_of(record_of(result, self._configurations[task.settings].sha256))
                digest.update(line)
                stream.write(line)
                self._count(result)
                yield task, result
            stream.close()
            take_mode(str(self._folder / PAGES), name)
            os.replace(name, self._folder / PAGES)
            self._write_manifest(digest.hexdigest())

    def _count(self, result: PageResult) -> None:
        self._verdicts[result.verdict] += 1
        if result.error:
            self._not_checked.append(NotChecked(result.path, result.error.message))

    def _write_manifest(self, digest: str) -> None:
        manifest = Manifest(
            version=VERSION,
            tool=tool(),
            configurations=self._configurations,
            baseline=sha256_of(Path(self._baseline).read_bytes()) if self._baseline else None,
            git=self._git,
            command=self._command,
            time=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            pages=Pages(PAGES, digest, self._verdicts.total()),
            not_checked=tuple(self._not_checked),
            left_out=(
                *(LeftOut(path, ".gitignore") for path in self._found.ignored),
                *(LeftOut(each.place.name, each.by) for each in self._found.excluded),
            ),
            verdicts=dict(sorted(self._verdicts.items())),
        )
        data = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
        write_atomically(str(self._folder / MANIFEST), data)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(f"cannot write the evidence to {folder}: {reason(error)}") from None


@contextmanager
def _temporary(folder: Path) -> Iterator[tuple[IO[bytes], str]]:
    """Give a file beside the one that it will be; gone where nobody moved it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".pages-")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream, name
    finally:
        with suppress(OSError):
            os.unlink(name)
