"""Bytes become the text that their writer saw."""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.encodings import decode_html
from readable.errors import UnreadableInput, WrongUse
from readable.vietnamese import canonical

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
        (b"Cr\xe8me \x81", None, "Crème \x81", "cp1252"),
        (f"<p>{SENTENCE}".encode("utf-16-le"), None, f"<p>{SENTENCE}", "utf-16-le"),
        (f"<p>{SENTENCE}".encode("utf-16-be"), "utf-8", f"<p>{SENTENCE}", "utf-16-be"),
        (b"\xed\xa0\xbd\xed\xb1\xa9" + UTF_8, None, "👩" + SENTENCE, "utf-8"),
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
        (b"\0\1" * 5000, "not text"),
    ],
)
def test_what_is_no_text_is_named_and_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput) as refusal:
        decode_html(data)
    assert str(refusal.value) == f"the input is {what}: pass the HTML of an article"


@given(st.text(), st.sampled_from(["windows-1258", "iso-8859-1", "utf-8", "gbk", None]))
def test_utf_8_is_read_as_such_whatever_http_says(text: str, http: str | None) -> None:
    data = b"<p>" + text.encode(errors="ignore") + UTF_8 * 20
    assert decode_html(data, http) == (data.decode(), "utf-8", 0)


@given(st.binary(), st.text())
def test_any_bytes_are_text_or_refused(data: bytes, http: str) -> None:
    with suppress(UnreadableInput):
        page = decode_html(data, http)
        assert page.replaced == page.text.count("\ufffd")


# One sentence in each of the older encodings, as other programs write it: glibc's iconv (VISCII,
# TCVN), viparse 0.1.31 (VNI, VPS), Python (windows-1258).
WARNING = (
    "Ủy ban nhân dân thành phố Đà Nẵng khẩn trương khắc phục hậu quả mưa lũ, "
    "hỗ trợ những hộ nghèo sửa chữa nhà ở."
)
CONGRESS = "ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ HUYỆN CHỢ ĐỒN LẦN THỨ XXIII"
OLDER = {
    "viscii": (
        b"\x9cy ban nh\xe2n d\xe2n th\xe0nh ph\xaf \xd0\xe0 N\xc7ng kh\xa6n tr\xdf\xbdng "
        b"kh\xa1c ph\xf8c h\xa7u qu\xe4 m\xdfa l\xfb, h\xb2 tr\xfe nh\xe6ng h\xb5 ngh\xe8o "
        b"s\xd8a ch\xe6a nh\xe0 \xb7.",
        b"\xd0\x80I H\x93I \xd0\x80I BI\x8cU \xd0\xc4NG B\x93 HUY\x8eN CH\x94 \xd0\x90N "
        b"L\x85N TH\xba XXIII",
    ),
    "tcvn3": (
        b"\xf1y ban nh\xa9n d\xa9n th\xb5nh ph\xe8 \xa7\xb5 N\xbdng kh\xc8n tr\xad\xacng "
        b"kh\xbec ph\xf4c h\xcbu qu\xb6 m\xada l\xf2, h\xe7 tr\xee nh\xf7ng h\xe9 ngh\xcco "
        b"s\xf6a ch\xf7a nh\xb5 \xeb.",
        b"\xa7\xb9I H\xe9I \xa7\xb9I BI\xd3U \xa7\xb6NG B\xe9 HUY\xd6N CH\xee \xa7\xe5N "
        b"L\xc7N TH\xf8 XXIII",
    ),
    "vni": (
        b"U\xdby ban nha\xe2n da\xe2n tha\xf8nh pho\xe1 \xd1a\xf8 Na\xfcng kha\xe5n "
        b"tr\xf6\xf4ng kha\xe9c phu\xefc ha\xe4u qua\xfb m\xf6a lu\xf5, ho\xe3 tr\xf4\xef "
        b"nh\xf6\xf5ng ho\xe4 nghe\xf8o s\xf6\xfba ch\xf6\xf5a nha\xf8 \xf4\xfb.",
        b"\xd1A\xcfI HO\xc4I \xd1A\xcfI BIE\xc5U \xd1A\xdbNG BO\xc4 HUYE\xc4N CH\xd4\xcf "
        b"\xd1O\xc0N LA\xc0N TH\xd6\xd9 XXIII",
    ),
    "vps": (
        b"\xd1y ban nh\xe2n d\xe2n th\xe0nh ph\xd3 \xf1\xe0 N\xa4ng kh\xc4n tr\xdc\xd6ng "
        b"kh\xa1c ph\xf8c h\xc6u qu\xe4 m\xdca l\xdb, h\x87 tr\xae nh\xbbng h\xb6 ngh\xe8o "
        b"s\xbaa ch\xbba nh\xe0 \xaa.",
        b"\xf1\x02I H\x12I \xf1\x02I BI\x94U \xf1\x81NG B\x12 HUY\x06N CH\x13 \xf1\x97N "
        b"L\x84N TH\xad XXIII",
    ),
    "windows-1258": (
        b"U\xd2y ban nh\xe2n d\xe2n th\xe0nh ph\xf4\xec \xd0\xe0 N\xe3\xdeng kh\xe2\xd2n "
        b"tr\xfd\xf5ng kh\xe3\xecc phu\xf2c h\xe2\xf2u qua\xd2 m\xfda lu\xde, h\xf4\xde "
        b"tr\xf5\xf2 nh\xfd\xdeng h\xf4\xf2 ngh\xe8o s\xfd\xd2a ch\xfd\xdea nh\xe0 \xf5\xd2.",
        b"\xd0A\xf2I H\xd4\xf2I \xd0A\xf2I BI\xca\xd2U \xd0A\xd2NG B\xd4\xf2 HUY\xca\xf2N "
        b"CH\xd5\xf2 \xd0\xd4\xccN L\xc2\xccN TH\xdd\xec XXIII",
    ),
}
SCRIPT = b"<script>var total = document.title || window.location.href; // l\xe9ger</script>"


