"""The house rules of Acme's blogs, beyond what any policy asks."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from disclosure_check.api import CheckedPage, Problem, custom_check

PRICE = re.compile(r"\d+,\d\d\s*€")


@custom_check("custom-acme-many-links", options={"most": 20})
def many_links(page: CheckedPage, options: Mapping[str, Any]) -> Iterator[Problem]:
    """No more partner links on a page than we can keep working."""
    beyond = page.partner_links[options["most"] :]
    if beyond:
        yield Problem(f"{len(page.partner_links)} partner links, more than {options['most']}", beyond[0])


@custom_check("custom-acme-price-date", level="error", options={"words": ["Stand:", "Preis vom"]})
def price_date(page: CheckedPage, options: Mapping[str, Any]) -> Iterator[Problem]:
    """Every block with a price says of which day it is."""
    if not page.partner_links:
        return
    for block in page.blocks:
        price = PRICE.search(block.text)
        if price and not block.hidden and not any(word in block.text for word in options["words"]):
            yield Problem(f"price '{price[0]}' without a date; add '{options['words'][0]} …'", block)


@custom_check("custom-acme-notice-box", options={"selector": "aside.transparency"})
def notice_box(page: CheckedPage, options: Mapping[str, Any]) -> Iterator[Problem]:
    """A page with partner links has our notice box, and only one."""
    boxes = page.soup.select(options["selector"]) if page.partner_links else []
    for box in boxes[1:]:
        yield Problem("a second notice box; one is enough", box)
    if page.partner_links and not boxes:
        yield Problem(f"no notice box ({options['selector']})", page.partner_links[0])
