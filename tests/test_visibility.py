"""What style sheets hide, on pages of one notice: what is seen comes first, and there is as much of it."""

from __future__ import annotations

import pytest

from disclosure_check.reading.sheets import forget_sheets
from disclosure_check.reading.turbo import TurboTree
from disclosure_check.reading.visibility import Seen, Visibility

PAGE = "<!DOCTYPE html><html><head><style>{}</style></head><body>{}</body></html>"
NOTICE = "<div class=box><p class='n note' id=n>We earn a commission.</p><p id=prose>The article.</p></div>"


def page(css: str, body: str = NOTICE) -> str:
    return PAGE.format(css, body)


def inline(style: str, inner: str = "We earn a commission.") -> tuple[str, str]:
    """Return a page whose notice bears a style of its own."""
    return "", f"<div class=box><p class='n note' id=n style='{style}'>{inner}</p><p id=prose>The article.</p></div>"


# a sheet, or a sheet and a body, of a page whose notice readers see
SEEN: list[str | tuple[str, str]] = [
    "",
    ".n{display:block}",
    ".n{display:none} .n{display:block}",
    ".n{display:none} p.n{display:block} .n{display:none}",
    ".n{display:block!important} #n{display:none}",
    ("#n{display:none}", NOTICE.replace("id=n", "id=n style='display:block!important'")),
    ".other{display:none}",
    ".box > .other .n{display:none}",
    "p:hover{display:none}",
    ".no-js .n{display:none}",
    ":where(#n){display:none} .n{display:block}",
    "@layer a{#n{display:none}} .n{display:block}",
    "@media print{.n{display:none}}",
    "@media (min-width:90000px){.n{visibility:visible}}",
    "@keyframes x{from{visibility:hidden} .n{display:none}}",
    ".box{visibility:hidden} .n{visibility:visible}",
    "html{visibility:hidden}",
    "body{opacity:0}",
    ".n{opacity:.6}",
    ".n{transform:scale(.5)}",
    ".n{transform:scale(1.0, 1)}",
    ".n{transform:scale(0);transition:transform .3s}",
    ".n{filter:opacity(10%)}",
    ".n{content-visibility:auto}",
    ("span{transform:scale(0)}", "<p><span id=n>We earn a commission.</span>"),
    ".box{opacity:.5} .n{opacity:.5}",
    inline("opacity: 1"),
    ".n{position:absolute;left:-20px}",
    ".n{left:-9999px}",
    ".n{position:static;left:-9999px;top:-9999px}",
    ".n{position:absolute;left:-9999px} @media screen{.n{left:0}}",
    ".n{text-indent:-1em}",
    ".box{text-indent:-9999px} .n{text-indent:0}",
    ".n{height:0}",
    ".n{height:1px;overflow:visible}",
    ".n{height:0;overflow:hidden;padding-bottom:40px}",
    ".n{max-height:0;min-height:30px;overflow:hidden}",
    ".n{max-height:50px;overflow:hidden}",
    ("span{width:1px;height:1px;overflow:hidden}", "<p><span id=n>We earn a commission.</span>"),
    ".n{clip:rect(0,0,0,0)}",
    ".n{position:absolute;clip:auto}",
    ".n{position:absolute;clip:rect(0,200px,50px,0)}",
    ".n{clip-path:none}",
    ".n{clip-path:inset(5%)}",
    ".n{clip-path:polygon(0 0,100% 0,100% 85%,0 100%)}",
    ".n{clip-path:circle(80%)}",
    ".n{font-size:12px}",
    ".n{font-size:.8em}",
    ".box{font-size:0} .n{font-size:16px}",
    "html{font-size:62.5%} body{font-size:1.6rem} .n{font-size:1.2rem}",
    ".n{font:italic 700 14px/1.4 serif}",
    ".n{font-size:calc(10px + 1vw)}",
    ".n{font-size:clamp(1rem, 2vw, 2rem)}",
    ".n{color:#767676}",
    ".n{color:#fff;background:#111}",
    "body{background:#000} .box{background:#fff} .n{color:#000}",
    ".box{background-color:black} .n{color:white}",
    ".n{color:#fff;background:url(dark.png)}",
    ".n{color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text}",
    ".n{color:#fff;text-shadow:0 0 3px #000}",
    ".box{position:relative} .box::before{content:'';background:#000;position:absolute;inset:0} .n{color:#fff}",
    ".n{position:absolute;color:#fff}",
    ".n{color:color-mix(in srgb, white, black)}",
    ":root{--a:#333} .n{color:var(--a)}",
    ":root{--a:#fff} .dark{--a:#000} .n{color:var(--a)}",
    ":root{--show:block} .n{display:var(--show)}",
    ".n{display:var(--show, block)}",
    ("", "<table bgcolor=#000000><tr><td><font color=white id=n>We earn a commission.</font></table>"),
]

