"""Facts of the Vietnamese language, as pure functions on `str`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import is_normalized, normalize

__all__ = [
    "LETTERS",
    "QUALITY_MARKS",
    "TONE_MARKS",
    "canonical",
    "is_quality_mark",
    "is_syllable",
    "is_tone_mark",
    "mend_invisibles",
    "mend_look_alikes",
    "mend_spaces",
]

GRAVE, ACUTE, TILDE, HOOK_ABOVE, DOT_BELOW = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"

TONE_MARKS = GRAVE + ACUTE + TILDE + HOOK_ABOVE + DOT_BELOW
"""The combining marks of the five written tones: huyền, sắc, ngã, hỏi, nặng."""

QUALITY_MARKS = CIRCUMFLEX + BREVE + HORN
"""The combining marks that make another vowel: â ê ô, ă, ơ ư."""

_VOWELS = "aăâeêioôơuưy"
_TONED = [normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *TONE_MARKS)]
_LOWER = [letter for letter in [*_TONED, "đ"] if not letter.isascii()]

LETTERS = tuple(_LOWER) + tuple(letter.upper() for letter in _LOWER)
"""The 134 letters that Vietnamese writes and ASCII lacks, in NFC, lower case first."""

_BY_MARKS = {frozenset(normalize("NFD", letter)): letter for letter in LETTERS}
# A letter that NFC left in pieces, of no more marks than the two of a Vietnamese letter.
_MARKED_CLUSTER = re.compile(r"\w[\u0300-\u036f]{1,2}+(?![\u0300-\u036f])")


def is_tone_mark(character: str) -> bool:
    """Whether the character is one of the five combining tones.

    >>> is_tone_mark(ACUTE), is_tone_mark(HORN)
    (True, False)
    """
    return character in TONE_MARKS


def is_quality_mark(character: str) -> bool:
    """Whether the character is the combining circumflex, breve or horn."""
    return character in QUALITY_MARKS


@lru_cache(maxsize=4096)
def _with_marks_in_order(cluster: str) -> str:
    base, *marks = list(normalize("NFD", cluster))
    tones = sum(map(is_tone_mark, marks))
    qualities = sum(map(is_quality_mark, marks))
    if tones == qualities == 1 and len(marks) == 2:
        return _BY_MARKS.get(frozenset((base, *marks)), cluster)
    return cluster


_MANY_MARKS = re.compile("[\u0300-\u036f]{31}")
_FEW_MARKS = re.compile("[^\u0300-\u036f]*[\u0300-\u036f]{0,30}", re.DOTALL)


def canonical(text: str) -> str:
    """The text in NFC, with a tone that was typed before its circumflex, breve or horn put right.

    NFC keeps the order of two marks that both stand above, so "e + acute + circumflex" is not
    the letter ế to it, and every font stacks it upside down. A base with exactly one quality and
    one tone that together make one of the 134 letters becomes that letter; any other cluster
    (ê̆ of Ede, a doubled mark) stays as it was written.

    >>> canonical("Tié̂ng Việt") == "Tiếng Việt"
    True
    """
    if _MANY_MARKS.search(text):
        # Ordering marks takes time that grows with the square of their number: no letter has 30
        # (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format).
        text = "".join(normalize("NFC", part) for part in _FEW_MARKS.findall(text))
    elif not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return _MARKED_CLUSTER.sub(lambda found: _with_marks_in_order(found[0]), text)


# The tone of a letter that carries one, and the letter without it.
_TONE_OF: dict[str, str] = {}
_TONELESS: dict[int, str] = {}
for _vowel in _VOWELS:
    for _tone in TONE_MARKS:
        _letter = normalize("NFC", _vowel + _tone)
        _TONE_OF[_letter] = _tone
        _TONELESS[ord(_letter)] = _vowel

# What stands before the vowels. Three-letter onsets first: the longest one counts.
_ONSETS = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x".split()
# Every rime of the language without its tone, the rare ones of sounds (oong, uêu, oeng) and the
# -k of places in the highlands (Đắk Lắk, Đak Pơ) included.
_RIMES = frozenset(
    """
    a ac ach ai ak am an ang anh ao ap at au ay
    ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êc êng
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăp oăt oe oen oeo oet oem oeng oec
    ô ôc ôi ôm ôn ông ôp ôt ôông ôôc ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uât uâng uây uê uêch uênh uêu uên uơ uơi uơn uôc uôi uôm uôn
    uông uôt uôp uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)
# After "qu", whose u is the glide itself, y stands for i, and ô for uô in "quốc".
_RIMES_AFTER_QU = frozenset(
    [rime for rime in _RIMES if rime[0] in "aăâeêi" and rime[:2] not in ("ia", "iê")]
    + "y ych yên yêt yêu yn ynh yt yu ơ ôc".split()
)
_STOPS = ("c", "ch", "k", "p", "t")
_TWO_PLACES = ("oa", "oe", "uy")
_GLIDE = re.compile(r"o[aăe]|u[âêơy]")
_SECOND_VOWEL_SOUNDS = re.compile(r"oa|oe|uy|oo")


def _tone_places(rime: str) -> tuple[int, ...]:
    """Where a rime may carry its tone: the open ones with a glide have two schools (hòa, hoà)."""
    qualities = [place for place, letter in enumerate(rime) if letter in "ăâêôơư"]
    if qualities:
        return (qualities[-1],)
    if rime in _TWO_PLACES:
        return (0, 1)
    return (1,) if _SECOND_VOWEL_SOUNDS.match(rime) else (0,)


