"""A check's docstring is what users read: its wrong example makes the check speak, its right one does not."""

from __future__ import annotations

import re
import tomllib
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest

from disclosure_check import Settings, check
from disclosure_check.checks import CHECKS
from disclosure_check.settings import CheckSettings

PAGE = '<!doctype html><html lang="{}"><title>M1</title><body><h1>Die M1</h1>\n{}'
SHOWN = [module for module in CHECKS if module.ID not in ("page-unreadable", "unused-override")]  # no page shows these


def parts(module: ModuleType) -> dict[str, str]:
    """Return what stands behind What:, Why:, Wrong:, Right: and Options:."""
    pieces = re.split(r"^(What|Why|Wrong|Right|Options)(?: \(with `.*`\))?:", module.__doc__ or "", flags=re.MULTILINE)
    return {name: dedent(text.strip("\n")) for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def options(module: ModuleType) -> dict[str, Any]:
    """Return the options under which the wrong example is wrong."""
    written = re.search(r"^Wrong \(with `(.*)`\):", module.__doc__ or "", re.MULTILINE)
    return tomllib.loads(written[1]) if written else {}


def finds(module: ModuleType, example: str) -> bool:
    html = "\n".join(line for line in example.splitlines() if not line[:1].strip() or line.startswith("<"))
    page = PAGE.format("de" if "Mühle" in html or "wir" in html else "en", html)
    own = options(module)
    kind = own.pop("page-kind", "editorial")
    checks = {module.ID: CheckSettings(level="error", options=own)}
    result = check(page, config=Settings(page_kind=kind, checks=checks))
    return module.ID in {finding.check for finding in result.findings}


@pytest.mark.parametrize("module", CHECKS, ids=lambda module: module.ID)
def test_a_check_is_documented(module: ModuleType) -> None:
    assert (module.__doc__ or "").startswith(f"{module.ID}: ")
    assert list(parts(module)) == ["What", "Why", "Wrong", "Right", "Options"]


@pytest.mark.parametrize("module", SHOWN, ids=lambda module: module.ID)
def test_the_examples_tell_the_truth(module: ModuleType) -> None:
    shown = parts(module)
    assert finds(module, shown["Wrong"])
    assert not finds(module, shown["Right"])
