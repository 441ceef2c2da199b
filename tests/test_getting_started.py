"""What docs/getting-started.md shows is what the program prints; a line "…" stands for any lines."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.cli import main
from test_examples import without_version

TOP = Path(__file__).resolve().parent.parent
SHOWN = re.findall(
    r"^```console\n\$ disclosure-check (.*)\n((?s:.*?))^```$",
    (TOP / "docs" / "getting-started.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_the_examples_print_what_they_show(tree: WriteTree, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    shutil.copytree(TOP / "examples" / "site", tree({}) / "public")
    assert [command.split()[0] for command, _ in SHOWN] == ["init", "init", "check", "inventory"]
    for command, shown in SHOWN:
        main(shlex.split(command))
        printed = without_version(capfdbinary.readouterr().out.decode())
        pieces = map(re.escape, without_version(shown).split("…\n"))
        assert re.fullmatch(".*".join(pieces), printed, re.DOTALL), command
