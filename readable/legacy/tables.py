"""The code tables: which letter each character was, and which font has which table."""

from __future__ import annotations

import re
from typing import Literal, get_args
from unicodedata import normalize

from readable.errors import WrongUse
from readable.patterns import pattern
from readable.vietnamese import canonical, is_syllable

__all__ = [
    "BYTES",
    "ENCODINGS",
    "VNI",
    "WORD",
    "LegacyEncoding",
    "decode_legacy",
    "encode_legacy",
    "font_encoding",
    "has_other_letters",
]

LegacyEncoding = Literal["tcvn3", "vni", "viscii", "vps", "windows-1258"]
ENCODINGS: tuple[LegacyEncoding, ...] = get_args(LegacyEncoding)
"""The encodings that can be read; where two explain a word as well, the first named counts."""

# The letters from 0x80 on, 16 to a row; a space where the encoding has none.
# TCVN 5712:1993 with the letters that the fonts named .Vn… have: of capitals only seven.
_TCVN3 = (
    "                "
    "                "
    " ĂÂÊÔƠƯĐăâêôơưđ "
    "     àảãáạ ằẳẵắ "
    "      ặầẩẫấậè ẻẽ"
    "éẹềểễếệìỉ   ĩíịò"
    " ỏõóọồổỗốộờởỡớợù"
    " ủũúụừửữứựỳỷỹýỵ "
)
# RFC 1456.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "Õắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
# The Vietnamese Professionals Society's, as UniKey and Mozilla's x-viet-vps read it.
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    "Ế  ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    " ắằẳẵặỠớÙờởỡŨỨợỪ"
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    "ƯỦồốÔỏơÈừứÚũưÝẺ "
    "àáâãảạă èéêẽìí ĩ"
    "ẴĐòóôõ Ơụùúủ ỶẼỳ"
)
# Letters in the place of control characters.
_VISCII_CONTROLS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VPS_CONTROLS = {
    0x02: "Ạ", 0x03: "Ậ", 0x04: "Ặ", 0x05: "Ẹ", 0x06: "Ệ", 0x10: "Ị", 0x11: "Ọ", 0x12: "Ộ",
    0x13: "Ợ", 0x14: "Ụ", 0x15: "Ự", 0x19: "Ỵ", 0x1C: "Ẫ", 0x1D: "Ữ",
}  # fmt: skip

# VNI writes a letter and then its mark. The marks of a vowel alone, of â ê ô, and of ă, in the
# order: none, sắc, huyền, hỏi, ngã, nặng.
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_MARKS = (
    {("aeouyôö", mark): tone for mark, tone in _VNI_TONES.items()}
    | {
        ("aeo", mark): "\u0302" + tone
        for mark, tone in zip("âáàåãä", ["", *_VNI_TONES.values()], strict=True)
    }
    | {
        ("a", mark): "\u0306" + tone
        for mark, tone in zip("êéèúüë", ["", *_VNI_TONES.values()], strict=True)
    }
)
_VNI_LETTERS = dict(zip("ñíìæóòôöî", "đíìỉĩịơưỵ", strict=True))
_VNI_PAIRS = {
    vowel + mark: normalize("NFC", _VNI_LETTERS.get(vowel, vowel) + marks)
    for (vowels, mark), marks in _VNI_MARKS.items()
    for vowel in vowels
}
VNI = pattern(
    "|".join([*_VNI_PAIRS, *_VNI_LETTERS]),
    re.IGNORECASE,
)


def _characters_of_bytes() -> list[str]:
    """Each byte as windows-1252 has it, and as Latin-1 where windows-1252 has nothing."""
    return [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)]


_CHARACTERS = _characters_of_bytes()
# The byte that a character was. Latin-1 shows 0x80 to 0x9F as control characters.
BYTES = {chr(code): code for code in range(256)} | {
    character: code for code, character in enumerate(_CHARACTERS)
}


def _translation(rows: str, controls: dict[int, str]) -> dict[int, str]:
    letters = {0x80 + place: letter for place, letter in enumerate(rows) if letter != " "}
    letters |= controls
    return {ord(shown): letters[code] for shown, code in BYTES.items() if code in letters}


def _translation_1258() -> dict[int, str]:
    return {
        ord(shown): letter
        for shown, code in BYTES.items()
        if code >= 0x80
        and (letter := bytes([code]).decode("cp1258", "ignore"))
        and letter != _CHARACTERS[code]
    }


_TRANSLATIONS: dict[LegacyEncoding, dict[int, str]] = {
    "tcvn3": _translation(_TCVN3, {}),
    "viscii": _translation(_VISCII, _VISCII_CONTROLS),
    "vps": _translation(_VPS, _VPS_CONTROLS),
    "windows-1258": _translation_1258(),
}


_VNI_READ = _VNI_PAIRS | _VNI_LETTERS


def _read_vni(found: re.Match[str]) -> str:
    written = found[0]
    letter = _VNI_READ[written.lower()]
    return letter.upper() if written[0].isupper() else letter


