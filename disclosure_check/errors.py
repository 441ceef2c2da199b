"""The errors a user can cause; everything else is a bug.

UserError
 ├─ CheckFailed  something of the user's own went wrong on one page
 │   └─ TooSlow  a pattern would take too long for it
 └─ RuleError    a rule file or configuration is wrong: names file and key
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_check.results import PageError


class UserError(Exception):
    """A wrong call, configuration or file: shown as one line, exit status 2."""


class CheckFailed(UserError):
    """Something of the user's own went wrong on a page: the page is told as not checked, the others go on."""

    def __init__(self, error: PageError) -> None:
        super().__init__(error.message)
        self.error = error


class TooSlow(CheckFailed):
    """A pattern would take too long for a page."""


class RuleError(UserError):
    """A rule file or configuration file is wrong; the message names file and key."""
