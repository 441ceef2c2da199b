"""unused-ignore: a comment silences a check that finds nothing there.

What: `<!-- disclosure-check: ignore[CHECK] -->` in a place where CHECK finds nothing, in its next element, its block or
its file.
Why: what it was written for is mended, or it stands in the wrong place; left alone, it would silence the next mistake.

Wrong:

    <!-- disclosure-check: ignore[disclosure-missing] -- told on the package -->
    <p>Wir mahlen von Hand.</p>

Right:

    <!-- disclosure-check: ignore[disclosure-missing] -- told on the package -->
    <p>Wir mahlen mit <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">der M1</a>.</p>

Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.model import Ignore, PageResult

ID = "unused-ignore"
OPTIONS: Options = {}

_PLACES = {"element": "in the next element", "block": "up to its ignore-end", "file": "on the page"}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    for ignore in result.ignores:
        if not ignore.used and not ignore.problem:
            yield Problem(f"{_what(ignore)}; remove it, or move it ahead of what it is for", ignore.position)


def _what(ignore: Ignore) -> str:
    why = ignore.note or f"the check finds nothing {_PLACES[ignore.scope]}"
    return f"the ignore of {ignore.check} silences nothing: {why}"
