"""Addresses as the standard library joins them, for pages that write what they want."""

from __future__ import annotations


def joined(base: str, address: str) -> str:
    """Return an address made whole by its base; itself where one of them is nonsense."""
    from urllib.parse import urljoin  # slow to import, and few pages have a base

    try:
        return urljoin(base, address)
    except ValueError:
        return address
