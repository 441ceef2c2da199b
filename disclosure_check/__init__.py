"""Find partner links and the disclosures that tell readers of them."""

from __future__ import annotations

from disclosure_check._version import __version__

__all__ = ["__version__"]
