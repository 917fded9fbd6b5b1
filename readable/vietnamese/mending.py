"""What keyboards and editors leave in Vietnamese text: look-alikes, invisibles, stray spaces."""

from __future__ import annotations

import re
from functools import cache

from readable.patterns import pattern
from readable.vietnamese.letters import LETTERS
from readable.vietnamese.syllables import is_syllable

__all__ = ["mend_invisibles", "mend_look_alikes", "mend_spaces"]

# Ð and ð of Icelandic, Ɖ and ɖ of African languages: on the screen the capitals look like Đ.
_LOOK_ALIKES = {ord("Ð"): "Đ", ord("Ɖ"): "Đ", ord("ð"): "đ", ord("ɖ"): "đ"}
_LOOK_ALIKE = pattern(r"[ÐðƉɖ]")
_WITH_LOOK_ALIKE = pattern(r"[^\W\d_]*[ÐðƉɖ][^\W\d_]*")
_ABBREVIATION = pattern(r"[A-ZĂÂÊÔƠƯĐ]{2,}")
# "946/QĐ-UBND", "12/2023/NĐ-CP".
_IN_NUMBER = pattern(r"\d/(?:\d{4}/)?(?:\w+-)*\Z")
# Letters that Vietnamese never writes and the languages with Ð, and those beside them, do.
_FOREIGN = pattern(r"[þÞæÆœŒöÖäÄåÅøØüÜßðÐəɛɔɪʊʃʒθŋ]")
# Of the 134, those that only Vietnamese has: Latin-1 holds the others for half of Europe.
_ONLY_VIETNAMESE = "".join(letter for letter in LETTERS if letter > "ÿ" and letter not in "ĩĨũŨđĐ")
_VIETNAMESE_TEXT = pattern(f"[{_ONLY_VIETNAMESE}]")


def mend_look_alikes(text: str) -> tuple[str, int]:
    """The text with Ð ð Ɖ ɖ made Đ đ where the word is Vietnamese, and how many letters.

    A word is when with Đ it is a syllable (and the text not one of another language), or an
    abbreviation in capitals in a Vietnamese text, in a document's number, or without a vowel.
    The text has to be canonical.

    >>> mend_look_alikes("Ðại hội Ðảng bộ, 946/QÐ-UBND; Ólafur Ðór, maður")
    ('Đại hội Đảng bộ, 946/QĐ-UBND; Ólafur Ðór, maður', 3)
    """
    if not _LOOK_ALIKE.search(text):
        return text, 0
    is_vietnamese = bool(_VIETNAMESE_TEXT.search(text))
    words = {
        found[0]: found[0].translate(_LOOK_ALIKES) for found in _WITH_LOOK_ALIKE.finditer(text)
    }
    rest = _WITH_LOOK_ALIKE.sub("", text)
    is_foreign = not is_vietnamese and (
        bool(_FOREIGN.search(rest))
        or any(word != word.upper() and not is_syllable(mended) for word, mended in words.items())
    )
    count = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal count
        word, mended = found[0], words[found[0]]
        if is_syllable(mended):
            right = not is_foreign or bool(_VIETNAMESE_TEXT.search(mended))
        elif _ABBREVIATION.fullmatch(mended):
            right = (
                is_vietnamese
                or not set(mended) & set("AEIOUYÂÊÔ")
                or bool(_IN_NUMBER.search(text, max(0, found.start() - 40), found.start()))
            )
        else:
            right = False
        if not right:
            return word
        count += len(_LOOK_ALIKE.findall(word))
        return mended

    mended_text = _WITH_LOOK_ALIKE.sub(mend, text)
    return mended_text, count


