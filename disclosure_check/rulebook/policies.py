"""A policy says which checks run at which level, and on which source; read from `rules/policies/*.toml`."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

LevelWord = Literal["off", "info", "warning", "error"]


class CheckRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One check under a policy; `likely-level` holds where only likely partner links are concerned."""

    level: LevelWord
    likely_level: LevelWord | None = None
    options: dict[str, Any] = {}


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One policy file."""

    name: str
    title: str
    source: str
    checks: dict[str, CheckRule]
