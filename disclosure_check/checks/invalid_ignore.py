"""invalid-ignore: a comment wants to silence a check and does not.

What: a comment that begins with `disclosure-check:` and is not written as docs/ignoring.md tells, names a check that
does not exist, opens a block that nothing closes, or lacks what the configuration demands (`ignores.require-reason`,
`ignores.require-expires`).
Why: who wrote it believes that something is silenced; and a check that was renamed must not be ignored unseen.

Wrong:

    <!-- disclosure-check: ignore[disclosure-mising] -->
    <p>Wir mahlen mit <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">der M1</a>.</p>

Right:

    <!-- disclosure-check: ignore[disclosure-missing] -->
    <p>Wir mahlen mit <a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">der M1</a>.</p>

Options: none of its own.

Can't see: comments that do not begin with `disclosure-check`, such as one with a typing error in that name.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.messages import say
from disclosure_check.results import PageResult

ID = "invalid-ignore"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    for ignore in result.ignores:
        if ignore.problem:
            yield Problem(say("this comment silences nothing: {problem}", problem=ignore.problem), ignore.position)
