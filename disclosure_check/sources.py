"""From arguments to the pages they name: files, folders, globs, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

import msgspec

from disclosure_check.ignoring import IgnoreRules
from disclosure_check.style_files import StyleFiles

ENDINGS = (".html", ".htm", ".xhtml")
SKIPPED_FOLDERS = frozenset({"node_modules"})
STDIN = "-"
_ROOM = 1 << 30


class Source(NamedTuple):
    """The bytes of one page under the name that reports give it, and what reads its style sheets in other files."""

    name: str
    data: bytes
    read_sheet: Callable[[str], str | None] | None = None


class Place(NamedTuple):
    """Where one page is read from: a path, or `-` for standard input; and the folder that is checked."""

    name: str
    path: str
    folder: str = ""  # the page's own where only the page is named


class Excluded(NamedTuple):
    """A page that is not checked, and what says so: a configuration with its key, or an ignore file."""

    place: Place
    by: str


class Found(msgspec.Struct):
    """The pages that arguments name, what is wrong with the arguments, and what is left out."""

    places: list[Place] = msgspec.field(default_factory=list)
    problems: list[str] = msgspec.field(default_factory=list)
    ignored: list[str] = msgspec.field(default_factory=list)  # by .gitignore
    excluded: list[Excluded] = msgspec.field(default_factory=list)  # told when each page's configuration is known
    folders: list[str] = msgspec.field(default_factory=list)  # that were searched


def find(arguments: Sequence[str], stdin_name: str = "<stdin>") -> Found:
    """Name every page once, in the arguments' order and sorted below each folder."""
    found = Found()
    seen: set[str] = set()
    for argument in arguments:
        for place, identity in _places(argument, stdin_name, found):
            if identity not in seen:
                seen.add(identity)
                found.places.append(place)
    return found


def read(place: Place, max_bytes: int) -> Source:
    """Read one page, at most a byte more than allowed: enough to tell that it is too large."""
    if place.path == STDIN:
        return Source(place.name, _at_most(sys.stdin.buffer, max_bytes + 1))
    with open(place.path, "rb") as file:
        return Source(place.name, _at_most(file, max_bytes + 1), sheets_of(place))


def sheets_of(place: Place) -> Callable[[str], str | None]:
    """Return what reads the style sheets of a page that is a file."""
    return StyleFiles(place.path, place.folder or os.path.dirname(place.path)).read


def _at_most(file: BinaryIO, size: int) -> bytes:
    """Read without making room for all that is allowed."""
    return file.read() if size > _ROOM else file.read(size)


def _places(argument: str, stdin_name: str, found: Found) -> Iterator[tuple[Place, str]]:
    if argument == STDIN:
        yield Place(shown(stdin_name), STDIN), STDIN
        return
    for path in _expanded(argument):
        if os.path.isdir(path):
            found.folders.append(path)
            yield from _Walk(path, found).pages()
        elif os.path.lexists(path):
            yield Place(shown(path), path), os.path.realpath(path)
        else:
            found.problems.append(f"no such file or folder: {shown(path)}")


def _expanded(argument: str) -> list[str]:
    """Expand a glob that the shell left alone; a file of that very name goes first."""
    if not os.path.lexists(argument):
        import glob  # few arguments are one

        if glob.has_magic(argument):
            return sorted(glob.glob(argument, recursive=True)) or [argument]
    return [argument]


class _Walk:
    """One folder's pages: each real folder and file once, by its own name rather than by a link's."""

    def __init__(self, top: str, found: Found) -> None:
        self._found = found
        self._top = top
        self._real_top = os.path.realpath(top)
        self._real_seen: set[str] = set()
        self._pending = [(top, IgnoreRules())]
        self._linked: list[str] = []
        self._pages: dict[str, Place] = {}

    def pages(self) -> list[tuple[Place, str]]:
        while self._pending or self._linked:
            folder, rules = self._pending.pop() if self._pending else (self._linked.pop(0), IgnoreRules())
            real = os.path.realpath(folder)
            if real not in self._real_seen and not self._leads_up(real):
                self._real_seen.add(real)
                self._enter(folder, real, rules.entering(folder))
        pages = [(place, identity) for identity, place in self._pages.items()]
        return sorted(pages, key=lambda page: page[0].path.split(os.sep))

    def _leads_up(self, real: str) -> bool:
        return self._real_top.startswith(os.path.join(real, ""))

    def _enter(self, folder: str, real: str, rules: IgnoreRules) -> None:
        for entry in self._entries(folder):
            is_folder = os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()
            if not (_is_wanted_folder(entry) if is_folder else _is_page(entry)):
                continue
            if rules.ignore(entry.path, is_folder):
                self._found.ignored.append(shown(entry.path))
            elif is_folder:
                self._remember_folder(entry, rules)
            else:
                self._remember_page(entry, real)

    def _remember_folder(self, entry: os.DirEntry[str], rules: IgnoreRules) -> None:
        if entry.is_symlink():
            self._linked.append(entry.path)
        else:
            self._pending.append((entry.path, rules))

    def _remember_page(self, entry: os.DirEntry[str], real_folder: str) -> None:
        place = Place(shown(entry.path), entry.path, self._top)
        if entry.is_symlink():
            self._pages.setdefault(os.path.realpath(entry.path), place)
        else:
            self._pages[os.path.join(real_folder, entry.name)] = place

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._found.problems.append(f"cannot read folder {shown(folder)}: {reason(error)}")
            return []


def reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _is_wanted_folder(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.name not in SKIPPED_FOLDERS


def _is_page(entry: os.DirEntry[str]) -> bool:
    """A link that leads nowhere counts: it is told as a page that could not be read. A pipe would never end."""
    if not entry.name.lower().endswith(ENDINGS):
        return False
    return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))


def shown(path: str) -> str:
    """Return a path with slashes, no `./` ahead, and odd bytes spelled out: it goes into reports of valid Unicode."""
    readable = os.fsencode(path).decode("utf-8", "backslashreplace")
    return readable.replace(os.sep, "/").removeprefix("./")
