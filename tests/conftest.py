from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sample_results import ScriptedChecker

WriteTree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteTree:
    """Write files by path into an empty folder, and work there."""
    monkeypatch.chdir(tmp_path)

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def scripted_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages say themselves what is found on them (see ScriptedChecker)."""
    monkeypatch.setattr("disclosure_check.running.Checker", ScriptedChecker)
