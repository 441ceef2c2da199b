"""What the style sheets of a page keep from readers' eyes, and on which screens.

Only notices and partner links are asked for, and only them and what stands around them is matched with rules.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from disclosure_check.messages import both, say
from disclosure_check.reading.cascade import Cascade, Reaching
from disclosure_check.reading.conditions import Condition, Screen, hold
from disclosure_check.reading.css_values import Colour, contrast
from disclosure_check.reading.declarations import FAINT, SMALL
from disclosure_check.reading.looks import TELLING, Look, first_look, look_at
from disclosure_check.reading.sheets import Sheets
from disclosure_check.reading.tree import Tree

_ORDINARY = Screen()
_READABLE = 1.3  # contrast: less is next to none
_TINY = 0.5  # of the size of the text around
_NOTHING = 1.0  # pixels: letters of that size are none


class Seen(NamedTuple):
    """Why readers do not see something; all empty where they do."""

    hidden: str = ""
    partly: str = ""  # on which screens they do not: it counts as seen
    doubt: str = ""  # why only a browser could tell


class _Around(NamedTuple):
    """What is declared for an element or one that stands around it."""

    is_suspected: bool = False  # something may hide it
    conditions: tuple[Condition, ...] = ()  # of all, those of the innermost first

    def inside(self, reaching: Reaching) -> _Around:
        """Return the same for an element inside."""
        if not reaching.limits:
            return self._replace(is_suspected=True) if reaching.is_suspicious else self
        conditions = dict.fromkeys((*itertools.chain(*reaching.limits), *self.conditions))
        return _Around(self.is_suspected or reaching.is_suspicious, tuple(conditions))


class Visibility:
    """Answers for single elements; nothing is matched before the first question."""

    def __init__(self, tree: Tree, sheets: Sheets | None = None) -> None:
        self._sheets = sheets or Sheets(tree)
        self._cascade = Cascade(tree, self._sheets)
        self._looks: defaultdict[Screen, dict[Any, Look]] = defaultdict(dict)
        self._alike: dict[tuple[Any, Look, tuple[bool, ...]], Look] = {}
        self._around: dict[Any, _Around] = {}

    def expect(self, elements: Iterable[Any]) -> None:
        """Tell which elements will be asked for: to make ready for all of them costs as much as for one."""
        self._cascade.expect(elements)

    def of_box(self, element: Any) -> str:
        """Return why readers do not see a link; empty where they do, on some screens, or where it can't be told.

        One that is there and transparent can be clicked on, so it is none of the hidden.
        """
        if not self._around_of(element).is_suspected:
            return ""
        return self._on_all_screens(element, lambda screen: self._box(element, screen)).hidden

    def of_text(self, element: Any, prose: Callable[[], Any] = lambda: None) -> Seen:
        """Return why readers do not see the text of an element; `prose` names an element of the article's text."""
        seen = self._text(element, _ORDINARY, prose)
        if not any(seen) and not self._around_of(element).is_suspected:
            return seen
        return self._on_all_screens(element, lambda screen: self._text(element, screen, prose))

    def _look(self, element: Any, screen: Screen) -> Look:
        """Return how an element looks; what stands around it is looked at once."""
        asked, looks = [], self._looks[screen]
        while element not in looks and hasattr(element, "attr"):
            asked.append(element)
            element = element.parent
        look = looks.get(element) or first_look(self._sheets.are_complete)
        for each in reversed(asked):
            reaching = self._cascade.reaching(each)
            if reaching.declared or each.tag in TELLING:
                look = self._look_at(each, look, reaching, screen)
            looks[each] = look
        return look

    def _look_at(self, element: Any, outer: Look, reaching: Reaching, screen: Screen) -> Look:
        """Return how an element looks; most look the same on every screen."""
        known = (element, outer, tuple([hold(limit, screen) for limit in reaching.limits]))
        if known not in self._alike:
            style = reaching.on(screen)
            self._alike[known] = look_at(element, outer, style, self._cascade.resolved, reaching.is_suspicious)
        return self._alike[known]

    def _box(self, element: Any, screen: Screen) -> Seen:
        look = self._look(element, screen)
        return Seen(look.hidden or look.unseen, doubt=look.doubt)

    def _text(self, element: Any, screen: Screen, prose: Callable[[], Any]) -> Seen:
        look = self._look(element, screen)
        hidden = look.hidden or look.unseen or look.faint
        if not hidden and look.shift:
            hidden = say("text off screen ({style})", style=f"text-indent: {look.shift}")
        if not hidden and look.size <= _NOTHING:
            hidden = f"font-size: {look.size:.3g}px" if look.size else "font-size: 0"
        seen = Seen(hidden or _colourless(look), doubt=look.doubt)
        if seen.hidden or not (look.vague or look.size < SMALL) or (around := prose()) is None:
            return seen
        return _compared(look, self._look(around, screen), seen)

    def _on_all_screens(self, element: Any, ask: Callable[[Screen], Seen]) -> Seen:
        """Ask for every screen that the rules around an element tell apart."""
        conditions = self._around_of(element).conditions
        if not conditions:
            return ask(_ORDINARY)
        widths = _widths(conditions)
        plain = [ask(Screen(width)) for width in widths]
        if any(condition.is_open for condition in conditions):
            other = [ask(Screen(width, True)) for width in widths]
            if (told := _open(plain, other, conditions)) is not None:
                return told
        told = _by_width(widths, plain, conditions)
        if told.hidden and any(query.medium == "print" for each in conditions for query in each.queries):
            printed = ask(Screen(medium="print"))
            if not printed.hidden:
                return told._replace(hidden=say("{style}, shown in print only", style=told.hidden))
        return told

    def _around_of(self, element: Any) -> _Around:
        """Return what is to be asked for an element, before anyone weighs it."""
        asked = []
        while hasattr(element, "attr") and element not in self._around:
            asked.append(element)
            element = element.parent
        around = self._around.get(element, _Around())
        for each in reversed(asked):
            self._around[each] = around = around.inside(self._cascade.reaching(each))
        return around


