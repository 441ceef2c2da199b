"""A made-up site of realistic size: the same pages from the same seed."""

from __future__ import annotations

import random
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
        page = _page(dice, number, number in partners)
        (folder / f"page-{number:04}.html").write_text(page, encoding="utf-8")


def _page(dice: random.Random, number: int, earns: bool) -> str:
    size = SIZE * dice.lognormvariate(-0.1, 0.5)
    head, foot = _head(dice, number, size * 0.7), _foot(dice, size * 0.1)
    article = [f"<h1>{_text(dice, 6)}</h1>", f"<p>{NOTICE}</p>" if earns and number % 2 else ""]
    while sum(map(len, article)) < size * 0.2:
        article.append(_section(dice, earns))
    return f"{head}<main><article>{''.join(article)}</article></main>{foot}"


def _head(dice: random.Random, number: int, size: float) -> str:
    address = f"https://blog.example/{number}"
    style = "".join(
        f".c{index}-{dice.randrange(99)} .box{{margin:0 {dice.randrange(99)}px;color:#{dice.randrange(10**6):06}}}\n"
        for index in range(int(size * 0.4 / 50))
    )
    menu = "".join(f'<li class="menu"><a href="/{dice.choice(WORDS)}/">{_text(dice, 2)}</a></li>' for _ in range(60))
    return (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{_text(dice, 5)}</title>'
        f'<link rel="canonical" href="{address}"><style>{HIDDEN}{style}</style>'
        f"<script>{_script(dice, size * 0.5)}</script></head>"
        f'<body class="page"><header id="top"><nav><ul>{menu}</ul></nav></header>'
    )


def _section(dice: random.Random, earns: bool) -> str:
    paragraphs = []
    for _ in range(dice.randrange(1, 5)):
        links = f'<a href="https://news{dice.randrange(99)}.example/{dice.randrange(9999)}/">{_text(dice, 3)}</a>'
        paragraphs.append(f'<p class="text">{_text(dice, 40)} {links}, <b>{_text(dice, 2)}</b> {_text(dice, 30)}.</p>')
    shop = f"https://www.amazon.de/dp/B{dice.randrange(10**9):09}?tag=blog-21"
    button = f'<div class="box"><a href="{shop}" rel="sponsored">{_text(dice, 2)} bei Amazon</a></div>' if earns else ""
    picture = (
        f'<figure><img src="/i/{dice.randrange(999)}.jpg" alt=""><figcaption>{_text(dice, 4)}</figcaption></figure>'
    )
    return f'<section class="part"><h2>{_text(dice, 4)}</h2>{"".join(paragraphs)}{picture}{button}</section>\n'


def _foot(dice: random.Random, size: float) -> str:
    teasers = "".join(
        f'<div class="teaser"><a href="/{dice.choice(WORDS)}"><span>{_text(dice, 5)}</span></a></div>'
        for _ in range(int(size / 100))
    )
    return f"<aside>{teasers}</aside><footer><p>{_text(dice, 12)}</p></footer></body></html>\n"


def _script(dice: random.Random, size: float) -> str:
    return "".join(f'w.push({{"k{dice.randrange(999)}":"{dice.random()}"}});\n' for _ in range(int(size / 40)))


def _text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words))
