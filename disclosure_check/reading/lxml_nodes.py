"""Nodes of our own over lxml's elements: a tree with text nodes, as the walk reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_DEEPEST = 512  # as browsers: what nests deeper stands beside, not inside
_PREFIXES = {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}


class Node:
    """What all nodes can tell: what stands around them."""

    __slots__ = ("_at", "parent")

    def __init__(self) -> None:
        self.parent: Any = None
        self._at = 0

    @property
    def next_sibling(self) -> Any:
        siblings = self.parent.children if self.parent is not None else ()
        return siblings[self._at + 1] if self._at + 1 < len(siblings) else None

    @property
    def previous_sibling(self) -> Any:
        return self.parent.children[self._at - 1] if self._at else None


class Text(Node):
    __slots__ = ("data",)

    def __init__(self, data: str) -> None:
        super().__init__()
        self.data = data


class Comment(Text):
    __slots__ = ()


class Fragment(Node):
    """What a template holds: out of the page until a script takes it."""

    __slots__ = ("children",)

    def __init__(self) -> None:
        super().__init__()
        self.children: list[Any] = []

    def append(self, node: Node) -> None:
        node.parent, node._at = self, len(self.children)
        self.children.append(node)


class Element(Fragment):
    __slots__ = ("attrs", "origin", "tag")

    def __init__(self, origin: Any) -> None:
        super().__init__()
        self.origin = origin  # lxml's element
        self.tag: str = origin.tag
        self.attrs: dict[str, str] = {_plain(name): value for name, value in origin.items()}

    def attr(self, name: str, /) -> str | None:
        return self.attrs.get(name)

    @property
    def inside(self) -> list[Element]:
        """Return the elements it holds directly, a template's too."""
        children = self.children[0].children if self.tag == "template" else self.children
        return [child for child in children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """Return the text of all text nodes below."""
        return "".join(_texts(self))


def grow(top: Any, known: dict[Any, Element]) -> Element:
    """Build the tree of our nodes and return its root; `known` gets the node of each of lxml's elements, in order."""
    root = _element(top, known)
    _fill(root, top, known)
    end = next((child for child in root.children if isinstance(child, Element) and child.tag == "body"), root)
    for late in top.itersiblings():  # what follows </html>
        if late.tag == "html":
            _fill(end, late, known)
        elif isinstance(late.tag, str):
            node = _element(late, known)
            end.append(node)
            _fill(node, late, known)
    return root


def _fill(node: Element, origin: Any, known: dict[Any, Element]) -> None:
    """Append all that lxml's element holds, with a stack of our own: pages nest deeper than Python's calls may."""
    _append_text(node, origin.text)
    stack: list[tuple[Iterator[Any], Fragment, int, str | None]] = [(iter(origin), _inner(node), 1, None)]
    while stack:
        children, parent, depth, tail = stack[-1]
        for child in children:
            if not isinstance(child.tag, str):
                parent.append(Comment(child.text or ""))
                _append_text(parent, child.tail)
                continue
            element = _element(child, known)
            parent.append(element)
            _append_text(_inner(element), child.text)
            inner = _inner(element) if depth < _DEEPEST else parent
            stack.append((iter(child), inner, depth + 1, child.tail))
            break
        else:
            stack.pop()
            if stack:
                _append_text(stack[-1][1], tail)


def _element(origin: Any, known: dict[Any, Element]) -> Element:
    if origin.tag[0] == "{":
        origin.tag = _plain(origin.tag)  # so that selectors match it
    element = Element(origin)
    known[origin] = element
    if element.tag == "template":
        element.append(Fragment())
    return element


def _inner(element: Element) -> Fragment:
    return element.children[0] if element.tag == "template" else element


def _append_text(parent: Fragment, data: str | None) -> None:
    if data:
        parent.append(Text(data))


def _plain(name: str) -> str:
    """Return a name without its namespace, as HTML writes it."""
    if name[0] != "{":
        return name
    namespace, _, local = name[1:].partition("}")
    return _PREFIXES.get(namespace, "") + local


def _texts(element: Fragment) -> Iterable[str]:
    stack: list[Any] = list(reversed(element.children))
    while stack:
        node = stack.pop()
        if node.__class__ is Text:
            yield node.data
        elif isinstance(node, Fragment):
            stack.extend(reversed(node.children))
