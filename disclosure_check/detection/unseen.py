"""What speaks for partner links that the file does not show as such: scripts that make them, and weak evidence."""

from __future__ import annotations

from typing import Any, NamedTuple

from disclosure_check.detection.partner_links import Clues
from disclosure_check.messages import say
from disclosure_check.model import Seen, Span
from disclosure_check.reading.page import Page
from disclosure_check.reading.signs import may_match
from disclosure_check.rulebook.markup import Sign


class Unseen(NamedTuple):
    hints: tuple[str, ...]
    monetizers: tuple[Seen, ...]  # where there is a link that they can turn


def unseen(page: Page, clues: Clues) -> Unseen:
    scripts = _monetizers(page)
    hints = (*(say("script of {name}", name=sign.product) for sign, _ in scripts), *clues.weak())
    others = {element for sign, element in scripts if sign.confidence == "weak"}  # not the publisher's
    turning = [(sign, element) for sign, element in scripts if element not in others]
    if not turning or not any(clues.leaves_site(link) for link in page.links):
        return Unseen(hints, ())
    place = page.tree.start_tag
    return Unseen(
        hints,
        tuple(Seen(sign.product, page.source.position(place(element) or Span(0, 0))) for sign, element in turning),
    )


def _monetizers(page: Page) -> list[tuple[Sign, Any]]:
    tree, markup = page.tree, page.markup
    signs = markup.of("monetizer") if may_match(tree, markup.selector("monetizer")) else ()
    return [(sign, element) for sign in signs for element in tree.select(sign.selector)[:1]]
