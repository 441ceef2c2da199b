"""Run as `python -m disclosure_check`."""

from __future__ import annotations

import sys

from disclosure_check.cli import start

sys.exit(start())
