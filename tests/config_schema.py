"""Makes the JSON Schema of the configuration of its types and of what docs/configuration.md says of each key.

`python tests/config_schema.py` writes it; a test fails where it is out of date.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from disclosure_check.checks.registry import CHECKS
from disclosure_check.config_values import CUSTOM
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.settings import Settings

TOP = Path(__file__).resolve().parent.parent
FILE = TOP / "disclosure_check" / "schemas" / "config.schema.json"
DOCS = TOP / "docs" / "configuration.md"
_ROW = re.compile(r"^\| `([a-z.-]+)` \| (?:.* \| )?(.+) \|$", re.MULTILINE)
_LINK = re.compile(r"; see \[.*?\]\(.*?\)")
_LEVEL = {"enum": ["off", "info", "warning", "error"]}
_KINDS: dict[type, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 1},
    str: {"type": "string"},
    list: {"type": "array", "items": {"type": "string"}},
}


def schema() -> dict[str, Any]:
    """Return the schema; draft 7, which editors know."""
    (whole,), parts = msgspec.json.schema_components([Settings], ref_template="{name}")
    table = _inlined(whole, parts)
    _describe(table, meanings())
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:disclosure-check:config:1",
        "title": "Configuration of disclosure-check",
        "description": "disclosure-check.toml, or [tool.disclosure-check] in pyproject.toml",
        **table,
    }


def meanings() -> dict[str, str]:
    """Return what the documentation says of each key."""
    text = DOCS.read_text(encoding="utf-8")
    tables = text.partition("## Keys")[2].partition("## Which pages")[0]
    return {key: _LINK.sub("", meaning) for key, meaning in _ROW.findall(tables)}


def _inlined(node: Any, parts: dict[str, Any]) -> Any:
    """Put each referred part in its place, where it can be described, without what only Python names."""
    if isinstance(node, list):
        return [_inlined(each, parts) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(parts[node["$ref"]], parts)
    inlined = {key: _inlined(each, parts) for key, each in node.items() if key not in ("title", "description")}
    if "anyOf" in inlined:  # what may be left out is never null in TOML
        (inner,) = [each for each in inlined.pop("anyOf") if each != {"type": "null"}]
        inlined |= inner
    if inlined.get("default", 0) is None or isinstance(inlined.get("default"), dict):
        del inlined["default"]
    return inlined


def _describe(table: dict[str, Any], told: dict[str, str], above: str = "") -> None:
    """Say what each key means, and name the checks and policies there are."""
    for key, each in table["properties"].items():
        if key == "checks":
            table["properties"][key] = each = _checks()
        elif key == "extends":
            each["items"] = {"enum": sorted(policy.name for policy in load_rulebook().policies)}
        elif "properties" in each:
            _describe(each, told, f"{above}{key}.")
        elif "properties" in each.get("items", {}):
            _describe(each["items"], told, f"{above}{key}.")
        table["properties"][key] = {"description": told[above + key].replace("`", ""), **each}


def _checks() -> dict[str, Any]:
    properties = {module.ID: _check(module.OPTIONS, module.__doc__.partition("\n")[0]) for module in CHECKS}
    own = {"description": "a check of your own", "anyOf": [_LEVEL, {"type": "object", "properties": {"level": _LEVEL}}]}
    return {
        "type": "object", "properties": properties, "patternProperties": {f"^{CUSTOM}": own},
        "additionalProperties": False,
    }  # fmt: skip


def _check(options: dict[str, Any], summary: str) -> dict[str, Any]:
    own = {name: {"default": value, **_KINDS[type(value)]} for name, value in options.items()}
    table = {"type": "object", "properties": {"level": _LEVEL, **own}, "additionalProperties": False}
    return {"description": summary.partition(": ")[2], "anyOf": [_LEVEL, table]}


def text() -> str:
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
