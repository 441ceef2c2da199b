"""The errors a user can cause; everything else is a bug.

UserError
 └─ RuleError   a rule file or configuration is wrong: names file and key
"""

from __future__ import annotations


class UserError(Exception):
    """A wrong call, configuration or file: shown as one line, exit status 2."""


class RuleError(UserError):
    """A rule file or configuration file is wrong; the message names file and key."""
