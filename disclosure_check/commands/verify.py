"""Run a check again and compare it with its evidence."""

from __future__ import annotations

from argparse import Namespace

from disclosure_check.commands.common import CLEAN, FINDINGS
from disclosure_check.evidence.manifest import read_manifest
from disclosure_check.evidence.verifying import differences, pages_of
from disclosure_check.messages import counted
from disclosure_check.reporting.terminal import printable


def run(arguments: Namespace) -> int:
    """Print what is not as the evidence says; 1 where something is not."""
    manifest = read_manifest(arguments.folder)
    found = list(differences(manifest, pages_of(arguments.folder, manifest)))
    for line in found:
        print(printable(line))
    told = counted(len(found), "difference") if found else "all is the same"
    print(f"evidence of {manifest.time}, {counted(manifest.pages.count, 'page')}: {told}")
    return FINDINGS if found else CLEAN
