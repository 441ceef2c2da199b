"""Parse pages with lxml and do nothing with them: `python benchmarks/bare.py FILE...`, or a folder's."""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree


def main(arguments: list[str]) -> None:
    for path in map(Path, arguments):
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            etree.fromstring(file.read_bytes(), etree.HTMLParser(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
