"""The options of a check as a configuration may set them: shipped checks and the user's own alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disclosure_check.errors import RuleError
from disclosure_check.settings import CountFromOne
from disclosure_check.validation import converted, unknown

CUSTOM = "custom-"  # how the names of the user's own checks begin: no shipped check will ever take one of theirs
OPTION_KINDS: dict[type, Any] = {  # by the type of the default
    bool: bool,
    int: CountFromOne,
    str: str,
    list: tuple[str, ...],
}


def validate_options(options: Mapping[str, Any], known: Mapping[str, Any], place: str, file: str) -> None:
    """Refuse options that a check does not have, and values of another kind than their defaults."""
    for name, value in options.items():
        key = f"{place}.{name}"
        if name not in known:
            raise RuleError(f"{file}: {unknown('key', key, name, ['level', *known])}")
        converted(value, OPTION_KINDS[type(known[name])], file, key)
