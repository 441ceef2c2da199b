"""turbohtml's compiled core, without the rest of its package: to import all of that takes longer than most pages."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from disclosure_check.lean import has_threads

_NAME = "turbohtml"
# what the core asks to be told of before it hands out places and refuses selectors
_PARTS = ("_internal._locations", "_internal._selectors")


def load_core() -> Any:
    """Return the module that parses; the whole package where its core does not work alone.

    Raises ImportError where turbohtml is not installed.
    """
    if _NAME in sys.modules or has_threads():  # they would see half a package
        return import_module(_NAME)
    spec = find_spec(_NAME)
    package = ModuleType(_NAME)
    package.__path__ = list(spec.submodule_search_locations or ()) if spec else []
    sys.modules[_NAME] = package
    try:
        core = _core()
    except Exception:  # whatever it is, of a release that is built otherwise
        core = None
    finally:
        del sys.modules[_NAME]  # who imports it later gets all of it
    return core or import_module(_NAME)


def _core() -> Any:
    core = import_module(f"{_NAME}._html")
    for part in _PARTS:
        import_module(f"{_NAME}.{part}")
    _try(core)
    return core


def _try(core: Any) -> None:
    """Use once what is used of the core; a release that wants more of its package around it fails here."""
    document = core.parse("<p class=a>b<!--c-->", source_locations=True, allow_declarative_shadow_roots=False)
    (element,) = document.select("p.a")
    place = element.source_location.start_tag.start_offset, element.attr("class"), element.closest("body").tag
    if place != (0, "a", "body") or not element.matches("[class]") or document.to_text().strip() != "b":
        raise ValueError(place)