def _compared(look: Look, around: Look, seen: Seen) -> Seen:
    """Judge small letters by those of the text around."""
    if look.vague and look.vague != around.vague:
        return seen._replace(doubt=f"font-size: {look.vague}")
    if look.size < SMALL and look.size <= around.size * _TINY and not around.vague:
        return Seen(
            say("font-size {size} against {usual} of the article", size=_pixels(look.size), usual=_pixels(around.size))
        )
    return seen


def _colourless(look: Look) -> str:
    """Return in which colours text can't be told from what is behind it."""
    if look.front is None or look.ground is None or contrast(look.front.over(look.ground), look.ground) >= _READABLE:
        return ""
    front = "transparent" if look.front.alpha <= FAINT else _hex(look.front)
    return say("text colour {front} on background {ground}", front=front, ground=_hex(look.ground))


def _pixels(size: float) -> str:
    return f"{size:.3g}px"


def _hex(colour: Colour) -> str:
    digits = "".join(f"{round(part):02x}" for part in colour[:3])
    return "#" + (digits[::2] if digits[::2] == digits[1::2] else digits)


def _widths(conditions: Sequence[Condition]) -> list[float]:
    """Return a width between each two at which a condition begins or ends."""
    edges = sorted({edge for condition in conditions for edge in condition.edges})
    if not edges:
        return [_ORDINARY.width]
    between = [(low + high) / 2 for low, high in itertools.pairwise(edges) if high - low > 1.5]
    return [edges[0] / 2, *between, edges[-1] + 200]


def _open(plain: Sequence[Seen], other: Sequence[Seen], conditions: Sequence[Condition]) -> Seen | None:
    """Return what follows where it takes more than a width to tell; None where it makes no difference."""
    if [bool(each.hidden) for each in plain] == [bool(each.hidden) for each in other]:
        return None
    asked = both(each.text for each in conditions if each.is_open)
    if all(each.hidden for each in plain):
        return Seen(doubt=say("{style}, but for {condition}", style=plain[0].hidden, condition=asked))
    if all(each.hidden for each in other) and not any(each.hidden for each in plain):
        reason = other[0].hidden
        is_media = all(each.queries for each in conditions)
        if not is_media:
            return Seen(doubt=say("{style} for {condition}", style=reason, condition=asked))
        return Seen(partly=say("hidden for {condition} ({style})", condition=asked, style=reason))
    return None


def _by_width(widths: Sequence[float], seen: Sequence[Seen], conditions: Sequence[Condition]) -> Seen:
    hidden = [bool(each.hidden) for each in seen]
    reason = next((each.hidden for each in seen if each.hidden), "")
    doubt = next((each.doubt for each in seen if each.doubt), "")
    if all(hidden):
        return Seen(seen[-1].hidden)
    if not any(hidden):
        return Seen(doubt=doubt)
    edges = sorted({edge for condition in conditions for edge in condition.edges})
    if hidden == sorted(hidden, reverse=True):
        first = widths[hidden.index(False)]
        edge = f"{max(edge for edge in edges if edge < first):.0f}px"
        return Seen(partly=say("hidden below {edge} ({style})", edge=edge, style=reason), doubt=doubt)
    if hidden == sorted(hidden):
        first = widths[hidden.index(True)]
        edge = f"{max(edge for edge in edges if edge < first):.0f}px"
        return Seen(partly=say("hidden above {edge} ({style})", edge=edge, style=reason), doubt=doubt)
    return Seen(partly=say("hidden on some screens ({style})", style=reason), doubt=doubt)
