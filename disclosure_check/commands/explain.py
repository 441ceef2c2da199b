"""Explain a check, a policy or a requirement."""

from __future__ import annotations

from argparse import Namespace

from disclosure_check.commands.common import CLEAN
from disclosure_check.explaining import explanation
from disclosure_check.rulebook.book import load_rulebook


def run(arguments: Namespace) -> int:
    """Print what a check finds, a policy asks or a requirement says."""
    print("\n".join(explanation(arguments.name, load_rulebook())))
    return CLEAN
