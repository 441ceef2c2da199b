from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the caches of tests out of the user's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def no_build_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no CI system be recognised, as these tests may run in one."""
    for variable in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def scripted_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let pages say themselves what is found on them (see ScriptedChecker)."""
    monkeypatch.setattr("disclosure_check.checker.Checker", ScriptedChecker)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))  # what it says is kept for no other test
