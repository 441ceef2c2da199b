"""The glimpse at a page that tells whether its text is to be read in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_check.detection.compiled import Compiled, Glimpse
from disclosure_check.detection.partner_links import Clues, read_clues
from disclosure_check.detection.shortcodes import find_shortcodes
from disclosure_check.detection.undecided import unbuilt, withheld
from disclosure_check.detection.unseen import unseen
from disclosure_check.detection.utterance import PageWords
from disclosure_check.model import NO_PARTNER_LINKS, Coverage, Evidence, Judgement
from disclosure_check.reading.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_check.reading.parts import Link


class Detector(Compiled, frozen=True):
    """Judges pages, most of them at a glimpse."""

    def judge(self, page: Page, *, thorough: bool = False) -> Judgement:
        """Judge one page; its text is read in order only where a link or a sentence asks for it, or to be thorough."""
        glimpse = self._glimpse(page)
        if not (thorough or self._asks_for_more(page, glimpse)):
            reason = glimpse.reason
            return Judgement(
                Coverage.UNDECIDED.label if reason else NO_PARTNER_LINKS, (), (),
                undecided=(reason,) if reason else (), language=page.language,
                shortcodes=find_shortcodes(page, glimpse.shown), **unseen(page, glimpse.clues)._asdict(),
            )  # fmt: skip
        from disclosure_check.detection.judging import judge_closely  # most pages need none of what it imports

        return judge_closely(self, page, glimpse, thorough=thorough)

    def all_evidence(self, page: Page) -> dict[int, tuple[Evidence, ...]]:
        """Return the evidence of every link that has some, weak evidence too."""
        from disclosure_check.detection.judging import learn

        clues = read_clues(page, self.programmes, self.own_domains, self.ad_hosts)
        learn(self, page, clues)
        return clues.by_link()

    def _glimpse(self, page: Page) -> Glimpse:
        clues = read_clues(page, self.programmes, self.own_domains, self.ad_hosts)
        shown = page.flow.text if clues.any() else page.gate_text
        missing = unbuilt(page, shown)
        return Glimpse(clues, shown, self._teasers(page, clues), missing, missing or withheld(page, self.programmes))

    def _teasers(self, page: Page, clues: Clues) -> Sequence[Link]:
        if not self.listing:
            return ()
        from disclosure_check.detection.teasers import find_teasers

        return find_teasers(page, clues)

    def _asks_for_more(self, page: Page, glimpse: Glimpse) -> bool:
        has_links = glimpse.clues.any() or bool(glimpse.teasers)
        return has_links or self._says_something(page) or self._names_coupon(page)

    def _names_coupon(self, page: Page) -> bool:
        return self.coupons is not None and self.coupons.may_stand_on(page)

    def _says_something(self, page: Page) -> bool:
        """Tell from its plain text whether a page may hold a disclosure, or a label that makes a partner link."""
        text = page.gate_text
        lines = self.statements.lines(text)
        if self.statements.own_words_in(text) or any(self.labels.names_link_in(text[slice(*line)]) for line in lines):
            return True
        return bool(lines) and self.statements.says_something(text, lines, PageWords.of(page))
