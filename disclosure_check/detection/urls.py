"""Take a link's address apart as browsers do, and find the addresses nested in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_check.addresses import joined
from disclosure_check.late import late

_DROPPED = str.maketrans("", "", "\t\r\n")
_C0_OR_SPACE = "".join(map(chr, range(33)))
# scheme, host and an optional port, with nothing in them that a browser would rewrite
_PLAIN = re.compile(r"[hH][tT][tT][pP][sS]?://([A-Za-z0-9._-]+)(?::[0-9]+)?(?![^/?#])")
_RELATIVE = re.compile(r"(?![/\\]{2})(?!/\\)(?![A-Za-z][A-Za-z0-9+.-]*:)")
_BRACKETED = late(r"([A-Za-z_]\w*)\(([^()]*)\)")  # Tradedoubler: ?p(1)a(2)url(https://…)
_NESTED = late(r"https?(?::|%(?:25)*3A)(?:[/\\]|%(?:25)*(?:2F|5C))", re.IGNORECASE)
_HOST_ONLY = late(r"(?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?=[/?#:]|$)")
_BASE64_HTTP = ("aHR0cDov", "aHR0cHM6")


class Url(NamedTuple):
    """The parts of an address; the host is empty where it is relative and no base is known."""

    host: str
    path: str
    query: str
    fragment: str
    relative: bool = False

    @property
    def may_carry(self) -> bool:
        """Tell cheaply whether another address could stand in this one."""
        parts = "\0".join(self[1:4])
        return "http" in parts or "HTTP" in parts or "aHR0c" in parts

    @property
    def place(self) -> str:
        """Name the page for a human: the host and the head of its path."""
        path = self.path if len(self.path) <= 40 else self.path[:37] + "…"
        return self.host + ("" if path == "/" else path)


@lru_cache(maxsize=128)  # the addresses of a page: several ask about the same one
def parse(href: str, base: str | None = None) -> Url | None:
    """Read an address of the web; None where it is something else (mail, script, nonsense)."""
    href = href.strip(_C0_OR_SPACE)
    if not href.isprintable():
        href = href.translate(_DROPPED)
    if plain := _PLAIN.match(href):
        path, query, fragment = _split(href[plain.end() :])
        return Url(plain[1].lower().rstrip("."), path or "/", query, fragment)
    if _RELATIVE.match(href):
        return _relative(href, base)
    return _as_a_browser(href)


def host_of(href: str, base: str | None = None) -> str:
    """Name the host a browser would ask, lower case; empty where the address has none."""
    url = parse(href, base)
    return url.host if url else ""


def _split(rest: str) -> tuple[str, str, str]:
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    return path, query, fragment


def _relative(href: str, base: str | None) -> Url:
    path, query, fragment = _split(href)
    if base is None:
        return Url("", path, query, fragment, relative=True)
    target = parse(joined(base, href))
    return target._replace(relative=True) if target else Url("", path, query, fragment, relative=True)


def _as_a_browser(href: str) -> Url | None:
    """Read what no simple pattern reads right: `https:\\\\amzn.to`, full-width dots, user names."""
    import can_ada

    if href[:2].replace("\\", "/") == "//":
        href = "https:" + href
        if _PLAIN.match(href):
            return parse(href)
    try:
        url = can_ada.parse(href)
    except (ValueError, TypeError):  # no address, or no text that UTF-8 could write
        return None
    if url.protocol not in ("http:", "https:"):
        return None
    return Url(url.hostname.rstrip("."), url.pathname, url.search[1:], url.hash[1:])


def parameters(url: Url) -> dict[str, str]:
    """Collect named values from query, fragment and path; names in lower case, `#name` for the fragment's."""
    found: dict[str, str] = {}
    if "&" in url.path or "%3" in url.path:
        found.update(_in_path(url.path))
    if url.fragment and "=" in url.fragment:
        for name, value in _pairs(url.fragment.lstrip("!/?")):
            found["#" + name] = found[name] = value
    if url.query:
        found.update(_pairs(url.query))
    return found


def _in_path(path: str) -> Iterator[tuple[str, str]]:
    """Read a query that stands percent-encoded in the path, or behind `&` without a question mark."""
    head, _, query = _unquoted(path).partition("?")
    yield from _pairs(query or head.partition("&")[2])


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    if "(" in query and "=" not in query.partition("(")[0]:
        for name, value in _BRACKETED.findall(query):
            yield name.lower(), _unquoted(value)
    for part in (query.replace(";", "&") if ";" in query else query).split("&"):
        appended = "?" in part and "://" not in part  # somebody appended a query to a query
        for pair in part.split("?") if appended else (part,):
            name, _, value = pair.partition("=")
            if value:
                yield _plain_text(name).lower(), _plain_text(value)


def _plain_text(value: str) -> str:
    return _unquoted(value) if "%" in value or "+" in value else value


def _unquoted(value: str) -> str:
    from urllib.parse import unquote_plus  # slow to import, and on most pages no link deserves a closer look

    return unquote_plus(value)


def nested(url: Url, found: Mapping[str, str], targets: Sequence[str], skipped: frozenset[str]) -> Iterator[str]:
    """Find the addresses a link carries, `found` being its parameters.

    `targets` are the parameters in which the link's programme keeps them; a host without scheme counts there.
    """
    for name, value in found.items():
        if name in targets:
            yield _address(value, bare=True)
        elif name not in skipped and not name.startswith("#") and _carries(value):
            yield _address(value)
    yield from _unencoded(url, skipped.difference(targets))
    if match := _NESTED.search(url.path):
        query = "?" + url.query if url.query and "%" not in match[0] else ""
        yield _address(url.path[match.start() :] + query)


def _unencoded(url: Url, skipped: frozenset[str]) -> Iterator[str]:
    """Find addresses put in as they are: what follows in the query is theirs, `&` or not."""
    for part in (url.query, url.fragment):
        match = _NESTED.search(part)
        if match and "%" not in match[0]:
            name = part[: match.start()].rpartition("&")[2].rstrip("=[").lower()
            if name not in skipped:
                yield part[match.start() :]


def _carries(value: str) -> bool:
    return value.startswith(_BASE64_HTTP) or _NESTED.search(value) is not None


def _address(value: str, bare: bool = False) -> str:
    """Free a carried address from brackets, Base64 and repeated encoding."""
    if value.startswith(_BASE64_HTTP):
        value = _from_base64(value)
    for _ in range(3):
        if "%3A" not in value[:40].upper() and "%2F" not in value[:40].upper() and "%2E" not in value[:40].upper():
            break
        value = _unquoted(value)
    value = value.strip("[]")
    if match := _NESTED.search(value):
        return value[match.start() :]
    if bare and _HOST_ONLY.match(value):
        return "https://" + value.lstrip("/")
    return ""


def _from_base64(value: str) -> str:
    from base64 import urlsafe_b64decode

    value = value.replace("+", "-").replace("/", "_").replace(" ", "-").rstrip("=")
    try:
        return urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode("utf-8", "replace")
    except ValueError:
        return ""
