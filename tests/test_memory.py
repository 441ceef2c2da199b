"""A page must go when it is done: runs look for garbage seldom."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from disclosure_check.checker import Checker
from disclosure_check.settings import Settings
from disclosure_check.sources import Source

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*.html"))


@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.parent.name + "/" + page.name)
def test_a_checked_page_leaves_no_cycles(page: Path) -> None:
    checker = Checker(Settings())
    source = Source(page.name, page.read_bytes())
    checker.check(source)  # what is compiled on first use stays
    gc.collect()
    gc.disable()
    try:
        checker.check(source)
        assert gc.collect() == 0
    finally:
        gc.enable()
