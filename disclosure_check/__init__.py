"""Find partner links and the disclosures that tell readers of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from disclosure_check._version import __version__

if TYPE_CHECKING:
    from disclosure_check.api import check
    from disclosure_check.config import load
    from disclosure_check.errors import UserError
    from disclosure_check.model import Disclosure, Finding, PageResult, PartnerLink
    from disclosure_check.settings import Settings

__all__ = [
    "Disclosure",
    "Finding",
    "PageResult",
    "PartnerLink",
    "Settings",
    "UserError",
    "__version__",
    "check",
    "load",
]

_HOMES = {
    "Disclosure": "model",
    "Finding": "model",
    "PageResult": "model",
    "PartnerLink": "model",
    "Settings": "settings",
    "UserError": "errors",
    "check": "api",
    "load": "config",
}


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
