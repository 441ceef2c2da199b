"""A page must go when it is done: runs look for garbage seldom."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_check.checker import Checker
from disclosure_check.results import Extras
from disclosure_check.settings import Settings
from disclosure_check.sources import Place, Source
from disclosure_check.tasks import Task, check_task, checkers_of

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*.html"))


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.parent.name + "/" + page.name)
def test_a_checked_page_leaves_no_cycles(page: Path) -> None:
    checker = Checker(Settings())
    source = Source(page.name, page.read_bytes())
    checker.check(source)  # what is compiled on first use stays
    gc.collect()
    checker.check(source)
    assert gc.collect() == 0


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("traced", [False, True], ids=["no-cache", "cache"])
def test_a_run_over_files_leaves_no_cycles(traced: bool) -> None:
    checkers = checkers_of([Settings()], Extras(), traced)
    task = Task(Place(EXAMPLES[0].name, str(EXAMPLES[0])), 0)
    check_task(task, checkers)
    gc.collect()
    check_task(task, checkers)
    assert gc.collect() == 0
