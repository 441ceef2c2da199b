from __future__ import annotations

import codecs

import pytest

from disclosure_check.reading.decoding import Decoded, decode

PAGE = "<!doctype html>\n<html><p>Käse für 5\xa0€ – „gut“</p>\n"
JAPANESE = "<html><p>広告を含みます</p></html>"
GUESSED_1252 = ("encoding guessed: windows-1252",)
GUESSED_UTF16 = ("encoding guessed: UTF-16 without a byte order mark",)


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">'


def http_equiv(charset: str) -> str:
    return f"<META http-equiv='Content-Type' content='text/html; charset={charset}'>"


UTF8 = [
    PAGE.encode(),
    codecs.BOM_UTF8 + PAGE.encode(),
    (meta("utf-8") + PAGE).encode(),
]
BY_MARK_OR_PATTERN = [
    (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), "utf-16-le", ()),
    (codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"), "utf-16-be", ()),
    (PAGE.encode("utf-16-le"), "utf-16-le", GUESSED_UTF16),
    (PAGE.encode("utf-16-be"), "utf-16-be", GUESSED_UTF16),
]
DECLARED = [
    (meta, "windows-1252", "windows-1252", "windows-1252"),
    (http_equiv, "iso-8859-1", "windows-1252", "windows-1252"),  # as browsers take it
    (http_equiv, "ISO-8859-15", "iso-8859-15", "iso-8859-15"),
    (lambda label: f'<?xml version="1.0" encoding="{label}"?>', "latin1", "windows-1252", "windows-1252"),
    (lambda label: "<!-- " + "x" * 2000 + " -->" + meta(label), "windows-1252", "windows-1252", "windows-1252"),
]


@pytest.mark.parametrize("data", UTF8, ids=["plain", "marked", "declared"])
def test_utf8_is_read_as_such(data: bytes) -> None:
    decoded = decode(data)
    assert (decoded.text.endswith(PAGE), decoded.encoding, decoded.notes) == (True, "utf-8", ())
    assert not decoded.text.startswith("\ufeff")


@pytest.mark.parametrize(("data", "encoding", "notes"), BY_MARK_OR_PATTERN)
def test_utf16_is_told_by_its_mark_or_its_nuls(data: bytes, encoding: str, notes: tuple[str, ...]) -> None:
    assert decode(data) == Decoded(PAGE, encoding, notes)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_where_most_of_the_text_is_japanese(encoding: str) -> None:
    page = "<html><p>" + "この記事には広告リンクが含まれます。" * 50
    assert decode(page.encode(encoding)) == Decoded(page, encoding, GUESSED_UTF16)


def test_one_nul_makes_no_utf16() -> None:
    assert decode(b"<p>a\0b</p>" + b"text " * 20).encoding == "utf-8"


@pytest.mark.parametrize(("declare", "label", "codec", "encoding"), DECLARED)
def test_a_declaration_is_followed(declare: object, label: str, codec: str, encoding: str) -> None:
    page = declare(label) + "<p>Käse für alle"  # type: ignore[operator]
    assert decode(page.encode(codec)) == Decoded(page, encoding)


@pytest.mark.parametrize("label", ["iso-2022-jp", "csISO2022JP"])
def test_seven_bit_japanese_is_told_by_its_declaration_alone(label: str) -> None:
    page = meta(label) + JAPANESE
    assert decode(page.encode("iso-2022-jp")) == Decoded(page, "iso-2022-jp")


@pytest.mark.parametrize(("label", "codec", "encoding"), [("shift_jis", "cp932", "shift_jis"), ("euc-jp",) * 3])
def test_other_japanese_encodings_are_followed(label: str, codec: str, encoding: str) -> None:
    page = meta(label) + JAPANESE
    assert decode(page.encode(codec)) == Decoded(page, encoding)


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "utf-16", "iso-2022-jp", "shift_jis", "no-such-thing"])
def test_valid_utf8_beats_a_wrong_declaration(label: str) -> None:
    page = meta(label) + PAGE
    assert decode(page.encode()) == Decoded(page, "utf-8")


@pytest.mark.parametrize("head", ["", meta("no-such-thing"), meta("utf-16")], ids=["none", "unknown", "impossible"])
def test_what_nothing_tells_is_guessed_and_the_guess_is_told(head: str) -> None:
    page = head + "<p>Käse für 5\xa0€"
    assert decode(page.encode("cp1252")) == Decoded(page, "windows-1252", GUESSED_1252)


def test_bytes_no_encoding_knows_lose_no_text_around_them() -> None:
    assert decode(meta("utf-8").encode() + b"<p>K\xe4se").text == meta("utf-8") + "<p>K\ufffdse"
    assert decode(b"\xff\xfe<\0p\0>\0\x41") == Decoded("<p>\ufffd", "utf-16-le")


@pytest.mark.parametrize("breaks", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_every_line_break_is_one(breaks: str, encoding: str) -> None:
    assert decode(PAGE.replace("\n", breaks).encode(encoding)).text == PAGE


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_nothing_decodes_to_nothing(data: bytes) -> None:
    assert decode(data).text == ""


@pytest.mark.parametrize("data", [b"a\r\nb\nc", b"a\rb\rc", b"a\r\nb\rc", b"a\nb\r\nc", b"a\rb\r\nc", b"a\nb\nc"])
def test_every_line_break_is_read_as_one(data: bytes) -> None:
    assert decode(data).text == "a\nb\nc"
    assert decode(b"\r" + data + b"\r").text == "\na\nb\nc\n"
    assert decode(b"\r\r\n" + data + b"\r\n").text == "\n\na\nb\nc\n"
