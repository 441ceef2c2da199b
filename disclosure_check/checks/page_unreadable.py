"""page-unreadable: the page could not be checked.

What: the file could not be read, is too large, or the parser cut it short.
Why: a page that was not read whole must not pass as clean.

Wrong: an XHTML page with a tag that is never closed; a page above `max-bytes`.

Right: a page that a browser shows whole.

Options: `max-bytes` in the configuration (16777216), the size from which a page is not read.

Can't see: pages that are not in the checked folder. HTML with mistakes is mended as browsers mend it, so that mistakes
of the markup alone make no page unreadable; XHTML and the reader lxml are strict.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.messages import say
from disclosure_check.model import Position
from disclosure_check.results import PageResult

ID = "page-unreadable"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    if result.error is not None:
        yield Problem(say("not checked: {why}", why=result.error.message), Position(1, 1, 1, 1))
