"""Several processes: the same output, and a page that ends or stalls its process costs that page alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_check import running, tasks, workers
from disclosure_check.running import Run
from disclosure_check.settings import Settings
from disclosure_check.sources import Place
from disclosure_check.tasks import Checked, Checkers, Task

is_copied = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="a worker that is no copy knows nothing of what a test patches"
)
check_task = tasks.check_task


def tasks_of(folder: Path, *names: str) -> list[Task]:
    for name in names:
        (folder / name).write_text(f"<p>{name}", encoding="utf-8")
    return [Task(Place(name, str(folder / name)), 0) for name in names]


def results(tasks: list[Task], jobs: int | None) -> list[tuple[str, str]]:
    return [
        (result.path, result.error.message if result.error else result.verdict)
        for result in Run([Settings()], tasks, jobs).results()
    ]


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_results_come_in_the_order_of_the_tasks(tmp_path: Path, jobs: int) -> None:
    names = [f"{number:03}.html" for number in range(200)]
    assert results(tasks_of(tmp_path, *names), jobs) == [(name, "no-partner-links") for name in names]


def test_a_small_site_takes_no_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "results_of_workers", None)
    assert len(results(tasks_of(tmp_path, "a.html", "b.html"), None)) == 2


def test_a_large_site_takes_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def remember(tasks: list[Task], checkers: Checkers, jobs: int, _: object) -> Iterator[Checked]:
        asked.append((len(tasks), jobs))
        return (check_task(task, checkers) for task in tasks)

    monkeypatch.setattr(workers, "results_of_workers", remember)
    monkeypatch.setattr(running, "_cores", lambda: 4)
    monkeypatch.setattr(running, "_PAYS_FROM", 10)
    results(tasks_of(tmp_path, *(f"{number}.html" for number in range(9))), None)
    assert asked == [(9, 4)]


def test_chunks_have_about_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_CHUNK", 20)
    tasks = tasks_of(tmp_path, "a.html", "bb.html", "long-enough-for-two.html", "c.html")
    assert [[task.place.name for task in chunk] for chunk in workers.chunks_of(tasks)] == [
        ["a.html", "bb.html", "long-enough-for-two.html"], ["c.html"],
    ]  # fmt: skip


@is_copied
@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "the process that checked it ended with -9"),
        (lambda: os._exit(3), "the process that checked it ended with 3"),
        (lambda: time.sleep(60), "the process that checked it took too long"),
    ],
    ids=["killed", "ended", "stalled"],
)
def test_a_page_that_harms_its_process_costs_that_page_alone(
    harm: object, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(task: Task, checkers: Checkers) -> Checked:
        if task.place.name == "bad.html":
            harm()  # type: ignore[operator]
        return check_task(task, checkers)

    monkeypatch.setattr(workers, "check_task", check)
    monkeypatch.setattr(workers, "_SECONDS", 1)
    tasks = tasks_of(tmp_path, "a.html", "b.html", "bad.html", "c.html", "d.html")
    assert results(tasks, 2) == [
        ("a.html", "no-partner-links"), ("b.html", "no-partner-links"),
        ("bad.html", f"{message}; please report the page"),
        ("c.html", "no-partner-links"), ("d.html", "no-partner-links"),
    ]  # fmt: skip