def page_of(body: bytes, head: bytes = b"") -> bytes:
    return (
        b"<HTML><HEAD>" + head + SCRIPT + b"</HEAD><!-- menu --><BODY><TABLE><TR><TD class='main'>"
        b"<P><B>" + body + b"</B></P></TD></TR></TABLE></BODY></HTML>"
    )


def body_of(page: str) -> str:
    return canonical(page[page.index("<B>") + 3 : page.index("</B>")])


@pytest.mark.parametrize("head", [b"", declared("iso-8859-1"), declared("x-user-defined")])
@pytest.mark.parametrize("encoding", OLDER)
def test_the_visible_text_tells_an_older_encoding(encoding: str, head: bytes) -> None:
    warning, congress = OLDER[encoding]
    # TCVN3 has no capital Ủ.
    expected = WARNING.replace("Ủ", "ủ") if encoding == "tcvn3" else WARNING
    read = decode_html(page_of(warning + b" " + congress, head))
    assert body_of(read.text) == f"{expected} {CONGRESS}"
    assert read.encoding == {"windows-1258": "cp1258"}.get(encoding, encoding)


@pytest.mark.parametrize("encoding", OLDER)
def test_capitals_alone_tell_it_too(encoding: str) -> None:
    _, congress = OLDER[encoding]
    assert body_of(decode_html(page_of(congress)).text) == CONGRESS


@pytest.mark.parametrize("encoding", OLDER)
def test_what_the_reader_says_is_not_doubted(encoding: str) -> None:
    _, congress = OLDER[encoding]
    assert canonical(decode_html(congress, "gbk", encoding).text) == CONGRESS


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (UTF_8, "utf-8", SENTENCE),
        (b"\xef\xbb\xbf" + UTF_8, "UTF-8", SENTENCE),
        ("Phở".encode("utf-16"), "utf-16", "Phở"),
        (b"\xb1\xb1", "gb2312", "北"),
        (b"Vi\xd6t", " TCVN3 ", "Việt"),
        (b"a\xff", "utf-8", "a\ufffd"),
    ],
)
def test_a_page_is_read_in_the_encoding_asked_for(data: bytes, encoding: str, text: str) -> None:
    assert decode_html(data, encoding=encoding).text == text


@pytest.mark.parametrize(
    "encoding", ["tcvn4", "", "base64", "rot13", "undefined", "punycode", "\0"]
)
def test_an_encoding_of_no_text_is_refused(encoding: str) -> None:
    with pytest.raises(WrongUse, match=r"no such encoding: .*: use utf-8, tcvn3, vni"):
        decode_html(UTF_8, encoding=encoding)


def test_a_name_of_before_counts_where_the_text_is_too_short_to_tell() -> None:
    assert decode_html(declared("x-viet-vps") + b"Vi\x8ct").text.endswith("Việt")
    assert decode_html(b"Vi\xaet", "VISCII") == ("Việt", "viscii", 0)


@pytest.mark.parametrize("encoding", OLDER)
@pytest.mark.parametrize("bad", [b"\xff", b"\x00", b"\x9a"])
def test_one_bad_byte_spoils_no_page_in_an_older_encoding(encoding: str, bad: bytes) -> None:
    warning, congress = OLDER[encoding]
    body = body_of(decode_html(page_of(warning + bad + b" " + congress)).text)
    assert body.startswith(WARNING[1:].split("ở.")[0], 1)
    assert body.endswith(CONGRESS)


@pytest.mark.parametrize(
    "text",
    [
        "L'été dernier, Zoé a été très gênée : où as-tu mis la clé de l'hôtel ?",
        "El niño está en la habitación; añadió más información para los señores.",
        "Die Größe der Straße beträgt 12 m². Über München läuft ein schöner Hund.",
        "Þeir fóru til Akureyrar og sáu fjöll. Hún sagði að hún væri að fara heim.",
    ],
)
def test_a_page_in_another_language_is_windows_1252(text: str) -> None:
    assert body_of(decode_html(page_of(text.encode("cp1252"))).text) == text


@pytest.mark.parametrize(
    "data", [b"<!--" * 60000, b"<" * 240000, b"<script" * 40000, b"\xb8" * 240000, b"\xb8 " * 99000]
)
def test_a_hostile_page_is_read_in_no_time(data: bytes) -> None:
    started = process_time()
    decode_html(data + b"\xb8")
    assert process_time() - started < 2
