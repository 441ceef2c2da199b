"""Refuse settings of the right type that still cannot work, before any page is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from disclosure_check.check_options import CUSTOM, validate_options
from disclosure_check.errors import RuleError
from disclosure_check.globs import is_glob
from disclosure_check.settings import Override, Settings
from disclosure_check.validation import check_pattern, unknown

if TYPE_CHECKING:
    from pathlib import Path

    from disclosure_check.reading.tree import Tree


def validate(settings: Settings, file: Path) -> None:
    """Refuse what has the right type and still cannot work, before any page is read."""
    has_custom = bool(settings.custom_checks)
    _validate_asked(settings, "", has_custom, file)
    for key, globs in {"include": settings.include, "exclude": settings.exclude}.items():
        _validate_globs(globs, key, file)
    for number, override in enumerate(settings.overrides):
        _validate_override(override, f"overrides[{number}].", settings.reader, has_custom, file)
    for name in settings.custom_checks:
        _validate_module(name, file)
    for name in settings.rules:
        if not (file.parent / name).is_file():
            raise RuleError(f"{file}: rules: no such file '{name}'")
    for number, each in enumerate(settings.path_map):
        if not (each.from_ and each.to):
            raise RuleError(
                f'{file}: path-map[{number}]: expected two folders, from and to; the configuration\'s is "."'
            )
    if settings.rules_version is not None:
        _validate_version(settings.rules_version, f"{file}: rules-version")
    _validate_addresses(settings, file)
    for parameter in settings.partners.parameters:
        _validate_parameter(parameter.strip(), f"{file}: partners.parameters")
    _validate_own_ids(settings, file)
    _validate_phrases(settings, file)
    for pattern in settings.disclosures.patterns:
        check_pattern(pattern, f"{file}: disclosures.patterns")
    _validate_selectors(settings, file)
    if settings.fix.markup.count("{text}") != 1:
        raise RuleError(f'{file}: fix.markup: expected "{{text}}" once, got "{settings.fix.markup}"')


def _validate_asked(asked: Settings | Override, place: str, has_custom: bool, file: Path) -> None:
    """Refuse policies, checks and options that there are not; `place` goes ahead of the key."""
    for name in asked.extends or ():
        _known("policy", f"{place}extends", name, _policies(), file)
    for name, own in asked.checks.items():
        if has_custom and name.startswith(CUSTOM):
            continue  # held to the check once its module is imported: to read a configuration runs no code
        _known("check", f"{place}checks", name, _checks(), file)
        if own.options:
            validate_options(own.options, _options_of(name), f"{place}checks.{name}", str(file))


def _validate_override(override: Override, place: str, reader: str, has_custom: bool, file: Path) -> None:
    if not override.paths:
        raise RuleError(f'{file}: {place}paths: empty; name pages, such as "public/en/**"')
    _validate_globs(override.paths, f"{place}paths", file)
    _validate_asked(override, place, has_custom, file)
    if override.content is not None:
        _validate_selector(override.content, reader, f"{file}: {place}content")


def _validate_globs(globs: Iterable[str], key: str, file: Path) -> None:
    for glob in globs:
        if not is_glob(glob):
            raise RuleError(f'{file}: {key}: expected a path or glob as in .gitignore, got "{glob}"')
        if glob.lstrip("!").startswith(("./", "../")):
            raise RuleError(f'{file}: {key}: paths start at the folder of this file and stay below it, got "{glob}"')


def _policies() -> list[str]:
    from disclosure_check.rulebook import rules_folder

    return [path.stem for path in (rules_folder() / "policies").glob("*.toml")]


def _checks() -> tuple[str, ...]:
    from disclosure_check.checks.registry import CHECK_IDS

    return CHECK_IDS


def _options_of(check: str) -> Mapping[str, Any]:
    from disclosure_check.checks.registry import options_of

    return options_of(check)


def _validate_module(name: str, file: Path) -> None:
    """Refuse what names no module, without importing any."""
    if name.startswith("./") and name.endswith(".py"):
        path = file.parent / name
        if not path.is_file() or not path.resolve().is_relative_to(file.parent.resolve()):
            raise RuleError(f"{file}: custom-checks: no such file below the configuration's folder: '{name}'")
        return
    if name.endswith(".py") or not all(part.isidentifier() for part in name.split(".")):
        expected = 'a module such as "my_site.checks" or a file such as "./checks.py"'
        raise RuleError(f'{file}: custom-checks: expected {expected}, got "{name}"')
    package = name.partition(".")[0]
    if not _is_importable(package):
        raise RuleError(f"{file}: custom-checks: no module '{package}' in the environment of this Python")


def _is_importable(package: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(package) is not None
    except ValueError:  # a module without a spec, as __main__
        return False


def _known(what: str, key: str, name: str, known: Iterable[str], file: Path) -> None:
    if name not in known:
        raise RuleError(f"{file}: {key}: {unknown(what, name, name, known)}")


def _validate_version(version: str, where: str) -> None:
    from disclosure_check.rulebook import rules_version
    from disclosure_check.rulebook.policies import day_of

    shipped = rules_version()
    try:
        is_to_come = day_of(version) > day_of(shipped)
    except ValueError:
        raise RuleError(f'{where}: expected a version of the rules such as "{shipped}", got "{version}"') from None
    if is_to_come:
        raise RuleError(f"{where}: {version} is to come; the installed rules are {shipped}")


def _validate_addresses(settings: Settings, file: Path) -> None:
    hosts = {"own-domains": settings.own_domains, "partners.hosts": settings.partners.hosts}
    for key, names in hosts.items():
        for name in names:
            if not name.strip("*.") or set(name) & set("/:?#@ "):
                raise RuleError(f'{file}: {key}: expected a host name such as "shop.example", got "{name}"')
    for path in settings.partners.paths:
        if "://" in path or not path.partition("/")[2]:
            raise RuleError(f'{file}: partners.paths: expected host and path such as "shop.example/go/", got "{path}"')
    for path in settings.partners.cloaked_paths:
        if not path.startswith("/") or not path.strip("/"):
            raise RuleError(f'{file}: partners.cloaked-paths: expected a path such as "/go/", got "{path}"')


def _validate_parameter(parameter: str, where: str) -> None:
    from disclosure_check.rulebook.partners import Link, check_link

    try:
        check_link(Link(hosts=("*",), any=(parameter,)), where)
    except RuleError as error:
        raise RuleError(str(error).replace(f"{where}.any", where, 1)) from None


def _validate_own_ids(settings: Settings, file: Path) -> None:
    for parameter in settings.own_partner_ids:
        name, _, value = parameter.partition("=")
        if not name.strip() or not value.strip():
            wanted = 'a parameter with your id such as "tag=beispiel-21"'
            raise RuleError(f'{file}: own-partner-ids: expected {wanted}, got "{parameter}"')


def _validate_phrases(settings: Settings, file: Path) -> None:
    for phrase in settings.disclosures.phrases:
        if not phrase.strip():
            raise RuleError(f'{file}: disclosures.phrases: expected words, got "{phrase}"')


def _validate_selectors(settings: Settings, file: Path) -> None:
    selectors = [("disclosures.selectors", selector) for selector in settings.disclosures.selectors]
    if settings.content is not None:
        selectors.append(("content", settings.content))
    if settings.fix.after is not None:
        selectors.append(("fix.after", settings.fix.after))
    for key, selector in selectors:
        _validate_selector(selector, settings.reader, f"{file}: {key}")


def _validate_selector(selector: str, reader: str, where: str) -> None:
    if selector.removeprefix(".").isidentifier():  # a plain element or class: not worth importing a parser
        return
    try:
        _empty_tree(reader).select(selector)
    except ValueError as error:
        raise RuleError(f"{where}: {error}") from None


def _empty_tree(reader: str) -> Tree:
    """Return a tree of the reader that will run the selectors: each knows some that the other does not."""
    if reader == "turbohtml":
        with suppress(ImportError):
            from disclosure_check.reading.turbo import TurboTree

            return TurboTree("<p>")
    from disclosure_check.reading.lxml_reader import LxmlTree

    return LxmlTree("<p>")
