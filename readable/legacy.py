"""Text in the encodings that Vietnamese was written in before Unicode.

Fonts drew Vietnamese letters where windows-1252 has others, so a page that was copied out of such
a font reads "ViÖt Nam" (TCVN3) or "Vieät Nam" (VNI). One paragraph may hold both such words and
good ones; what is mended is therefore a word, on the evidence of those about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, get_args
from unicodedata import normalize

from readable.errors import WrongUse
from readable.vietnamese import LETTERS, canonical, is_syllable

__all__ = [
    "ENCODINGS",
    "LegacyEncoding",
    "LegacyMend",
    "decode_legacy",
    "detect_legacy",
    "font_encoding",
    "mend_legacy",
    "mend_mojibake",
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
_VNI = re.compile(
    "|".join([*_VNI_PAIRS, *_VNI_LETTERS]),
    re.IGNORECASE,
)


def _characters_of_bytes() -> list[str]:
    """Each byte as windows-1252 has it, and as Latin-1 where windows-1252 has nothing."""
    return [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)]


_CHARACTERS = _characters_of_bytes()
# The byte that a character was. Latin-1 shows 0x80 to 0x9F as control characters.
_BYTES = {chr(code): code for code in range(256)} | {
    character: code for code, character in enumerate(_CHARACTERS)
}


def _translation(rows: str, controls: dict[int, str]) -> dict[int, str]:
    letters = {0x80 + place: letter for place, letter in enumerate(rows) if letter != " "}
    letters |= controls
    return {ord(shown): letters[code] for shown, code in _BYTES.items() if code in letters}


def _translation_1258() -> dict[int, str]:
    return {
        ord(shown): letter
        for shown, code in _BYTES.items()
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


def _read_vni(found: re.Match[str]) -> str:
    written = found[0]
    letter = (_VNI_PAIRS | _VNI_LETTERS)[written.lower()]
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
        return _VNI.sub(_read_vni, text)
    decoded = text.translate(_TRANSLATIONS[encoding])
    return canonical(decoded) if encoding == "windows-1258" else decoded


_SPACES = " \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u2028\u2029\u3000"
_TOKEN = re.compile(f"[^{_SPACES}/]+")
# Some words joined by hyphens; what is longer is no text.
_LONGEST_TOKEN = 80
_ASCII_LETTERS = re.compile(r"[A-Za-z]")


def _in_capitals(raw: str, decoded: str) -> str:
    """TCVN3 text, both of one length, with capitals where the letters without marks are.

    Of a word with but one such letter ("Uû BAN", "Uû ban") the words beside it tell.
    """
    words = [(found.start(), found.end()) for found in _WORD.finditer(decoded)]
    plain = ["".join(_ASCII_LETTERS.findall(raw[start:end])) for start, end in words]
    pieces, reached = [], 0
    for place, (start, end) in enumerate(words):
        capitals = plain[place].isupper()
        # A capital behind the first letter ("§¹I") is sure.
        is_sure = len(plain[place]) >= _SURE_CAPITALS or not raw[start].isascii()
        if not plain[place] or (capitals and not is_sure):
            beside = [plain[near] for near in (place - 1, place + 1) if 0 <= near < len(plain)]
            beside = [word for word in beside if word]
            capitals = bool(beside) and all(
                word.isupper() and len(word) >= _SURE_CAPITALS for word in beside
            )
        if capitals and raw[start:end] != decoded[start:end]:
            pieces += [decoded[reached:start], decoded[start:end].upper()]
            reached = end
    return "".join([*pieces, decoded[reached:]])


_SURE_CAPITALS = 2
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")

_TCVN3_FONT = re.compile(r"\.vn[a-z]", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class LegacyMend:
    """Text with its legacy words decoded, their encoding, and how many words changed."""

    text: str
    encoding: LegacyEncoding | None
    count: int


# What good Vietnamese text never has, so that most texts are done with after one look: signs
# beside those of everyday use, letters that Vietnamese does not write, a marked capital behind a
# small letter, and the pairs of windows-1258.
_SIGNS = "¡¢£¤¥¦§¨©ª«¬\xad®¯±´µ¶·¸¹º»¼½¾¿"
_STRANGE = "ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿŒœŠšŽžŸƒ‰Š‹›†‡ˆ˜"
_CONTROLS = "\x02-\x06\x10-\x15\x19\x1c-\x1e\x80-\x9f"
_CAPITALS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
_SUSPECT = re.compile(
    f"[{_SIGNS}{_STRANGE}{_CONTROLS}{_CAPITALS}ìò]"
    f"(?:(?<=[{_SIGNS}{_STRANGE}{_CONTROLS}])|(?<=[a-z][{_CAPITALS}])|(?<=[âêôãõýÂÊÔÃÕÝ][ÌìÒò]))"
)
_MARKED = re.compile(f"[^\x00-\x7f]|[{_CONTROLS}]")
_VIETNAMESE = frozenset(LETTERS)
_UNICODE = re.compile("[" + "".join(letter for letter in LETTERS if letter not in _BYTES) + "]")

# Punctuation that a good word may have about it.
_BEFORE_WORD = "«“‘\"'([{–—-•…"
_AFTER_WORD = "»”’…\"')]}.,;:!?–—-™®©°¹²³·"
# "m²", "N·m", "5µg": signs that good text has inside a word or at its end.
_MEASURE = re.compile(
    r"(?:[kcdmµ]?m|ha)[²³]|[²³°]+|k?N·m|Pa·s|A·h|kW·h|V·A|J·s|kg·m|C·m|µ[mglsAVFWH]|Ω"
)
_SURE_SIGNS = "¡¢£¤¥¦§¨©ª«¬\xad®¯±´¶¸¹º»¼½¾¿\x80-\x9f€‚ƒ„…†‡ˆ‰‹•˜™›"
_SIGN_IN_WORD = re.compile(
    rf"[A-Za-zµ·À-ÿ][{_SURE_SIGNS}]+[A-Za-zµ·À-ÿ]|\A[®§¡¢£¤¥¦][a-zA-Z¡-ÿ]|\w[¶¸]\Z"
    # A small letter among capitals: "CéNG".
    r"|[A-Z][ß-öø-ÿ][A-Z]|\A[A-Z]{2,}[ß-öø-ÿ]\Z"
)
_CAPITAL_IN_WORD = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-Þ](?![A-Z])|[a-z]Œ|[a-z][ŠŽŸ]")
_SURE_OF_VNI = re.compile(
    r"[aeouyôöAEOUYÔÖ][øûåäØÛÅÄ]|[aA][ùÙ]|[oO][ùÙ](?=\w)|(?<=\w)[oO][ùÙ]|[aAoO][õÕ]|[uUöÖ][ïùÏÙ]|ô[ïùûøõ]|[eE][àåãïùÀÅÃÏÙ]|iæ|[öÖ][ôÔ]|eâ"
)
_SURE_OF_1258 = re.compile(r"[âêôãõýÂÊÔÃÕÝ][ÌìÒòÞ]|[a-zðýõ][ÌÒÞ]")
_STRONG, _WEAK = 2, 1


class _Reading(NamedTuple):
    """What one encoding makes of one token. `weight` is 0 unless the token is evidence for it."""

    decoded: str
    kind: Literal["legacy", "unicode", "either", "neither", "sign", "same"]
    weight: int = 0


def _is_good(token: str) -> bool:
    """Whether the token is Vietnamese as it stands, punctuation about it aside."""
    core = token.replace("\xad", "").lstrip(_BEFORE_WORD).rstrip(_AFTER_WORD)
    return all(is_syllable(word) and _case_is_even(word) for word in core.split("-"))


def _case_is_even(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()


@lru_cache(maxsize=8192)
def _read(token: str, encoding: LegacyEncoding) -> _Reading:
    decoded = decode_legacy(token, encoding)
    good = _is_good(token)
    if decoded == token:
        # A letter with a mark that this encoding leaves alone, in a word that is none, speaks
        # against it; a sign does not.
        strange = not good and any(map(str.isalpha, _MARKED.findall(token)))
        return _Reading(token, "neither" if strange else "same")
    if _MEASURE.fullmatch(token.rstrip(".,;:)")):
        return _Reading(decoded, "same")
    # Quotation marks are letters to VISCII and VPS; a page has them as marks all the same.
    core = token.strip(_MARKS)
    start = token.index(core)
    bare = token[:start] + decode_legacy(core, encoding) + token[start + len(core) :]
    if bare != token and _fits(core, bare):
        decoded = bare
    elif not _fits(token, decoded):
        if good:
            return _Reading(decoded, "unicode")
        if bare == token:
            return _Reading(token, "neither")
        is_name = _ABBREVIATION.fullmatch(decoded.strip(_MARKS))
        return _Reading(decoded, "either" if is_name else "neither")
    if good:
        return _Reading(decoded, "either")
    if len(_LETTER.findall(decoded)) < 2:
        # Of one letter: "ë" may be "ở" but is no evidence; a bullet is no letter at all.
        return _Reading(decoded, "either" if core.isalpha() and core not in "ªºµ" else "sign")
    return _Reading(decoded, "legacy", _weight(core, encoding))


_MARKS = "“”‘’…–—•\"'()[].,;:!?-"
_ABBREVIATION = re.compile(r"[A-ZĂÂĐÊÔƠƯ]{2,}(?:-[A-ZĂÂĐÊÔƠƯ]+)*")


def _fits(token: str, decoded: str) -> bool:
    """Whether the decoded token is Vietnamese words with nothing strange about them."""
    words = _WORD.findall(decoded)
    return (
        bool(words)
        and all(is_syllable(word) and _case_is_even(word) for word in words)
        and not any(map(str.isdecimal, token))
        and not _STRANGE_IN_DECODED.search(decoded)
    )


_STRANGE_IN_DECODED = re.compile(f"[{_SIGNS}{_CONTROLS}]")


def _weight(core: str, encoding: LegacyEncoding) -> int:
    """How little of another language the token can be."""
    if encoding == "vni":
        sure = bool(_SURE_OF_VNI.search(core)) or len(_VNI.findall(core)) > 1
    else:
        sure = bool(_CAPITAL_IN_WORD.search(core) or _SIGN_IN_WORD.search(core))
        sure = sure or (encoding == "windows-1258" and bool(_SURE_OF_1258.search(core)))
    return _STRONG if sure else _WEAK


# Words that are written the same as another one is in TCVN3 or VNI ("còng" and "cũng", "hoà" and
# "hồ"), and at least five times as often as that one is: counted in the UD Vietnamese VTB treebank.
_COMMON = frozenset(
    """
    buôn bám bán bãi bên bí bó bóng bù bùi bùn bị bố bộ bờ chân chìm chí chín chú chúng chồng cá
    cái cán cân còn có côi công cùng cũ cũng dám dáng dâm dân dã dõi dị giá giám gái gì gòn góc
    gói góp hoàn hãng hòa hóa hôm hôn hùng hơi hơn hỏi hồi hộ khuôn khá khám khí khó khóa không
    kèm kém luôn lá lâm lã lãi lê lên lòng lùng lũ mãi mì móc món mô môi môn mùa một ngân ngã ngôi
    ngôn ngõ nhân nhìn nhóm nhỏ nuôi nâng nét nên nó nói nóng nông phá phân phép phê phí phòng phó
    phóng phù phú quê quí rãi rõ sáng sâm sân sóng sót sôi sông thoát thuê thái thám tháng thâm
    thân thêm thì thí thôi thôn thông thù thú thị thống toàn toán trái trên trí trò tròn trôi
    trông trùm trú tái tám tâm tân tên tìm tín tòa tôi tôn tùng tỏ tốt tờ tự vân vã vé vì vòi vô
    võ vùng vị xoài xã xét xóa xóm ái án âm ép ít ô ôm ông
    """.split()
)

# A text is in a legacy encoding when so much speaks for it: a strong word counts 2, a weak one 1.
# Within a text that holds good Vietnamese no other language explains even one strong word.
_ENOUGH = 5
_ENOUGH_BESIDE_VIETNAMESE = 2
_FEWEST_WORDS = 3
_PLENTY = 10
_MOST_UNEXPLAINED = 0.15
_MOST_UNEXPLAINED_BESIDE_VIETNAMESE = 0.5
_FEWEST_PLAIN_SYLLABLES = 0.6


class _Case(NamedTuple):
    """What speaks for an encoding in a text."""

    encoding: LegacyEncoding
    score: int
    strong: int
    words: int
    unexplained: int


def _case(tokens: Iterable[str], encoding: LegacyEncoding) -> _Case:
    readings = [_read(token, encoding) for token in tokens]
    legacy = [reading for reading in readings if reading.kind == "legacy"]
    distinct = {reading.decoded.lower().strip(".,;:!?()\"'"): reading.weight for reading in legacy}
    return _Case(
        encoding,
        sum(distinct.values()),
        sum(weight == _STRONG for weight in distinct.values()),
        len(distinct),
        sum(reading.kind == "neither" for reading in readings),
    )


def _strongest(tokens: Iterable[str], encodings: Iterable[LegacyEncoding]) -> _Case:
    cases = [_case(tokens, encoding) for encoding in encodings]
    return max(cases, key=lambda case: case.score - 2 * case.unexplained)


def _marked_tokens(tokens: Iterable[str]) -> list[str]:
    """The distinct tokens that could be in a legacy encoding."""
    return list(
        dict.fromkeys(
            token
            for token in tokens
            if _MARKED.search(token)
            and len(token) <= _LONGEST_TOKEN
            and all(character in _BYTES for character in token)
        )
    )


def _plain_syllables(tokens: Iterable[str]) -> float:
    """How many of the words without any mark, in small letters, could be Vietnamese."""
    words = [
        word
        for token in tokens
        if token.isascii()
        for word in [token.strip("\"'().,;:!?-/")]
        if word.isalpha() and word.islower() and len(word) > 1
    ]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _FEWEST_WORDS else 1.0


def detect_legacy(text: str) -> LegacyEncoding | None:
    """The encoding of text that was read as windows-1252, or None if it is none for sure.

    >>> detect_legacy("Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp - tù do - h¹nh phóc")
    'tcvn3'
    >>> detect_legacy("El niño está en la habitación; añadió más información.") is None
    True
    """
    if not _SUSPECT.search(text):
        return None
    tokens = _TOKEN.findall(text)
    marked = _marked_tokens(tokens)
    case = _strongest(marked, ENCODINGS)
    return case.encoding if _is_sure(case, tokens, text) else None


def _is_sure(case: _Case, tokens: list[str], text: str) -> bool:
    if case.strong == 0:
        return False
    if _UNICODE.search(text):
        return (
            case.score >= _ENOUGH_BESIDE_VIETNAMESE
            and case.unexplained <= _MOST_UNEXPLAINED_BESIDE_VIETNAMESE * case.words
        )
    return (
        case.score >= _ENOUGH
        and case.words >= _FEWEST_WORDS
        and case.unexplained <= _MOST_UNEXPLAINED * case.words
        and (case.strong >= _PLENTY or _plain_syllables(tokens) >= _FEWEST_PLAIN_SYLLABLES)
    )


def mend_legacy(text: str, font: str | None = None) -> LegacyMend:
    """The text with the words of a legacy encoding, and only they, decoded.

    A word with a letter that windows-1252 lacks is Unicode already. Of the others, those that
    become syllables are decoded, once enough of them do that no other language explains; a word
    that is one either way goes with its neighbours. `font` is the name (or the CSS list) of the
    font that the text is set in: a legacy one is evidence enough for few words.

    >>> mend_legacy("Phª duyÖt quy ho¹ch kết cấu hạ tầng")
    LegacyMend(text='Phê duyệt quy hoạch kết cấu hạ tầng', encoding='tcvn3', count=3)
    >>> mend_legacy("Crème brûlée, Ångström, señor").count
    0
    >>> mend_legacy("sè", ".VnTime").text
    'số'
    """
    if text.isascii():
        return LegacyMend(text, None, 0)
    known = font_encoding(font) if font else None
    if known is None and not _SUSPECT.search(text):
        return LegacyMend(text, None, 0)
    tokens = _TOKEN.findall(text)
    marked = _marked_tokens(tokens)
    if known is None:
        case = _strongest(marked, ENCODINGS)
        if not _is_sure(case, tokens, text):
            return LegacyMend(text, None, 0)
        encoding, capitals = case.encoding, False
    else:
        encoding, capitals = known
        case = _case(marked, encoding)
        if case.unexplained > max(case.words, 0 if _UNICODE.search(text) else 1):
            return LegacyMend(text, None, 0)
    changes = _changes(tokens, encoding, is_known=known is not None)
    count = sum(changes)
    if not count:
        return LegacyMend(text, None, 0)
    return LegacyMend(_decode_tokens(text, changes, encoding, capitals), encoding, count)


def _decode_tokens(text: str, changes: list[bool], encoding: LegacyEncoding, capitals: bool) -> str:
    """The text with the tokens that change decoded; plain ones too where all are capitals."""
    found = list(_TOKEN.finditer(text))
    pieces, reached = [], 0
    for place, (token, changed) in enumerate(zip(found, changes, strict=True)):
        if capitals and (changed or token[0].isascii()):
            decoded = decode_legacy(token[0], encoding, capitals=True)
        elif not changed:
            continue
        elif encoding == "tcvn3":
            # With the words beside it, which tell whether a lone letter is a capital.
            start = found[max(0, place - 1)].start()
            end = found[min(len(found) - 1, place + 1)].end()
            about = decode_legacy(text[start:end], encoding)
            decoded = about[token.start() - start : token.end() - start]
        else:
            decoded = _read(token[0], encoding).decoded
        pieces += [text[reached : token.start()], decoded]
        reached = token.end()
    return "".join([*pieces, text[reached:]])


def _changes(tokens: list[str], encoding: LegacyEncoding, *, is_known: bool) -> list[bool]:
    """For each token, whether it is decoded."""
    kinds = [_kind(token, encoding) for token in tokens]
    before = _nearest(kinds)
    after = [*reversed(_nearest(kinds[::-1]))]
    changes = []
    for token, kind, left, right in zip(tokens, kinds, before, after, strict=True):
        about = {side for side, _ in (left, right)}
        if kind == "either":
            common = _commoner(token, encoding)
            if "legacy" in about and "unicode" in about:
                nearest = min(left, right, key=lambda side: side[1])[0]
                kind = common or nearest
            elif about == {"same"}:
                kind = common or ("legacy" if is_known else "unicode")
            changes.append(kind == "legacy" or ("legacy" in about and "unicode" not in about))
        elif kind == "neither" or (kind == "sign" and changes):
            # A sign that begins the text is a bullet.
            changes.append("legacy" in about and "unicode" not in about)
        else:
            changes.append(kind == "legacy")
    return changes


def _commoner(token: str, encoding: LegacyEncoding) -> Literal["legacy", "unicode"] | None:
    """Which reading of a word that is one either way is much the commoner; None for neither."""
    as_it_is = _core(token) in _COMMON
    decoded = _core(_read(token, encoding).decoded) in _COMMON
    if as_it_is == decoded:
        return None
    return "unicode" if as_it_is else "legacy"


def _core(token: str) -> str:
    return token.replace("\xad", "").strip(_MARKS).lower()


def _kind(token: str, encoding: LegacyEncoding) -> str:
    if not _MARKED.search(token) or len(token) > _LONGEST_TOKEN:
        return "same"
    if any(character not in _BYTES for character in token):
        return "unicode" if _UNICODE.search(token) else "same"
    reading = _read(token, encoding)
    if reading.kind == "neither" and (reading.decoded == token or any(map(str.isdecimal, token))):
        return "same"
    return reading.kind


def _nearest(kinds: list[str]) -> list[tuple[str, int]]:
    """For each place, the last sure kind before it and how far that is; "same" for none."""
    nearest, seen, distance = [], "same", len(kinds)
    for kind in kinds:
        nearest.append((seen, distance))
        distance += 1
        if kind in ("legacy", "unicode"):
            seen, distance = kind, 1
    return nearest


# UTF-8 read as windows-1252 or Latin-1: the character that the first byte of a letter became,
# and those of the bytes that follow it.
_FOLLOWING = "".join(
    re.escape(character) for character, code in _BYTES.items() if 0x80 <= code < 0xC0
)
_BROKEN = re.compile(f"[ÂÃÄÅÆ][{_FOLLOWING}]|[áâï][{_FOLLOWING}]{{2}}|ð[{_FOLLOWING}]{{3}}")
_MAYBE_BROKEN = re.compile(f"[ÂÃÄÅÆáâïð][{_FOLLOWING}]")
_BROKEN_RUN = re.compile(f"(?:{_BROKEN.pattern})+")
# What a Vietnamese page has beyond ASCII. A letter of another language is mended where a small
# letter stands before it, as no spelling has "fÃ".
_EXPECTED = frozenset(
    "“”‘’–—…•·°²³½¼¾×÷±«»§©®™€£¥₫≤≥≠→←−\xa0\xad\ufeff\u200b\u2013\u2022\u2010\u2011✓➢▪"
)
_MOST_LAYERS = 3
_LONGEST_QUOTATION = 300


def mend_mojibake(text: str) -> tuple[str, int]:
    """The text with UTF-8 that was read as windows-1252 or Latin-1 read rightly, and how often.

    Only where the bytes are UTF-8 exactly and what they give is Vietnamese; done again where it
    was broken twice. U+00A0 may be part of a letter: mend this before spaces.

    >>> mend_mojibake("Tá»‰nh á»§y Báº¯c Káº¡n, Ä‘oÃ\\xa0n kết")
    ('Tỉnh ủy Bắc Kạn, đoàn kết', 6)
    >>> mend_mojibake("XÃ\\xa0HỘI, „Ä“")
    ('XÃ\\xa0HỘI, „Ä“', 0)
    """
    count = 0
    for _ in range(_MOST_LAYERS):
        if not _MAYBE_BROKEN.search(text):
            break
        text, mended = _peel(text)
        if not mended:
            break
        count += mended
    return text, count


def _peel(text: str) -> tuple[str, int]:
    """One layer of mojibake off the text, and off how many runs of it."""
    runs = list(_BROKEN_RUN.finditer(text))
    sure = [_is_broken(text, run) for run in runs]
    is_page_broken = any(sure)
    pieces, reached, count = [], 0, 0
    for run, is_sure in zip(runs, sure, strict=True):
        decoded = _from_utf_8(run[0])
        if decoded is None or not (is_sure or (is_page_broken and _may_be_broken(text, run))):
            continue
        pieces += [text[reached : run.start()], decoded]
        reached = run.end()
        count += 1
    return "".join([*pieces, text[reached:]]), count


def _from_utf_8(run: str) -> str | None:
    """What the bytes of the characters say; None unless it can be what a page says."""
    try:
        decoded = bytes(_BYTES[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return None
    expected = all(
        character in _VIETNAMESE
        or character in _EXPECTED
        or character in _BYTES
        or "\u2000" <= character <= "\u214f"
        or character >= "\U0001f000"
        for character in decoded
    )
    return decoded if expected else None


# Second characters that follow "Ã" and "Â" in good text too, where a word ends: XÃ”, ĐÃ…
_ENDINGS = "“”‘’–—…•™»«\xa0"


def _may_be_broken(text: str, run: re.Match[str]) -> bool:
    """Whether nothing speaks against it, on a page where other characters are broken."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    if run[0][0] not in "ÂÃ" or run[0][1] not in _ENDINGS or not before.isupper():
        return True
    # "BÃ\xa0 Mai" is "Bà Mai", "HÃ’A" is "HÒA", but "XÃ\xa0HỘI" and "XÃ”" are what they seem.
    return not after.isupper() if run[0][1] == "\xa0" else after.isupper()


def _is_broken(text: str, run: re.Match[str]) -> bool:
    """Whether no spelling has such characters in a row."""
    decoded = _from_utf_8(run[0])
    if decoded is None:
        return False
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    first, second = run[0][0], run[0][1]
    if len(decoded) > 1:
        return True
    if first in "áâïð":
        # «cá»… : a quotation that ends with one of these letters.
        near = max(0, run.start() - _LONGEST_QUOTATION)
        opened = text.rfind("«", near, run.start()) > text.rfind("»", near, run.start())
        return not (first in "áâ" and second == "»" and opened and not after.isalpha())
    if first in "ÄÅÆ":
        return decoded in _VIETNAMESE and (
            before.isalpha() or after.isalpha() or second not in _ENDINGS
        )
    if before.islower():
        return True
    if first == "Ã":
        return second not in _ENDINGS
    return second in "°²³½¼¾©®·" and not before.isalpha()
