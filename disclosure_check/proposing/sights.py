"""What one page shows of its country, its programmes and its hosts, without a judgement."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_check.detection.partner_links import Clues, read_clues
from disclosure_check.detection.urls import host_of, parse
from disclosure_check.engine import compile_detector
from disclosure_check.errors import UserError
from disclosure_check.lean import collect_rarely
from disclosure_check.model import Confidence, PartnerLink
from disclosure_check.reading import Unreadable, read_page
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Link
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings
from disclosure_check.sources import Place, read, reason

_CHUNK = 16  # pages


class Earning(NamedTuple):
    """One partner link: who pays, what of the address may be the partner's id ("tag=blog-21"), and where it leads."""

    programme: str
    ids: tuple[str, ...]
    host: str


class Sight(NamedTuple):
    """One page as seen in passing; with a problem nothing else is known of it."""

    folders: tuple[str, ...]  # between the folder that is looked at and the page
    problem: str = ""
    language: str = ""  # as its markup says: "de-at"
    told_in: tuple[str, ...] = ()  # languages of its disclosures
    host: str = ""
    path: tuple[str, ...] = ()  # folders of its own address
    hreflangs: tuple[str, ...] = ()  # under which it lists itself
    earning: tuple[Earning, ...] = ()
    cloaked: tuple[str, ...] = ()  # "/go/" for each link of the site's own that looks like a redirect


def look_at(places: Sequence[Place], jobs: int) -> Iterator[Sight]:
    """Yield what each page shows, in this process or in several."""
    jobs = min(jobs, -(-len(places) // _CHUNK))
    if jobs > 1:
        return _in_processes(places, jobs)
    _start()
    return map(_see, places)


def _in_processes(places: Sequence[Place], jobs: int) -> Iterator[Sight]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_start_process)
    try:
        yield from pool.map(_see, places, chunksize=_CHUNK)
    except BrokenProcessPool:
        raise UserError("a process ended early, perhaps for want of memory; try a smaller --jobs") from None
    finally:
        pool.shutdown(cancel_futures=True)


class _Observer:
    """Reads pages under the default settings: what a configuration says is not known yet."""

    def __init__(self) -> None:
        self._book = load_rulebook()
        self._settings = Settings()
        self._detector = compile_detector(self._book, self._settings)

    def see(self, place: Place) -> Sight:
        source = read(place, self._settings.max_bytes)
        page = read_page(
            source.name, source.data, self._book.markup, max_bytes=self._settings.max_bytes,
            read_sheet=source.read_sheet,
        )  # fmt: skip
        judgement = self._detector.judge(page)
        address = parse(page.canonical or "")
        return Sight(
            _folders(place),
            language=(page.language or "").replace("_", "-"),
            told_in=tuple(dict.fromkeys(each.language for each in judgement.disclosures)),
            host=address.host.removeprefix("www.") if address else "",
            path=tuple(address.path.split("/")[1:-1]) if address else (),
            hreflangs=tuple(_own_hreflangs(page)),
            earning=tuple(map(_earning, judgement.partner_links)),
            cloaked=tuple(self._cloaked(page)),
        )

    def _cloaked(self, page: Page) -> Iterator[str]:
        """Yield the beginnings of paths of the site's own that only look like redirects: weak evidence."""
        clues = read_clues(page, self._detector.programmes, (), self._detector.ad_hosts)
        for index, evidence in clues.by_link().items():
            if all(each.kind == "cloak" and each.confidence is Confidence.WEAK for each in evidence):
                yield from _first_folder(page.links[index], clues)


_observers: list[_Observer] = []


def _start() -> None:
    collect_rarely()
    _observers[:] = [_Observer()]


def _start_process() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells of it, once
    _start()


def _see(place: Place) -> Sight:
    """Look at one page; whatever goes wrong is that page's and stops no other."""
    try:
        return _observers[0].see(place)
    except OSError as error:
        problem = reason(error)
    except Unreadable as unreadable:
        problem = unreadable.error.message
    except Exception as error:
        problem = f"internal error, please report it: {type(error).__name__}: {error}"
    return Sight(_folders(place), problem)


def _folders(place: Place) -> tuple[str, ...]:
    return tuple(os.path.relpath(place.path, place.folder).split(os.sep)[:-1])


def _own_hreflangs(page: Page) -> Iterator[str]:
    if page.canonical is None:
        return
    own = page.canonical.rstrip("/")
    for element in page.tree.select("link[rel~=alternate][hreflang][href]"):
        tag = (element.attr("hreflang") or "").strip().lower()
        if tag != "x-default" and (element.attr("href") or "").strip().rstrip("/") == own:
            yield tag


def _earning(link: PartnerLink) -> Earning:
    return Earning(link.programme or "", link.ids, host_of(link.href).removeprefix("www."))


def _first_folder(link: Link, clues: Clues) -> Iterator[str]:
    address = parse(link.target)
    if address is not None and not clues.leaves_site(link) and address.path.count("/") > 1:
        yield f"/{address.path.split('/')[1]}/"
