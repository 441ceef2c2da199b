"""Mend pages by small edits of their source; every edit is proved by checking the page as it would be."""

from disclosure_check.fixing.fixer import Fixed, Fixer

__all__ = ["Fixed", "Fixer"]
