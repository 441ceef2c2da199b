"""List what is shipped, or what of it is due for a review."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta

from disclosure_check.commands.common import CLEAN
from disclosure_check.explaining import shipped, stale
from disclosure_check.rulebook.book import load_rulebook


def run(arguments: Namespace) -> int:
    """Print what is shipped, or what of it is due for a review."""

    book = load_rulebook()
    if arguments.stale is None:
        print("\n".join(shipped(book)))
    else:
        print("\n".join(stale(book, date.today() - timedelta(days=arguments.stale))))
    return CLEAN
