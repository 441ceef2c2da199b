"""Results made by hand, for tests of what comes after the engine."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from disclosure_check.basis import Basis, Share
from disclosure_check.model import (
    Confidence,
    Coverage,
    Disclosure,
    Evidence,
    Judgement,
    Kind,
    PartnerLink,
    Position,
    Region,
    Strength,
)
from disclosure_check.reporting import Wishes
from disclosure_check.reporting.gathering import Gathering
from disclosure_check.reporting.outputs import Utf8, made
from disclosure_check.results import Asked, Finding, Level, PageError, PageResult, Related, Suppression
from disclosure_check.settings import Settings
from disclosure_check.sources import Source

BASIS = Basis("2026.01.31-0123abcd", ("base",), (Share("base", (), 5, 5, 0, 0, 0),))
NOT_LOOKED_AT = "not looked at: what scripts add, what pictures say, style sheets outside the checked folder"
HERE = Position(3, 5, 3, 20)


def partner_link(**changes: Any) -> PartnerLink:
    values: dict[str, Any] = {
        "href": "https://www.amazon.de/dp/B000000000?tag=beispiel-21",
        "text": "Polestar 3 bei Amazon",
        "carrier": "a",
        "region": Region.CONTENT,
        "position": HERE,
        "heading": "Fazit",
        "programme": "Amazon Associates",
        "evidence": (Evidence("url", "tag=beispiel-21", Confidence.CERTAIN, "Amazon Associates"),),
        "confidence": Confidence.CERTAIN,
        "coverage": Coverage.AFTER,
        "disclosure": 0,
        "distance_words": -12,
        "words_before": 40,
    }
    return PartnerLink(**(values | changes))


def disclosure(**changes: Any) -> Disclosure:
    values: dict[str, Any] = {
        "text": "Transparenz: wir erhalten eine Provision",
        "kind": Kind.BLOCK,
        "strength": Strength.CLEAR,
        "language": "de",
        "region": Region.CONTENT,
        "position": Position(9, 1, 9, 41),
        "detached": False,
        "words_before": 52,
    }
    return Disclosure(**(values | changes))


def finding(path: str = "a.html", **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "check": "disclosure-late",
        "level": Level.ERROR,
        "message": "notice comes after the first partner link",
        "path": path,
        "position": HERE,
    }
    return Finding(**(values | changes))


def judgement(verdict: str = "after", **changes: Any) -> Judgement:
    has_links = verdict != "no-partner-links"
    values: dict[str, Any] = {
        "partner_links": (partner_link(),) if has_links else (),
        "disclosures": (disclosure(),) if has_links else (),
        "language": "de",
    }
    return Judgement(verdict, **(values | changes))


def clean(path: str = "a.html", verdict: str = "no-partner-links", **changes: Any) -> PageResult:
    return PageResult(path, "utf-8", judgement(verdict, **changes))


def late(path: str = "a.html", at: int | None = None, **changes: Any) -> PageResult:
    """Return a page with a late notice; `at` makes its wording the page's own, else it is a theme's."""
    notice = disclosure() if at is None else disclosure(text=f"Transparenz {at}: wir erhalten eine Provision")
    related = (Related(f"the notice: '{notice.text}'", notice.position),)
    told = judgement(disclosures=(notice,))
    return PageResult(path, "utf-8", told, (finding(path, **({"related": related} | changes)),))


def not_checked(path: str = "a.html", message: str = "permission denied") -> PageResult:
    return PageResult(path, None, None, error=PageError("unreadable", message))


def everything() -> list[PageResult]:
    """Return results that differ in whatever a format must cope with."""
    return [
        clean("a.html"),
        late("b.html", 1, fingerprint="0123456789abcdef"),
        not_checked("c.html"),
        late("l.html", 2, position=Position(7, None, 7, None), level=Level.WARNING),
        late("s.html", 3, message="half a pair: \ud83d"),
        clean("ü ö.html", "before"),
        late("ignored.html", 4, suppressed=Suppression("inline", "agreed with the desk")),
        late("known.html", 5, suppressed=Suppression("baseline")),
        late("i.html", 6, level=Level.INFO, asked_by=(Asked("de", "de-say-you-get-paid"),)),
        late("off.html", 7, level=Level.OFF),
        replace(late("public/m/index.html", 8), source_path="content/m.md"),
        *(late(f"t{number:02}.html") for number in range(12)),
    ]


def report_of(name: str, results: Iterable[PageResult], basis: Basis = BASIS, **wishes: Any) -> str:
    """Return what one format makes of results."""
    out, run = Written(), Gathering()
    report = made(name, out, run, Wishes(basis, **wishes))
    for result in results:
        run.add(result)
        report.add(result)
    report.finish()
    return out.stream.getvalue().decode()


class Written(Utf8):
    def __init__(self) -> None:
        self.stream = io.BytesIO()
        super().__init__(self.stream)


class ScriptedChecker:
    """Stands in for the engine: a page's text is the levels of its findings, or `crash`, or `broken`."""

    def __init__(self, settings: Settings, _: object = None) -> None:
        self.settings = settings

    def not_checked(self, name: str, error: PageError) -> PageResult:
        return not_checked(name, error.message)

    def check(self, source: Source) -> PageResult:
        words = source.data.decode().split()
        if "crash" in words:
            raise ZeroDivisionError("no such thing")
        if "broken" in words:
            return not_checked(source.name, "cut off")
        findings = tuple(finding(source.name, level=Level[word.upper()]) for word in words)
        return PageResult(source.name, "utf-8", judgement("after" if findings else "no-partner-links"), findings)
