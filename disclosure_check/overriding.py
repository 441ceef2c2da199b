"""What the overrides of a configuration make of its settings for some of the pages."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from disclosure_check.settings import CheckSettings, Override, Settings

_OWN_WAY = frozenset({"paths", "checks"})
_REPLACED = tuple(name for name in Override.__struct_fields__ if name not in _OWN_WAY)


def overridden(settings: Settings, numbers: Iterable[int]) -> Settings:
    """Return settings under some of their overrides: later ones win, key by key, and a check's options one by one."""
    changes = {}
    checks = dict(settings.checks)
    for override in map(settings.overrides.__getitem__, numbers):
        values = {name: getattr(override, name) for name in _REPLACED}
        changes.update({name: value for name, value in values.items() if value is not None})
        for check, own in override.checks.items():
            checks[check] = _over(checks.get(check, CheckSettings()), own)
    return replace(settings, checks=checks, overrides=(), include=(), exclude=(), **changes)


def _over(known: CheckSettings, own: CheckSettings) -> CheckSettings:
    return CheckSettings(level=own.level or known.level, options={**known.options, **own.options})
