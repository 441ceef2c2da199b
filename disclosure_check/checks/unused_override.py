"""unused-override: an override of the configuration holds for no page.

What: the globs of `[[overrides]]` match no page, and the run searched every folder in which they could, or pages
further down show that they start at the wrong folder. It is told of the configuration file, after the pages.
Why: an override that matches nothing looks as if a part of the site were checked as its country asks, and is not.

Wrong: `paths = ["en/**"]`, where the built site lies in `public/`.

Right: `paths = ["public/en/**"]`.

Options: none. Without a level in the configuration it is a warning; no policy asks for it.

Can't see: overrides for pages that the run did not look for. Nothing is told where single pages are checked, or one
folder beside the one that a glob names.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.messages import say
from disclosure_check.results import PageResult

ID = "unused-override"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    for globs, position in result.unused_overrides:
        message = say("no page matches the override's paths {globs}; mend them, or remove the override", globs=globs)
        yield Problem(message, position)
