"""One pass over the tree that turns it into a flow: blocks, regions, hidden boxes, places of links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_check.model import Region
from disclosure_check.reading.buffer import ENDS, SLOT, STARTS, Buffer, LaidOutBlocks, read_inline
from disclosure_check.reading.flow import Flow
from disclosure_check.reading.generated import read_generated
from disclosure_check.reading.hiding import CLOSED_DETAILS, read_hidden
from disclosure_check.reading.parts import Block, Link
from disclosure_check.reading.places import Places
from disclosure_check.reading.regions import read_landmarks, region_inside
from disclosure_check.reading.signed import signed_elements
from disclosure_check.reading.text import LINE_BREAK, count_words, fold

if TYPE_CHECKING:
    from disclosure_check.reading.sheets import Sheet
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
_RUNS_ON = _INLINE - _NEEDS_CARE
# what leaving undoes: of a block without a group nothing more, or the heading; of a link -3, -4 … by its index
_BLOCK, _HEADING, _LINK = -1, -2, -3
_CAREFUL, _NOTHING = -1, -2  # kinds of elements: to be looked at closely, to be passed over
_KINDS: dict[str, int] = {"br": _CAREFUL, "sup": _CAREFUL, "template": _CAREFUL, **dict.fromkeys(_SKIPPED, _NOTHING)}
_GROUPS = frozenset("ul ol dl table section article figure aside li tr nav header footer main div".split())
_new: Any = tuple.__new__  # a third of what making a named tuple costs otherwise
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

    def __init__(
        self, tree: Tree, links: Sequence[Link], markup: MarkupRules, content: str | None, sheets: Iterable[Sheet]
    ) -> None:
        signed = signed_elements(tree, markup, ("consent", "comments", "ad-slot"))
        self.marks = read_landmarks(tree, signed, content)
        self.hidden_elements = read_hidden(tree)
        self.generated = read_generated(tree, sheets)
        self.slot_elements = {element for element, meaning in signed.items() if meaning == "ad-slot"}
        self.link_of = {link.element: link.index for link in links}
        self.element_class, self.text_class = tree.element_class, tree.text_class
        self.special = {*self.marks.regions, *self.hidden_elements, *self.marks.articles, self.marks.root}
        self.marked = {*self.special, *self.slot_elements, *self.link_of, *self.generated}
        # by element: a plain block's tag, a plain link's index or how to read it; none of them runs on in its line
        self.kinds: dict[Any, str | int] = {
            element: _KINDS.get(tag, tag) for element in tree.select("*") if (tag := element.tag) not in _RUNS_ON
        }
        careful = (*self.special, *self.slot_elements, *self.generated)
        self.boxes = _boxes(self.kinds, careful)
        self.kinds.update((link.element, link.index if link.carrier == "a" else _CAREFUL) for link in links)
        self.kinds.update(dict.fromkeys(careful, _CAREFUL))
        self.links_below = _links_below(links)
        self.buffer = Buffer()
        self.texts: list[str] = []
        self.length = self.words = 0
        self.blocks: list[Block] = []
        self.buffers: list[Any] = []  # of each block: its runs, or the element that holds nothing else
        self.groups: list[list[Any]] = [["page", 0, 0, 0, None]]
        self.starts: dict[int, int] = {}  # by link: the block it starts in
        self.ends: dict[int, tuple[int, int]] = {}  # by link: the block it ends in, or behind which, and its offset
        self.hidden, self.region = "", Region.CONTENT
        self.group = self.article = self.heading = 0
        self.inside_root = self.marks.root is None
        self.seen_root = self.inside_root and not self.marks.articles  # else the first article begins the content
        self._look_around()

    def run(self, root: Any) -> None:
        """Walk the tree with a stack of our own: pages nest deeper than Python's calls may."""
        element_class, text_class, kinds, boxes = self.element_class, self.text_class, self.kinds, self.boxes
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
                    entered = self._enter(child, child.tag) if what == _CAREFUL else None
                    buffer = self.buffer
                    if entered is not None:
                        stack.append((iter(_content(child)), entered))
                        break
            else:
                stack.pop()
                if outer is not None:
                    self._leave_simple(outer) if isinstance(outer, int) else self._leave(outer)
                    buffer = self.buffer
        self._flush()

    def _enter_block(self, element: Any, tag: str) -> int:
        """Enter a block with nothing special about it; return its group, or what else is to be undone."""
        if self.buffer.parts or self.buffer.events:
            self._flush()
        if tag in _GROUPS:
            return self._open_group(element, tag)
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
            return _HEADING
        return _BLOCK

    def _read_paragraph(self, element: Any, tag: str) -> None:
        """Read a block that holds nothing but text, plain inline elements and links."""
        if self.buffer.parts or self.buffer.events:
            self._flush()
        text, links = element.text, self.links_below.get(element, ())
        if not links and (not text or text.isspace()):
            return
        folded = fold(text)
        if folded is None:
            folded = read_inline(element, ()).text()
        if not folded and not links:
            return
        for link, _ in links:
            self.starts[link] = len(self.blocks)
        group, heading = self.group, self.heading
        if tag in _GROUPS:
            self._open_group(element, tag)
        elif tag in _HEADINGS:
            self.heading, heading = _HEADINGS[tag], 0
        self._keep(folded, (element, links))
        self.group, self.heading = group, heading

    def _leave_simple(self, entered: int) -> None:
        if entered <= _LINK:
            self.buffer.note(ENDS, _LINK - entered)
            return
        if self.buffer.parts or self.buffer.events:
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
            if self.buffer.break_line():  # two in a row part paragraphs
                self._flush()
            return None
        if element in self.slot_elements:
            self.buffer.note(SLOT)
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
            self._flush()
        if group >= 0:
            self.groups[group][3] = len(self.blocks) - 1
        if state is not None:
            self.region, self.article, self.inside_root, self.hidden, self.group, self.heading = state
            self._look_around()
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
            self._look_around()
        reason = self.hidden_elements.get(element)
        if reason == "" and self.hidden == CLOSED_DETAILS:
            self._flush()
            self.hidden = ""
            self._look_around()
        if not reason or self.hidden:
            return None
        if reason == CLOSED_DETAILS:  # its summary stands between the text on both sides
            self._flush()
        outer, self.buffer, self.hidden = self.buffer, Buffer(), reason
        self._look_around()
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
        digits = only.data.strip()
        if len(digits) > 2 or not digits.isdecimal() or not digits.isascii():
            return False
        self.buffer.append(digits.translate(_RAISED), only)
        return True

    def _flush(self) -> None:
        """Close the block in the making; one without text is kept where a link or an ad slot stands in it."""
        buffer = self.buffer
        text = buffer.text() if buffer.parts else ""
        kept = text != ""
        for event, link, _ in buffer.events:
            if event == ENDS:
                self.ends[link] = len(self.blocks), self.length
            else:
                kept = True
            if event == STARTS:
                self.starts[link] = len(self.blocks)
        if kept:
            self._keep(text, buffer)
        self.buffer = Buffer()

    def _keep(self, text: str, buffer: Buffer | Any) -> None:
        begin, end = self.length, self.length + len(text)
        self.blocks.append(_new(Block, (begin, end, *self.where, self.heading, self.group, self.words)))
        self.buffers.append(buffer)
        self.texts.append(text)
        self.length = end + 1
        if text and not self.hidden:
            self.words += text.count(" ") + 1 if text.isascii() and LINE_BREAK not in text else count_words(text)

    def _look_around(self) -> None:
        """Tell of the place: what stands outside the root and every landmark belongs to the page's head or foot."""
        region = self.region
        if not self.inside_root and region is Region.CONTENT:
            region = Region.FOOTER if self.seen_root else Region.HEADER
        self.where = region, self.hidden, not self.seen_root, self.article

    def finish(self, tree: Tree, source: SourceText) -> Flow:
        laid = LaidOutBlocks(self.buffers)
        places = Places(self.blocks, laid, self.starts, self.ends)
        return Flow("\n".join(self.texts), self.blocks, laid, self.groups, places, self.words, tree, source)


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


def _boxes(blocks: Iterable[Any], careful: Iterable[Any]) -> set[Any]:
    """Return the elements with a block inside, or with something that deserves care: all others read as one text."""
    boxes: set[Any] = {None}
    for inner in (blocks, filter(None, careful)):
        for element in inner:
            around = element.parent
            while around not in boxes:
                boxes.add(around)
                around = around.parent
    return boxes


def _links_below(links: Iterable[Link]) -> dict[Any, list[tuple[int, Any]]]:
    """Return the links that stand in each block element, with no other block between."""
    below: dict[Any, list[tuple[int, Any]]] = {}
    for link in links:
        around = link.element
        while around is not None and hasattr(around, "tag") and around.tag in _INLINE:
            around = around.parent
        below.setdefault(around, []).append((link.index, link.element))
    return below


def _content(element: Any) -> Any:
    """Return an element's children; a shadow root's stand one level deeper."""
    if element.tag != "template":
        return element.children
    return [node for child in element.children for node in (child.children if not hasattr(child, "attr") else [child])]