# what hides a notice, and the reason as a message tells it
HIDDEN: list[tuple[str | tuple[str, str], str]] = [
    (".n{transform:scale(0)}", "transform: scale(0)"),
    (".n{transform:rotate(3deg) scale(1, 0.0)}", "transform: rotate(3deg) scale(1, 0.0)"),
    (".n{filter:opacity(0%)}", "filter: opacity(0%)"),
    (".n{content-visibility:hidden}", "content-visibility: hidden"),
    (".n{display:none}", "display: none"),
    (".n{display:block} .n{display:none}", "display: none"),
    ("#n{display:none} .n{display:block}", "display: none"),
    (".n{display:none!important} #n{display:block}", "display: none"),
    ((".n{display:none!important}", NOTICE.replace("id=n", "id=n style='display:block'")), "display: none"),
    (".n:is(p){display:none} p.n:where(#n){display:block} :is(#n){display:none}", "display: none"),
    (".box{.n{display:none}}", "display: none"),
    (".box{& > .n{display:none} color:red}", "display: none"),
    ("@layer a{.n{display:none}}", "display: none"),
    ("@layer a{.n{display:none!important}} .n{display:block!important}", "display: none"),
    ("@media screen{.n{display:none}}", "display: none"),
    ("@media all and (min-width:0){.n{display:none}}", "display: none"),
    (".n{display:none} @media print{.n{display:block}}", "display: none, shown in print only"),
    (".box{display:none} .n{display:block}", "display: none"),
    (".n{visibility:hidden}", "visibility: hidden"),
    (".box{visibility:hidden}", "visibility: hidden"),
    (".n{opacity:0}", "opacity: 0"),
    (inline("opacity: 0"), "opacity: 0"),
    (inline("opacity:.02"), "opacity: .02"),
    (".box{opacity:.2} .n{opacity:20%}", "opacity: 20%"),
    (".n{position:absolute;left:-9999px}", "position off screen (left: -9999px)"),
    (inline("position: fixed; top: -1000px"), "position off screen (top: -1000px)"),
    (".box{position:absolute;left:-999em}", "position off screen (left: -999em)"),
    (".n{text-indent:-9999px}", "text off screen (text-indent: -9999px)"),
    (".box{text-indent:-200em}", "text off screen (text-indent: -200em)"),
    (".n{height:0;overflow:hidden}", "height: 0 with overflow: hidden"),
    (".n{max-height:0;overflow:hidden}", "max-height: 0 with overflow: hidden"),
    (inline("width:1px;height:20px;overflow:hidden"), "width: 1px with overflow: hidden"),
    (("span{position:absolute;width:1px;height:1px;overflow:hidden}", "<p><span id=n>We earn.</span>"),
     "height: 1px with overflow: hidden"),
    ((".row{display:flex} span{height:0;overflow:hidden}", "<p class=row><span id=n>We earn.</span>"),
     "height: 0 with overflow: hidden"),
    (".n{position:absolute;clip:rect(0 0 0 0)}", "clipped away (clip: rect(0 0 0 0))"),
    (".n{position:absolute!important;height:1px;width:1px;overflow:hidden;clip:rect(1px,1px,1px,1px)}",
     "clipped away (clip: rect(1px,1px,1px,1px))"),
    (".n{clip-path:inset(50%)}", "clipped away (clip-path: inset(50%))"),
    (".n{clip-path:inset(100%)}", "clipped away (clip-path: inset(100%))"),
    (".n{clip-path:circle(0)}", "clipped away (clip-path: circle(0))"),
    (".n{clip-path:polygon(0 0,0 0,0 0,0 0)}", "clipped away (clip-path: polygon(0 0,0 0,0 0,0 0))"),
    (".n{font-size:0}", "font-size: 0"),
    (".box{font-size:0}", "font-size: 0"),
    (inline("font-size:1px"), "font-size: 1px"),
    (".box{font-size:18px} .n{font-size:8px}", "font-size 8px against 18px of the article"),
    (".box{font-size:18px} .n{font:6pt serif}", "font-size 8px against 18px of the article"),
    (".n{font-size:.4em}", "font-size 6.4px against 16px of the article"),
    (".n{font-size:50%}", "font-size 8px against 16px of the article"),
    ("html{font-size:20px} .n{font-size:.4rem}", "font-size 8px against 20px of the article"),
    (".n{color:#fff}", "text colour #fff on background #fff"),
    (inline("color:#FFFFFF"), "text colour #fff on background #fff"),
    (".n{color:rgb(250, 250, 250)}", "text colour #fafafa on background #fff"),
    (".n{color:hsl(0, 0%, 100%)}", "text colour #fff on background #fff"),
    (".n{color:rgba(0,0,0,.05)}", "text colour transparent on background #fff"),
    ("body{background:#222} .n{color:#262626}", "text colour #262626 on background #222"),
    (".box{background:Navy} .n{color:navy}", "text colour #000080 on background #000080"),
    (".box{color:whitesmoke}", "text colour #f5f5f5 on background #fff"),
    (":root{--paper:#fff} .n{color:var(--paper)}", "text colour #fff on background #fff"),
    (":root{--paper:var(--white);--white:#fff} .n{color:var(--paper)}", "text colour #fff on background #fff"),
    (".n{color:transparent}", "text colour transparent on background #fff"),
    (".n{display:var(--show, none)}", "display: none"),
    (("", "<body bgcolor=white><font color=#ffffff id=n>We earn a commission.</font>"),
     "text colour #fff on background #fff"),
]  # fmt: skip

