"""Files to untyped tables to typed settings; every error names file, key and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import msgspec
from msgspec import inspect

from disclosure_check.errors import RuleError
from disclosure_check.late import late

if TYPE_CHECKING:
    from pathlib import Path

# "a.a.a…": the reader takes the square of their number
_TOO_DEEP = late(r"(?<![\w\"'-])(?>[\w\"'-]++[ \t]*+\.[ \t]*+){200}")
_SHOWN = 100  # characters of a wrong value
S = TypeVar("S", bound=msgspec.Struct)


def read_table(file: str | Path, what: str) -> dict[str, Any]:
    """Read a TOML file; an error says what the file was to be."""
    import tomllib

    try:
        with open(file, "rb") as content:
            text = content.read().decode("utf-8-sig")
        if _TOO_DEEP.search(text):
            raise RecursionError
        return tomllib.loads(text)
    except OSError as error:
        raise RuleError(f"{file}: cannot read the {what}: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise RuleError(f"{file}: not UTF-8 (byte {error.start})") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not valid TOML: {lower_first(str(error))}") from None
    except RecursionError:
        raise RuleError(f"{file}: nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits
        raise RuleError(f"{file}: not valid TOML: {lower_first(str(error))}") from None


def decode(table: object, kind: type[S], file: str, key: str = "") -> S:
    """Read a table as a struct, field by field, so that the first wrong key is named in full."""
    if not isinstance(table, dict):
        raise RuleError(f"{file}: {key + ': ' if key else ''}expected a table, got {_shown(table)}")
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name in table:
        if name not in fields:
            raise RuleError(f"{file}: {unknown('key', _joined(key, str(name)), str(name), fields)}")
    for name, field in fields.items():
        if field.required and name not in table:
            raise RuleError(f"{file}: {_joined(key, name)}: missing")
    return kind(
        **{
            fields[name].name: converted(value, fields[name].type, file, _joined(key, name))
            for name, value in table.items()
        }
    )


def check_pattern(pattern: str, where: str) -> None:
    """Refuse what is no pattern, and what says nothing since it stands in every text."""
    from disclosure_check.patterns import compile_pattern

    if compile_pattern(pattern, where).search(""):
        raise RuleError(f"{where}: {pattern!r} matches everywhere, as it matches the empty text")


def unknown(what: str, shown: str, name: str, known: Iterable[str]) -> str:
    """Say that a name is not known, which one was probably meant, and which there are."""
    import difflib

    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    return f"unknown {what} '{shown}'; {hint}allowed: {', '.join(known)}"


def lower_first(text: str) -> str:
    """Turn another library's sentence into the tail of a message of ours."""
    return text[:1].lower() + text[1:].rstrip(".")


def converted(value: object, kind: Any, file: str, key: str) -> Any:
    """Return a value as the type it must have; the error names file and key."""
    if _is_struct(kind):
        return decode(value, kind, file, key)
    inner = get_args(kind)
    if get_origin(kind) is dict and isinstance(value, dict):
        _check_names(value, inner[0], file, key)
        return {name: converted(entry, inner[1], file, _joined(key, name)) for name, entry in value.items()}
    if get_origin(kind) is tuple and isinstance(value, list) and _is_struct(inner[0]):
        return tuple(decode(entry, inner[0], file, f"{key}[{number}]") for number, entry in enumerate(value))
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        raise RuleError(f"{file}: {key}: expected {_expected(inspect.type_info(kind))}, got {_shown(value)}") from None


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _check_names(table: dict[str, object], kind: Any, file: str, key: str) -> None:
    """Refuse a key of a table that has a fixed set of them."""
    known = get_args(kind) if get_origin(kind) is Literal else table
    for name in table:
        if name not in known:
            raise RuleError(f"{file}: {unknown('key', _joined(key, name), name, known)}")


def _expected(info: inspect.Type) -> str:
    match info:
        case inspect.LiteralType(values=values):
            return "one of " + ", ".join(f'"{value}"' for value in values)
        case inspect.IntType(ge=low):
            return "a whole number" if low is None else f"a whole number, {low} or more"
        case inspect.BoolType():
            return "true or false"
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return "a list of tables"
        case inspect.VarTupleType():
            return "a list of strings"
        case inspect.DateType():
            return "a date such as 2026-01-31"
        case inspect.DictType() | inspect.StructType():
            return "a table"
        case inspect.UnionType(types=types):
            return " or ".join(_expected(one) for one in types if not isinstance(one, inspect.NoneType))
    return "a string"


def _shown(value: object) -> str:
    shown = _written(value)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _written(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case dict():
            return "a table"
        case list():
            return f"the list {value}"
    return str(value)


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
