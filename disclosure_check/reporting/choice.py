"""Which reports a run makes: those asked for, else those that fit the CI system around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure_check.reporting.outputs import Wanted

GITLAB_FILE = "gl-code-quality-report.json"
_FITTING = {
    "GITHUB_ACTIONS": ("GitHub Actions", (Wanted("github"),)),
    "GITLAB_CI": ("GitLab CI", (Wanted("text"), Wanted("gitlab", GITLAB_FILE))),
}


def chosen(asked: Sequence[str] | None, environment: Mapping[str, str]) -> tuple[list[Wanted], str]:
    """Return the reports to make, and a line that says why where nobody asked for them."""
    if asked:
        return [_wanted(each) for each in asked], ""
    for variable, (system, wanted) in _FITTING.items():
        if environment.get(variable) == "true":
            formats = " ".join(f"--output-format {_written(each)}" for each in wanted)
            return list(wanted), f"{system} is recognised: {formats}"
    return [Wanted("text")], ""


def _wanted(asked: str) -> Wanted:
    format_, equals, file = asked.partition("=")
    return Wanted(format_, file if equals else None)


def _written(wanted: Wanted) -> str:
    return wanted.format if wanted.file is None else f"{wanted.format}={wanted.file}"