PARTLY = [
    ("@media (max-width:600px){.n{display:none}}", "hidden below 600px (display: none)"),
    (".n{display:none} @media (min-width:37.5em){.n{display:block}}", "hidden below 600px (display: none)"),
    ("@media (width < 600px){.n{opacity:0}}", "hidden below 600px (opacity: 0)"),
    ("@media only screen and (min-width:900px){.box{display:none}}", "hidden above 900px (display: none)"),
    ("@media (600px <= width <= 900px){.n{display:none}}", "hidden on some screens (display: none)"),
    ("@media (prefers-reduced-motion){.n{display:none}}",
     "hidden for (prefers-reduced-motion) (display: none)"),
]  # fmt: skip

DOUBTFUL = [
    (".n{display:var(--show)}", "display: var(--show)"),
    (":root{--o:0} .dark{--o:1} .n{opacity:var(--o)}", "opacity: var(--o)"),
    (".n{opacity:0;transition:opacity .3s}", "opacity: 0 until a script or an animation shows it"),
    (".n{opacity:0;animation:fade 1s forwards}", "opacity: 0 until a script or an animation shows it"),
    (".n:not(.open){display:none}", "display: none, unless a script changes its state"),
    ("@supports (foo:bar){.n{display:none}}", "display: none for @supports (foo:bar)"),
    (".n{display:none} @supports (foo:bar){.n{display:block}}", "display: none, but for @supports (foo:bar)"),
    ("@container (min-width:400px){.n{display:none}}", "display: none for @container (min-width:400px)"),
    (".n{font-size:var(--tiny)}", "font-size: var(--tiny)"),
    (".n{font-size:calc(1px * 4)}", "font-size: calc(1px * 4)"),
    (".n{font-size:3foo}", "font-size: 3foo"),
]


def seen(asked: str | tuple[str, str]) -> Seen:
    tree = TurboTree(page(asked) if isinstance(asked, str) else page(*asked))
    prose = tree.select("#prose")
    return Visibility(tree).of_text(tree.select("#n")[0], lambda: prose[0] if prose else None)


@pytest.mark.parametrize("asked", SEEN)
def test_what_readers_see(asked: str | tuple[str, str]) -> None:
    assert seen(asked) == Seen()


@pytest.mark.parametrize(("asked", "reason"), HIDDEN)
def test_what_they_do_not_see(asked: str | tuple[str, str], reason: str) -> None:
    assert seen(asked) == Seen(reason)


@pytest.mark.parametrize(("css", "reason"), PARTLY)
def test_what_some_screens_hide_is_seen_with_a_note(css: str, reason: str) -> None:
    assert seen(css) == Seen(partly=reason)


@pytest.mark.parametrize(("css", "reason"), DOUBTFUL)
def test_what_only_a_browser_could_tell(css: str, reason: str) -> None:
    assert seen(css) == Seen(doubt=reason)


@pytest.mark.parametrize("asked", [*SEEN, *(each for each, _ in (*HIDDEN, *PARTLY, *DOUBTFUL))])
def test_a_sheet_that_pages_share_tells_each_what_it_told_the_first(asked: str | tuple[str, str]) -> None:
    forget_sheets()
    first = seen(asked)
    assert seen(asked) == first
