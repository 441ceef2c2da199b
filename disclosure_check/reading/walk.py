"""One pass over the tree that turns it into a flow: blocks, regions, hidden boxes, places of links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_check.reading.buffer import ENDS, SLOT, STARTS, Buffer, read_inline
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.generated import read_generated
from disclosure_check.reading.hiding import CLOSED_DETAILS, read_hidden
from disclosure_check.reading.parts import Link
from disclosure_check.reading.regions import read_landmarks
from disclosure_check.reading.shape import CAREFUL, GROUPS, HEADINGS, INLINE, SKIPPED, Shape
from disclosure_check.reading.signed import signed_elements
from disclosure_check.reading.standing import Standing, State
from disclosure_check.reading.text import fold, raised
from disclosure_check.reading.writer import Writer

if TYPE_CHECKING:
    from disclosure_check.reading.sheets import Sheet
    from disclosure_check.reading.source import SourceText
    from disclosure_check.reading.tree import Tree
    from disclosure_check.rulebook.markup import MarkupRules

# what leaving undoes: of a block without a group nothing more, or the heading; of a link -3, -4 … by its index
_BLOCK, _HEADING, _LINK = -1, -2, -3


class _Outer(NamedTuple):
    """What the walk returns to when it leaves an element."""

    element: Any
    link: int | None
    group: int  # of the element itself where it is one, else -1
    is_block: bool
    state: tuple[State, int, int] | None
    buffer: Buffer | None  # the visible block that a hidden box interrupted


class Walk(Writer):
    """The state is what a reader would know at that place; `run` once, then `finish`."""

    def __init__(
        self, tree: Tree, links: Sequence[Link], markup: MarkupRules, content: str | None, sheets: Iterable[Sheet]
    ) -> None:
        signed = signed_elements(tree, markup, ("consent", "comments", "ad-slot"))
        super().__init__(Standing(read_landmarks(tree, signed, content), read_hidden(tree)))
        self.generated = read_generated(tree, sheets)
        self.slot_elements = {element for element, meaning in signed.items() if meaning == "ad-slot"}
        self.link_of = {link.element: link.index for link in links}
        self.element_class, self.text_class = tree.element_class, tree.text_class
        self.special = self.standing.elements
        self.shape = Shape(tree, links, (*self.special, *self.slot_elements, *self.generated))

    def run(self, root: Any) -> None:
        """Walk the tree with a stack of our own: pages nest deeper than Python's calls may."""
        element_class, text_class = self.element_class, self.text_class
        kinds, boxes = self.shape.kinds, self.shape.boxes
        buffer = self.buffer
        stack: list[tuple[Any, _Outer | int | None]] = [(iter((root,)), None)]
        while stack:
            children, outer = stack[-1]
            for child in children:
                kind = child.__class__
                if kind is text_class:
                    data = child.data
                    if buffer.parts or not data.isspace():
                        buffer.parts.append(data)
                        buffer.nodes.append(child)
                elif kind is element_class:
                    what = kinds.get(child)
                    if what is None:
                        stack.append((iter(child.children), None))
                        break
                    if isinstance(what, str):
                        if child not in boxes:
                            self._read_paragraph(child, what)
                            buffer = self.buffer
                            continue
                        stack.append((iter(child.children), self._enter_block(child, what)))
                        buffer = self.buffer
                        break
                    if what >= 0:
                        buffer.note(STARTS, what)
                        stack.append((iter(child.children), _LINK - what))
                        break
                    entered = self._enter(child, child.tag) if what == CAREFUL else None
                    buffer = self.buffer
                    if entered is not None:
                        stack.append((iter(_content(child)), entered))
                        break
            else:
                stack.pop()
                if outer is not None:
                    self._leave_simple(outer) if isinstance(outer, int) else self._leave(outer)
                    buffer = self.buffer
        self.flush()

    def _enter_block(self, element: Any, tag: str) -> int:
        """Enter a block with nothing special about it; return its group, or what else is to be undone."""
        if self.buffer.parts or self.buffer.events:
            self.flush()
        if tag in GROUPS:
            return self.open_group(element, tag)
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
            return _HEADING
        return _BLOCK

    def _read_paragraph(self, element: Any, tag: str) -> None:
        """Read a block that holds nothing but text, plain inline elements and links."""
        if self.buffer.parts or self.buffer.events:
            self.flush()
        links = self.shape.links_below.get(element, ())
        text, words = fold(element.text) or read_inline(element, ()).text()
        if not text and not links:
            return
        for link, _ in links:
            self.starts[link] = len(self.blocks)
        if tag in GROUPS:
            outer, self.group = self.group, self.open_group(element, tag)
            self.keep(text, words, (element, links), self.heading)
            self.group = outer
        elif tag in HEADINGS:
            self.keep(text, words, (element, links), HEADINGS[tag])
            self.heading = 0
        else:
            self.keep(text, words, (element, links), self.heading)

    def _leave_simple(self, entered: int) -> None:
        if entered <= _LINK:
            self.buffer.note(ENDS, _LINK - entered)
            return
        if self.buffer.parts or self.buffer.events:
            self.flush()
        if entered >= 0:
            self.groups[entered][3] = len(self.blocks) - 1
            self.group = self.groups[entered][1]
        elif entered == _HEADING:
            self.heading = 0

    def _enter(self, element: Any, tag: str) -> _Outer | None:
        if tag == "br":
            if self.buffer.break_line():  # two in a row part paragraphs
                self.flush()
            return None
        if element in self.slot_elements:
            self.buffer.note(SLOT)
        if tag == "sup" and self._raise_digits(element):
            return None
        if tag in SKIPPED or (tag == "template" and element.attr("shadowrootmode") is None):
            self._place_void_link(element)
            return None
        state = outer_buffer = None
        is_block = tag not in INLINE
        is_special = element in self.special
        if is_block or is_special:
            state = (self.standing.state, self.group, self.heading)
        if is_special:
            outer_buffer = self._enter_special(element)
        if is_block:
            self.flush()
        return self._open(element, tag, is_block, state, outer_buffer)

    def _open(self, element: Any, tag: str, is_block: bool, state: Any, buffer: Buffer | None) -> _Outer:
        group, link = -1, None
        if tag in GROUPS:
            group = self.open_group(element, tag)
        elif tag in HEADINGS:
            self.heading = HEADINGS[tag]
        if element in self.shape.kinds:
            link = self._open_marked(element)
        return _Outer(element, link, group, is_block, state, buffer)

    def _open_marked(self, element: Any) -> int | None:
        """Note where a link begins and write what CSS puts before the element; return the link."""
        link = self.link_of.get(element)
        if link is not None:
            self.buffer.note(STARTS, link)
        before = self.generated.get(element, ("", ""))[0]
        if before:
            self.buffer.append(before, element)
        return link

    def _leave(self, outer: _Outer) -> None:
        element, link, group, is_block, state, buffer = outer
        after = self.generated.get(element, ("", ""))[1] if self.generated else ""
        if after:
            self.buffer.append(after, element)
        if link is not None:
            self.buffer.note(ENDS, link)
        if is_block or buffer is not None:
            self.flush()
        if group >= 0:
            self.groups[group][3] = len(self.blocks) - 1
        if state is not None:
            self.standing.state, self.group, self.heading = state
        if buffer is not None:
            self.buffer = buffer

    def _enter_special(self, element: Any) -> Buffer | None:
        standing = self.standing
        if standing.is_landmark(element):
            self.flush()
            standing.enter_landmark(element)
        if standing.shows_again(element):
            self.flush()
            standing.hide("")
        reason = standing.hides(element)
        if not reason:
            return None
        if reason == CLOSED_DETAILS:  # its summary stands between the text on both sides
            self.flush()
        outer, self.buffer = self.buffer, Buffer()
        standing.hide(reason)
        return outer

    def _place_void_link(self, element: Any) -> None:
        link = self.link_of.get(element)
        if link is not None:
            self.buffer.note(STARTS, link)
            self.buffer.note(ENDS, link)

    def _raise_digits(self, element: Any) -> bool:
        """Read `<sup>1</sup>` as ¹, the mark a reader sees; links in it stay links."""
        children = element.children
        only: Any = children[0] if len(children) == 1 else None
        kind = only.__class__
        if kind is not self.text_class:
            return False
        digits = raised(only.data)
        if not digits:
            return False
        self.buffer.append(digits, only)
        return True


def read_flow(
    tree: Tree,
    source: SourceText,
    links: Sequence[Link],
    markup: MarkupRules,
    content: str | None,
    sheets: Iterable[Sheet],
) -> Flow:
    """Return the page's text in reading order with the place of every link."""
    walk = Walk(tree, links, markup, content, sheets)
    if tree.root is not None:
        walk.run(tree.root)
    return walk.finish(tree, source)


def _content(element: Any) -> Any:
    """Return an element's children; a shadow root's stand one level deeper."""
    if element.tag != "template":
        return element.children
    return [node for child in element.children for node in (child.children if not hasattr(child, "attr") else [child])]
