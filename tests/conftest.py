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


@pytest.fixture(autouse=True)
def no_build_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no CI system be recognised, as these tests may run in one."""
    for variable in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def scripted_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages say themselves what is found on them (see ScriptedChecker)."""
    monkeypatch.setattr("disclosure_check.running.Checker", ScriptedChecker)
