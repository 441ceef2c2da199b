"""Every file that runs in somebody's CI runs here, as its runner would run it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import WriteTree
from disclosure_check.arguments import parser
from programs import TOP, copy_of_checkout, only_with_network, program, stand_in

CI = TOP / "examples" / "ci"
DOCS = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
README = (TOP / "README.md").read_text(encoding="utf-8")
ACTION = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
LINK = '<p>Die <a href="https://www.amazon.de/dp/B0?tag=x-21">M1</a> mahlt.</p>'
GOOD = f'<html lang="de"><main><p>Werbung: Kaufst du über die Links, erhalten wir eine Provision.</p>\n{LINK}'
BAD = f'<html lang="de"><main>\n{LINK}'

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell scripts run under bash")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def environment(**more: str) -> dict[str, str]:
    """Return the variables of this process, but for those that git sets in a hook."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | more


class Runner:
    """Runs the `run:` steps of a composite action as GitHub's runner does."""

    def __init__(self, folder: Path, action: Path) -> None:
        self.folder, self.action = folder, action

    def run(self, steps: list[dict[str, Any]], **inputs: str) -> subprocess.CompletedProcess[str]:
        known = {f"inputs.{name}": about["default"] for name, about in ACTION["inputs"].items()}
        known |= {f"inputs.{name}": value for name, value in inputs.items()}
        known["steps.python.outputs.python-path"] = sys.executable
        for step in steps:
            ran = self._step(step, known)
            if ran.returncode:
                break
        return ran

    def _step(self, step: dict[str, Any], known: dict[str, str]) -> subprocess.CompletedProcess[str]:
        assert step["shell"] == "bash"
        script = self.folder.parent / "step.sh"
        script.write_text(_filled(step["run"], known), encoding="utf-8")
        given = {name: _filled(value, known) for name, value in step.get("env", {}).items()}
        runner = {"RUNNER_TEMP": str(self.folder.parent / "temp"), "GITHUB_ACTION_PATH": str(self.action)}
        command = [program("bash"), "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        return subprocess.run(
            command, cwd=self.folder, env=environment(**runner, **given), capture_output=True, text=True, check=False
        )


def _filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda match: known[match[1]], text)


def steps(*names: str) -> list[dict[str, Any]]:
    return [step for step in ACTION["runs"]["steps"] if step.get("name") in names]


@pytest.mark.parametrize(
    ("inputs", "status", "shown"),
    [
        ({}, 0, "1 page: 1 with partner links, 1 covered"),
        ({"path": "public\nmore/*.html"}, 1, "more/bad page.html:2:8 error"),
        ({"path": "more/bad page.html", "arguments": "--output-format=text\n--color\nalways"}, 1, "\x1b[31merror"),
        ({"path": "more", "arguments": "--config=lenient.toml"}, 0, "1 warning"),
        ({"path": "none"}, 2, ""),
        ({"path": "$(touch ran)"}, 2, ""),
    ],
)
def test_the_action_checks(tree: WriteTree, inputs: dict[str, str], status: int, shown: str) -> None:
    files = {"public/a.html": GOOD, "more/bad page.html": BAD, "lenient.toml": 'checks.disclosure-missing = "warning"'}
    top = tree({f"site/{name}": text for name, text in files.items()})
    stand_in(top / "temp" / "disclosure-check" / "bin")
    ran = Runner(top / "site", TOP).run(steps("Check the pages"), **inputs)
    assert (ran.returncode, shown in ran.stdout) == (status, True), ran
    assert not (top / "site" / "ran").exists()


def test_the_action_installs_itself_and_checks(tree: WriteTree) -> None:
    only_with_network()
    top = tree({"site/public/a.html": BAD, "site/re.py": "a module of the site's that must not get in the way ("})
    (top / "temp").mkdir()
    action = copy_of_checkout(top / "action")
    ran = Runner(top / "site", action).run(steps("Install disclosure-check", "Check the pages"))
    assert (ran.returncode, "public/a.html:2:8 error" in ran.stdout) == (1, True), ran


def test_no_script_of_the_action_holds_what_others_write() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    scripts = {step.get("name", step.get("uses")) for step in ACTION["runs"]["steps"]}
    assert scripts == {"actions/setup-python@v5", "Install disclosure-check", "Check the pages"}


def test_the_docs_tell_every_input_of_the_action() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (?:`(.*?)`)? ?\| ", DOCS, re.MULTILINE)
    assert dict(rows) == {name: about["default"] for name, about in ACTION["inputs"].items()}


