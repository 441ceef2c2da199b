"""A sentence on its way to a judgement: the sentence, whose page it stands on, and what it turns out to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from disclosure_check.model import Kind, Span, Strength

if TYPE_CHECKING:
    from disclosure_check.reading.page import Page

SHORT_WORDS = 10


class Said(NamedTuple):
    """What one sentence says: a disclosure (kind set) or a decoy (kind None), and why."""

    kind: Kind | None
    strength: Strength
    language: str
    span: Span
    why: str
    about_page: bool = False  # the sentence speaks of this page or its publisher
    names_sponsor: bool = False  # it tells of a sponsor's links and of no others
    required_by: str = ""  # the programme that demands this statement
    should_say: str = ""  # the statement as demanded, where it only comes near


class PageWords(msgspec.Struct, frozen=True):
    """What a sentence may call its page: the language first asked, and the names of the publisher."""

    language: str
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, page: Page) -> PageWords:
        return cls((page.language or "").partition("-")[0], page.publisher_names)

    def names_publisher(self, text: str) -> bool:
        folded = text.casefold()
        return any(name in folded for name in self.names)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence with its neighbours in the block."""

    text: str
    context: str
    block_words: int  # counted up to one more than SHORT_WORDS
    starts_with_mark: bool
    is_link_tip: bool = False  # a tooltip: it speaks of the link it hangs at


def make_sentence(text: str, spans: list[Span], number: int, block: Any, starts_with_mark: bool) -> Sentence:
    """Return a sentence with its neighbours; the whole block is the context of a short one."""
    first, last = spans[max(0, number - 1)], spans[min(len(spans) - 1, number + 1)]
    span = spans[number]
    block_words = len(text[block.start : block.end].split(None, SHORT_WORDS))
    return Sentence(text[span.start : span.end], text[first.start : last.end], block_words, starts_with_mark)
