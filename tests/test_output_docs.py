"""What docs/output.md shows is what is printed; a line that ends in "…" goes on."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from conftest import WriteTree
from disclosure_check.cli import main

TOP = Path(__file__).resolve().parent.parent
DOCS = (TOP / "docs" / "output.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ disclosure-check (.*)\n((?:.*\n)*?)```", DOCS)


def test_there_are_examples() -> None:
    assert len(SHOWN) == DOCS.count("```console") == 3


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_an_example_shows_the_real_output(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], command: str, output: str
) -> None:
    built = (TOP / "examples/site/transparenz-nachher.html").read_bytes()
    configuration = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    top = tree(
        {"public/posts/k3/index.html": built, "content/posts/k3.md": "", "disclosure-check.toml": configuration[0]}
    )
    shutil.copytree(TOP / "examples", top / "examples")
    main(shlex.split(command))
    printed = capsys.readouterr().out.split("\n")
    for shown, line in zip(output.split("\n"), printed, strict=True):
        assert line.startswith(shown[:-1]) if shown.endswith("…") else line == shown
