"""Set a folder of evidence beside the same check run again."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from disclosure_check.arguments import parser
from disclosure_check.commands.common import configurations_of as configured
from disclosure_check.commands.common import plan
from disclosure_check.errors import UserError
from disclosure_check.evidence.manifest import Manifest, configurations_of, sha256_of, tool
from disclosure_check.evidence.records import line_of, record_of
from disclosure_check.results import Extras
from disclosure_check.running import Run
from disclosure_check.sources import STDIN, find
from disclosure_check.suppressing.baseline import read_baseline
from disclosure_check.validation import lower_first

Records = dict[str, dict[str, Any]]


def pages_of(folder: str, manifest: Manifest) -> Records:
    """Read the records of a folder.

    Raises UserError where they are not those that the manifest speaks of.
    """
    file = Path(folder) / Path(manifest.pages.file).name
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"cannot read {file}: {lower_first(error.strerror or '')}") from None
    if sha256_of(data) != manifest.pages.sha256:
        raise UserError(f"{file}: not what the manifest speaks of: its SHA-256 is another")
    records = (json.loads(line) for line in data.decode("utf-8").split("\n") if line)
    return {record["path"]: record for record in records}


def differences(manifest: Manifest, kept: Records) -> Iterator[str]:
    """Yield what is not the same, what all pages depend on first."""
    arguments = _arguments(manifest)
    baseline = read_baseline(arguments.baseline) if arguments.baseline else None
    found = find(arguments.paths, arguments.stdin_filename or "<stdin>")
    settings, tasks = plan(found, configured(arguments))
    configurations = configurations_of(settings)
    yield from _tool(manifest)
    if {each.sha256 for each in configurations} != {each.sha256 for each in manifest.configurations}:
        yield "the configuration is another"
    if arguments.baseline and sha256_of(Path(arguments.baseline).read_bytes()) != manifest.baseline:
        yield "the baseline is another"
    results = Run(settings, tasks, arguments.jobs, Extras(identity=True)).results()
    seen = set()
    for task, result in zip(tasks, results, strict=True):
        result = baseline.applied(result, date.today()) if baseline else result
        record = json.loads(line_of(record_of(result, configurations[task.settings].sha256)))
        seen.add(result.path)
        yield from _page(kept.get(result.path), record)
    yield from (f"{path}: not there" for path in kept if path not in seen)


def _arguments(manifest: Manifest) -> Namespace:
    try:
        with redirect_stderr(StringIO()):
            arguments = parser().parse_args(manifest.command)
    except SystemExit:
        raise UserError("the manifest's command is none of this release") from None
    if arguments.command != "check":
        raise UserError("the manifest's command is no check")
    if STDIN in arguments.paths:
        raise UserError("a page came from standard input, which nobody can read again")
    return arguments


def _tool(manifest: Manifest) -> Iterator[str]:
    now, then = tool(), manifest.tool
    if now.version != then.version:
        yield f"release {then.version} then, {now.version} now"
    if now.rules != then.rules:
        yield f"rules {then.rules} then, {now.rules} now"


def _page(then: dict[str, Any] | None, now: dict[str, Any]) -> Iterator[str]:
    if then is None:
        yield f"{now['path']}: not in the evidence"
    elif then["sha256"] != now["sha256"]:
        yield f"{now['path']}: its bytes are others{_verdict(then, now)}"
    elif then != now:
        keys = [key.replace("_", " ") for key in now if then.get(key) != now[key]]
        yield f"{now['path']}: the same bytes, other {', '.join(keys)}{_verdict(then, now)}"


def _verdict(then: dict[str, Any], now: dict[str, Any]) -> str:
    return "" if then["verdict"] == now["verdict"] else f"; verdict {then['verdict']} then, {now['verdict']} now"
