"""Patterns that are compiled when they are first asked: a run over clean pages needs few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """What a pattern can do, once it is needed."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep what was asked for: the next call finds it at once."""
        if name.startswith("_"):  # what copies and pickles look for ahead of everything else
            raise AttributeError(name)
        method = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, method)
        return method


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as the compiled pattern; a mistake in it is raised at the first use."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
