"""The grammar of a comment that silences checks; docs/ignoring.md tells it to users."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from disclosure_check.messages import say

_COMMENT_FOR_US = re.compile(r"<!--\s*disclosure-check")
_FOR_US = re.compile(r"\s*disclosure-check\s*(?::|ignore\b)")
_DIRECTIVE = re.compile(
    r"\s*disclosure-check\s*:\s*ignore(?:-(?P<scope>start|end|file))?\s*\[(?P<checks>[^\]]*)\](?P<rest>.*)", re.S
)
_REASON = re.compile(r"--|—")  # a comment in XML may not hold two hyphens
_EXPIRES = re.compile(r"expires\s*=\s*(\S+)")


class Wrong(Exception):
    """A comment that is meant for us and cannot be read."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Directive(NamedTuple):
    scope: str  # element | start | end | file
    checks: tuple[str, ...]
    reason: str
    expires: date | None


def may_hold_one(source: str) -> bool:
    """Tell in one scan whether a page is worth looking for comments."""
    return _COMMENT_FOR_US.search(source) is not None


def is_for_us(comment: str) -> bool:
    return _FOR_US.match(comment) is not None


def parse(comment: str) -> Directive:
    """Read one comment.

    Raises Wrong where it is not written as the grammar asks.
    """
    match = _DIRECTIVE.fullmatch(comment)
    if match is None:
        raise Wrong(
            say(
                "expected 'disclosure-check:' and ignore[CHECK], ignore-start[CHECK], ignore-end[CHECK] or"
                " ignore-file[CHECK], got '{written}'",
                written=_shown(comment),
            )
        )
    checks = tuple(dict.fromkeys(name for name in map(str.strip, match["checks"].split(",")) if name))
    if not checks:
        raise Wrong(say("it names no check; there is no ignore for all of them"))
    ahead, dash, reason = _split(match["rest"])
    if dash and not reason:
        raise Wrong(say("no reason behind '{dash}'", dash=dash))
    return Directive(match["scope"] or "element", checks, reason, _expires(ahead) if ahead else None)


def _split(rest: str) -> tuple[str, str, str]:
    dash = _REASON.search(rest)
    if dash is None:
        return rest.strip(), "", ""
    return rest[: dash.start()].strip(), dash[0], " ".join(rest[dash.end() :].split())


def _expires(written: str) -> date:
    match = _EXPIRES.fullmatch(written)
    if match is None:
        raise Wrong(
            say("expected expires=DATE or '-- reason' behind the checks, got '{written}'", written=_shown(written))
        )
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        raise Wrong(
            say("expected a date such as expires=2027-01-31, got '{written}'", written=_shown(match[1]))
        ) from None


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
