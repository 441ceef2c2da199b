"""What a check's docstring says, part by part; in other languages `rules/texts` says the same, with its examples."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from types import ModuleType

PARTS = ("What", "Why", "Wrong", "Right", "Options", "Can't see")
_PART = re.compile(rf"^({'|'.join(PARTS)})(?: \(with `(.*)`\))?:", re.MULTILINE)


class Example(NamedTuple):
    """A piece of a page, or words where none would show it; `options` are those of the check that it needs."""

    html: str = ""
    words: str = ""
    options: str = ""


class Documentation(NamedTuple):
    """The parts of one check's documentation."""

    summary: str
    what: str
    why: str
    wrong: Example
    right: Example
    options: str
    cannot_see: str
    is_translated: bool = True


def documentation(module: ModuleType, language: str = "en") -> Documentation:
    """Return a check's documentation, in English where a language has none."""
    own = _read(module.ID, module.__doc__ or "")
    if language == "en":
        return own
    from disclosure_check.rulebook.texts import read_check_texts

    texts = read_check_texts(language, module.ID)
    if texts is None:
        return own._replace(is_translated=False)
    return Documentation(
        texts.summary,
        _unwrapped(texts.what),
        _unwrapped(texts.why),
        own.wrong._replace(words=_unwrapped(texts.wrong)),
        own.right._replace(words=_unwrapped(texts.right)),
        _unwrapped(texts.options),
        _unwrapped(texts.cannot_see),
    )


def _read(check: str, doc: str) -> Documentation:
    """Take a docstring apart; what it does not say is empty."""
    head, *pieces = _PART.split(doc)
    bodies = dict(zip(pieces[::3], pieces[2::3], strict=True))
    options = dict(zip(pieces[::3], pieces[1::3], strict=True))
    summary = head.strip().partition("\n")[0].removeprefix(f"{check}: ").rstrip(".")
    what, why, wrong, right, allowed, cannot_see = (bodies.get(part, "") for part in PARTS)
    return Documentation(
        summary,
        _unwrapped(what),
        _unwrapped(why),
        _example(wrong, options.get("Wrong")),
        _example(right, options.get("Right")),
        _unwrapped(allowed),
        _unwrapped(cannot_see),
    )


def _example(body: str, options: str | None) -> Example:
    code = body.strip("\n")
    if code.startswith("    "):
        return Example(html=dedent(code).strip("\n"), options=options or "")
    return Example(words=_unwrapped(body))


def _unwrapped(body: str) -> str:
    return " ".join(body.split())