# What is not seen, and what stands for it. Word joiners (U+2060) say where no line may end, and
# are kept; so are the joiners of other scripts and of emoji.
_C1 = {
    code: "" if (character := bytes([code]).decode("cp1252", "ignore")) == "" else character
    for code in range(0x80, 0xA0)
}
_C0 = dict.fromkeys([*range(9), *range(14, 32), 127], "")
_JUNK = dict.fromkeys(
    map(ord, "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        "\u2066\u2067\u2068\u2069\ufeff\ufffc"), ""
)  # fmt: skip
_LINE_ENDS = dict.fromkeys([0x0B, 0x0C, 0x2028, 0x2029], " ")
# The bullets that Word writes with Symbol and Wingdings, as code points of their private area:
# https://learn.microsoft.com/typography/fonts/font-faq (a symbol font's F020 to F0FF)
_BULLETS = {
    0xF020: " ", 0xF02D: "-", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "❑", 0xF075: "◆",
    0xF076: "❖", 0xF09F: "•", 0xF0A7: "▪", 0xF0A8: "◻", 0xF0B7: "•", 0xF0D8: "➢", 0xF0DC: "➲",
    0xF0E0: "→", 0xF0E8: "➔", 0xF0F0: "⇨", 0xF0FB: "✗", 0xF0FC: "✓", 0xF0FE: "☑",
}  # fmt: skip
_INVISIBLES = _C0 | _C1 | _JUNK | _LINE_ENDS | _BULLETS
_INVISIBLE = pattern("[" + "".join(map(re.escape, map(chr, sorted(_INVISIBLES)))) + "]+")
# Neighbours that need what is invisible beside them: right-to-left scripts, scripts that join or
# break at it (Arabic to Khmer, Han), emoji.
_NEEDING_INVISIBLES = (
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u19e0-\u1aaf\u2190-\u2bff\u2e80-\ud7ff\ufb1d-\ufdff"
    "\ufe0f\ufe70-\ufefe\U0001f000-\U0001faff]"
)
_SOMETIMES_NEEDED = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@cache
def _needing_invisibles() -> re.Pattern[str]:
    # So large a set takes milliseconds to compile, and few pages ask for it.
    return re.compile(_NEEDING_INVISIBLES)


def mend_invisibles(text: str) -> tuple[str, int]:
    """The text without characters that nobody sees, and how many were put right.

    Gone are zero-width spaces, byte order marks and soft hyphens (Vietnamese is not hyphenated),
    directions and joiners where no neighbouring word needs them, and control characters. Line and
    paragraph separators become a space, control characters of windows-1252 the signs that they
    are there, and the private-use bullets of Word real ones. A TCVN3 "ư" is a soft hyphen: call
    `readable.legacy.mend_legacy` first.

    >>> mend_invisibles("\\ufeffBắc\\u200b Kạn, nư\\xadớc")
    ('Bắc Kạn, nước', 3)
    """
    if not _INVISIBLE.search(text):
        return text, 0
    needing = _needing_invisibles()
    needed = bool(needing.search(text))
    count = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal count
        kept = (
            needed
            and not _SOMETIMES_NEEDED.isdisjoint(found[0])
            and needing.search(text, max(0, found.start() - 2), found.end() + 1)
        )
        mended = "".join(
            character if kept and character in _SOMETIMES_NEEDED else _INVISIBLES[ord(character)]
            for character in found[0]
        )
        count += sum(1 for character in found[0] if not (kept and character in _SOMETIMES_NEEDED))
        return mended

    mended = _INVISIBLE.sub(mend, text)
    return mended, count


# Spaces that hold two words on one line. Word and the editors of portals leave them everywhere.
_GLUE = "\u00a0\u2007\u202f"
_ANY_GLUE = pattern(f"[{_GLUE}]")
_GLUED = pattern(rf"[ \t{_GLUE}]*[{_GLUE}][ \t{_GLUE}]*|  +")
# Words after a number that are no unit of it, and words before one that it belongs to.
_NO_UNIT = frozenset(
    """
    của và đã đến là tại với cho trong để được các những có do từ theo này trên về sẽ thì mà như
    khi nhưng hoặc hay ở vào bởi bằng nên vì cùng cũng còn đang rất không chưa ra lên xuống sau
    trước gồm thuộc đối qua
    """.split()
)
_LABELS = frozenset(
    """
    điều khoản điểm chương mục phần số năm tháng ngày quý kỳ kì thứ khóa khoá lớp tổ khu đội đoàn
    trang hình bảng lục tập bài đường lộ phường quận kỷ hạng cấp loại mức tầng tờ thửa phòng đợt
    lần câu bước vòng nhóm tiết ca article no page chapter
    """.split()
)
_UNITS_IN_CAPITALS = frozenset(
    "USD VND VNĐ EUR GBP JPY CNY W V A K C F N J Hz Pa Ω L M B T TB GB MB KB MW GW GWh MWh MHz GHz "
    "CO2 BTU HP Mbps".split()
)
_TITLES = frozenset(
    "TP Tp tp TS ThS S GS PGS BS KS CN LS TX Tx TT Q P F H St Mr Mrs Ms Dr No".split()
)
_LAST_WORD = pattern(r"[^\W\d_]+(?=\.?\Z)")
_NEXT_WORD = pattern(r"[^\W\d_]\w*|\S")
_NUMERAL = pattern(r"\d|[IVXLC]+(?!\w)")
_CLOSERS = ",;.:!?…)]}”’\"'"


def mend_spaces(text: str) -> tuple[str, int]:
    """The text with stray no-break spaces made spaces a line can end at, and how many places.

    A run of spaces is one space. A no-break space stays between a number and its unit ("75 năm",
    "38 °C"), between a word and the number it counts by ("Điều 5", "lần thứ XII"), after a title
    with its stop ("TP. Hồ Chí Minh"), and beside signs ("5 %", "« Prix »", "– "). Between two
    ordinary words, and at either end, it becomes a space.

    >>> mend_spaces("Nguyễn Đăng Bình\\xa0dự, 75\\xa0năm\\xa0 qua")
    ('Nguyễn Đăng Bình dự, 75\\xa0năm qua', 2)
    """
    if "  " not in text and not _ANY_GLUE.search(text):
        return text, 0
    count = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal count
        spaces = found[0]
        glue = next((space for space in spaces if space in _GLUE), " ")
        kept = glue if glue != " " and _holds(text, found.start(), found.end()) else " "
        count += kept != spaces
        return kept

    mended = _GLUED.sub(mend, text)
    return mended, count


def _holds(text: str, start: int, end: int) -> bool:
    """Whether what stands before `start` and from `end` on belongs on one line."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or before == "\n" or after == "\n":
        return before.isdigit() and not after
    following = _NEXT_WORD.match(text, end)
    if before.isdigit() or before in "²³":
        return following is None or _is_unit(following[0])
    preceding = _LAST_WORD.search(text, max(0, start - 12), start)
    if preceding is None or before not in (*_CLOSERS, preceding[0][-1]):
        return before not in _CLOSERS or not (after.isalnum() or after in "([“‘")
    if before == ".":
        return preceding[0] in _TITLES and (after.isupper() or after.isdigit())
    if before in _CLOSERS:
        return not (after.isalnum() or after in "([“‘")
    if _NUMERAL.match(text, end):
        return preceding[0].lower() in _LABELS
    return not (after.isalnum() or after in "([“‘")


def _is_unit(word: str) -> bool:
    """Whether what follows a number may be counted or measured by it."""
    if not word[0].isalpha():
        return word[0] not in "([“‘" or word[0].isdigit()
    if word[0].isupper():
        return word in _UNITS_IN_CAPITALS
    return word not in _NO_UNIT
