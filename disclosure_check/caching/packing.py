"""Results as bytes and back; what is no result any more is no error, and nothing in it is run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from disclosure_check.messages import Message
from disclosure_check.model import Disclosure, PartnerLink
from disclosure_check.results import PageResult


class Packed(msgspec.Struct, array_like=True):
    """A result in which every link and disclosure stands once; elsewhere its number does."""

    result: PageResult
    told_by: list[list[int]]  # by partner link: disclosures
    links: list[list[int]]  # by finding: partner links
    messages: list[tuple[str, dict[str, Any]]]  # texts of ours that reports translate


def packed(result: PageResult, translates: bool) -> bytes | None:
    """Return a result as bytes; None for one that cannot be kept.

    `translates` tells that reports will put its texts into another language than English.
    """
    messages: dict[str, Message] = {}

    def text_of(message: Message) -> str:
        if translates:
            messages[str(message)] = message
        return str(message)

    try:
        small = _with_numbers(result)
        encoder = msgspec.msgpack.Encoder(enc_hook=text_of)
        data = encoder.encode(small)
        if not messages:
            return data
        small.messages = [_parts(message) for message in messages.values()]
        return encoder.encode(small)
    except (KeyError, UnicodeEncodeError):  # of another page's, or half a surrogate pair
        return None


def unpacked(data: bytes) -> PageResult | None:
    """Return the result; None where the bytes hold none."""
    try:
        small = _decoder().decode(data)
        result = _with_objects(small)
        if small.messages:
            known = {str(each): each for each in (_message(*each) for each in small.messages)}
            result = _with_messages(result, known)
    except (msgspec.DecodeError, IndexError, ValueError, TypeError, KeyError):
        return None
    return result


@cache
def _decoder() -> msgspec.msgpack.Decoder[Packed]:
    return msgspec.msgpack.Decoder(Packed)


def _with_numbers(result: PageResult) -> Packed:
    judgement = result.judgement
    assert judgement is not None
    disclosures = _numbers(judgement.disclosures)
    links = _numbers(judgement.partner_links)
    told_by = [[disclosures[id(each)] for each in link.told_by] for link in judgement.partner_links]
    about = [[links[id(each)] for each in finding.links] for finding in result.findings]
    if any(told_by):
        bare = tuple(replace(link, told_by=()) for link in judgement.partner_links)
        judgement = replace(judgement, partner_links=bare)
    findings = tuple(replace(finding, links=()) if finding.links else finding for finding in result.findings)
    return Packed(replace(result, judgement=judgement, findings=findings), told_by, about, [])


def _numbers(each: tuple[PartnerLink, ...] | tuple[Disclosure, ...]) -> dict[int, int]:
    return {id(one): number for number, one in enumerate(each)}


def _with_objects(small: Packed) -> PageResult:
    result = small.result
    judgement = result.judgement
    if judgement is None:
        raise ValueError("no result is kept of a page that was not checked")
    links, notices = judgement.partner_links, judgement.disclosures
    if any(small.told_by):
        links = tuple(
            replace(link, told_by=tuple(notices[number] for number in numbers)) if numbers else link
            for link, numbers in zip(links, small.told_by, strict=True)
        )
        judgement = replace(judgement, partner_links=links)
    findings = tuple(
        replace(finding, links=tuple(links[number] for number in numbers)) if numbers else finding
        for finding, numbers in zip(result.findings, small.links, strict=True)
    )
    return replace(result, judgement=judgement, findings=findings) if findings or any(small.told_by) else result


def _parts(message: Message) -> tuple[str, dict[str, Any]]:
    return message.template, {
        name: _parts(part) if isinstance(part, Message) else part for name, part in message.parts.items()
    }


def _message(template: str, parts: Mapping[str, Any]) -> Message:
    return Message(
        template, {name: part if isinstance(part, str | int) else _message(*part) for name, part in parts.items()}
    )


def _with_messages(value: Any, known: Mapping[str, Message]) -> Any:
    """Return a value with texts of ours that can be translated."""
    if isinstance(value, str):
        return known.get(value, value) if type(value) is str else value
    if isinstance(value, tuple):
        items = [_with_messages(each, known) for each in value]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    if isinstance(value, msgspec.Struct):
        changed = {name: _with_messages(getattr(value, name), known) for name in value.__struct_fields__}
        return replace(value, **changed)
    return value
