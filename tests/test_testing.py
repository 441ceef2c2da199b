"""The helper for tests fails as the command does, and says why."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from disclosure_check import UserError
from disclosure_check.testing import assert_disclosed

LINK = '<p>Die <a href="https://www.amazon.de/dp/B0?tag=x-21">M1</a> mahlt.</p>'
TOLD = '<html lang="de"><main><p>Werbung: Kaufst du über die Links, erhalten wir eine Provision.</p>\n' + LINK
UNTOLD = f'<html lang="de"><main>\n{LINK}'

PASSING: list[tuple[Any, dict[str, Any]]] = [
    (TOLD, {}),
    (TOLD, {"policy": "de"}),
    (TOLD.encode(), {"policy": ["de", "at"]}),
    (BeautifulSoup(TOLD, "html.parser"), {"policy": "de"}),
    ("<p>Nothing to tell", {"policy": "de-strict"}),
    (UNTOLD, {"config": {"checks": {"disclosure-missing": "warning"}}}),
    (LINK, {"config": {"theme-notice": True}, "fragment": True}),
]
FAILING: list[tuple[str, dict[str, Any], str]] = [
    (UNTOLD, {}, "<html>:2:8 error no disclosure covers the only partner link ('M1'; Amazon Associates)"),
    (UNTOLD, {"policy": "de"}, "[disclosure-missing: base, eu, de]"),
    (UNTOLD, {"name": "m1.html"}, "m1.html does not tell its readers as it was asked to\n\nm1.html:2:8 error "),
    (UNTOLD, {"policy": ["uk-asa", "fr"], "config": {"extends": ["de"]}}, "under policies uk-asa, fr;"),
    (LINK, {"config": {"theme-notice": True, "fail-level": "warning"}, "fragment": True}, "[disclosure-undecided: "),
    (UNTOLD, {"config": {"language": "de"}}, "nicht angesehen: "),
    (TOLD, {"config": {"max-bytes": 9}}, "<html> was not checked\n\n<html>:1:1 error not checked: page is too large"),
]


@pytest.mark.parametrize(("html", "arguments"), PASSING)
def test_a_page_that_tells_passes(html: Any, arguments: dict[str, Any]) -> None:
    assert_disclosed(html, **arguments)


@pytest.mark.parametrize(("html", "arguments", "message"), FAILING)
def test_a_page_that_does_not_tell_fails_with_the_report(html: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(AssertionError) as failed:
        assert_disclosed(html, **arguments)
    assert message in str(failed.value)


def test_a_failure_offers_no_mending_of_what_is_no_file() -> None:
    with pytest.raises(AssertionError) as failed:
        assert_disclosed(UNTOLD)
    assert "--fix" not in str(failed.value)


def test_what_was_found_comes_back() -> None:
    assert assert_disclosed(TOLD).verdict == "before"


def test_an_unknown_policy_is_told() -> None:
    with pytest.raises(UserError, match="extends: unknown policy 'de-strickt'; did you mean 'de-strict'"):
        assert_disclosed(TOLD, policy="de-strickt")


class Client:
    """Stands for the test client of a web framework."""

    def __init__(self, page: str) -> None:
        self.page = page

    def get(self, _: str) -> Any:
        return SimpleNamespace(content=self.page)


def test_the_documented_test_fails_where_its_page_does() -> None:
    docs = (Path(__file__).resolve().parent.parent / "docs" / "ci.md").read_text(encoding="utf-8")
    namespace: dict[str, Any] = {}
    exec(re.findall(r"^```python\n(.*?)^```$", docs, re.MULTILINE | re.DOTALL)[0], namespace)
    documented = namespace["test_a_review_tells_its_readers"]
    documented(Client(TOLD))
    with pytest.raises(AssertionError, match="disclosure-missing"):
        documented(Client(UNTOLD))
