"""Addresses as browsers ask for them, for people and pages that write what they want."""

from __future__ import annotations


def joined(base: str, address: str) -> str:
    """Return an address made whole by its base; itself where one of them is nonsense."""
    from urllib.parse import urljoin  # slow to import, and few pages have a base

    try:
        return urljoin(base, address)
    except ValueError:
        return address


def ascii_host(host: str) -> str:
    """Return a host, wild cards and all, as browsers ask for it; as it is where no name can be such."""
    if host.isascii():
        return host
    import can_ada

    try:
        return ".".join(
            part if part.isascii() else can_ada.parse(f"https://{part}").hostname for part in host.split(".")
        )
    except ValueError:
        return host
