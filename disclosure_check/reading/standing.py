"""Where a reader is on the page: region, article, in the content or ahead of it, in a hidden box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_check.model import Region
from disclosure_check.reading.hiding import CLOSED_DETAILS
from disclosure_check.reading.regions import region_inside

if TYPE_CHECKING:
    from disclosure_check.reading.regions import Landmarks

State = tuple[Region, int, bool, str]


class Standing:
    """Changes as elements are entered; what is behind an element is told by `state`, taken ahead of it."""

    def __init__(self, marks: Landmarks, hidden_elements: dict[Any, str]) -> None:
        self._marks, self._reasons = marks, hidden_elements
        self._seen_root = marks.root is None and not marks.articles  # else the first article begins the content
        self.state = Region.CONTENT, 0, marks.root is None, ""

    @property
    def elements(self) -> set[Any]:
        """Return the elements whose entering changes something."""
        marks = self._marks
        return {*marks.regions, *self._reasons, *marks.articles, marks.root} - {None}

    @property
    def state(self) -> State:
        return self._region, self._article, self._inside_root, self.hidden

    @state.setter
    def state(self, state: State) -> None:
        self._region, self._article, self._inside_root, self.hidden = state
        self._look_around()

    def _look_around(self) -> None:
        """Tell of the place: what stands outside the root and every landmark belongs to the page's head or foot."""
        region = self._region
        if not self._inside_root and region is Region.CONTENT:
            region = Region.FOOTER if self._seen_root else Region.HEADER
        self.here = region, self.hidden, not self._seen_root, self._article

    def is_landmark(self, element: Any) -> bool:
        marks = self._marks
        return element in marks.regions or element in marks.articles or element is marks.root

    def enter_landmark(self, element: Any) -> None:
        marks = self._marks
        self._article = self._article or marks.articles.get(element, 0)
        if element is marks.root:
            self._inside_root = True
        self._seen_root = self._seen_root or element is marks.root or bool(self._article and self._inside_root)
        self._region = region_inside(marks, element, self._region, self._inside_root, self._article)
        self._look_around()

    def shows_again(self, element: Any) -> bool:
        """Whether a closed box shows this part of it: the summary of `<details>`."""
        return self.hidden == CLOSED_DETAILS and self._reasons.get(element) == ""

    def hides(self, element: Any) -> str:
        """Return why an element hides what is in it, where it was not hidden already."""
        return "" if self.hidden else self._reasons.get(element, "")

    def hide(self, reason: str) -> None:
        self.hidden = reason
        self._look_around()
