"""List the rules, or what of them is due for a review."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta

from disclosure_check.commands.common import CLEAN
from disclosure_check.config import load
from disclosure_check.listing import listing, stale
from disclosure_check.own_rules import read_own_rules
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings


def run(arguments: Namespace) -> int:
    """Print which rules there are, those of a configuration too, or what is due for a review."""
    book = load_rulebook()
    settings = load(arguments.config) if arguments.config else Settings()
    language = arguments.language or settings.language
    if arguments.stale is None:
        own = {file: read_own_rules([file]) for file in settings.rules}
        print("\n".join(listing(book, language, own)))
    else:
        print("\n".join(stale(book, date.today() - timedelta(days=arguments.stale), language)))
    return CLEAN
