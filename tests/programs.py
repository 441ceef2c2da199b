"""Programs that some tests need: found, or the test is skipped; in `.ci/run` none may be missing."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
ALL = "DISCLOSURE_CHECK_ALL_TESTS"
_CACHES = (".git", ".hg", ".venv", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis")


def program(name: str) -> str:
    """Return the path of a program, one of this Python's environment first; skip the test without it."""
    path = shutil.which(name, path=os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", ""))))
    if path is None:
        (pytest.fail if os.environ.get(ALL) else pytest.skip)(f"{name} is not installed")
    return path


def only_with_network() -> None:
    """Skip a test that installs something, but in `.ci/run`."""
    if not os.environ.get(ALL):
        pytest.skip(f"installs packages; runs where {ALL} is set")


def stand_in(folder: Path, name: str = "disclosure-check") -> Path:
    """Write a program of that name that runs this checkout."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    command = f"PYTHONPATH={shlex.quote(str(TOP))} exec {shlex.quote(sys.executable)} -m disclosure_check"
    path.write_text(f'#!/bin/sh\n{command} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def copy_of_checkout(folder: Path) -> Path:
    """Copy the checkout, so that nothing is built in it."""
    return Path(shutil.copytree(TOP, folder, ignore=shutil.ignore_patterns(*_CACHES)))
