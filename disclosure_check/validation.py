"""Untyped tables to typed settings; every error names file, key and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from disclosure_check.errors import RuleError

S = TypeVar("S", bound=msgspec.Struct)


def decode(table: object, kind: type[S], file: str, key: str = "") -> S:
    """Read a table as a struct, field by field, so that the first wrong key is named in full."""
    if not isinstance(table, dict):
        raise RuleError(f"{file}: {key + ': ' if key else ''}expected a table, got {_shown(table)}")
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name in table:
        if name not in fields:
            raise RuleError(f"{file}: {unknown('key', _joined(key, name), name, fields)}")
    return kind(
        **{
            fields[name].name: _value(value, fields[name].type, file, _joined(key, name))
            for name, value in table.items()
        }
    )


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


def _value(value: object, kind: Any, file: str, key: str) -> Any:
    info = inspect.type_info(kind)
    if isinstance(info, inspect.StructType):
        return decode(value, info.cls, file, key)
    entry_info = getattr(info, "value_type", None)
    if isinstance(entry_info, inspect.StructType) and isinstance(value, dict):
        return {name: decode(entry, entry_info.cls, file, _joined(key, name)) for name, entry in value.items()}
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        raise RuleError(f"{file}: {key}: expected {_expected(info)}, got {_shown(value)}") from None


def _expected(info: inspect.Type) -> str:
    match info:
        case inspect.LiteralType(values=values):
            return "one of " + ", ".join(f'"{value}"' for value in values)
        case inspect.IntType(ge=low):
            return "a whole number" if low is None else f"a whole number, {low} or more"
        case inspect.BoolType():
            return "true or false"
        case inspect.VarTupleType():
            return "a list of strings"
        case inspect.DictType() | inspect.StructType():
            return "a table"
        case inspect.UnionType(types=types):
            return " or ".join(_expected(one) for one in types if not isinstance(one, inspect.NoneType))
    return "a string"


def _shown(value: object) -> str:
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
