"""page-unreadable: the page could not be checked.

What: the file could not be read, is too large, or the parser cut it short.
Why: a page that was not read whole must not pass as clean.
Wrong: an XHTML page with a tag that is never closed; a page above max-bytes.
Right: a page a browser shows whole.
Options: max-bytes (configuration).
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.model import PageResult, Position

ID = "page-unreadable"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    if result.error is not None:
        yield Problem(f"not checked: {result.error.message}", Position(1, 1, 1, 1))