def test_the_workflow_checks_what_it_deploys() -> None:
    workflow = read(CI / "github-pages.yml")
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    used = [step.get("uses", step.get("run")) for step in build["steps"]]
    check = used.index("OWNER/disclosure-check@main")
    assert used.index("hugo --minify") < check < used.index("actions/upload-pages-artifact@v3")
    assert build["steps"][check]["with"] == build["steps"][check + 1]["with"] == {"path": "public"}
    assert set(build["steps"][check]["with"]) <= set(ACTION["inputs"])
    assert deploy["needs"] == "build"


@pytest.mark.parametrize(("page", "status"), [(GOOD, 0), (BAD, 1)])
def test_the_gitlab_job_installs_and_checks(tree: WriteTree, page: str, status: int) -> None:
    top = tree({"site/public/a.html": page})
    stand_in(top / "bin")
    python = top / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$@" >>"$0.log"\n', encoding="utf-8")  # pip is .ci/run's, with the action
    python.chmod(0o755)
    job = read(CI / "disclosure-check.gitlab-ci.yml")[".disclosure-check"]
    script = "\n".join(["set -eo pipefail", *job["script"]])
    path = f"{top / 'bin'}{os.pathsep}{os.environ['PATH']}"
    command = [program("bash"), "-c", script]
    ran = subprocess.run(command, cwd=top / "site", env=environment(PATH=path, **job["variables"]), check=False)
    assert ran.returncode == status
    assert (top / "bin" / "python.log").read_text(encoding="utf-8").endswith(f" {job['variables']['PACKAGE']}\n")


def test_the_gitlab_pipeline_checks_between_build_and_deploy() -> None:
    pipeline = read(CI / "gitlab-pages.yml")
    template = read(CI / "disclosure-check.gitlab-ci.yml")
    assert [include["local"] for include in pipeline["include"]] == ["/disclosure-check.gitlab-ci.yml"]
    jobs = {name: job for name, job in pipeline.items() if isinstance(job, dict)}
    assert [job["stage"] for job in jobs.values()] == pipeline["stages"] == ["build", "check", "deploy"]
    assert jobs["disclosure-check"]["extends"] in template
    site = template[".disclosure-check"]["variables"]["SITE"]
    assert jobs["build"]["artifacts"]["paths"] == jobs["pages"]["artifacts"]["paths"] == [site]
    images = [job["image"] for job in (*jobs.values(), *template.values()) if "image" in job]
    assert all(re.fullmatch(r"(python|debian):[\w.]+-slim", image) for image in images)  # Debian's all


@pytest.mark.parametrize("path", sorted(CI.iterdir()), ids=lambda path: path.name)
def test_the_docs_show_the_files_whole(path: Path) -> None:
    assert f"```yaml\n{path.read_text(encoding='utf-8')}```" in DOCS


