"""Pages made to stall, exhaust or fool a run: each is judged rightly or told as not checked, in bounded steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pytest
import webencodings

from counting import steps
from disclosure_check.checker import Checker
from disclosure_check.detection.hosts import HostIndex
from disclosure_check.detection.labels import Labels
from disclosure_check.patterns import compile_pattern
from disclosure_check.results import PageResult
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings
from disclosure_check.sources import Source

ADDRESS = "https://www.amazon.de/dp/B000000001?tag=beispiel-21"
LINK = f'<a href="{ADDRESS}">M1</a>'
NOTICE = "Kaufst du über die Links, erhalten wir eine Provision."
CHECKER = Checker(Settings(extends=("de", "amazon", "google-links")))
SIZE = 120
MOST = 2.6  # times the steps for twice the size
FEW = 20_000  # steps that need not grow with the page: what its beginning alone costs


class Made(NamedTuple):
    page: Callable[[int], str]
    links: Callable[[int], int] = lambda _: 1  # partner links
    verdict: str = "missing"


def each(size: int) -> int:
    return size


def none(_: int) -> int:
    return 0


def styled(css: str) -> str:
    return f"<style>{css}</style><p class=a>{NOTICE}</p>{LINK}"


PAGES = {
    "boxes without an end": Made(lambda n: "<div>" * 20 * n + LINK),
    "formatting without an end": Made(lambda n: "<b>" * 20 * n + LINK),
    "formatting opened again": Made(lambda n: ("<p>" + "".join(f"<font a{i}>" for i in range(9))) * n + LINK),
    "lists in lists": Made(lambda n: "<ul><li>" * 9 * n + LINK),
    "tables in tables": Made(lambda n: "<table><tr><td>" * n + LINK),
    "details in details": Made(lambda n: "<details open><summary>x</summary>" * n + LINK),
    "svg and mathml": Made(lambda n: "<svg><foreignObject><math><mtext>" * n + LINK),
    "templates": Made(lambda n: "<template>" * 9 * n + LINK, none, "no-partner-links"),
    "options": Made(lambda n: "<select><option>" * n + LINK),
    "one line": Made(lambda n: "<p>" + "Wort " * 99 * n + LINK),
    "one word": Made(lambda n: "<p>" + "a" * 999 * n + LINK),
    "words that count": Made(lambda n: "<p>" + "provision link partnerlink kaufst " * n + LINK, verdict=""),
    "words cut into pieces": Made(lambda n: "<p>" + "pro<wbr>vi&shy;sion <i>" * n + LINK),
    "links to nowhere": Made(lambda n: "<a href=/x>x</a>" * 9 * n, none, "no-partner-links"),
    "partner links": Made(lambda n: f"<p>{LINK}</p>" * n, each),
    "partner links in one block": Made(lambda n: "<p>" + LINK * n, each),
    "links in links": Made(lambda n: "<p><a><b>" * n + LINK),
    "notices": Made(lambda n: f"<p>{NOTICE}</p><p>{LINK}</p>" * n, each, "before"),
    "headings": Made(lambda n: f"<h2>x</h2><p>{LINK}</p>" * n, each),
    "stars": Made(lambda n: f"<p>* {LINK}*</p>" * n, each, ""),
    "languages": Made(lambda n: f"<p lang=de>{LINK}</p><p lang=en>{LINK}" * n, lambda n: 2 * n),
    "attributes": Made(lambda n: "<p " + " ".join(f"a{i}=1" for i in range(99 * n)) + ">" + LINK),
    "one attribute": Made(lambda n: '<p title="' + "x" * 9999 * n + '">' + LINK),
    "one address": Made(lambda n: f'<a href="{ADDRESS}&x={"x" * 999 * n}">x</a>'),
    "one host": Made(lambda n: f'<a href="https://{"a." * n}example/">x</a>{LINK}'),
    "addresses in addresses": Made(
        lambda n: f'<a href="https://r.example/?url={"https%3A%2F%2Fr.example%2F%3Furl%3D" * n}">x</a>{LINK}'
    ),
    "parameters": Made(lambda n: f'<a href="{ADDRESS}{"&url=https://a.example/" * n}">x</a>'),
    "quotes without an end": Made(lambda n: '<a href="' * n, none, "no-partner-links"),
    "openings": Made(lambda n: "<" * 999 * n + LINK),
    "comments without an end": Made(lambda n: "<!--" * 99 * n + LINK, none, "no-partner-links"),
    "ampersands": Made(lambda n: "&" * 999 * n + LINK),
    "character references": Made(lambda n: "&amp;&#x41;&notin;" * 99 * n + LINK),
    "some NULs": Made(lambda n: ("\0" + "x" * 99) * n + LINK),
    "carriage returns": Made(lambda n: "\r" * 99 * n + LINK),
    "scripts": Made(lambda n: '<script>var a="<a href=x>";</script>' * n + LINK),
    "handlers": Made(lambda n: f"""<b onclick="location.href='{ADDRESS}'">x</b>""" * n, each),
    "one handler": Made(lambda n: '<b onclick="' + "location = " * n + '">x</b>' + LINK),
    "widgets": Made(
        lambda n: '<iframe src="https://rcm-eu.amazon-adsystem.com/e/cm?t=beispiel-21"></iframe>' * n, each
    ),
    "forms": Made(lambda n: '<form action="/cart">' + "<input type=hidden name=a value=b>" * n + f"</form>{LINK}"),
    "rules of style": Made(lambda n: styled(".a{display:none}" * n), verdict="hidden"),
    "selectors": Made(
        lambda n: styled(",".join(f".a{i} > p:not(.c)" for i in range(n)) + ",.a{display:none}"), verdict="hidden"
    ),
    "style sheets": Made(lambda n: "<style>.a{color:red}</style>" * n + styled(".a{display:none}"), verdict="hidden"),
    "braces without an end": Made(lambda n: styled("a{" * n), verdict="before"),
    "parentheses without an end": Made(lambda n: styled(".a{clip:" + "(" * n + "}"), verdict="before"),
    "comments in style": Made(lambda n: styled("/*" * n), verdict="before"),
    "variables in circles": Made(
        lambda n: styled(
            ":root{" + "".join(f"--a{i}:var(--a{i + 1}) var(--a{i + 1});" for i in range(n)) + "}.a{display:var(--a0)}"
        ),
        verdict="",
    ),
}  # fmt: skip


def check(page: str | bytes, checker: Checker = CHECKER) -> PageResult:
    return checker.check(Source("page.html", page if isinstance(page, bytes) else page.encode()))


@pytest.mark.parametrize("made", PAGES.values(), ids=PAGES)
def test_what_is_found_on_it(made: Made) -> None:
    result = check(made.page(SIZE))
    assert result.judgement is not None
    assert len(result.judgement.partner_links) == made.links(SIZE)
    assert result.verdict == made.verdict or not made.verdict


@pytest.mark.parametrize("made", PAGES.values(), ids=PAGES)
def test_twice_the_page_takes_twice_the_steps(made: Made) -> None:
    check(made.page(2 * SIZE))  # what is compiled on first use
    small, large = (steps(partial(check, made.page(size))) for size in (SIZE, 2 * SIZE))
    assert large < max(MOST * small, FEW)


ASCII = f"<html><p>{LINK}</p>"
UNWRITTEN = ("utf-16le", "utf-16be", "x-user-defined", "replacement")
LABELS = sorted(webencodings.LABELS)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("bytes_behind", [b"", b"<p>K\xe4se", bytes(range(128, 256)), b"\x81", b"\xff\xfe"], ids=repr)
def test_every_encoding_that_a_page_may_name(label: str, bytes_behind: bytes) -> None:
    result = check(f"<meta charset={label}>{ASCII}".encode() + bytes_behind)
    assert result.judgement is not None
    assert [link.href for link in result.judgement.partner_links] == [ADDRESS]


@pytest.mark.parametrize("label", [each for each in LABELS if webencodings.LABELS[each] not in UNWRITTEN])
def test_every_encoding_that_a_page_may_be_written_in(label: str) -> None:
    encoding = webencodings.lookup(label)
    assert encoding is not None
    page = f"<meta charset={label}><p>M\u0438\u304b\u00e4</p>{ASCII}"
    data = page.encode(encoding.codec_info.name, "xmlcharrefreplace")
    result = check(data)
    assert result.judgement is not None
    assert [link.href for link in result.judgement.partner_links] == [ADDRESS]
    assert result.encoding in (encoding.name, "utf-8")


@pytest.mark.parametrize(
    "label", ["utf-16", "utf-7", "utf-32", "rot13", "hex", "zlib", "idna", "\u00e4", "x" * 40, "undefined", "cp037"]
)
@pytest.mark.parametrize("behind", ["", "\u00e4"])
def test_a_declaration_that_is_wrong(label: str, behind: str) -> None:
    result = check(f"<meta charset={label}>{ASCII}{behind}".encode("cp1252"))
    assert result.judgement is not None
    assert [link.href for link in result.judgement.partner_links] == [ADDRESS]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("cut", [0, 1], ids=["whole", "cut in a character"])
def test_utf16_with_and_without_its_mark(codec: str, cut: int) -> None:
    data = f"{ASCII}<p>\u304b".encode(codec)
    result = check(data[: len(data) - cut])
    assert result.judgement is not None
    assert [link.href for link in result.judgement.partner_links] == [ADDRESS]


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be", "utf-32", "cp037", "utf-7"])
def test_what_no_browser_reads_is_never_clean_without_a_word(codec: str) -> None:
    result = check(ASCII.encode(codec))
    assert result.error is not None or result.notes or result.verdict != "no-partner-links"


NONSENSE = (
    "//[x",
    "http://[x",
    "https://[::1",
    "http://a]b/",
    "http://\u2100.example/",
    "https://x:99999999/",
    "https://%zz/",
)


@pytest.mark.parametrize("address", NONSENSE)
@pytest.mark.parametrize("base", ["", "/", "https://amzn.to/", *NONSENSE])
def test_an_address_that_nobody_can_read_hides_no_other(address: str, base: str) -> None:
    sheet = f'<link rel=stylesheet href="{address}">'
    page = f'<base href="{base}">{sheet}<p><a href="{address}">x</a> <a rel=sponsored href="{address}">x</a> {LINK}'
    source = Source("page.html", page.encode(), lambda _: None)
    judgement = CHECKER.check(source).judgement
    assert judgement is not None
    assert ADDRESS in [link.href for link in judgement.partner_links]


@pytest.mark.parametrize("times", [10, 100_000])
def test_a_host_of_any_length_is_read_at_once(times: int) -> None:
    index = HostIndex([("amzn.to", 1), ("a*b*c.example", 2)])
    assert index.of("a." * times + "amzn.to") == ((1,) if times == 10 else ())


def test_glued_label_words_ask_for_no_pattern_each() -> None:
    labels = Labels(load_rulebook().wordings)
    names = [name for name in labels._words if "link" in name and name.isascii() and name.isalpha()][:40]
    compile_pattern.cache_clear()
    for at in range(len(names) - 5):
        assert not labels.names_link_in("x" + "x".join(names[at : at + 6]) + "x")
    assert compile_pattern.cache_info().misses <= 1
