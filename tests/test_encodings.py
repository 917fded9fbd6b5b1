"""Bytes become the text that their writer saw."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.encodings import decode_html
from readable.errors import UnreadableInput

SENTENCE = "Tỉnh ủy Bắc Kạn, Ủy ban MTTQ Việt Nam tỉnh"
# The same in windows-1258, by its code table: the tones are bytes of their own.
SENTENCE_1258 = b"Ti\xd2nh u\xd2y B\xe3\xecc Ka\xf2n, U\xd2y ban MTTQ Vi\xea\xf2t Nam ti\xd2nh"
SENTENCE_1258_TEXT = (
    "Ti\u0309nh u\u0309y Bă\u0301c Ka\u0323n, U\u0309y ban MTTQ Viê\u0323t Nam ti\u0309nh"
)
UTF_8 = SENTENCE.encode()


def declared(encoding: str) -> bytes:
    return f'<html><head><META http-equiv=x content="text/html; charset={encoding}">'.encode()


@pytest.mark.parametrize(
    ("data", "http", "text", "encoding"),
    [
        (UTF_8, None, SENTENCE, "utf-8"),
        (b"\xef\xbb\xbf" + UTF_8, "windows-1258", SENTENCE, "utf-8"),
        ("\ufeff".encode("utf-16-le") + SENTENCE.encode("utf-16-le"), None, SENTENCE, "utf-16-le"),
        ("\ufeff".encode("utf-16-be") + SENTENCE.encode("utf-16-be"), None, SENTENCE, "utf-16-be"),
        (UTF_8, "iso-8859-1", SENTENCE, "utf-8"),
        (SENTENCE_1258, None, SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, "windows-1258", SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, " WINDOWS-1258\n", SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, "utf-8", SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, "viscii", SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, "quopri", SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, "undefined", SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, "utf-16", SENTENCE_1258_TEXT, "cp1258"),
        (SENTENCE_1258, "\0 ế", SENTENCE_1258_TEXT, "cp1258"),
        (b"Cr\xe8me \x96 5 \x80", "iso-8859-1", "Crème – 5 €", "cp1252"),
        (b"\xb1\xb1\xbe\xa9", "gb2312", "北京", "gbk"),
        (b"", None, "", "utf-8"),
    ],
)
def test_bytes_are_read_in_their_encoding(
    data: bytes, http: str | None, text: str, encoding: str
) -> None:
    assert decode_html(data, http) == (text, encoding, 0)


@pytest.mark.parametrize(
    ("label", "body", "text", "encoding"),
    [
        ("utf-8", UTF_8, SENTENCE, "utf-8"),
        ("iso-8859-1", UTF_8, SENTENCE, "utf-8"),
        ("windows-1258", UTF_8, SENTENCE, "utf-8"),
        ("windows-1258", SENTENCE_1258, SENTENCE_1258_TEXT, "cp1258"),
        ("utf-8", SENTENCE_1258, SENTENCE_1258_TEXT, "cp1258"),
        ("windows-1252", b"\xc9t\xe9 \x96", "Été –", "cp1252"),
        ("x-user-defined", SENTENCE_1258, SENTENCE_1258_TEXT, "cp1258"),
    ],
)
def test_what_a_page_declares_counts_unless_its_bytes_say_otherwise(
    label: str, body: bytes, text: str, encoding: str
) -> None:
    page = decode_html(declared(label) + body)
    assert (page.text, page.encoding) == (declared(label).decode() + text, encoding)


def test_what_http_says_counts_more_than_what_the_page_says() -> None:
    page = decode_html(declared("windows-1252") + SENTENCE_1258, "windows-1258")
    assert page.text.endswith(SENTENCE_1258_TEXT)


@pytest.mark.parametrize("bad", [b"\xff", b"\xe1\xba", b"\x96", b"\xc3"])
def test_one_bad_byte_spoils_one_character_and_no_page(bad: bytes) -> None:
    page = decode_html(UTF_8 * 20 + bad + UTF_8 * 20, "windows-1258")
    assert page == (SENTENCE * 20 + "\ufffd" + SENTENCE * 20, "utf-8", 1)


def test_a_letter_broken_in_two_spoils_no_short_text() -> None:
    broken = "Tỉnh ủy".encode().replace("ủ".encode(), b"\xe1?\xa7")
    assert decode_html(broken) == ("Tỉnh \ufffd?\ufffdy", "utf-8", 2)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"PK\x03\x04\x14", "a ZIP, DOCX or XLSX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word or Excel file"),
        (b"{\\rtf1\\ansi T\\'ednh}", "an RTF document"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (bytes(range(256)) * 8, "not text"),
        (b"\0" * 5000, "not text"),
        (f"<p>{SENTENCE}".encode("utf-16-le"), "not text"),
    ],
)
def test_what_is_no_text_is_named_and_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput) as refusal:
        decode_html(data)
    assert str(refusal.value) == f"the input is {what}: pass the HTML of an article"


@given(st.text(), st.sampled_from(["windows-1258", "iso-8859-1", "utf-8", "gbk", None]))
def test_utf_8_is_read_as_such_whatever_http_says(text: str, http: str | None) -> None:
    data = b"<p>" + text.encode(errors="ignore") + UTF_8
    assert decode_html(data, http) == (data.decode(), "utf-8", 0)


@given(st.binary(), st.text())
def test_any_bytes_are_text_or_refused(data: bytes, http: str) -> None:
    with suppress(UnreadableInput):
        page = decode_html(data, http)
        assert page.replaced == page.text.count("\ufffd")
