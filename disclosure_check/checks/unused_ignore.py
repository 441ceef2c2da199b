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

Can't see: whether the comment is of use under another configuration, which asks for other checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.messages import say
from disclosure_check.results import PageResult

ID = "unused-ignore"
OPTIONS: Options = {}

_NOTHING_THERE = {
    "element": say("the check finds nothing in the next element"),
    "block": say("the check finds nothing up to its ignore-end"),
    "file": say("the check finds nothing on the page"),
}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    for ignore in result.ignores:
        if not ignore.used and not ignore.problem:
            yield Problem(
                say(
                    "the ignore of {check} silences nothing: {why}; remove it, or move it ahead of what it is for",
                    check=ignore.check,
                    why=ignore.note or _NOTHING_THERE[ignore.scope],
                ),
                ignore.position,
            )
