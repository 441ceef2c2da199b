"""What only a browser could tell: pages that are not built yet, and notices that something else fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_check.late import late
from disclosure_check.messages import quoted_by_rules, say
from disclosure_check.model import Kind, Span
from disclosure_check.reading.carriers import ENCODED_IN, WITHHELD_IN
from disclosure_check.reading.signs import may_match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_check.detection.programmes import Programmes
    from disclosure_check.detection.statements import Statements
    from disclosure_check.detection.utterance import PageWords
    from disclosure_check.reading.page import Page
    from disclosure_check.rulebook.markup import Meaning

_SHELL_WORDS = 20
_SHELL_LINKS = 3
_LOADING_WORDS = 4  # "Loading, please wait …"
_SHORTEST_NOTICE = 5  # words
_STATEMENT = late(r"\{%-?\s?\w[^%]{0,200}%\}")
_TEMPLATE = late(rf"\{{\{{[^{{}}]{{1,200}}\}}\}}|{_STATEMENT.pattern}")
_OPEN_LINKS_SHARE = 5  # one link in so many with a template's mark makes the page a template
_HEAD = 4096  # characters
_SERVER_SIDE = late(r"<\?(?:php|=)|<%[=@-]?\s")
_WRITES = late(r"innerHTML|insertAdjacentHTML|document\.write|textContent|\.append\(|\.prepend\(|\.html\(|\.text\(")
_STRING = late(r"\"((?:[^\"\\\n]|\\.){0,1000})\"|'((?:[^'\\\n]|\\.){0,1000})'|`([^`]{0,1000})`")
_ADDRESS = late(r"(?:src|href)=[\"']([^\"']+)")
_LONGEST_WIDGET = 65536  # characters
_TAG = late(r"<[^>]{1,300}>")


def unbuilt(page: Page, shown: str) -> str:
    """Return why the file is not what readers will see, given the text it shows; empty where it is."""
    source = page.source.text
    head = source[:_HEAD]
    if head.startswith("---\n") or (("<?" in head or "<%" in head) and _SERVER_SIDE.search(head)):
        return say("the file is template source that was never built")
    if _has_template_marks(page, shown):
        return say("the file is template source ({marks}) that was never built", marks="{{ … }}")
    if len(page.ways_out.ways) < _SHELL_LINKS and _is_shell(page):
        return say("the file is an empty shell that a script fills")
    return ""


def withheld(page: Page, programmes: Programmes) -> str:
    """Return why a partner's widget may stand where the file holds a consent tool's placeholder; else empty."""
    for placeholder in page.ways_out.withheld:
        addresses = [placeholder.attr(name) or "" for name in WITHHELD_IN]
        if placeholder.tag != "iframe":
            addresses += _addresses_in(placeholder)
        if any(programmes.evidence(address, page.base) for address in addresses if address):
            return say("a consent tool holds back a partner's widget")
    return ""


def _addresses_in(placeholder: Any) -> list[str]:
    """Return the addresses in the markup that a placeholder holds in Base64."""
    from base64 import b64decode
    from html import unescape  # its table is long, and few pages have a placeholder

    encoded = placeholder.attr(ENCODED_IN) or placeholder.text
    try:
        markup = b64decode(encoded[:_LONGEST_WIDGET]).decode("utf-8", "replace")
    except ValueError:
        return []
    return [unescape(address) for address in _ADDRESS.findall(markup)]


def _has_template_marks(page: Page, shown: str) -> bool:
    """Whether the page itself is a template: one that a script fills in a corner of a built page is no reason."""
    opens = "{" in shown and ("{{" in shown or "{%" in shown)  # one character is found many times as fast
    if not opens and "{" not in "".join(page.ways_out.hrefs()):
        return False
    if any(_TEMPLATE.search(element.text) for element in page.tree.select("h1")):
        return True
    open_links = sum(1 for link in page.links if _TEMPLATE.search(link.href))
    if open_links * _OPEN_LINKS_SHARE > len(page.links):
        return True
    statements = len(_STATEMENT.findall(shown))
    if not statements:
        return False
    return statements > sum(
        len(_STATEMENT.findall(element.text)) for element in page.tree.select("code, pre, kbd, samp")
    )


def _is_shell(page: Page) -> bool:
    if len(page.gate_text.split()) >= _SHELL_WORDS or page.is_fragment:
        return False
    boxes = page.tree.select("body > div, body > app-root, body > main")
    return bool(page.tree.select("script")) and any(len(box.text.split()) < _LOADING_WORDS for box in boxes)


def may_hold_notice(page: Page, statements: Statements, words: PageWords, theme_notice: bool) -> tuple[str, ...]:
    """Return what may hold a notice that the file does not show as text."""
    reasons: list[str] = []
    if page.is_fragment and theme_notice:
        reasons.append(say("the theme around this fragment may hold the notice (theme-notice)"))
    reasons += _held_by(page, "notice-widget", lambda element: not element.text.strip())
    reasons += _held_by(page, "disclosure-image", lambda _: True)
    if _script_writes_notice(page, statements, words):
        reasons.append(say("a script on the page writes what reads like a notice"))
    return tuple(reasons)


def _held_by(page: Page, meaning: Meaning, fits: Callable[[Any], bool]) -> Iterator[str]:
    if not may_match(page.tree, page.markup.selector(meaning)):
        return
    for sign in page.markup.of(meaning):
        if any(fits(element) for element in page.tree.select(sign.selector)):
            yield say("{what} may hold the notice", what=quoted_by_rules(sign.product))


def _script_writes_notice(page: Page, statements: Statements, words: PageWords) -> bool:
    from disclosure_check.detection.utterance import Sentence

    for script in page.tree.select("script:not([src]):not([type*=json i])"):
        code = script.text
        if not statements.gate(code) or not _WRITES.search(code):  # few scripts speak of money: that is soon told
            continue
        for match in _STRING.finditer(code):
            text = _TAG.sub(" ", match[1] or match[2] or match[3] or "")
            if len(text.split()) < _SHORTEST_NOTICE or not statements.gate(text):
                continue
            said = statements.read(text, Span(0, len(text)), Sentence(text, text, len(text.split()), False), words)
            if said is not None and said.kind is not None and (said.about_page or said.kind is Kind.STATEMENT):
                return True
    return False
