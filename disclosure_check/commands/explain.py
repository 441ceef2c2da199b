"""Explain a check, a policy or a requirement."""

from __future__ import annotations

from argparse import Namespace

from disclosure_check.commands.common import CLEAN
from disclosure_check.explaining import explain
from disclosure_check.reporting.explanation import lines
from disclosure_check.rulebook.book import load_rulebook


def run(arguments: Namespace) -> int:
    """Print what a check finds, a policy asks or a requirement says."""
    explanation = explain(arguments.name, load_rulebook(), arguments.language)
    print("\n".join(lines(explanation)))
    return CLEAN
