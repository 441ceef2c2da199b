"""The one module that knows lxml: the reader of XHTML, and of HTML where turbohtml has no wheel.

It knows lines, no columns. What libxml2 cuts off makes the page unreadable, never a page without links.
"""

from __future__ import annotations

import html.entities
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from cssselect.parser import Attrib
from lxml import etree

from disclosure_check.messages import say
from disclosure_check.model import Position, Span
from disclosure_check.reading.lxml_nodes import Comment, Element, Text, grow
from disclosure_check.reading.source import SourceText
from disclosure_check.reading.source_tags import SourceTags, scan_tags
from disclosure_check.reading.tree import Unreadable
from disclosure_check.results import PageError

_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NAMED = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&([A-Za-z][A-Za-z0-9]*;)", re.S)
_OWN_ENTITIES = re.compile(r"<!DOCTYPE[^>\[]*\[[^\]]*<!ENTITY")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000}")
_MOST_ATTRIBUTES = 4000  # libxml2 compares each with every other: 40,000 take half a minute
# of the attributes whose values HTML compares without case, those that rules and pages select by
_CASELESS = frozenset("align dir hreflang http-equiv lang media method rel rev target type".split())
# all that a head holds; libxml2 takes elements newer than itself for more of it, and nothing of a head is shown
_OF_HEAD = frozenset("html head base basefont bgsound link meta noframes noscript script style template title".split())
_OPAQUE = frozenset("noscript template".split())
_UNSHOWN = frozenset("script style template".split())
_IN_LINE = frozenset("a abbr b bdi cite code em font i img mark q s small span strong sub sup u wbr".split())


class LxmlTree:
    """A page parsed by libxml2, as HTML or as XML."""

    element_class: type = Element
    text_class: type = Text
    has_columns = False

    def __init__(self, source: str, is_xml: bool = False) -> None:
        self._source, self.is_xml = source, is_xml
        top = _parse_xml(source) if is_xml else _parse_html(source)
        self._document = top.getroottree() if top is not None else None
        self._nodes: dict[Any, Element] = {}
        self._matching: dict[str, frozenset[Element]] = {}
        self._nearest: defaultdict[str, dict[Any, Any]] = defaultdict(dict)  # by selector: thousands may ask deep down
        self.root = grow(top, self._nodes) if top is not None else None

    def select(self, selector: str) -> list[Element]:
        query = _compile(selector)
        if self._document is None:
            return []
        return [self._nodes[found] for found in query(self._document) if found in self._nodes]

    def bearing(self, attribute: str) -> list[tuple[Any, str]]:
        return [(node, value) for node in self._nodes.values() if (value := node.attr(attribute)) is not None]

    def matches(self, element: Any, selector: str) -> bool:
        if selector not in self._matching:
            self._matching[selector] = frozenset(self.select(selector))
        return element in self._matching[selector]

    def nearest(self, node: Any, selector: str) -> Any:
        known = self._nearest[selector]
        path = []
        while node is not None and node not in known and not self.matches(node, selector):
            path.append(node)
            node = node.parent
        found = known.get(node, node)
        known.update(dict.fromkeys(path, found))
        return found

    def plain_text(self) -> str:
        return " ".join("".join(_texts(self.root)).split()) if self.root is not None else ""

    def comments(self) -> frozenset[str]:
        if self._document is None:
            return frozenset()
        top = self._document.getroot()
        inside = (node for node in top.iter(etree.Comment) if next(node.iterancestors("template"), None) is None)
        around = (*top.itersiblings(etree.Comment, preceding=True), *top.itersiblings(etree.Comment))
        return frozenset(str(node.text or "") for node in (*inside, *around))

    def start_tag(self, element: Any) -> Span:
        return self._tags.start_tag(element)

    def position(self, element: Any) -> Position:
        return self._text.position(self.start_tag(element))

    def end_of(self, element: Any) -> int:
        return self._tags.end_of(element)

    @cached_property
    def _text(self) -> SourceText:
        return SourceText(self._source, self.has_columns)

    @cached_property
    def _tags(self) -> SourceTags:
        elements = list(self._nodes.values())
        return SourceTags(self._source, elements, lambda element: element.origin.sourceline or 1, self.is_xml)


