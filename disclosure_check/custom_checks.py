"""Checks of the user's own: functions in the modules that the configuration names, and in no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_check.check_options import CUSTOM, OPTION_KINDS, validate_options
from disclosure_check.checked_page import CheckedPage, PageLink, TextBlock
from disclosure_check.checks.common import Options
from disclosure_check.checks.common import Problem as Placed
from disclosure_check.errors import CheckFailed, RuleError
from disclosure_check.messages import say
from disclosure_check.model import Disclosure, PartnerLink, Position
from disclosure_check.results import Level, PageError, PageResult
from disclosure_check.validation import unknown

if TYPE_CHECKING:
    from types import ModuleType

    from bs4 import Tag

    from disclosure_check.settings import Settings

__all__ = ["CustomCheck", "OnPage", "Problem", "custom_check", "load_custom_checks"]

_ID = re.compile(rf"{CUSTOM}[a-z0-9]+(-[a-z0-9]+)*")
_MARK = "__disclosure_check__"
_TOP = Position(1, 1, 1, 1)


class Problem(NamedTuple):
    """What a check found, and where: at something that has a place, or with none at the page's top."""

    message: str
    at: Position | PartnerLink | Disclosure | PageLink | TextBlock | Tag | None = None


Function = Callable[[CheckedPage, Options], Iterable[Problem]]


class CustomCheck(NamedTuple):
    """A function that judges pages, and the name of the module it came from."""

    id: str
    level: Level
    options: Options
    function: Function
    module: str


def custom_check(
    id: str,  # noqa: A002
    *,
    level: str = "warning",
    options: Mapping[str, Any] | None = None,
) -> Callable[[Function], Function]:
    """Make a function of page and options a check; `options` are its options with their defaults.

    Raises ValueError or TypeError where it cannot be one.
    """
    if not _ID.fullmatch(id):
        raise ValueError(f"a check of your own is named {CUSTOM}… in small letters, digits and hyphens, not {id!r}")
    if level.upper() not in Level.__members__:
        raise ValueError(f"{id}: level is one of off, info, warning, error, not {level!r}")
    if "level" in (options or {}):
        raise ValueError(f"{id}: level is set beside the options and is none")
    for name, default in (options or {}).items():
        if type(default) not in OPTION_KINDS:
            raise TypeError(f"{id}: {name}: an option's default is a bool, int, str or list of str, not {default!r}")

    def mark(function: Function) -> Function:
        from inspect import signature

        try:
            signature(function).bind(None, None)
        except TypeError:
            raise TypeError(f"{id}: a check takes the page and its options, (page, options)") from None
        setattr(function, _MARK, CustomCheck(id, Level[level.upper()], dict(options or {}), function, ""))
        return function

    return mark


def load_custom_checks(settings: Settings) -> tuple[CustomCheck, ...]:
    """Import the modules that the settings name and return their checks.

    Raises RuleError where a module, or what the settings say of its checks, is wrong.
    """
    checks = _checks_of(settings.custom_checks)
    known = {check.id: check for check in checks}
    for name, own in settings.checks.items():
        if not name.startswith(CUSTOM):
            continue
        if name not in known:
            raise RuleError(f"configuration: checks: {unknown('check', name, name, known)}")
        validate_options(own.options, known[name].options, f"checks.{name}", "configuration")
    return checks


@cache
def _checks_of(modules: tuple[str, ...]) -> tuple[CustomCheck, ...]:
    found: dict[str, CustomCheck] = {}
    for name in modules:
        checks = [value.__dict__[_MARK] for value in vars(_module(name)).values() if _is_check(value)]
        if not checks:
            raise RuleError(f"custom-checks: {_shown(name)} has no function marked with @custom_check")
        for check in checks:
            known = found.setdefault(check.id, check._replace(module=name))
            if known.function is not check.function:
                raise RuleError(
                    f"custom-checks: {check.id} stands twice, in {_shown(known.module)} and in {_shown(name)}"
                )
    return tuple(found.values())


def _is_check(value: object) -> bool:
    return callable(value) and _MARK in getattr(value, "__dict__", ())


def _module(name: str) -> ModuleType:
    try:
        if name.endswith(".py"):
            return _module_of_file(name)
        from importlib import import_module

        return import_module(name)
    except (Exception, SystemExit) as error:
        raise RuleError(f"custom-checks: {_shown(name)} cannot be imported: {_told(error)}") from None


def _module_of_file(path: str) -> ModuleType:
    """Run a file as a module of its own; what stands beside it does not become importable."""
    import hashlib
    import os
    import sys
    from importlib.util import module_from_spec, spec_from_file_location

    full = os.path.abspath(path)
    name = f"disclosure_check_custom_{hashlib.sha256(os.fsencode(full)).hexdigest()[:16]}"
    spec = spec_from_file_location(name, full)
    assert spec is not None and spec.loader is not None  # known for every name that ends in .py
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class OnPage(NamedTuple):
    """A check of the user's own bound to one page: to the engine it looks like a check of ours."""

    custom: CustomCheck
    page: CheckedPage

    @property
    def ID(self) -> str:  # noqa: N802  # as the checks that are modules have it
        return self.custom.id

    @property
    def OPTIONS(self) -> Options:  # noqa: N802
        return self.custom.options

    def check(self, _: PageResult, options: Options) -> Iterator[Placed]:
        """Yield what the function finds.

        Raises CheckFailed, naming module and check, whatever goes wrong in it.
        """
        try:
            yield from [self._placed(problem) for problem in self.custom.function(self.page, options)]
        except (Exception, SystemExit) as error:
            code = getattr(self.custom.function, "__code__", None)
            where = _told(error, code.co_filename if code else "")
            module = _shown(self.custom.module)
            message = say("{check} ({module}) failed: {error}", check=self.custom.id, module=module, error=where)
            raise CheckFailed(PageError("custom-check", message)) from None

    def _placed(self, problem: object) -> Placed:
        if not isinstance(problem, Problem) or not isinstance(problem.message, str):
            raise TypeError(f"a check yields Problem(message, at), not {problem!r}")
        at = problem.at
        links = (at,) if isinstance(at, PartnerLink) else ()
        return Placed(problem.message, self._position(at), links)

    def _position(self, at: object) -> Position:
        if at is None or isinstance(at, Position):
            return at or _TOP
        if isinstance(at, PartnerLink | Disclosure | PageLink | TextBlock):
            return at.position
        if type(at).__module__.startswith("bs4"):
            return self.page.position_of_tag(at)  # type: ignore[arg-type]
        raise TypeError(f"a problem is at a link, a disclosure, a block, a tag or a Position, not at {at!r}")


def _shown(module: str) -> str:
    """Return a module's name, or the path of a file as short as it can be."""
    import os

    if not module.endswith(".py"):
        return module
    from_here = os.path.relpath(module)
    return module if from_here.startswith(os.pardir) else from_here.replace(os.sep, "/")


def _told(error: BaseException, file: str = "") -> str:
    """Return kind and text of an error, and the last line of the user's code that it came through."""
    import os
    import traceback

    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if (frame.filename == file if file else frame.filename != __file__ and not frame.filename.startswith("<"))
    ]
    place = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"