_PLACES = {rime: _tone_places(rime) for rime in _RIMES | _RIMES_AFTER_QU}


def _may_begin(onset: str, rime: str) -> bool:
    """Whether the spelling puts this onset before this rime."""
    front = rime[0] in "eêiy"
    match onset:
        case "qu":
            return rime in _RIMES_AFTER_QU
        case "gi":
            return rime in _RIMES and rime[0] not in "iy"
        case "g":
            return rime in _RIMES and (not front or (rime[0] == "i" and rime != "ia"))
        case "c" | "ng":
            return rime in _RIMES and not front
        case "gh" | "ngh":
            return rime in _RIMES and front
        case "":
            return rime in _RIMES and not rime.startswith("iê")
        case "k":
            # Before other vowels in names only: Kạn, Kông.
            return rime in _RIMES and not _GLIDE.match(rime) and not rime.startswith("yê")
        case _:
            return rime in _RIMES and not rime.startswith("yê")


@lru_cache(maxsize=32768)
def is_syllable(word: str) -> bool:
    """Whether the word, NFC in any case, is spelt as one Vietnamese syllable.

    Onset, rime and tone have to go together: -c -ch -p -t with sắc or nặng only, the tone over
    the vowel that carries it. Both schools of placing it count (hòa, hoà), and so do i and y
    (kì, kỳ). Loan words and names that other spellings make ("ga-ra" whole, "Krông") do not.

    >>> [word for word in "Nghiêng NGUYỄN hoà hòa quốc nghành cac việc viêc".split()
    ...  if is_syllable(word)]
    ['Nghiêng', 'NGUYỄN', 'hoà', 'hòa', 'quốc', 'việc']
    """
    if not 0 < len(word) <= _LONGEST_SYLLABLE:
        return False
    word = word.lower()
    toned = [place for place, letter in enumerate(word) if letter in _TONE_OF]
    if len(toned) > 1:
        return False
    plain = word.translate(_TONELESS) if toned else word
    for onset in _onsets_of(plain):
        rime = plain[len(onset) :]
        if not _may_begin(onset, rime):
            continue
        if rime.endswith(_STOPS):
            if rime.endswith("k") and not toned:
                return True  # Đăk Nông, Đak Đoa
            if not toned or _TONE_OF[word[toned[0]]] not in (ACUTE, DOT_BELOW):
                continue
        if not toned or toned[0] - len(onset) in _PLACES[rime]:
            return True
    return False


_LONGEST_SYLLABLE = len("nghiêng")


def _onsets_of(plain: str) -> Iterator[str]:
    for onset in _ONSETS:
        if plain.startswith(onset) and len(plain) > len(onset):
            yield onset
    yield ""


# Ð and ð of Icelandic, Ɖ and ɖ of African languages: on the screen the capitals look like Đ.
_LOOK_ALIKES = {ord("Ð"): "Đ", ord("Ɖ"): "Đ", ord("ð"): "đ", ord("ɖ"): "đ"}
_LOOK_ALIKE = re.compile(r"[ÐðƉɖ]")
_WITH_LOOK_ALIKE = re.compile(r"[^\W\d_]*[ÐðƉɖ][^\W\d_]*")
_ABBREVIATION = re.compile(r"[A-ZĂÂÊÔƠƯĐ]{2,}")
# "946/QĐ-UBND", "12/2023/NĐ-CP".
_IN_NUMBER = re.compile(r"\d/(?:\d{4}/)?(?:\w+-)*\Z")
# Letters that Vietnamese never writes and the languages with Ð, and those beside them, do.
_FOREIGN = re.compile(r"[þÞæÆœŒöÖäÄåÅøØüÜßðÐəɛɔɪʊʃʒθŋ]")
# Of the 134, those that only Vietnamese has: Latin-1 holds the others for half of Europe.
_ONLY_VIETNAMESE = "".join(letter for letter in LETTERS if letter > "ÿ" and letter not in "ĩĨũŨđĐ")
_VIETNAMESE_TEXT = re.compile(f"[{_ONLY_VIETNAMESE}]")


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
_INVISIBLE = re.compile("[" + "".join(map(re.escape, map(chr, sorted(_INVISIBLES)))) + "]+")
# Neighbours that need what is invisible beside them: right-to-left scripts, scripts that join or
# break at it (Arabic to Khmer, Han), emoji.
_NEEDS_INVISIBLES = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u19e0-\u1aaf\u2190-\u2bff\u2e80-\ud7ff\ufb1d-\ufdff"
    "\ufe0f\ufe70-\ufefe\U0001f000-\U0001faff]"
)
_SOMETIMES_NEEDED = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


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
    needed = bool(_NEEDS_INVISIBLES.search(text))
    count = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal count
        kept = (
            needed
            and not _SOMETIMES_NEEDED.isdisjoint(found[0])
            and _NEEDS_INVISIBLES.search(text, max(0, found.start() - 2), found.end() + 1)
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
_ANY_GLUE = re.compile(f"[{_GLUE}]")
_GLUED = re.compile(rf"[ \t{_GLUE}]*[{_GLUE}][ \t{_GLUE}]*|  +")
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
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\.?\Z)")
_NEXT_WORD = re.compile(r"[^\W\d_]\w*|\S")
_NUMERAL = re.compile(r"\d|[IVXLC]+(?!\w)")
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
