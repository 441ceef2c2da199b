"""Texts of ours in another language than English, by the templates in `rules/texts/<language>/messages.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from disclosure_check.messages import Message
from disclosure_check.rulebook.texts import read_phrases


class Catalogue:
    """Puts each template and its parts into one language; what is no text of ours stays as it is."""

    def __init__(self, thousands: str, templates: Mapping[str, str]) -> None:
        self._thousands, self._templates = thousands, templates

    def __call__(self, text: str) -> str:
        if not isinstance(text, Message):
            return text
        template = self._templates.get(text.template, text.template)
        if not text.parts:
            return template
        return template.format_map({name: self._part(part) for name, part in text.parts.items()})

    def _part(self, part: str | int) -> str:
        return self(part) if isinstance(part, str) else f"{part:,}".replace(",", self._thousands)


@cache
def catalogue(language: str) -> Catalogue:
    """Return the texts of a language, read once."""
    return Catalogue(*read_phrases(language))
