"""Stars and other marks on links, and the legends that explain them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_check.late import late

if TYPE_CHECKING:
    from disclosure_check.reading.flow import Flow
    from disclosure_check.reading.parts import Place

_NOTE = "[*†‡¹²³⁴⁵⁶⁷⁸⁹⁺]"
_ICON = "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?"
_SYMBOL = rf"[*]{{1,3}}|{_NOTE}|{_ICON}"
_ANY = late(rf"{_NOTE}|{_ICON}")
_AT_END = late(rf"({_SYMBOL})[)\]]?\W{{0,1}}$")
_AT_START = late(rf"^[(\[ ]{{0,2}}({_SYMBOL})")
_AHEAD = late(rf"(?:^|[ (\[])({_SYMBOL})[)\]]? ?$")
_IN_LEGEND = late(rf"(?:^|[ (\[\"'„“»:=])({_SYMBOL})(?![\w*])")
# an icon opens many a sentence; it is explained where a sign of explaining follows
_OPENS_LEGEND = late(rf"[(\[ ]{{0,3}}(?:{_NOTE}|(?:{_ICON})[)\]]? ?[=:–—-])")
_CAPTION_WORDS = 12
_REACH = 4  # characters after a link in which its mark may stand: "</a> (*)"


def marks_of_link(flow: Flow, place: Place) -> tuple[str, ...]:
    """Return the marks in a link's text, right behind it and right ahead of it."""
    block = flow.blocks[place.block]
    text = flow.text[place.start : place.end].strip()
    behind = flow.text[place.end : min(place.end + _REACH, max(block.end, place.end))]
    ahead = flow.text[max(block.start, place.start - _REACH) : place.start]
    caption = "" if text else _caption(flow, place)
    if not _may_bear_mark(f"{ahead}{text}{behind}{caption}"):
        return ()
    found = (
        _AT_END.search(text or caption), _AT_START.match(text), _AT_START.match(behind), _AHEAD.search(ahead),
    )  # fmt: skip
    return tuple(dict.fromkeys(match[1].rstrip("\ufe0f") for match in found if match))


def _may_bear_mark(text: str) -> bool:
    return "*" in text if text.isascii() else _ANY.search(text) is not None


def opens_legend(sentence: str) -> bool:
    return _OPENS_LEGEND.match(sentence) is not None


def _caption(flow: Flow, place: Place) -> str:
    """Return the short text below an image link: where such a link's mark stands."""
    for block in flow.blocks[place.block : place.block + 3]:
        text = flow.text[block.start : block.end].strip()
        if text and block.end > place.end:
            return text if len(text.split()) <= _CAPTION_WORDS else ""
    return ""


def marks_of_legend(text: str) -> tuple[str, ...]:
    """Return the marks a legend explains; one that only speaks of "asterisks" means stars."""
    found = [match[1].rstrip("\ufe0f") for match in _IN_LEGEND.finditer(text)]
    return tuple(dict.fromkeys(found)) or ("*",)
