"""Sentences that say of their page that nobody pays for it: "this review is not sponsored"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from disclosure_check.detection.candidates import Candidate
from disclosure_check.detection.sentences import sentence_at, sentences
from disclosure_check.model import Kind, Region, Seen, Span
from disclosure_check.patterns import alternation, compile_pattern
from disclosure_check.reading.page import Page
from disclosure_check.rulebook.wording import Wording, by_tag
from disclosure_check.scanning import Stems

_IGNORED = (Region.COMMENTS, Region.CONSENT)


class Claims:
    """The claims of all languages; a page is asked in its own and in English."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._languages = by_tag(wordings)
        claims = {wording.language: wording.claims for wording in wordings if wording.claims}
        self._stems = {name: [stem for each in those for stem in each.stems] for name, those in claims.items()}
        self._patterns = {
            name: alternation(p for each in those for p in each.patterns) for name, those in claims.items()
        }
        self._finders: dict[tuple[str, ...], Stems] = {}

    def find(self, page: Page, candidates: Sequence[Candidate]) -> tuple[Seen, ...]:
        """Return the claims that readers see; a sentence that discloses claims nothing."""
        from disclosure_check.reading.text import LINE_BREAK  # with the page's text in order

        flow = page.flow
        tag = (page.language or "").partition("-")[0]
        languages = tuple(sorted({self._languages.get(tag, tag), "en"} & self._stems.keys()))
        disclosing = [each.span for each in candidates if each.kind not in (None, Kind.LABEL)]
        found: dict[Span, Seen] = {}
        for place in self._finder(languages).places(flow.text):
            block = flow.blocks[flow.block_at(place)]
            if block.hidden or block.region in _IGNORED:
                continue
            spans = sentences(flow.text, block.start, block.end)
            span = spans[sentence_at(spans, place)]
            text = " ".join(flow.text[span.start : span.end].replace(LINE_BREAK, " ").split())
            discloses = any(start < span.end and span.start < end for start, end in disclosing)
            if span not in found and not discloses and self._claims(text, languages):
                found[span] = Seen(text, page.source.position(flow.source_span(*span)))
        return tuple(found.values())

    def _claims(self, text: str, languages: Collection[str]) -> bool:
        patterns = (compile_pattern(self._patterns[name], f"{name}.toml: claim") for name in languages)
        return any(pattern.search(text) for pattern in patterns)

    def _finder(self, languages: tuple[str, ...]) -> Stems:
        if languages not in self._finders:
            self._finders[languages] = Stems({name: self._stems[name] for name in languages})
        return self._finders[languages]