def test_the_readme_shows_steps_of_the_files() -> None:
    shown = re.findall(r"^```yaml\n(.*?)^```$", README.partition("## What it looks at")[0], re.MULTILINE | re.DOTALL)
    whole = [line.strip() for path in CI.iterdir() for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(shown) == 2
    for line in "".join(shown).splitlines():
        assert line.partition(" #")[0].strip() in [each.partition(" #")[0].strip() for each in whole]


HOOKS = read(TOP / ".pre-commit-hooks.yaml")


def test_the_pre_commit_hook_is_a_command_of_ours() -> None:
    (hook,) = HOOKS
    assert set(hook) == {"id", "name", "description", "entry", "language", "types", "require_serial"}
    assert (hook["id"], hook["language"], hook["types"]) == ("disclosure-check", "python", ["html"])
    name, *arguments = hook["entry"].split()
    assert name == "disclosure-check"
    assert parser().parse_args([*arguments, "--fail-level=warning", "a.html"]).paths == ["a.html"]
    assert yaml.safe_load(re.findall(r"^```yaml\n(repos:.*?)^```$", DOCS, re.M | re.S)[0])["repos"][0]["hooks"] == [
        {"id": hook["id"]}
    ]


def git(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    settings = ["-c", "user.name=A", "-c", "user.email=a@site.example", "-c", "init.defaultBranch=main"]
    return subprocess.run(
        [program("git"), *settings, *arguments], cwd=cwd, env=environment(GIT_CONFIG_GLOBAL=os.devnull, **more),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def commit(folder: Path, **pages: str) -> None:
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    git("add", "--all", cwd=folder)
    assert git("commit", "--no-verify", "--message=x", cwd=folder).returncode == 0


def test_pre_commit_runs_the_hook(tree: WriteTree) -> None:
    only_with_network()
    top = tree({"site/a.html": GOOD, "site/notes.txt": BAD})
    hooks = copy_of_checkout(top / "hooks")
    for folder in (hooks, top / "site"):
        assert git("init", cwd=folder).returncode == 0
        commit(folder)
    rev = git("rev-parse", "HEAD", cwd=hooks).stdout.strip()
    config = {"repos": [{"repo": str(hooks), "rev": rev, "hooks": [{"id": "disclosure-check"}]}]}
    (top / "site" / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    home = {"PRE_COMMIT_HOME": str(top / "home")}
    pre_commit = [program("pre-commit")]
    subprocess.run([*pre_commit, "validate-manifest", hooks / ".pre-commit-hooks.yaml"], check=True)
    subprocess.run([*pre_commit, "install"], cwd=top / "site", env=environment(**home), check=True)
    commit(top / "site")
    for page, status in ((GOOD, 0), (BAD, 1)):
        (top / "site" / "b.html").write_text(f"{page} ", encoding="utf-8")
        git("add", "--all", cwd=top / "site")
        ran = git("commit", "--message=b", cwd=top / "site", **home)
        assert (ran.returncode, "b.html:2:8 error" in ran.stderr + ran.stdout) == (status, bool(status)), ran


class Pushed:
    """A site with the pre-push hook, and the bare repository it is pushed to."""

    def __init__(self, top: Path) -> None:
        self.site, self.remote = top / "site", top / "remote.git"
        self.path = f"{stand_in(top / 'bin').parent}{os.pathsep}{os.environ['PATH']}"
        git("init", "--bare", str(self.remote), cwd=top)
        git("init", str(self.site), cwd=top)
        git("remote", "add", "origin", str(self.remote), cwd=self.site)
        hook = self.site / ".git" / "hooks" / "pre-push"
        hook.parent.mkdir(exist_ok=True)
        hook.write_bytes((TOP / "examples" / "hooks" / "pre-push").read_bytes())
        hook.chmod(0o755)

    def push(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return git("push", *(arguments or ("origin", "HEAD:main")), cwd=self.site, PATH=self.path)

    def arrived(self) -> bool:
        local = git("rev-parse", "HEAD", cwd=self.site).stdout
        return git("rev-parse", "main", cwd=self.remote).stdout == local


@pytest.fixture
def pushed(tmp_path: Path) -> Pushed:
    program("git")
    return Pushed(tmp_path)


def test_a_push_of_pages_that_tell_goes_through(pushed: Pushed) -> None:
    commit(pushed.site, a=GOOD)
    assert (pushed.push().returncode, pushed.arrived()) == (0, True)


def test_a_push_of_pages_that_do_not_tell_is_refused(pushed: Pushed) -> None:
    commit(pushed.site, a=BAD)
    (pushed.site / "a.html").write_text(GOOD, encoding="utf-8")  # mended, but not in the commit
    ran = pushed.push()
    assert (ran.returncode, pushed.arrived()) == (1, False)
    assert "a.html:2:8 error" in ran.stderr
    assert "pre-push: not pushed; git push --no-verify pushes without the check" in ran.stderr
    assert (pushed.push("--no-verify", "origin", "HEAD:main").returncode, pushed.arrived()) == (0, True)


def test_every_branch_is_checked_and_a_deleted_one_is_none(pushed: Pushed) -> None:
    commit(pushed.site, a=GOOD)
    git("branch", "same", cwd=pushed.site)
    assert pushed.push("origin", "HEAD:main", "same").returncode == 0
    assert pushed.push("origin", "--delete", "same").returncode == 0
    git("checkout", "-b", "draft", cwd=pushed.site)
    commit(pushed.site, a=BAD)
    assert pushed.push("origin", "main", "draft").returncode == 1


@pytest.mark.parametrize(("build", "status"), [("mkdir public && cp *.html public", 0), ("false", 1)])
def test_a_push_builds_first(pushed: Pushed, build: str, status: int) -> None:
    git("config", "disclosure-check.build", build, cwd=pushed.site)
    git("config", "disclosure-check.folder", "public", cwd=pushed.site)
    commit(pushed.site, a=GOOD)
    assert pushed.push().returncode == status
    assert not (pushed.site / "public").exists()
