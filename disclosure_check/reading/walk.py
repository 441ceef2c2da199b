"""One pass over the tree that turns it into a flow: blocks, regions, hidden boxes, places of links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_check.model import Region
from disclosure_check.reading.buffer import Buffer
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.generated import read_generated
from disclosure_check.reading.hiding import CLOSED_DETAILS, read_hidden
from disclosure_check.reading.parts import Block, Group, Link, Place
from disclosure_check.reading.regions import read_landmarks, region_inside
from disclosure_check.reading.signed import signed_elements
from disclosure_check.reading.text import LINE_BREAK, count_words

if TYPE_CHECKING:
    from disclosure_check.reading.source import SourceText
    from disclosure_check.reading.tree import Tree
    from disclosure_check.rulebook.markup import MarkupRules

_SKIPPED = frozenset(
    "head script style title textarea select option iframe object embed canvas audio video datalist math meta link"
    " base source track param col colgroup frame frameset noframes noembed rp".split()
)
_INLINE = frozenset(
    "a abbr acronym area b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark meter"
    " nobr output picture progress q rt ruby s samp small span strike strong sub sup svg text time tspan tt u var"
    " wbr".split()
)
_NEEDS_CARE = _SKIPPED | {"br", "sup", "template"}
_BLOCK, _HEADING = -1, -2  # what leaving a block without a group undoes: nothing more, or the heading
_GROUPS = frozenset("ul ol dl table section article figure aside li tr nav header footer main div".split())
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


class _Outer(NamedTuple):
    """What the walk returns to when it leaves an element."""

    element: Any
    link: int | None
    group: int  # of the element itself where it is one, else -1
    is_block: bool
    state: tuple[Region, int, bool, str, int, int] | None
    buffer: Buffer | None  # the visible block that a hidden box interrupted


class Walk:
    """The state is what a reader would know at that place; `run` once, then `finish`."""

    def __init__(self, tree: Tree, links: Sequence[Link], markup: MarkupRules, content: str | None) -> None:
        signed = signed_elements(tree, markup, ("consent", "comments", "ad-slot"))
        self.marks = read_landmarks(tree, signed, content)
        self.hidden_elements = read_hidden(tree)
        self.generated = read_generated(tree)
        self.slot_elements = {element for element, meaning in signed.items() if meaning == "ad-slot"}
        self.link_of = {link.element: link.index for link in links}
        self.element_class, self.text_class = tree.element_class, tree.text_class
        self.special = {*self.marks.regions, *self.hidden_elements, *self.marks.articles, self.marks.root}
        self.marked = {*self.special, *self.slot_elements, *self.link_of, *self.generated}
        self.buffer = Buffer()
        self.texts: list[str] = []
        self.length = self.words = 0
        self.blocks: list[Block] = []
        self.groups: list[list[Any]] = [["page", 0, 0, 0, None]]
        self.runs: list[tuple[int, Any]] = []
        self.starts: dict[int, tuple[int, int]] = {}
        self.ends: dict[int, int] = {}
        self.slots: list[int] = []
        self.hidden, self.region = "", Region.CONTENT
        self.group = self.article = self.heading = 0
        self.inside_root = self.marks.root is None
        self.seen_root = self.inside_root and not self.marks.articles  # else the first article begins the content

    def run(self, root: Any) -> None:
        """Walk the tree with a stack of our own: pages nest deeper than Python's calls may."""
        element_class, text_class, marked = self.element_class, self.text_class, self.marked
        stack: list[tuple[Any, _Outer | int | None]] = [(iter((root,)), None)]
        while stack:
            children, outer = stack[-1]
            for child in children:
                kind = child.__class__
                if kind is text_class:
                    self.buffer.append(child.data, child)
                elif kind is element_class:
                    tag = child.tag
                    if child in marked or tag in _NEEDS_CARE:
                        entered = self._enter(child, tag)
                        if entered is not None:
                            stack.append((iter(_content(child)), entered))
                            break
                    else:
                        stack.append((iter(child.children), None if tag in _INLINE else self._enter_block(child, tag)))
                        break
            else:
                stack.pop()
                if outer is not None:
                    self._leave_block(outer) if isinstance(outer, int) else self._leave(outer)
        self._flush()

    def _enter_block(self, element: Any, tag: str) -> int:
        """Enter a block with nothing special about it; return its group, or what else is to be undone."""
        if not self.buffer.is_empty():
            self._flush()
        if tag in _GROUPS:
            return self._open_group(element, tag)
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
            return _HEADING
        return _BLOCK

    def _leave_block(self, entered: int) -> None:
        if not self.buffer.is_empty():
            self._flush()
        if entered >= 0:
            self.groups[entered][3] = len(self.blocks) - 1
            self.group = self.groups[entered][1]
        elif entered == _HEADING:
            self.heading = 0

    def _open_group(self, element: Any, tag: str) -> int:
        number, first = len(self.groups), len(self.blocks)
        self.groups.append([tag, self.group, first, first, element])
        self.group = number
        return number

    def _enter(self, element: Any, tag: str) -> _Outer | None:
        if tag == "br":
            self._line_break()
            return None
        if element in self.slot_elements:
            self.buffer.slots.append(self.buffer.length)
        if tag == "sup" and self._raise_digits(element):
            return None
        if tag in _SKIPPED or (tag == "template" and element.attr("shadowrootmode") is None):
            self._place_void_link(element)
            return None
        state = outer_buffer = None
        is_block = tag not in _INLINE
        is_special = element in self.special
        if is_block or is_special:
            state = (self.region, self.article, self.inside_root, self.hidden, self.group, self.heading)
        if is_special:
            outer_buffer = self._enter_special(element)
        if is_block:
            self._flush()
        return self._open(element, tag, is_block, state, outer_buffer)

    def _open(self, element: Any, tag: str, is_block: bool, state: Any, buffer: Buffer | None) -> _Outer:
        group, link = -1, None
        if tag in _GROUPS:
            group = self._open_group(element, tag)
        elif tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        if element in self.marked:
            link = self._open_marked(element)
        return _Outer(element, link, group, is_block, state, buffer)

    def _open_marked(self, element: Any) -> int | None:
        """Note where a link begins and write what CSS puts before the element; return the link."""
        link = self.link_of.get(element)
        if link is not None:
            self.buffer.starts.append((link, self.buffer.length))
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
            self.buffer.ends.append((link, self.buffer.length))
        if is_block or buffer is not None:
            self._flush()
        if group >= 0:
            self.groups[group][3] = len(self.blocks) - 1
        if state is not None:
            self.region, self.article, self.inside_root, self.hidden, self.group, self.heading = state
        if buffer is not None:
            self.buffer = buffer

    def _enter_special(self, element: Any) -> Buffer | None:
        marks = self.marks
        if element in marks.regions or element in marks.articles or element is marks.root:
            self._flush()
            self.article = self.article or marks.articles.get(element, 0)
            if element is marks.root:
                self.inside_root = True
            self.seen_root = self.seen_root or element is marks.root or bool(self.article and self.inside_root)
            self.region = region_inside(marks, element, self.region, self.inside_root, self.article)
        reason = self.hidden_elements.get(element)
        if reason == "" and self.hidden == CLOSED_DETAILS:
            self._flush()
            self.hidden = ""
        if not reason or self.hidden:
            return None
        if reason == CLOSED_DETAILS:  # its summary stands between the text on both sides
            self._flush()
        outer, self.buffer, self.hidden = self.buffer, Buffer(), reason
        return outer

    def _place_void_link(self, element: Any) -> None:
        link = self.link_of.get(element)
        if link is not None:
            self.buffer.starts.append((link, self.buffer.length))
            self.buffer.ends.append((link, self.buffer.length))

    def _line_break(self) -> None:
        if self.buffer.parts and self.buffer.parts[-1] == LINE_BREAK:  # two in a row part paragraphs
            self._flush()
        elif self.buffer.length:
            self.buffer.break_line()

    def _raise_digits(self, element: Any) -> bool:
        """Read `<sup>1</sup>` as ¹, the mark a reader sees; links in it stay links."""
        children = element.children
        only: Any = children[0] if len(children) == 1 else None
        kind = only.__class__
        if kind is not self.text_class:
            return False
        digits = only.data.strip()
        if len(digits) > 2 or not digits.isdecimal() or not digits.isascii():
            return False
        self.buffer.append(digits.translate(_RAISED), only)
        return True

    def _flush(self) -> None:
        """Close the block in the making; one without text is kept where a link or an ad slot stands in it."""
        buffer = self.buffer
        if buffer.is_empty():
            return
        text = "".join(buffer.parts).rstrip(" " + LINE_BREAK)
        base, number = self.length, len(self.blocks)
        for link, at in buffer.starts:
            self.starts.setdefault(link, (number, base + min(at, len(text))))
        for link, at in buffer.ends:
            self.ends[link] = base + min(at, len(text))
        if text or buffer.starts or buffer.slots:
            self.runs += [(base + at, node) for at, node in buffer.runs]
            if buffer.slots:
                self.slots += [base + min(at, len(text)) for at in buffer.slots]
            self._keep(text, base)
        self.buffer = Buffer()

    def _keep(self, text: str, base: int) -> None:
        self.blocks.append(
            Block(
                start=base,
                end=base + len(text),
                region=self._region_here(),
                hidden=self.hidden,
                detached=not self.seen_root,
                article=self.article,
                heading=self.heading,
                group=self.group,
                words_before=self.words,
            )
        )
        self.texts.append(text)
        self.length = base + len(text) + 1
        if not self.hidden:
            self.words += count_words(text)

    def _region_here(self) -> Region:
        """Return the region; what stands outside the root and every landmark belongs to the page's head or foot."""
        if self.inside_root or self.region is not Region.CONTENT:
            return self.region
        return Region.FOOTER if self.seen_root else Region.HEADER

    def finish(self, tree: Tree, source: SourceText) -> Flow:
        places = {
            link: Place(block, start, max(start, self.ends.get(link, start)))
            for link, (block, start) in self.starts.items()
        }
        return Flow(
            "\n".join(self.texts), tuple(self.blocks), tuple(map(Group._make, self.groups)), places,
            tuple(sorted(self.slots)), tuple(self.runs), self.words, tree, source,
        )  # fmt: skip


def read_flow(
    tree: Tree, source: SourceText, links: Sequence[Link], markup: MarkupRules, content: str | None = None
) -> Flow:
    """Return the page's text in reading order with the place of every link."""
    walk = Walk(tree, links, markup, content)
    if tree.root is not None:
        walk.run(tree.root)
    return walk.finish(tree, source)


def _content(element: Any) -> Any:
    """Return an element's children; a shadow root's stand one level deeper."""
    if element.tag != "template":
        return element.children
    return [node for child in element.children for node in (child.children if not hasattr(child, "attr") else [child])]
