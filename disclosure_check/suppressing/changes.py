"""Which pages a change touched, as git tells it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

from disclosure_check.errors import UserError
from disclosure_check.messages import counted
from disclosure_check.validation import lower_first


class Changes:
    """What differs between the working tree and the commit where it left another one's history."""

    def __init__(self, since: str, top: str, touched: frozenset[str], tracked: frozenset[str]) -> None:
        self.since = since
        self._top = top
        self._touched = touched
        self._tracked = tracked
        self._strangers = 0

    def touch(self, path: str, source_path: str) -> bool:
        """Whether a page's file, or the file that it was built from, was touched; what git does not know counts."""
        page = self._name_of(path)
        if page in self._touched and page in self._tracked:  # what is only built lies new there each time
            return True
        name = self._name_of(source_path) if source_path else None
        if name not in self._tracked and name not in self._touched:
            name = page
        if name in self._touched:
            return True
        if name in self._tracked:
            return False
        self._strangers += 1
        return True

    def told(self) -> Iterator[str]:
        if self._strangers:
            pages = counted(self._strangers, "page")
            yield f"not in the repository, and no source is known, so counted as changed since {self.since}: {pages}"

    def _name_of(self, path: str) -> str:
        """Return a path as git names it, from the repository's top folder."""
        try:
            return os.path.relpath(os.path.realpath(path), self._top).replace(os.sep, "/")
        except ValueError:  # on another drive
            return path


def changes_since(since: str) -> Changes:
    """Ask git what changed since the commit that a name stands for.

    Raises UserError where there is no git, no repository or no such commit.
    """
    if since.startswith("-"):
        raise UserError(f"--changed-since: expected a commit or branch, got '{since}'")
    top = os.path.realpath(_git(".", "rev-parse", "--show-toplevel").removesuffix("\n"))
    shallow = "in a shallow clone, fetch it first"
    commit = _git(
        top, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}", says=f"no commit '{since}'; {shallow}"
    )
    base = _git(
        top, "merge-base", commit.strip(), "HEAD", says=f"'{since}' and HEAD have no common history; {shallow}"
    ).strip()
    new = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    changed = _git(top, "-c", "diff.relative=false", "diff", "-z", "--name-only", "--no-renames", "--no-ext-diff", base)
    tracked = _git(top, "ls-files", "-z")
    return Changes(since, top, _names(changed) | _names(new), _names(tracked))


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split("\0")) - {""}


def _git(folder: str, *arguments: str, says: str = "") -> str:
    """Run git and return what it prints; where it fails without a word, say what is meant."""
    try:
        ran = subprocess.run(
            ["git", "-C", folder, *arguments], capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"}
        )
    except OSError:
        raise UserError("--changed-since: git is not installed") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UserError(f"--changed-since: {lower_first(said[0].removeprefix('fatal: ')) if said else says}")
    return os.fsdecode(ran.stdout)
