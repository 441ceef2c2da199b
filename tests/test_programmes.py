"""Every shipped rule proves itself on its own examples; the cases of tests/cases/urls go beyond one rule."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from disclosure_check.detection.programmes import Programmes
from disclosure_check.errors import RuleError
from disclosure_check.model import Confidence
from disclosure_check.rulebook import rules_folder
from disclosure_check.rulebook.partners import Link, Programme, Stops, configured_programme, read_partners

BOOK = read_partners(rules_folder() / "partners")
SHIPPED = Programmes(BOOK.programmes, BOOK.stops)
LINKS = [(programme, link) for programme in BOOK.programmes for link in programme.link]
CASES = Path(__file__).parent / "cases" / "urls"


def alone(programme: Programme, link: Link) -> Programmes:
    """Compile one rule without all others."""
    return Programmes([Programme(programme.name, "test", programme.reviewed, (link,))], BOOK.stops)


def cases(name: str) -> list[list[str]]:
    with (CASES / name).open(encoding="utf-8") as lines:
        return [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row and row[0][:1] != "#"]


def names(href: str, own: tuple[str, ...] = ()) -> set[str | None]:
    found = SHIPPED.evidence(href, own=own)
    return {evidence.programme for evidence in found if evidence.confidence >= Confidence.LIKELY}


@pytest.mark.parametrize("url", [url for _, link in LINKS for url in link.counterexamples])
def test_what_a_rule_must_leave_alone(url: str) -> None:
    rules = [(programme, link) for programme, link in LINKS if url in link.counterexamples]
    assert not any(alone(programme, link).evidence(url) for programme, link in rules)


@pytest.mark.parametrize(("programme", "link"), LINKS, ids=[f"{p.name}-{i}" for i, (p, _) in enumerate(LINKS)])
def test_what_a_rule_must_find(programme: Programme, link: Link) -> None:
    assert link.examples, "a rule needs links that it finds"
    assert link.counterexamples, "a rule needs links that it leaves alone"
    for url in link.examples:
        found = alone(programme, link).evidence(url)
        assert [(each.programme, each.confidence) for each in found] == [(programme.name, link.certainty)], url


@pytest.mark.parametrize("url", [url for _, link in LINKS for url in link.examples])
def test_examples_pass_the_screen(url: str) -> None:
    assert SHIPPED.screen(["https://example.com/", url, "/about"]) == [1]


@pytest.mark.parametrize("url", [url for stop in BOOK.stops.stop for url in stop.examples])
def test_stops(url: str) -> None:
    assert not SHIPPED.evidence(url)


@pytest.mark.parametrize(("url", "why"), cases("not-partner.tsv"))
def test_links_that_earn_nothing(url: str, why: str) -> None:
    assert names(url) == set(), why


@pytest.mark.parametrize(("url", "programme"), cases("partner.tsv"))
def test_partner_links(url: str, programme: str) -> None:
    assert names(url) == {programme}
    assert SHIPPED.screen([url]) == [0]


@pytest.mark.parametrize(("url", "programmes"), cases("nested.tsv"))
def test_carried_addresses(url: str, programmes: str) -> None:
    assert names(url) == set(programmes.split(", "))
    assert SHIPPED.screen([url]) == [0]


def test_every_layer_is_told() -> None:
    url = "https://www.awin1.com/cread.php?awinaffid=2&ued=https%3A%2F%2Fwww.amazon.de%2Fdp%2F1%3Ftag%3Dblog-21"
    assert [evidence.detail for evidence in SHIPPED.evidence(url)] == [
        "www.awin1.com/cread.php with awinaffid",
        "www.awin1.com → www.amazon.de/dp/1 with tag",
    ]


@pytest.mark.parametrize("url", ["https://shop.example/?a_aid=1", "https://www.shop.example/ref/12/", "/?a_aid=1"])
def test_parameters_on_the_own_site_are_no_evidence(url: str) -> None:
    assert names(url, own=("shop.example",)) == set()


@pytest.mark.parametrize("url", ["https://www.blog.example/recommends/lamp/", "/recommends/lamp"])
def test_cloaks_on_the_own_site_are(url: str) -> None:
    found = SHIPPED.evidence(url, own=("blog.example",))
    assert [(evidence.kind, evidence.confidence) for evidence in found] == [("cloak", Confidence.LIKELY)]


CONFIGURED = configured_programme(("partner.example",), ("shop.example/deals/",), ("pid", "src=blog"), ("/go/",))


@pytest.mark.parametrize(
    "url",
    ["https://shop.example/deal", "https://blog.example/gone/", "/goto/x", "https://a.example/?src=blogs", "/?pid="],
)
def test_configuration_leaves_alone(url: str) -> None:
    assert not Programmes([CONFIGURED], Stops()).evidence(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://partner.example/",
        "https://www.partner.example/a",
        "https://shop.example/deals/1",
        "https://a.example/?pid=1",
        "https://a.example/?src=blog",
        "https://blog.example/go/lamp",
        "/go/lamp",
    ],
)
def test_configuration(url: str) -> None:
    programmes = Programmes([CONFIGURED], Stops())
    assert programmes.screen(["/", url]) == [1]
    (evidence,) = programmes.evidence(url, own=("blog.example",))
    assert (evidence.kind, evidence.confidence) == ("config", Confidence.CERTAIN)


BEYOND_ASCII = configured_programme(
    ("größe.example", "*.nett.größe.example"), ("übersee.example/Straße/",), ("für",), ("/größe/",)
)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://größe.example/", True),
        ("https://xn--gre-6ka8i.example/a", True),
        ("https://WWW.GRÖSSE.example/", False),
        ("https://a.nett.xn--gre-6ka8i.example/a", True),
        ("https://übersee.example/Straße/1", True),
        ("https://xn--bersee-2ya.example/Stra%c3%9Fe/1", True),
        ("https://xn--bersee-2ya.example/Strase/1", False),
        ("/größe/lampe", True),
        ("/gr%C3%B6%C3%9Fe/lampe", True),
        ("/grüße/lampe", False),
        ("https://a.example/?für=1", True),
        ("https://a.example/?f%C3%BCr=1", True),
        ("https://a.example/?fur=1", False),
    ],
)
def test_configuration_with_letters_beyond_ascii(url: str, found: bool) -> None:
    programmes = Programmes([BEYOND_ASCII], Stops())
    assert bool(programmes.evidence(url)) is found
    assert not found or programmes.screen(["/", url]) == [1]


@pytest.mark.parametrize("path", [r"/größe\.php$", "/(?:groesse|größe)/", "/grö?ße/", "/gr[oö][sß]+e/"])
def test_a_rule_may_ask_for_letters_beyond_ascii(path: str) -> None:
    programmes = alone(Programme("x", "x", BOOK.programmes[0].reviewed, ()), Link(hosts=("*",), path=path))
    url = "https://a.example/größe.php" if "php" in path else "https://a.example/größe/"
    assert 1 in programmes.screen(["/", url])
    assert programmes.evidence(url)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("hosts = []", 'a.toml: X: link[0].hosts: empty; name a host, or "*" for any'),
        ('hosts = ["*"]', 'a.toml: X: link[0]: host "*" needs a path or a parameter'),
        ('hosts = ["a.b"]\npath = "("', "a.toml: X: link[0].path: bad pattern '('"),
        ('hosts = ["a.b"]\npath = "(?=a)"', "a.toml: X: link[0].path: bad pattern '(?=a)'"),
        ('hosts = ["a.b"]\nany = ["x=["]', "a.toml: X: link[0].any: bad pattern '['"),
        ('hosts = ["a.b"]\nall = ["=x"]', "a.toml: X: link[0].all: '=x' has no parameter name"),
        ('host = ["a.b"]', "a.toml: Object contains unknown field `host` - at `$.programme[0].link[0]`"),
        (
            'hosts = ["a.b"]\nconfidence = "sure"',
            "a.toml: Invalid enum value 'sure' - at `$.programme[0].link[0].confidence`",
        ),
        ("hosts = [", "a.toml: "),
    ],
)
def test_a_bad_rule_is_told_with_its_place(tmp_path: Path, rule: str, said: str) -> None:
    head = '[[programme]]\nname = "X"\nsource = "Y"\nreviewed = 2026-11-22\n[[programme.link]]\n'
    (tmp_path / "a.toml").write_text(head + rule, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        read_partners(tmp_path)
    assert str(error.value).startswith(said)


def test_without_re2_every_link_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    programmes = Programmes(read_partners(rules_folder() / "partners").programmes, Stops())
    assert programmes.screen(["/a", "/b"]) == [0, 1]


@pytest.mark.parametrize(
    "href",
    [
        "//amzn.to/2abc", " //amzn.to/2abc", "/\t/amzn.to/2abc", "\\\\amzn.to/2abc", "/\\amzn.to/2abc",
        "//AMZN.TO/2abc", "//amzn\uff0eto/2abc", "//amz%6e.to/2abc", "//reader@amzn.to/2abc", "//amzn.to:443/2abc",
        "//blog.example/recommends/lamp/", " //blog.example/go/lamp",
    ],
)  # fmt: skip
def test_an_address_without_a_scheme_is_looked_at_wherever_it_leads_to_a_programme(href: str) -> None:
    assert SHIPPED.evidence(href)
    assert SHIPPED.screen(["/", href, "https://blog.example/"]) == [1]


def test_an_address_without_a_scheme_is_no_reason_to_look() -> None:
    assert not SHIPPED.screen(["//blog.example/post", "//cdn.example/", "/a//b", "//blog.example:8080/?q=1#top"])
