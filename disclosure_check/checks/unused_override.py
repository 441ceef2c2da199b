"""unused-override: an override of the configuration holds for no page.

What: the globs of `[[overrides]]` match no page, and the run searched every folder in which they could, or pages
further down show that they start at the wrong folder. It is told of the configuration file, after the pages.
Why: an override that matches nothing looks as if a part of the site were checked as its country asks, and is not.

Wrong:

    [[overrides]]
    paths = ["en/**"]  # the built site lies in public/
    extends = ["us-ftc"]

Right:

    [[overrides]]
    paths = ["public/en/**"]
    extends = ["us-ftc"]

Options: none. Without a level in the configuration it is a warning. Nothing is told where single pages are checked, or
one folder beside the one that a glob names.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.model import PageResult

ID = "unused-override"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    for globs, position in result.unused_overrides:
        yield Problem(f"no page matches the override's paths {globs}; mend them, or remove the override", position)
