"""What each stage of a check costs: the stages call each other, so each has its own time and not its callees'."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

import disclosure_check.checker
import disclosure_check.reading
from disclosure_check.checker import Checker
from disclosure_check.detection import detector, judging
from disclosure_check.detection.detector import Detector
from disclosure_check.detection.facts import PageFacts
from disclosure_check.reading.page import Page
from disclosure_check.reading.turbo import TurboTree

PLACES: tuple[tuple[str, Any, str], ...] = (
    ("decode", disclosure_check.reading, "decode"),
    ("parse", TurboTree, "__init__"),
    ("links", disclosure_check.reading, "read_ways_out"),
    ("evidence", detector, "read_clues"),
    ("plain text", Page, "gate_text"),
    ("gate", Detector, "_says_something"),
    ("flow", Page, "flow"),
    ("wording", judging, "find_candidates"),
    ("coverage", PageFacts, "__init__"),
    ("coverage", PageFacts, "judgement"),
    ("checks", Checker, "_with_findings"),
    ("rest", Checker, "check"),
)


class Clock:
    """CPU seconds by stage; the time of an inner stage is not the outer one's."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def around(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def timed(*args: Any, **options: Any) -> Any:
            self._inner.append(0.0)
            begin = time.process_time()
            try:
                return work(*args, **options)
            finally:
                spent = time.process_time() - begin
                self.seconds[stage] += spent - self._inner.pop()
                self._inner[-1] += spent

        return timed


def watch() -> Clock:
    """Put a clock around every stage; for the rest of this process."""
    clock = Clock()
    for stage, owner, name in PLACES:
        work = owner.__dict__[name]
        if isinstance(work, cached_property):
            timed: Any = cached_property(clock.around(stage, work.func))
            timed.__set_name__(owner, name)
        else:
            timed = clock.around(stage, work)
        setattr(owner, name, timed)
    return clock
