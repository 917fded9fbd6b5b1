"""Bytes of a Vietnamese page to text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from readable.errors import UnreadableInput, WrongUse
from readable.legacy import ENCODINGS, LegacyEncoding, decode_legacy, detect_legacy
from readable.patterns import pattern
from readable.values import NamedTuple

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
# In VISCII and VPS these are letters; a file that is no text has zeros too.
_LETTERS = b"\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d\x1e"
_MOST_CONTROLS = 0.05

# One bad byte in a page of UTF-8 is a slip of an editor; with one in ten of the marked letters
# bad it is another encoding. The letters from Ạ to ỹ begin with two bytes that next to no text in
# another encoding has.
_SLIPS = 0.1
_VIETNAMESE_IN_UTF_8 = re.compile(rb"\xe1[\xba\xbb][\x80-\xbf]")

# What a page may declare, besides UTF-8. Browsers read labels of ASCII and ISO-8859-1 as
# windows-1252, and a page whose `<meta>` can be read is not in UTF-16:
# https://encoding.spec.whatwg.org/#names-and-labels
_DECLARABLE = pattern(
    r"cp125[0-8]|cp866|iso8859-\d+|koi8-[ru]|gbk|gb18030|big5|euc_jp|shift_jis|euc_kr"
)
_READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}


class Decoded(NamedTuple):
    """Text, the encoding it was in, and how many characters had to be replaced by U+FFFD."""

    text: str
    encoding: str
    replaced: int


def decode_html(
    data: bytes, http_encoding: str | None = None, encoding: str | None = None
) -> Decoded:
    """The text of a page's bytes.

    A byte order mark decides, then UTF-8 if the bytes are (whatever the page declares: a
    declaration is copied more often than checked), then UTF-8 with a few bad bytes replaced, then
    one of `readable.legacy.ENCODINGS` if the visible text is Vietnamese in it and no encoding of
    other scripts is declared, then what HTTP or `<meta>` declares, then windows-1252, of which
    `readable.legacy.mend_legacy` can still make something. UTF-16 needs no mark where every other
    byte is 0. A page is never garbled by one bad byte.

    `encoding` is what the reader says: one of `readable.legacy.ENCODINGS` or any of Python's text
    encodings; nothing is guessed then. Raises `WrongUse` for a name of none, and
    `UnreadableInput` for bytes that are no text.

    >>> decode_html("ViÖt Nam".encode("cp1252"), encoding="tcvn3")
    Decoded(text='Việt Nam', encoding='tcvn3', replaced=0)
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(f"the input is {what}", hint="pass the HTML of an article")
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, unicode in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], unicode)
    head = data[:65536]
    if 0 in head and (wide := _utf_16(head)):
        return _replacing(data, wide)
    if _is_full_of_controls(head):
        raise UnreadableInput("the input is not text", hint="pass the HTML of an article")
    if b"\xed" in data:
        data = _PAIR_OF_SURROGATES.sub(_one_character, data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        repaired = _replacing(data, "utf-8")
    marked = sum(1 for byte in data if byte >= 0xC0)
    # A slip leaves up to two bytes that are not UTF-8: the ends of the letter that it broke.
    if repaired.replaced <= max(2, _SLIPS * marked) and _VIETNAMESE_IN_UTF_8.search(data):
        return repaired
    found = _DECLARED.search(data[:_PRESCAN_BYTES])
    labels = [label for label in (http_encoding, found and found[1].decode("ascii")) if label]
    declared = next(filter(None, map(_python_name, labels)), "cp1252")
    if declared in ("cp1252", "cp1258"):
        text = _as_windows_1252(data)
        named = (_LEGACY_LABELS.get(label.strip().lower()) for label in labels)
        legacy = detect_legacy(_visible(text)) or next(filter(None, named), None)
        if legacy is not None:
            return _decode_legacy(data, text, legacy)
        if declared == "cp1252":
            return Decoded(text, "cp1252", 0)
    return _replacing(data, declared)


def _is_full_of_controls(head: bytes) -> bool:
    """Whether there are more control characters than in text, whatever its encoding."""
    most = _MOST_CONTROLS * len(head)
    if len(head) - len(head.translate(None, _CONTROLS)) <= most:
        return False
    seen = head if 0 in head else head.translate(None, _LETTERS)
    return len(seen) - len(seen.translate(None, _CONTROLS)) > most


# CESU-8: a character beyond U+FFFF as two surrogates of three bytes each.
_PAIR_OF_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


def _one_character(found: re.Match[bytes]) -> bytes:
    pair = found[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return pair.decode("utf-16-le").encode()


# Vietnamese in UTF-16 has 0 for the high byte of three letters in four, and next to no low one.
_MOST_ZEROS, _FEWEST_ZEROS = 0.5, 0.01


def _utf_16(head: bytes) -> str | None:
    """The order of bytes of UTF-16 without a mark; None where it is not clear."""
    even, odd = head[0::2], head[1::2]
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if (
            high.count(0) > _MOST_ZEROS * len(high)
            and low.count(0) <= _FEWEST_ZEROS * len(low)
            and b"<" in low
        ):
            return codec
    return None


def _as_windows_1252(data: bytes) -> str:
    """The text as browsers read windows-1252: its five free bytes are control characters."""
    return "".join(map(_WINDOWS_1252.__getitem__, data))


_WINDOWS_1252 = [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)]
_TAG = pattern(r"(<[^<>]*>)")
_UNSEEN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))


