"""Addresses are read as browsers read them: hosts, parameters wherever they stand, and what a link carries."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from disclosure_check.detection.hosts import HostIndex, is_within
from disclosure_check.detection.urls import host_of, parameters, parse

CASES = Path(__file__).parent / "cases" / "urls"


def hosts() -> list[list[str]]:
    with (CASES / "hosts.tsv").open(encoding="utf-8", newline="\n") as lines:
        return [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0][:2] != "# "]


@pytest.mark.parametrize(("href", "base", "host"), hosts())
def test_host(href: str, base: str, host: str) -> None:
    assert host_of(href, base or None) == host


@pytest.mark.parametrize(
    "href", ["ht\ttps://exa\nmple.com/", "\x00\x1f https://example.com/\r\n", "https://exam\u00adple.com"]
)
def test_what_browsers_drop_from_an_address(href: str) -> None:
    assert host_of(href) == "example.com"


@pytest.mark.parametrize(
    "href", ["https://\ud800/", "https://" + "a." * 5000, "?" * 100_000, "https://a/?" + "?a=b" * 9999]
)
def test_nonsense_is_no_error(href: str) -> None:
    url = parse(href)
    assert url is None or parameters(url) is not None


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("https://a.example/?x=&y", {}),
        ("https://a.example/?Tag=B%20c+d", {"tag": "B c d"}),
        ("https://a.example/?x=1&y=2;z=3", {"x": "1", "y": "2", "z": "3"}),
        ("https://a.example/?x=1?y=2", {"x": "1", "y": "2"}),
        ("https://a.example/?u=http://b.example/?y=2", {"u": "http://b.example/?y=2"}),
        ("https://a.example/#aff=me", {"aff": "me", "#aff": "me"}),
        ("https://a.example/#!/?aff=me", {"aff": "me", "#aff": "me"}),
        ("https://a.example/?p(1)a(2)url(http://b.example/)", {"p": "1", "a": "2", "url": "http://b.example/"}),
        ("https://a.example/dp/1%3Fx%3D1%26tag%3Dme", {"x": "1", "tag": "me"}),
        ("https://a.example/dp/1/ref=x&tag=me", {"tag": "me"}),
    ],
)
def test_parameters(href: str, found: dict[str, str]) -> None:
    url = parse(href)
    assert url is not None
    assert parameters(url) == found


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("shop.example", ["shop.example", "www.shop.example"], ["myshop.example", "shop.example.org", ""]),
        ("=shop.example", ["shop.example"], ["www.shop.example"]),
        ("*.shop.example", ["a.shop.example", "a.b.shop.example"], ["shop.example"]),
        ("shop.*", ["shop.de", "www.shop.co.uk", "shop.com.br"], ["shop.example.org.de", "myshop.de", "shop"]),
        ("go.adt*.net", ["go.adt123.net", "www.go.adt1.net"], ["go.adt1.x.net", "go.adt1.com"]),
        ("*", [], ["shop.example"]),
    ],
)
def test_host_patterns(pattern: str, inside: list[str], outside: list[str]) -> None:
    index = HostIndex([(pattern, "here")])
    assert [index.of(host) for host in outside] == [()] * len(outside)
    assert [index.of(host) for host in inside] == [("here",)] * len(inside)


def test_is_within() -> None:
    assert not is_within("notshop.example", "shop.example")
    assert is_within("shop.example", "shop.example")
    assert is_within("www.shop.example", "shop.example")