def _parse_html(source: str) -> Any:
    _refuse_endless_tags(source)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    top = _run(parser, _with_body(source).replace("\0", ""))  # browsers drop it, libxml2 shows it
    for error in parser.error_log:
        if error.level >= etree.ErrorLevels.FATAL:
            message = say("line {line}: lxml gave up here: {why}", line=str(error.line), why=_words(error.message))
            raise Unreadable(PageError("truncated", message))
    return top


def _with_body(source: str) -> str:
    """Open the body where browsers do: ahead of the first element that no head holds."""
    within = 0
    for tag in scan_tags(source, is_xml=False):
        if tag.name in _OPAQUE:
            within += 1 if tag.rest is not None else -1
        elif tag.rest is not None and within <= 0 and tag.name not in _OF_HEAD:
            return source if tag.name == "body" else f"{source[: tag.start]}<body>{source[tag.start :]}"
    return source


def _parse_xml(source: str) -> Any:
    """Parse as browsers do: a page that is not well-formed is read up to its first error and no further."""
    if _OWN_ENTITIES.match(source, max(0, source.find("<!DOCTYPE"))):
        raise Unreadable(PageError("unreadable", say("page declares entities of its own; they are not expanded")))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True
    )
    top = _run(parser, _NAMED.sub(_numeric, source))
    for node in top.iter(etree.Entity):
        message = say("line {line}: entity {name} is not known to HTML", line=str(node.sourceline), name=node.text)
        raise Unreadable(PageError("unreadable", message))
    return top


def _run(parser: Any, source: str) -> Any:
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        line, why = str(error.lineno or 1), _words(error.msg or "no element")
        message = say("line {line}: not well-formed: {why}", line=line, why=why)
        raise Unreadable(PageError("unreadable", message)) from None


def _words(message: str) -> str:
    """Return libxml2's message without the place, which ours begins with."""
    words = re.sub(r",? line \d+, column \d+.*", "", message.strip(), flags=re.S)
    return words[:1].lower() + words[1:]


def _numeric(match: re.Match[str]) -> str:
    name = match[1]
    if name is None or name[:-1] in _XML_OWN or name not in html.entities.html5:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in html.entities.html5[name])


def _refuse_endless_tags(source: str) -> None:
    if not _LONG_TAG.search(source):
        return
    for tag in scan_tags(source, is_xml=False):
        if tag.end - tag.start > _MOST_ATTRIBUTES and len((tag.rest or "").split()) > _MOST_ATTRIBUTES:
            message = say(
                "line {line}: <{tag}> has more attributes than lxml reads in reasonable time",
                line=str(tag.line),
                tag=tag.name,
            )
            raise Unreadable(PageError("unreadable", message))


class _Translator(HTMLTranslator):
    """CSS to XPath as HTML pages are styled: the values of some attributes know no case."""

    def xpath_attrib(self, selector: Attrib) -> Any:
        if selector.value is not None and selector.attrib.lower() in _CASELESS:
            selector.flag = selector.flag or "i"
        return super().xpath_attrib(selector)


@lru_cache(maxsize=512)
def _compile(selector: str) -> Any:
    try:
        return etree.XPath(_Translator().css_to_xpath(selector, prefix="/descendant::"))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"invalid CSS selector {selector!r}: {error}") from None


def _texts(root: Element) -> Iterator[str]:
    """Yield all text but that of scripts, styles and templates, with a space where a block begins or ends."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, Text):
            yield node.data
        elif not isinstance(node, Comment) and node.tag not in _UNSHOWN:
            edge = [] if node.tag in _IN_LINE else [" "]
            stack += [*edge, *reversed(node.children), *edge]