def _visible(text: str) -> str:
    """The text that a reader sees: markup is in English whatever a page's text is in."""
    for beginning, end in _UNSEEN:
        text = " ".join(_outside(text, beginning, end))
    return _TAG.sub(" ", text)


def _outside(text: str, beginning: str, end: str) -> Iterator[str]:
    """What is not between the two, in any case; an end that is missing ends nothing."""
    lower = text.lower()
    reached = 0
    while (
        (start := lower.find(beginning, reached)) >= 0
        and (stop := lower.find(end, start)) >= 0
    ):  # fmt: skip
        yield text[reached:start]
        reached = stop + len(end)
    yield text[reached:]


def _decode_legacy(data: bytes, as_windows_1252: str, legacy: LegacyEncoding) -> Decoded:
    if legacy == "windows-1258":
        return _replacing(data, "cp1258")
    # Piece by piece, as letters of a tag tell nothing of the capitals about it.
    pieces = _TAG.split(as_windows_1252)
    return Decoded("".join(decode_legacy(piece, legacy) for piece in pieces), legacy, 0)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """The text in the encoding that the reader names."""
    name = encoding.strip().lower()
    for legacy in ENCODINGS:
        if name == legacy:
            return _decode_legacy(data, _as_windows_1252(data), legacy)
    try:
        codec = codecs.lookup(name).name
        is_text = isinstance(b"a\xff".decode(codec, "replace"), str)
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        raise WrongUse(
            f"no such encoding: {encoding}",
            hint=f"use utf-8, {', '.join(ENCODINGS)}, or a text encoding of Python",
        )
    decoded = _replacing(data, codec)
    return decoded._replace(text=decoded.text.removeprefix("\ufeff"))


def _python_name(label: str) -> str | None:
    """The codec for an encoding's label; None for one that such a page cannot be in."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _READ_AS.get(name, name)
    return name if _DECLARABLE.fullmatch(name) else None


# What browsers once called the encodings that Python lacks.
_LEGACY_LABELS: dict[str, LegacyEncoding] = {
    "viscii": "viscii",
    "csviscii": "viscii",
    "x-viet-tcvn5712": "tcvn3",
    "x-viet-tcvn": "tcvn3",
    "tcvn": "tcvn3",
    "x-viet-vps": "vps",
    "x-viet-vni": "vni",
}


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))