def decode_legacy(text: str, encoding: LegacyEncoding, *, capitals: bool = False) -> str:
    """The text that was meant, for text whose bytes in `encoding` were read as windows-1252.

    Latin-1 instead of windows-1252 is as good. What the encoding has no letter for stays.
    TCVN3 has no capitals with marks: its fonts with a name in H draw every letter as a capital,
    for which `capitals` stands; beside other capitals, a letter becomes one by itself. Raises
    `WrongUse` for an encoding that is not one of `ENCODINGS`.

    >>> decode_legacy("ViÖt Nam, ®éc lËp", "tcvn3"), decode_legacy("Vieät Nam", "vni")
    ('Việt Nam, độc lập', 'Việt Nam')
    >>> decode_legacy("céng hßa", "tcvn3", capitals=True), decode_legacy("HéI §åNG", "tcvn3")
    ('CỘNG HÒA', 'HỘI ĐỒNG')
    """
    if encoding not in ENCODINGS:
        raise WrongUse(f"no such encoding: {encoding}", hint=f"use one of {', '.join(ENCODINGS)}")
    decoded = _decode(text, encoding)
    if encoding == "tcvn3":
        decoded = decoded.upper() if capitals else _in_capitals(text, decoded)
    return decoded


def _decode(text: str, encoding: LegacyEncoding) -> str:
    if encoding == "vni":
        return VNI.sub(_read_vni, text)
    decoded = text.translate(_TRANSLATIONS[encoding])
    return canonical(decoded) if encoding == "windows-1258" else decoded


_ENCODED_VNI = {
    letter: written
    for small, read in _VNI_READ.items()
    for letter, written in ((read, small), (read.upper(), small.upper()))
}


def _inverse(table: dict[int, str]) -> dict[int, str]:
    """Of a table, what each letter was; a letter that the table leaves alone was itself."""
    # Where windows-1252 has a character and Latin-1 a control character, the former.
    shown_last = sorted(table, key=lambda shown: not 0x80 <= shown < 0xA0)
    written = {table[shown]: chr(shown) for shown in shown_last}
    written = {letter.upper(): shown for letter, shown in written.items()} | written
    return {
        ord(letter): shown
        for letter, shown in written.items()
        if ord(letter) in table or letter not in BYTES
    }


_ENCODED = {encoding: _inverse(table) for encoding, table in _TRANSLATIONS.items()}


def encode_legacy(text: str, encoding: LegacyEncoding) -> str:
    """What `decode_legacy` made the text of: the bytes as windows-1252 shows them.

    Not for windows-1258, in which letters are put together of pieces.

    >>> encode_legacy("hộ", "tcvn3"), encode_legacy("hộ", "vni"), encode_legacy("ViÖt", "tcvn3")
    ('hé', 'hoä', 'ViÖt')
    """
    if encoding == "vni":
        return "".join(_ENCODED_VNI.get(letter, letter) for letter in text)
    return text.translate(_ENCODED[encoding])


def has_other_letters(text: str, encoding: LegacyEncoding) -> bool:
    """Whether there are marked letters in text, read as windows-1252, that the encoding lacks.

    >>> has_other_letters("là", "tcvn3"), has_other_letters("nhµ", "tcvn3")
    (True, False)
    """
    table = _TRANSLATIONS.get(encoding, {})
    rest = VNI.sub("", text) if encoding == "vni" else text
    return any(
        letter.isalpha() and not letter.isascii() and ord(letter) not in table for letter in rest
    )


_ASCII_LETTERS = pattern(r"[A-Za-z]")


def _in_capitals(raw: str, decoded: str) -> str:
    """TCVN3 text, both of one length, with capitals where the letters without marks are.

    Of a word with but one such letter ("Uû BAN", "Uû ban") the words beside it tell; an
    abbreviation ("Bé TN&MT") is none.
    """
    words = [(found.start(), found.end()) for found in WORD.finditer(decoded)]
    plain = ["".join(_ASCII_LETTERS.findall(raw[start:end])) for start, end in words]
    pieces, reached = [], 0
    for place, (start, end) in enumerate(words):
        capitals = plain[place].isupper()
        # A capital behind the first letter ("§¹I") is sure.
        is_sure = len(plain[place]) >= _SURE_CAPITALS or not raw[start].isascii()
        if not plain[place] or (capitals and not is_sure):
            beside = [
                plain[near]
                for near in (place - 1, place + 1)
                if 0 <= near < len(plain)
                and plain[near]
                and is_syllable(decoded[slice(*words[near])])
            ]
            capitals = bool(beside) and all(
                word.isupper() and len(word) >= _SURE_CAPITALS for word in beside
            )
        if capitals and raw[start:end] != decoded[start:end]:
            pieces += [decoded[reached:start], decoded[start:end].upper()]
            reached = end
    return "".join([*pieces, decoded[reached:]])


_SURE_CAPITALS = 2
WORD = pattern(r"[^\W\d_]+")

_TCVN3_FONT = pattern(r"\.vn[a-z]", re.IGNORECASE)
_FONTS: tuple[tuple[str, LegacyEncoding], ...] = (
    ("vni-", "vni"),
    ("vps ", "vps"),
    ("vps-", "vps"),
    ("viscii", "viscii"),
)


def font_encoding(font: str) -> tuple[LegacyEncoding, bool] | None:
    """The encoding that a font (or a list of them, as CSS has it) draws, and whether in capitals.

    None for a font of no legacy encoding.

    >>> font_encoding("'.VnTimeH', serif"), font_encoding("VNI-Times"), font_encoding("Arial")
    (('tcvn3', True), ('vni', False), None)
    """
    for family in font.split(","):
        name = family.strip(" \t\n\"'")
        if _TCVN3_FONT.match(name):
            return "tcvn3", name.endswith("H")
        for beginning, encoding in _FONTS:
            if name.lower().startswith(beginning):
                return encoding, False
    return None
