"""Names for findings that last: by what a finding is about, not by where it stands or how it is worded."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from disclosure_check.model import PartnerLink
from disclosure_check.results import Finding

LENGTH = 16
_ADDRESS = re.compile(r"(?i:https?:)?//([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?", re.S)
_CAMPAIGN = re.compile(r"utm_\w+(=|\Z)")
_COUNT = re.compile(r"\d[\d.,]*")


def fingerprint_of(check: str, message: str, links: Sequence[PartnerLink]) -> str:
    """Name a finding by its first link; where it is about no link, by its message without the counts."""
    return digest(check, target_of(links[0].href) if links else _COUNT.sub("#", message))


def target_of(href: str) -> str:
    """Return where a link leads, the same however it is written and whatever campaign it is counted for."""
    address = _ADDRESS.fullmatch(href.strip())
    if address is None:
        return href.strip()
    host, path, query, fragment = (part or "" for part in address.groups())
    parameters = sorted(each for each in query.split("&") if each and not _CAMPAIGN.match(each))
    return f"{host.lower()}{path or '/'}?{'&'.join(parameters)}{fragment}"


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell findings of one page apart that are about the same."""
    seen: Counter[str] = Counter()
    for finding in findings:
        times = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        yield replace(finding, fingerprint=digest(finding.fingerprint, str(times))) if times else finding


def digest(*parts: str, length: int = LENGTH) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
