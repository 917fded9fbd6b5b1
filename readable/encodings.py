"""Bytes of a Vietnamese page to text."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from readable.errors import UnreadableInput

__all__ = ["Decoded", "decode_html"]

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_PRESCAN_BYTES = 1024
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP, WAV or AVI file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP, DOCX or XLSX file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_MOST_CONTROLS = 0.05

# One bad byte in a page of UTF-8 is a slip of an editor; with one in ten of the marked letters
# bad it is another encoding. The letters from Ạ to ỹ begin with two bytes that next to no text in
# another encoding has.
_SLIPS = 0.1
_VIETNAMESE_IN_UTF_8 = re.compile(rb"\xe1[\xba\xbb][\x80-\xbf]")

# What a page may declare, besides UTF-8. Browsers read labels of ASCII and ISO-8859-1 as
# windows-1252, and a page whose `<meta>` can be read is not in UTF-16:
# https://encoding.spec.whatwg.org/#names-and-labels
_DECLARABLE = re.compile(
    r"cp125[0-8]|cp866|iso8859-\d+|koi8-[ru]|gbk|gb18030|big5|euc_jp|shift_jis|euc_kr"
)
_READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}


class Decoded(NamedTuple):
    """Text, the encoding it was in, and how many characters had to be replaced by U+FFFD."""

    text: str
    encoding: str
    replaced: int


def decode_html(data: bytes, http_encoding: str | None = None) -> Decoded:
    """The text of a page's bytes.

    A byte order mark decides, then UTF-8 if the bytes are (whatever the page declares: a
    declaration is copied more often than checked), then what HTTP or `<meta>` declares, then
    UTF-8 with a few bad bytes replaced, then windows-1258. A page is never garbled by one bad
    byte. Raises `UnreadableInput` for bytes that are no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(f"the input is {what}", hint="pass the HTML of an article")
    head = data[:65536]
    if len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head):
        raise UnreadableInput("the input is not text", hint="pass the HTML of an article")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        repaired = _replacing(data, "utf-8")
    marked = sum(1 for byte in data if byte >= 0xC0)
    # A slip leaves up to two bytes that are not UTF-8: the ends of the letter that it broke.
    if repaired.replaced <= max(2, _SLIPS * marked) and _VIETNAMESE_IN_UTF_8.search(data):
        return repaired
    declared = _DECLARED.search(data[:_PRESCAN_BYTES])
    for label in (http_encoding, declared[1].decode("ascii") if declared else None):
        if label and (codec := _python_name(label)):
            return _replacing(data, codec)
    return _replacing(data, "cp1258")


def _python_name(label: str) -> str | None:
    """The codec for an encoding's label; None for one that such a page cannot be in."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _READ_AS.get(name, name)
    return name if _DECLARABLE.fullmatch(name) else None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))
