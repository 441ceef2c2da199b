"""Discount codes that readers are told to use: "mit dem Code KAFFEE10 sparst du 10 %"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_check.model import Region, Span
from disclosure_check.patterns import alternation, compile_pattern
from disclosure_check.reading.page import Page
from disclosure_check.reading.parts import Place
from disclosure_check.rulebook.wording import Wording, by_tag
from disclosure_check.scanning import Stems


class Coupons:
    """The words around discount codes in all languages; a page is asked in its own and in English."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._languages = by_tag(wordings)
        coupons = {wording.language: wording.coupons for wording in wordings if wording.coupons}
        self._stems = {name: [stem for each in those for stem in each.stems] for name, those in coupons.items()}
        self._patterns = {
            name: alternation(p for each in those for p in each.patterns) for name, those in coupons.items()
        }
        self._finders: dict[tuple[str, ...], Stems] = {}

    def may_stand_on(self, page: Page) -> bool:
        """Tell from its plain text whether a page names a code."""
        return any(self._spans(page.gate_text, page))

    def find(self, page: Page) -> list[Place]:
        """Return where the content names a code that readers see."""
        flow = page.flow
        places = [Place(flow.block_at(start), start, end) for start, end in self._spans(flow.text, page)]
        blocks = flow.blocks
        return [
            each for each in places if blocks[each.block].region is Region.CONTENT and not blocks[each.block].hidden
        ]

    def _spans(self, text: str, page: Page) -> Iterator[Span]:
        tag = (page.language or "").partition("-")[0]
        languages = tuple(sorted({self._languages.get(tag, tag), "en"} & self._stems.keys()))
        patterns = [compile_pattern(self._patterns[name], f"{name}.toml: coupon") for name in languages]
        done = 0
        for place in self._finder(languages).places(text):
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            if start < done:
                continue
            done = end = end if end >= 0 else len(text)
            matches = (pattern.search(text, start, end) for pattern in patterns)
            found = next((match for match in matches if match), None)
            if found is not None:
                yield Span(*found.span())

    def _finder(self, languages: tuple[str, ...]) -> Stems:
        if languages not in self._finders:
            self._finders[languages] = Stems({name: self._stems[name] for name in languages})
        return self._finders[languages]
