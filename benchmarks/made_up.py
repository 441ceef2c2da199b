"""A made-up site of realistic size, and pages of any size: the same pages from the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

SEED = 20
SIZE = 100_000
PARTNER_SHARE = 0.06
WORDS = (
    "der die das ein eine und oder mit ohne nach vor über unter neu alt schnell leise klein groß Gerät Akku Klang Bild"
    " Preis Test Woche Jahr Küche Garten Rad Weg Berg Stadt Zeit Frage Antwort Seite Farbe Licht Wasser Holz Stoff"
).split()
HIDDEN = ".menu ul{display:none}.clear::after{content:'';clear:both}"
NOTICE = "Transparenz: Dieser Artikel enthält Partnerlinks. Kaufst du darüber ein, erhalten wir eine Provision."


def make_site(folder: Path, pages: int) -> None:
    """Write pages with navigation, style, scripts and text; about one in sixteen has partner links."""
    dice = random.Random(SEED)
    partners = set(dice.sample(range(pages), max(1, round(pages * PARTNER_SHARE))))
    for number in range(pages):
        size = SIZE * dice.lognormvariate(-0.1, 0.5)
        _write(folder / f"page-{number:04}.html", _page(dice, number, size, number in partners))


def make_page(file: Path, size: float, earns: bool) -> None:
    """Write one like those of the site, of a size in bytes."""
    _write(file, _page(random.Random(SEED), 1, size, earns))


def make_article(file: Path, size: float, earns: bool) -> None:
    """Write a page that is nothing but its article."""
    dice = random.Random(SEED)
    _write(file, chain(_head(dice, 1, 0), _article(dice, size, earns, NOTICE * earns), _foot(dice, 0)))


def make_links(file: Path, links: int) -> None:
    """Write a page with so many partner links, each in a short paragraph."""
    dice = random.Random(SEED)
    paragraphs = (f"<p>{_text(dice, 15)} {_partner_link(dice)}.</p>\n" for _ in range(links))
    _write(file, chain(_head(dice, 1, 0), [f"<main><p>{NOTICE}</p>"], paragraphs, ["</main>"], _foot(dice, 0)))


def _write(file: Path, pieces: Iterable[str]) -> None:
    """Write piece by piece: who measures memory must hold no page of 16 MB."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(pieces)


def _page(dice: random.Random, number: int, size: float, earns: bool) -> Iterator[str]:
    notice = NOTICE if earns and number % 2 else ""
    return chain(_head(dice, number, size * 0.7), _article(dice, size * 0.2, earns, notice), _foot(dice, size * 0.1))


def _article(dice: random.Random, size: float, earns: bool, notice: str) -> Iterator[str]:
    yield f"<main><article><h1>{_text(dice, 6)}</h1><p>{notice}</p>"
    written = 0
    while written < size:
        section = _section(dice, earns)
        written += len(section.encode())
        yield section
    yield "</article></main>"


def _head(dice: random.Random, number: int, size: float) -> Iterator[str]:
    yield (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{_text(dice, 5)}</title>'
        f'<link rel="canonical" href="https://blog.example/{number}"><style>{HIDDEN}'
    )
    for index in range(int(size * 0.4 / 50)):
        room, color = dice.randrange(99), dice.randrange(10**6)
        yield f".c{index}-{dice.randrange(99)} .box{{margin:0 {room}px;color:#{color:06}}}\n"
    yield "</style><script>"
    for _ in range(int(size * 0.5 / 40)):
        yield f'w.push({{"k{dice.randrange(999)}":"{dice.random()}"}});\n'
    yield '</script></head><body class="page"><header id="top"><nav><ul>'
    for _ in range(60):
        yield f'<li class="menu"><a href="/{dice.choice(WORDS)}/">{_text(dice, 2)}</a></li>'
    yield "</ul></nav></header>"


def _section(dice: random.Random, earns: bool) -> str:
    paragraphs = []
    for _ in range(dice.randrange(1, 5)):
        links = f'<a href="https://news{dice.randrange(99)}.example/{dice.randrange(9999)}/">{_text(dice, 3)}</a>'
        paragraphs.append(f'<p class="text">{_text(dice, 40)} {links}, <b>{_text(dice, 2)}</b> {_text(dice, 30)}.</p>')
    button = f'<div class="box">{_partner_link(dice)}</div>' if earns else ""
    picture = (
        f'<figure><img src="/i/{dice.randrange(999)}.jpg" alt=""><figcaption>{_text(dice, 4)}</figcaption></figure>'
    )
    return f'<section class="part"><h2>{_text(dice, 4)}</h2>{"".join(paragraphs)}{picture}{button}</section>\n'


def _partner_link(dice: random.Random) -> str:
    shop = f"https://www.amazon.de/dp/B{dice.randrange(10**9):09}?tag=blog-21"
    return f'<a href="{shop}" rel="sponsored">{_text(dice, 2)} bei Amazon</a>'


def _foot(dice: random.Random, size: float) -> Iterator[str]:
    yield "<aside>"
    for _ in range(int(size / 100)):
        yield f'<div class="teaser"><a href="/{dice.choice(WORDS)}"><span>{_text(dice, 5)}</span></a></div>'
    yield f"</aside><footer><p>{_text(dice, 12)}</p></footer></body></html>\n"


def _text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words))
