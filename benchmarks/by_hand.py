"""What people write by hand for want of a tool: BeautifulSoup, a list of hosts and a list of words.

`python benchmarks/by_hand.py FILE...` names the pages that have partner links and no disclosure, and those that have
one only behind the first link. Nothing of the program is used.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bs4 import BeautifulSoup

LINKS = re.compile(
    r"amazon\.[a-z.]+/.*[?&]tag=|amzn\.to|amzn\.eu|awin1\.com|digistore24|financeads|belboon|tradedoubler|tradetracker"
    r"|adcell|webgains|partner-ads|shareasale|anrdoezrs|dpbolvw|jdoqocy|kqzyfj|tkqlhce|rakuten|linksynergy|impact\.com"
    r"|skimresources|viglink|ebay\.[a-z.]+/.*campid=|rover\.ebay|booking\.com/.*aid=|clickbank|go2cloud|pxf\.io|sjv\.io",
    re.IGNORECASE,
)
PHRASES = [
    r"affiliate[- ]?links?",
    r"partner[- ]?links?",
    r"werbelinks?",
    r"provision",
    r"als amazon[- ]partner",
    r"as an amazon associate",
    r"earn (?:a|an)? ?(?:small |affiliate )?commission",
    r"\banzeige\b",
    r"\bwerbung\b",
    r"advertis(?:ing|ement)",
    r"sponsored",
    r"at no (?:extra|additional) cost",
]


def main(arguments: list[str]) -> None:
    for path in map(Path, arguments):
        soup = BeautifulSoup(path.read_text(encoding="utf-8", errors="replace"), "html.parser")
        links = [link for link in soup.find_all("a", href=True) if LINKS.search(link["href"])]
        if not links:
            continue
        for element in soup(["script", "style", "nav", "footer"]):
            element.decompose()
        text = soup.get_text(" ", strip=True)
        found = [match.start() for phrase in PHRASES for match in re.finditer(phrase, text, re.IGNORECASE)]
        if not found:
            print(f"{path}: {len(links)} partner links, no disclosure")
        elif min(found) > text.find(links[0].get_text(" ", strip=True)):
            print(f"{path}: the disclosure comes after the first partner link")


if __name__ == "__main__":
    main(sys.argv[1:])
