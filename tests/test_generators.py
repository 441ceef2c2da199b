"""The example sites, built by the real generators: what they make passes, and fails once its notice is gone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from disclosure_check.cli import main
from programs import TOP, program

SITES = {
    "hugo": (["--quiet"], "public", "layouts/partials/notice.html", "public/posts/m1/index.html"),
    "mkdocs": (["build", "--quiet", "--strict"], "site", "docs/m1.md", "site/m1/index.html"),
}


def build(name: str, folder: Path) -> None:
    arguments, built, *_ = SITES[name]
    shutil.rmtree(folder / built, ignore_errors=True)
    subprocess.run([program(name), *arguments], cwd=folder, check=True)


@pytest.mark.parametrize("name", SITES)
def test_a_site_passes_until_its_notice_is_gone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, built, notice, page = SITES[name]
    folder = Path(shutil.copytree(TOP / "examples" / name, tmp_path / name, ignore=shutil.ignore_patterns(built)))
    monkeypatch.chdir(folder)
    build(name, folder)
    assert main(["check", built]) == 0
    assert "1 with partner links, 1 covered, 0 undecided, 0 not checked\nno findings under policy " in (
        capsys.readouterr().out
    )
    lines = (folder / notice).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "Werbung: " not in line and "**Ad:** " not in line]
    (folder / notice).write_text("\n".join(kept), encoding="utf-8")
    build(name, folder)
    assert main(["check", built]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith(f"{page}:") and " error no disclosure covers the 2 partner links (" in shown


@pytest.mark.parametrize("name", SITES)
def test_what_a_generator_makes_is_not_committed(name: str) -> None:
    _, built, *_ = SITES[name]
    assert f"/{built}/" in (TOP / "examples" / name / ".gitignore").read_text(encoding="utf-8").split()
