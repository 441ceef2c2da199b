"""Find partner links and the disclosures that tell readers of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from disclosure_check._version import __version__

if TYPE_CHECKING:
    from disclosure_check.api import check
    from disclosure_check.checked_page import CheckedPage, PageLink, TextBlock
    from disclosure_check.config import load
    from disclosure_check.custom_checks import Problem, custom_check
    from disclosure_check.errors import UserError
    from disclosure_check.model import Disclosure, PartnerLink
    from disclosure_check.results import Finding, PageResult
    from disclosure_check.settings import Settings

__all__ = [
    "CheckedPage",
    "Disclosure",
    "Finding",
    "PageLink",
    "PageResult",
    "PartnerLink",
    "Problem",
    "Settings",
    "TextBlock",
    "UserError",
    "__version__",
    "check",
    "custom_check",
    "load",
]

_HOMES = {
    "CheckedPage": "checked_page",
    "Disclosure": "model",
    "Finding": "results",
    "PageLink": "checked_page",
    "PageResult": "results",
    "PartnerLink": "model",
    "Problem": "custom_checks",
    "Settings": "settings",
    "TextBlock": "checked_page",
    "UserError": "errors",
    "check": "api",
    "custom_check": "custom_checks",
    "load": "config",
}


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
