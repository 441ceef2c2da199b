"""What a run keeps for those who must show it, and what running it again tells."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import disclosure_check
from conftest import WriteTree
from disclosure_check.cli import main
from disclosure_check.sources import find

SCHEMAS = Path(disclosure_check.__file__).parent / "schemas"
MANIFEST, PAGE = (
    Draft202012Validator(json.loads((SCHEMAS / f"evidence-{name}.schema.json").read_text(encoding="utf-8")))
    for name in ("manifest", "page")
)

LINK = '<a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M1</a>'
TOLD = "<p>Transparenz: Kaufst du über einen der Links, erhalten wir eine Provision.</p>"
PAGES: dict[str, str | bytes] = {
    "site/told.html": f'<link rel="canonical" href="https://blog.example/m1">\n<main>{TOLD}<p>{LINK}</main>',
    "site/untold.html": f"<main><p>{LINK}</main>",
    "site/ignored.html": "<main><!-- disclosure-check: ignore[disclosure-missing] expires=9999-12-31 -- Packung -->"
    f"<p>{LINK}</main>",
    "site/clean.html": "<p>Gut.",
    "site/broken.html": b"\0" * 99,
    "site/drafts/a.html": "<p>Gut.",
    "site/.gitignore": "drafts/",
}


@pytest.fixture(autouse=True)
def site(tree: WriteTree) -> None:
    tree(PAGES)


def keep(*arguments: str) -> int:
    return main(["check", "--evidence", "kept", *(arguments or ("site",))])


def manifest() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(Path("kept/manifest.json").read_text(encoding="utf-8"))
    return kept


def pages() -> dict[str, dict[str, Any]]:
    lines = Path("kept/pages.jsonl").read_text(encoding="utf-8").splitlines()
    return {page["path"].removeprefix("site/"): page for page in map(json.loads, lines)}


def test_the_manifest_tells_of_the_run() -> None:
    assert keep("site", "gone.html") == 2
    told = manifest()
    MANIFEST.validate(told)
    assert told["tool"]["version"] == disclosure_check.__version__
    assert told["command"] == ["check", "--evidence", "kept", "site", "gone.html"]
    assert told["configurations"][0]["extends"] == ["base"]
    assert told["not_checked"] == [
        {"path": "", "reason": "no such file or folder: gone.html"},
        {"path": "site/broken.html", "reason": "page is not text: it is full of NUL characters"},
    ]
    assert told["left_out"] == [{"path": "site/drafts", "by": ".gitignore"}]
    assert told["verdicts"] == {"before": 1, "missing": 2, "no-partner-links": 1, "not-checked": 1}
    assert told["pages"] == {
        "file": "pages.jsonl",
        "sha256": hashlib.sha256(Path("kept/pages.jsonl").read_bytes()).hexdigest(),
        "count": 5,
    }


def test_each_page_is_kept_passing_ones_too() -> None:
    keep()
    kept = pages()
    for page in kept.values():
        PAGE.validate(page)
    assert list(kept) == ["broken.html", "clean.html", "ignored.html", "told.html", "untold.html"]
    for name, page in kept.items():
        assert page["sha256"] == hashlib.sha256(Path("site", name).read_bytes()).hexdigest()
        assert page["configuration"] == manifest()["configurations"][0]["sha256"]


def test_a_page_tells_its_notice_its_links_and_what_is_ignored() -> None:
    keep()
    told, ignored = (pages()[f"{name}.html"] for name in ("told", "ignored"))
    assert told["canonical"] == "https://blog.example/m1"
    assert [(each["text"][:12], each["line"], each["column"]) for each in told["notices"]] == [("Transparenz:", 2, 10)]
    assert [(each["programme"], each["coverage"], each["notice"]) for each in told["partner_links"]] == [
        ("Amazon Associates", "before", 0)
    ]
    assert [(each["check"], each["suppressed"]) for each in ignored["findings"]] == [
        ("disclosure-missing", {"kind": "inline", "reason": "Packung"})
    ]
    assert [(each["check"], each["scope"], each["expires"], each["used"]) for each in ignored["ignores"]] == [
        ("disclosure-missing", "element", "9999-12-31", True)
    ]


def test_nothing_but_the_time_differs_from_run_to_run() -> None:
    keep()
    first, lines = manifest(), Path("kept/pages.jsonl").read_bytes()
    keep("site", "--jobs", "2")
    assert Path("kept/pages.jsonl").read_bytes() == lines
    changed = {"time", "command"}
    assert {key: value for key, value in manifest().items() if key not in changed} == {
        key: value for key, value in first.items() if key not in changed
    }
    assert first["time"].endswith("Z")


def test_a_page_too_large_to_read_has_no_digest() -> None:
    Path("disclosure-check.toml").write_text("max-bytes = 120", encoding="utf-8")
    keep()
    assert pages()["told.html"]["sha256"] == ""
    PAGE.validate(pages()["told.html"])


def test_what_the_configuration_leaves_out_is_kept() -> None:
    Path("disclosure-check.toml").write_text('exclude = ["site/clean.html"]', encoding="utf-8")
    keep()
    left = {each["path"]: each["by"] for each in manifest()["left_out"]}
    assert left.keys() == {"site/drafts", "site/clean.html"} and "disclosure-check.toml" in left["site/clean.html"]


def test_the_commit_is_kept() -> None:
    keep()
    assert manifest()["git"] is None
    told = ["-c", "user.name=a", "-c", "user.email=a@site.example", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run(["git", *told, *command], check=True, capture_output=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    keep()
    assert manifest()["git"] == {"commit": head, "is_clean": True}
    Path("site/clean.html").write_text("<p>Besser.", encoding="utf-8")
    keep()
    assert manifest()["git"] == {"commit": head, "is_clean": False}


def test_a_run_that_ends_early_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    keep()
    before = {file.name: file.read_bytes() for file in Path("kept").iterdir()}
    monkeypatch.setattr("disclosure_check.reporting.text.TextReport.add", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep("site/clean.html")
    assert {file.name: file.read_bytes() for file in Path("kept").iterdir()} == before


def test_a_folder_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kept").write_text("a file", encoding="utf-8")
    assert keep() == 2
    assert capsys.readouterr().err == "disclosure-check: cannot write the evidence to kept: file exists\n"


@pytest.mark.parametrize("option", ["--fix", "--diff", "--changed-since=HEAD"])
def test_evidence_is_of_all_pages_as_they_are(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert keep("site", option) == 2
    assert "--evidence: it is of all pages as they are" in capsys.readouterr().err
    assert not Path("kept").exists()


def verify(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(["verify", "kept"])
    *found, last = capsys.readouterr().out.splitlines()
    assert last.startswith(f"evidence of {manifest()['time']}, {manifest()['pages']['count']} pages: ")
    return status, found


def test_the_same_site_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "site/untold.html", "-o", "known.jsonl"])
    assert keep("site", "--baseline", "known.jsonl") == 2
    assert pages()["untold.html"]["findings"][0]["suppressed"] == {"kind": "baseline", "reason": ""}
    assert verify(capsys) == (0, [])


def test_what_changed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    keep()
    Path("site/told.html").write_text(f"<main><p>{LINK}</main>", encoding="utf-8")
    Path("site/clean.html").unlink()
    Path("site/new.html").write_text("<p>Neu.", encoding="utf-8")
    Path("disclosure-check.toml").write_text('extends = ["de"]', encoding="utf-8")
    status, found = verify(capsys)
    assert status == 1
    assert found[0] == "the configuration is another"
    assert "site/told.html: its bytes are others; verdict before then, missing now" in found
    assert "site/untold.html: the same bytes, other configuration, findings" in found
    assert "site/new.html: not in the evidence" in found
    assert found[-1] == "site/clean.html: not there"


def test_other_rules_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    keep()
    then = manifest()["tool"]["rules"]
    monkeypatch.setattr("disclosure_check.evidence.manifest.rules_version", lambda: "0123456789abcdef")
    assert verify(capsys) == (1, [f"rules {then} then, 0123456789abcdef now"])


def test_another_baseline_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "site/untold.html", "-o", "known.jsonl"])
    keep("site", "--baseline", "known.jsonl")
    head = Path("known.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[0]
    Path("known.jsonl").write_text(head, encoding="utf-8")
    assert verify(capsys) == (1, ["the baseline is another", "site/untold.html: the same bytes, other findings"])


def broken(name: str, old: str, new: str) -> None:
    file = Path("kept", name)
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("pages.jsonl", "missing", "before", "not what the manifest speaks of: its SHA-256 is another"),
        ("manifest.json", '"version": 1', '"version": 2', "evidence of version 2; this release reads 1"),
        ("manifest.json", '"time"', '"tiem"', "no manifest of evidence: Object"),
        ("manifest.json", "{", "[", "no manifest of evidence: "),
        ("manifest.json", '"check"', '"rules"', "the manifest's command is none of this release"),
        ("manifest.json", '"site"', '"-"', "a page came from standard input, which nobody can read again"),
    ],
)
def test_broken_evidence_is_told(
    name: str, old: str, new: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    keep()
    broken(name, old, new)
    capsys.readouterr()
    assert main(["verify", "kept"]) == 2
    out, err = capsys.readouterr()
    assert (out, message in err, err.count("\n")) == ("", True, 1)


def test_no_evidence_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "gone"]) == 2
    assert capsys.readouterr().err == "disclosure-check: cannot read gone/manifest.json: no such file or directory\n"


def test_the_evidence_is_no_page() -> None:
    keep("site", "--evidence", "site/kept")
    assert not [place for place in find(["site"]).places if "kept" in place.name]
