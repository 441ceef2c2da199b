"""What the product says: English templates stand in the code, their translations in `rules/texts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

Translate = Callable[[str], str]


class Message(str):
    """An English text that knows the template and the parts it was made of."""

    __slots__ = ("parts", "template")
    template: str
    parts: Mapping[str, str | int]

    def __new__(cls, template: str, parts: Mapping[str, str | int]) -> Message:
        message = super().__new__(cls, template.format(**_shown(parts)) if parts else template)
        message.template, message.parts = template, parts
        return message

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.template, self.parts)


def say(template: str, **parts: str | int) -> Message:
    """Return a text of ours; a test collects the templates, so they are literal."""
    return Message(template, parts)


def counted(number: int, what: str, many: str = "") -> Message:
    """Return a number with its noun: two templates, "{number} word" and "{number} words"."""
    return Message(f"{{number}} {what if number == 1 else many or what + 's'}", {"number": number})


def quoted_by_rules(phrase: str) -> Message:
    """Return a phrase of a rule file, which is translated where the texts of a language have it."""
    return Message(phrase, {})


def run_on(*texts: str) -> str:
    """Return the texts one behind the other, the same in every language."""
    written = [text for text in texts if text] or [""]
    return reduce(lambda left, right: Message("{left}{right}", {"left": left, "right": right}), written)


def listed(texts: Iterable[str]) -> str:
    """Return "a, b, c"."""
    return reduce(lambda left, right: run_on(left, ", ", right), texts)


def both(texts: Iterable[str]) -> str:
    """Return "a and b"."""
    return reduce(lambda left, right: say("{left} and {right}", left=left, right=right), texts)


def either(texts: Iterable[str]) -> str:
    """Return "a or b"."""
    return reduce(lambda left, right: say("{left} or {right}", left=left, right=right), texts)


def translator(language: str) -> Translate:
    """Return what puts texts of ours into a language; it leaves all others as they are."""
    if language == "en":
        return str
    from disclosure_check.translating import catalogue

    return catalogue(language)


def _shown(parts: Mapping[str, str | int]) -> dict[str, str]:
    return {name: part if isinstance(part, str) else f"{part:,}" for name, part in parts.items()}
