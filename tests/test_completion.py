"""The shells' completion, written by shtab from the very parser."""

from __future__ import annotations

import subprocess
from shutil import which

import pytest
import shtab

from disclosure_check.arguments import parser
from disclosure_check.arguments.check import FORMATS

ASK = """
{script}
COMP_WORDS=(disclosure-check {words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_shtab_disclosure_check
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_written(shell: str) -> None:
    script = shtab.complete(parser(), shell)
    assert "output-format" in script
    assert all(name in script for name in FORMATS)


@pytest.mark.skipif(which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [("inv", {"inventory"}), ("check --output-format s", {"sarif"}), ("check --stat", {"--statistics"})],
)
def test_bash_completes(words: str, expected: set[str]) -> None:
    asked = ASK.format(script=shtab.complete(parser(), "bash"), words=words)
    ran = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) == expected
