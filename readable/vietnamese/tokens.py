"""What stands between two spaces: its letters, its looks, and what it is in a unit."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from readable.patterns import pattern
from readable.vietnamese.letters import TONE_MARKS, is_plain_word
from readable.vietnamese.syllables import is_syllable

__all__ = [
    "CAPITAL_ROLES",
    "PLACES",
    "SHAPES",
    "SMALL_ROLES",
    "Role",
    "Token",
    "as_first",
    "as_written_small",
    "read_core",
    "read_signs",
    "read_token",
    "strip_signs",
    "within_signs",
]

SHAPES = "<>lTsUDP"
"""How a token looks, one letter each: the two ends of a stretch without punctuation, small
letters, a first capital, a first capital that begins a sentence, capitals, digits, signs."""


class Role:
    """What a token may be in a unit such as "ngày 02/6" or "ông Nguyễn Văn An".

    Flags as plain integers, for each pair of tokens of a text is asked: an `IntFlag` takes ten
    times as long to answer.
    """

    NUMBER = 1 << 0
    """Digits, with points, commas, a fraction or a range: 2.500, 1,5, 24/24, 15-20, 12,5%."""
    LABEL = 1 << 1
    """A number that may name something: up to four digits, and no year."""
    YEAR = 1 << 2
    """A number that is most likely a year."""
    DATE = 1 << 3
    """02/6, 11/6/1948, 6/2023."""
    DOCUMENT = 1 << 4
    """946/QĐ-UBND, 12-KH/TU."""
    CODE = 1 << 5
    """7A2, K52: letters and digits that name something."""
    ROMAN = 1 << 6
    ORDINAL = 1 << 7
    """A numeral after "thứ": nhất, hai, ba."""
    MONTH = 1 << 8
    """A month that has a name: Giêng, Chạp."""
    PERCENT = 1 << 9
    """A sign of per cent or of money, alone or after its number: 30 %, 75.000 ₫."""
    DASH = 1 << 10
    """A sign between two numbers: a dash, plus or times."""
    BEFORE_TIME = 1 << 11
    """ngày, tháng, năm, sáng: a date or a number follows."""
    BEFORE_NUMBER = 1 << 12
    """điều, khoản, quận, khoá: what a number is the name of."""
    BEFORE_DOCUMENT = 1 << 13
    """(Quyết) định, (Nghị) quyết, số: the number of a document follows."""
    MULTIPLIER = 1 << 14
    """triệu, tỷ."""
    TITLE = 1 << 15
    """ông, bà, (đồng) chí, (Thượng) tá, PGS.TS: a name follows."""
    ABBREVIATION = 1 << 16
    """Capitals, MTTQ, and of places also Tp and tp."""
    NAME = 1 << 17
    """A first capital, and no common noun of offices."""
    COUNTED = 1 << 18
    """What a number may count or measure by: a word in small letters that is not one of those
    that join or govern others (và, của, đến), or a unit such as m² or đồng/kg."""
    LETTER = 1 << 19
    """A letter alone, that is no word: điểm a, nhóm B; not ở, ý."""
    STOPPED = 1 << 20
    """An abbreviation or a letter that ends in its stop: TP., ThS., Q."""
    FRACTION = 1 << 21
    """A date that may be a part of a whole: 1/3, 5/8."""
    GROUPED = 1 << 22
    """A number that counts and names nothing, for its digits stand in groups: 47.300."""
    BEFORE_NAME = 1 << 23
    """(đô) đốc, (sư) cả, (đại) đức, châu: before a name, in small letters; alone it is no title."""
    RELATION = 1 << 24
    """A sign that says how two values stand to each other: =, ≤, ≈."""
    BEFORE_CAPITAL = 1 << 25
    """BV, ĐH, Nxb, miền, or Thích as a name: what follows with a capital goes with it."""
    AREA_CODE = 1 << 26
    """Digits that begin with a zero, as what is counted does not: 0263."""


# What Token() comes to, without a Python call on the way.
_MAKE = tuple.__new__


class Token(NamedTuple):
    """What is known of a token before its neighbours are."""

    core: str
    """Without punctuation around it, in small letters; every number is "0"."""
    shape: str
    opens: bool
    """Whether punctuation stands before it."""
    closes: bool
    """Whether punctuation stands after it."""
    ends_sentence: bool
    roles: int
    """Flags of `Role`."""


_OPENING = "([{\"“‘«'<"
_CLOSING = ".,;:!?…)]}\"”’»'>"
_SENTENCE_END = frozenset(".!?…:")

_NUMBER = pattern(r"[+-]?\d[\d.,]*(?:[-–/]\d[\d.,]*)?(?:[%‰₫$€£]\S*)?")
_LABEL = pattern(r"\d{1,4}")
_GROUPED = pattern(r"\d{1,3}(?:\.\d{3})+")
_YEAR = pattern(r"(?:1[5-9]|20)\d\d")
_DATE = pattern(
    r"(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])(?:[/.-](?:\d\d)?\d\d)?"
    r"|(?:0?[1-9]|1[0-2])[/.-](?:1[5-9]|20)\d\d"
)
_FRACTION = pattern(r"([1-9]\d?)/([1-9]\d?)")
_DOCUMENT = pattern(r"\d+[^\W\d_]?[/-][\w/.&–-]*[^\W\d_][\w/.&–-]*")
_ROMAN = pattern(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?:/\d{4})?")
_ABBREVIATED_TITLE = pattern(
    r"(?:(?:gs|pgs|ts|tskh|th\.?s|ncs|bs|ks|kts|cn|ls|nsnd|nsưt|ngnd|ngưt|nnnd|nnưt|cki|ckii|ds|đd"
    r"|đ/c|lm|ht|đđ|mr|ms|mrs|dr)\.?)+"
)
_SUPERSCRIPT = pattern("[²³]")
_PERCENT = "%‰₫$€£"
_DASHES = frozenset("-–+×x")
_RELATIONS = frozenset("=≤≥<>≈≠±×")

# Both schools of writing a syllable are right, and a word is the same in both: hoà and hòa, uỷ and
# ủy, kì and kỳ. The model knows it by one of them.
_TONE_ON_FIRST = {
    second: normalize("NFC", normalize("NFD", second)[0] + tone + normalize("NFD", second)[1])
    for pair in ("oa", "oe", "uy")
    for tone in TONE_MARKS
    for second in [normalize("NFC", pair + tone)]
}
_I_FOR_Y = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


def _one_spelling(syllable: str) -> str:
    """The syllable, in small letters, with its tone on the first of two vowels, and i for y.

    >>> [_one_spelling(one) for one in ("hoà", "uỷ", "kỳ", "quý", "toàn")]
    ['hòa', 'ủy', 'kì', 'quý', 'toàn']
    """
    vowels = syllable[-2:]
    if vowels in _TONE_ON_FIRST and syllable[-3:-2] != "q":
        return syllable[:-2] + _TONE_ON_FIRST[vowels]
    if len(syllable) == 2 and vowels[0] in "hklmst" and vowels[1] in _I_FOR_Y:
        return vowels[0] + _I_FOR_Y[vowels[1]]
    return syllable


_ROLES: dict[str, int] = {}
_NO_UNIT = frozenset(
    """và hoặc hay của là tại được ở do có cho đã sẽ đang với trong theo để từ nhưng thì tới trở về
    các những này kia đó đến gồm cùng như khi vào ra lên xuống trên dưới vẫn còn cũng nên bằng mà
    phải không chưa cần nếu vì bởi sau trước giữa qua nhằm so đạt tăng giảm thuộc nay diễn quy nêu
    nơi rồi lại nữa thông mới rất càng từng mỗi hơn bị tạm tiếp ngoài khoảng khiến trừ
    ước""".split()
)
"""Words after a number that are not what it counts."""
for _words, _role in (
    ("ngày sáng trưa chiều tối đêm tháng năm quý mùng mồng niên", Role.BEFORE_TIME),
    ("giêng chạp", Role.MONTH),
    (
        """điều khoản điểm mục chương phần lục tiết quận phường tổ khu phố thôn ấp xóm bản lộ đoàn
        hẻm ngõ ngách lô tầng trang tập hình mẫu biểu lớp khối nhóm loại số khóa khoá bước vùng cụm
        kỷ thứ quyển km đội vòng đợt""",
        Role.BEFORE_NUMBER,
    ),
    ("định quyết tư văn thị hoạch số luật dẫn báo trình luận lệnh điện ước", Role.BEFORE_DOCUMENT),
    ("tỷ tỉ triệu nghìn ngàn trăm vạn chục", Role.MULTIPLIER),
    ("nhất nhì hai ba tư năm sáu bảy bẩy tám chín mười", Role.ORDINAL),
    (
        "ông bà anh chị em cô chú bác cụ cháu chí tá úy uý tướng sĩ sỹ sư giáo phán tọa thượng",
        Role.TITLE,
    ),
):
    for _word in _words.split():
        _ROLES[_one_spelling(_word)] = _ROLES.get(_one_spelling(_word), 0) | _role

PLACES = frozenset(("tp", "tx", "tt", "đh", "bv", "nxb"))
"""Abbreviations of kinds of places and houses, which a name of one syllable may follow too."""
# Also a page ("tr."), Saint and Philipp.
_ABBREVIATIONS = PLACES | frozenset(("tr", "st", "ph"))
_BEFORE_NAME = frozenset(("đốc", "cả", "đức", "châu"))
# "miền Trung", which is no office: what follows them is theirs.
_HOUSES = frozenset(("bv", "đh", "nxb", "miền"))
# First capitals that begin the name of an office, a place or a body, not that of a person.
_COMMON_CAPITALS = frozenset(
    """thành tỉnh huyện xã phường thị quận ủy uỷ hội đảng bộ sở ban chủ phó trưởng bí giám tổng
    công cục chi trung văn viện trường nhà khối cơ kế tư hành chính bệnh đại khu""".split()
)
_NO_NAMES = _COMMON_CAPITALS | PLACES


def read_token(text: str, *, begins_sentence: bool = False) -> Token:
    """The token that a text without spaces is, in NFC.

    >>> read_token("(946/QĐ-UBND),")[1:5]
    ('D', True, True, False)
    >>> read_token("Hội").shape, read_token("Hội", begins_sentence=True).shape
    ('T', 's')
    """
    core = strip_signs(text)
    token = read_core(core)
    if begins_sentence:
        token = as_first(token)
    return token if core == text else within_signs(token, read_signs(core, text))


def strip_signs(text: str) -> str:
    """A text without the punctuation around it: the core of a token."""
    if text.isalpha() or text in _RELATIONS:
        return text
    return text.lstrip(_OPENING).rstrip(_CLOSING)


class Signs(NamedTuple):
    """What the punctuation around a token says."""

    opens: bool
    """Whether there is any before it,"""
    closes: bool
    """or after it."""
    ends_sentence: bool
    is_stop: bool
    """Whether it is a full stop alone."""
    are_plain: bool
    """Whether a plain word has such, as `is_plain_word` says."""


def read_signs(core: str, text: str) -> Signs:
    """The punctuation of a text, which without it is the core.

    >>> read_signs("TP", "(TP.")[:4]
    (True, True, True, True)
    """
    if not core:
        closing = text.lstrip(_OPENING)
        return _read_signs(text[: len(text) - len(closing)], closing)
    opening, _, closing = text.partition(core)
    return _read_signs(opening, closing)


@lru_cache(maxsize=512)
def _read_signs(opening: str, closing: str) -> Signs:
    ends_sentence = not _SENTENCE_END.isdisjoint(closing)
    is_stop = closing == "."
    are_plain = is_plain_word(f"{opening}a{closing}")
    return Signs(bool(opening), bool(closing), ends_sentence, is_stop, are_plain)


def within_signs(token: Token, signs: Signs) -> Token:
    """The token that a text is, by that of its core."""
    core, shape, _, _, _, roles = token
    opens, closes, ends_sentence, is_stop, _ = signs
    if is_stop and roles & (Role.ABBREVIATION | Role.LETTER):
        roles |= Role.STOPPED
    return Token._make((core, shape, opens, closes, ends_sentence, roles))


def as_first(token: Token) -> Token:
    """The same token where it begins a sentence."""
    return token._replace(shape="s") if token.shape == "T" else token


def read_core(core: str) -> Token:
    """The token that a text without punctuation around it is."""
    if len(core) > 1 and core.isalpha() and core.islower():
        # Most of a running text, told by the general way below with nothing to find.
        small = _one_spelling(core)
        roles = SMALL_ROLES.get(small, Role.COUNTED)
        return _MAKE(Token, (small, "l", False, False, False, roles))
    shape = _shape(core)
    small = core if shape == "P" else "0" if shape == "D" else _one_spelling(core.lower())
    return Token(small, shape, False, False, False, _roles_of(core, small, shape))


def _shape(core: str) -> str:
    if core.isalpha():
        if not core[0].isupper():
            return "l"
        return "U" if len(core) > 1 and core.isupper() else "T"
    if any(character.isdigit() for character in core):
        return "D"
    if not any(character.isalpha() for character in core):
        return "P"
    if len(core) > 1 and core.isupper():
        return "U"
    return "T" if core[0].isupper() else "l"


def _roles_of(core: str, small: str, shape: str) -> int:
    if shape == "D":
        return _roles_with_digits(core)
    if shape == "P":
        if core in _DASHES or core in _RELATIONS:
            is_relation = core in _RELATIONS
            return (Role.DASH if core in _DASHES else 0) | (Role.RELATION if is_relation else 0)
        return Role.PERCENT if core[:1] in _PERCENT and core else 0
    roles = _ROLES.get(small, 0)
    if small in _ABBREVIATIONS:
        roles |= Role.ABBREVIATION
    if small in _HOUSES or core == "Thích":
        roles |= Role.BEFORE_CAPITAL
    if shape == "l":
        if small not in _NO_UNIT:
            roles |= Role.COUNTED
        if small in _BEFORE_NAME:
            roles |= Role.BEFORE_NAME
    else:
        if small not in _NO_NAMES and (shape in "Ts" or len(core) == 1):
            roles |= Role.NAME
        if _ROMAN.fullmatch(core):
            roles |= Role.ROMAN
        elif shape == "U":
            roles |= Role.ABBREVIATION
    if len(core) == 1:
        if small.isascii() or small == "đ":
            roles |= Role.LETTER
        if core in _DASHES:  # 4 x 100 m
            roles |= Role.DASH
    if (shape != "l" or not core.isalpha()) and _ABBREVIATED_TITLE.fullmatch(small):
        roles |= Role.TITLE | Role.ABBREVIATION
    return roles


SMALL_ROLES = {
    word: _roles_of(word, word, "l")
    for word in {*_ROLES, *_NO_UNIT, *_ABBREVIATIONS, *_HOUSES, *_BEFORE_NAME}
}
"""What those words in small letters may be that are more than something to be counted, or less."""
CAPITAL_ROLES = {
    word: _roles_of(word.capitalize(), word, "T")
    for word in {*_ROLES, *_ABBREVIATIONS, *_HOUSES, *_NO_NAMES, "thích", "ngưt"}
}
"""What those words with a first capital may be that are more than a name, or less."""


def _roles_with_digits(core: str) -> int:
    if _ROMAN.fullmatch(core):  # III/2024
        return Role.ROMAN
    if _NUMBER.fullmatch(core):
        roles = Role.NUMBER
        if _YEAR.fullmatch(core):
            roles |= Role.YEAR
        elif _LABEL.fullmatch(core):
            roles |= Role.LABEL
        elif _GROUPED.fullmatch(core):
            roles |= Role.GROUPED
        if core[-1] in _PERCENT or "%/" in core:
            roles |= Role.PERCENT
        if core.isdecimal():
            return roles | Role.AREA_CODE if core[0] == "0" and len(core) > 2 else roles
        if not _DATE.fullmatch(core):
            return roles
        part = _FRACTION.fullmatch(core)
        is_part = part and int(part[1]) < int(part[2])
        return Role.DATE | Role.FRACTION if is_part else Role.DATE
    if _DATE.fullmatch(core):
        return Role.DATE
    if _DOCUMENT.fullmatch(core):
        return Role.DOCUMENT
    if core[0].isalpha() and (core[0].islower() or _SUPERSCRIPT.search(core)):
        return Role.COUNTED  # m², m3, đồng/m², USD/m²
    return Role.CODE


def as_written_small(tokens: list[str]) -> list[str]:
    """The tokens, those of a heading in capitals in small letters.

    Two syllables in capitals beside each other ("HỘI NGHỊ") are words that shout; "UBND" is none.

    >>> as_written_small(["HỘI", "NGHỊ", "UBND", "TỈNH"])
    ['hội', 'nghị', 'UBND', 'TỈNH']
    """
    shouts = [
        token.isupper() and len(token) > 1 and is_syllable(token.strip(_OPENING + _CLOSING))
        for token in tokens
    ]
    beside = zip([False, *shouts], shouts, [*shouts[1:], False], strict=False)
    return [
        token.lower() if shout and (before or after) else token
        for token, (before, shout, after) in zip(tokens, beside, strict=True)
    ]
