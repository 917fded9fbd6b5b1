"""Which spaces stand inside a unit: a date, a number with what it counts, a title with its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, count, repeat
from operator import and_

from readable.vietnamese.syllables import is_syllable
from readable.vietnamese.tokens import PLACES, Role, Token

__all__ = ["CANDIDATE_ROLES", "find_candidates", "weigh_units"]

# How sure each rule is, from 0 to 1: how often it is right in the texts marked by hand, which is
# 989 of 1 000, 982 and 79 of 100; docs/measurements.md has how many units they find.
_SURE = 0.99
_LIKELY = 0.98
_PROBABLE = 0.8
_POSSIBLE = 0.5

_PARTS_OF_TIME = frozenset(("giờ", "phút", "giây", "ngày", "tháng", "năm", "tuần"))
_CLOCK = frozenset(("giờ", "phút"))
_GOES_ON = {"ngày": "tháng", "tháng": "năm"}
# A number after these is a minute of a match ("phút 23") or metres beyond a milestone
# ("Km 5 + 300"), and counts nothing.
_NAMING = frozenset(("giờ", "phút", "+"))
# What parts are said of: "1/3 số hộ", "2/3 diện tích". A date of the same digits ("2/9") stands
# before them only where the word before it says that it is one.
_PARTED = frozenset(
    """số tổng diện dân quãng lượng chiều thời thôn bản xã phường huyện tỉnh thành hộ người đại
    phiếu trường lớp tiêu chỉ nội mẫu trung cơ dự công đơn doanh""".split()
)
_BEFORE_DATE = frozenset("dịp lễ tết hôm trước sau mừng".split())
# What people call each other, at every turn of a story ("ông Lộc"). The name goes with it, but a
# reader who finds them on two lines hardly stumbles: they are held where that costs no line more.
# A full name ("ông Lộc Văn Páo") stands in reports, and is held as one with "đồng chí" is.
_EVERYDAY_TITLES = frozenset("ông bà anh chị em cô chú bác cụ cháu".split())
_STREETS = frozenset("đường phố ngõ ngách hẻm".split())
# Words that a letter names: "điểm a", "nhóm B".
_LETTERED = frozenset("điểm nhóm loại mẫu hạng lớp khối bảng độ máu vitamin".split())
# Quận, phường, huyện, xã, đường, thôn, khu phố.
_PLACES_BY_LETTER = frozenset("qphxđtk")
# After these a letter may be a whole name, "xã X.", or begin one, "xã Y Tý".
_NAMED_BY_LETTER = _LETTERED | frozenset(("xã", "huyện", "tỉnh"))
# A number after these is always a name, even before a part of time: "vào lớp 10 năm học 2025".
_ALWAYS_NAMED = frozenset("lớp đoàn quận".split())
_CONTINENTS = frozenset(("á", "âu", "phi", "mỹ", "mĩ", "úc"))
# Titles whose second syllable alone is none: "hạng mục".
_TITLES_OF_TWO = frozenset(("linh mục", "đô đốc", "sư cả", "đại đức"))
# Who signs for another: "TM. Ủy ban nhân dân", "KT. CHỦ TỊCH".
_ON_BEHALF = frozenset("tm kt tl tuq".split())
# Roads and pages, whose number follows their stop: "QL. 3", "tr. 15"; "tr. CN".
_NUMBERED = frozenset("ql tl hl đt đh tr".split())
# After the number of a year or a century.
_ERAS = frozenset(("tcn", "scn", "cn", "tr.cn"))
# What official prose counts by number in a motto: "4 tại chỗ", "3 không".
_MOTTOES = frozenset(("tại", "không", "cùng"))
# What goes up by steps that a range may name: "cấp 4 - 5", of the wind.
_GRADES = frozenset(("cấp", "mức", "bậc"))
# After "bị", people in court: "27 bị hại". Before another word it is passive, and counts nothing.
_AFTER_BI = frozenset(("hại", "can", "cáo"))


def weigh_units(tokens: Sequence[Token], candidates: Iterable[int]) -> dict[int, float]:
    """How sure it is that a line should not end between a token and the next.

    The keys are indices of tokens; a space that is not there stands in no unit. Punctuation
    parts units, but for the stop of an abbreviation ("TP. Hồ Chí Minh"). The candidates are those
    that `find_candidates` finds; of the tokens the two before and the two behind each are asked.

    >>> from readable.vietnamese.tokens import read_token
    >>> tokens = [read_token(word) for word in "ngày 2/6 tặng 75 gương".split()]
    >>> sorted(weigh_units(tokens, find_candidates([token.roles for token in tokens])))
    [0, 3]
    """
    weighed = {index: _weigh(tokens, index) for index in candidates}
    return {index: confidence for index, confidence in weighed.items() if confidence}


def find_candidates(roles: Sequence[int]) -> set[int]:
    """The spaces whose two tokens may make a unit. Most tokens stand in none."""
    found = set()
    for index in compress(count(), map(and_, roles, repeat(_ANY))):
        role = roles[index]
        calls = (_CALLS if role & _CALLED else 0) | (_CALLS_NAME if role & Role.NAME else 0)
        if index and (role & _SECOND or roles[index - 1] & calls):
            found.add(index - 1)
        if role & _FIRST and index + 1 < len(roles):
            found.add(index)
    return found


_DIGITS = Role.NUMBER | Role.DATE | Role.DOCUMENT
# These go on with a unit, begin one, or make one with another.
_SIGN = Role.DASH | Role.RELATION
_SECOND = _DIGITS | Role.CODE | Role.ROMAN | Role.PERCENT | _SIGN
_FIRST = Role.NUMBER | _SIGN | Role.MULTIPLIER | Role.FRACTION | Role.STOPPED | Role.BEFORE_CAPITAL
_CALLS = (
    Role.TITLE
    | Role.ABBREVIATION
    | Role.BEFORE_NUMBER
    | Role.BEFORE_TIME
    | Role.COUNTED
    | Role.ROMAN
)
_CALLED = Role.ORDINAL | Role.MONTH | Role.LETTER | Role.ABBREVIATION
_CALLS_NAME = Role.TITLE | Role.ABBREVIATION | Role.BEFORE_NUMBER | Role.BEFORE_NAME
_ANY = _SECOND | _FIRST | _CALLED | Role.NAME
# What `compiled.weigh_words` asks of roles, to find the same.
CANDIDATE_ROLES = _SECOND, _FIRST, _CALLED, _CALLS, _CALLS_NAME
_COUNTS = Role.COUNTED | Role.MULTIPLIER | Role.PERCENT
_NOTHING = Token("", "P", False, False, False, 0)


def _weigh(tokens: Sequence[Token], index: int) -> float:
    before, after = tokens[index], tokens[index + 1]
    if after.opens:
        return 0.0
    previous = tokens[index - 1] if index and not tokens[index - 1].closes else _NOTHING
    following = tokens[index + 2] if index + 2 < len(tokens) and not after.closes else _NOTHING
    if previous.core == "số" and index > 1 and tokens[index - 2].core == "trong":
        previous = _NOTHING  # "trong số 54 dân tộc" is no number of anything
    if after.roles & _SIGN:
        # "2021 - 2023" is one value, and so is "01/6 - 30/6".
        if after.roles & Role.DASH and _joins_range(before, following):
            return _SURE
        # "thu nhập ≥ 5 triệu": what is a word goes less with the sign than the number with its own.
        return min(
            _weigh_relation(before, after, following),
            _POSSIBLE if is_syllable(before.core) else _LIKELY,
        )
    if before.roles & _SIGN:
        if before.roles & Role.DASH and _joins_range(previous, after):
            return _SURE
        return _weigh_relation(previous, before, after)
    if before.closes:
        if before.opens and before.roles & after.roles & Role.NUMBER:
            return _weigh_area_code(before, following)
        if before.roles & after.roles & Role.TITLE:
            return _weigh_titles(before, after, following)
        return _weigh_stopped(previous, before, after, following)
    if after.roles & _DIGITS:
        if before.roles & after.roles & Role.NUMBER:  # a telephone number in groups
            return _LIKELY
        if previous.core == "trong" and before.core == "số":
            return 0.0
        return _weigh_before_digits(before, after, following)
    if before.roles & Role.NUMBER:
        if index and tokens[index - 1].roles & Role.AREA_CODE:
            return 0.0  # a telephone number counts nothing
        return _weigh_after_number(previous, before, after, following)
    if before.roles & Role.FRACTION:
        is_part = after.core in _PARTED and previous.core not in _BEFORE_DATE
        return _LIKELY if is_part and not previous.roles & Role.BEFORE_TIME else 0.0
    if before.roles & Role.MULTIPLIER and previous.roles & Role.NUMBER:
        return _LIKELY if after.roles & (Role.COUNTED | Role.ABBREVIATION) else 0.0
    if after.roles & Role.CODE:
        # "súng K59"; but "PH15 và PH276".
        return _PROBABLE if before.shape != "l" or _is_counted(before) else 0.0
    if after.roles & Role.ROMAN:
        return _LIKELY
    if before.roles & Role.ROMAN and after.core in _ERAS:  # thế kỷ III TCN
        return _LIKELY
    if before.core in ("thứ", "hạng") and after.roles & Role.ORDINAL:
        return _LIKELY
    if before.core == "tháng" and after.roles & (Role.MONTH | Role.ORDINAL):
        # "tháng Chạp", "tháng Bảy"; but "ba tháng hai lần".
        return _LIKELY if after.roles & Role.MONTH or after.shape == "T" else 0.0
    if before.core in _LETTERED and after.roles & Role.LETTER:
        return _LIKELY
    if before.core == "châu" and after.core in _CONTINENTS and after.roles & Role.NAME:
        return _LIKELY
    if f"{previous.core} {before.core}" in _TITLES_OF_TWO and after.roles & Role.NAME:
        return _LIKELY
    return _weigh_title(before, after, following)


def _joins_range(before: Token, after: Token) -> bool:
    return bool(before.roles & _DIGITS and after.roles & _DIGITS) and not before.closes


def _weigh_relation(before: Token, sign: Token, after: Token) -> float:
    """A sign between values, "pH = 6,5", "Δt ≤ 60 °C"; but "Trang chủ > Tin tức"."""
    if not sign.roles & Role.RELATION or before.ends_sentence:
        return 0.0
    return _LIKELY if after.shape == "D" or len(after.core) == 1 else 0.0


def _weigh_area_code(before: Token, following: Token) -> float:
    """The first part of a telephone number, in brackets, "(0209) 3870 123"; not "(2) 150 hộ"."""
    if before.roles & Role.AREA_CODE:
        return _PROBABLE
    return 0.0 if before.roles & Role.YEAR or following.roles & _COUNTS else _PROBABLE


def _weigh_before_digits(before: Token, after: Token, following: Token) -> float:
    """A word and the number, date or document's number that it is about."""
    if after.roles & Role.PERCENT:  # "nhiều năm 18%" names no year
        return 0.0
    if after.roles & Role.DOCUMENT:
        if before.roles & (Role.BEFORE_DOCUMENT | Role.BEFORE_NUMBER):
            return _LIKELY
        return _PROBABLE if before.roles & (Role.COUNTED | Role.NAME) else 0.0
    if after.roles & Role.GROUPED and following.roles & _COUNTS:
        return 0.0  # "mỗi tháng 300.000 đồng"
    if before.roles & Role.BEFORE_TIME:
        return _SURE
    if before.core in _CLOCK:
        return _LIKELY
    if after.roles & Role.DATE and (before.core == "nhật" or before.roles & Role.ORDINAL):
        return _LIKELY  # Chủ nhật 02/6, thứ Bảy 01/6
    if before.core == "số" and after.roles & Role.NUMBER:
        return _LIKELY if not following.roles & Role.COUNTED else _PROBABLE
    if before.core == "thứ" and after.roles & Role.NUMBER:  # thứ 9/63
        return _LIKELY
    if after.roles & Role.YEAR:  # "SEA Games 2025"
        is_name = before.shape == "T" and before.roles & Role.NAME
        return _PROBABLE if is_name and not following.roles & Role.DASH else 0.0
    if not after.roles & Role.LABEL:
        return 0.0
    counts = following.core in _PARTS_OF_TIME or following.roles & Role.PERCENT
    if before.core in _ALWAYS_NAMED or (before.roles & Role.BEFORE_NUMBER and not counts):
        return _LIKELY
    # "Sơn Kim 1,", "giai đoạn 1 của": a number that counts nothing names what stands before it.
    counts |= bool(following.roles & (Role.COUNTED | Role.MULTIPLIER))
    # "tàu 600 CV"; but "đại đội 214 (CHDCND Lào)".
    is_measured = bool(following.roles & Role.ABBREVIATION) and not following.opens
    counts |= is_measured and before.shape == "l"
    counts |= bool(following.roles & Role.DASH) and before.core not in _GRADES
    # "trao 12 Bằng khen"; but "Tổ 5 Quang Trung".
    counts |= before.shape == "l" and following.shape == "T"
    is_named = bool(before.roles & (Role.COUNTED | Role.NAME | Role.ABBREVIATION))
    return _PROBABLE if is_named and not counts else 0.0


def _weigh_after_number(previous: Token, before: Token, after: Token, following: Token) -> float:
    """A number and what it counts or measures."""
    if before.roles & Role.PERCENT:
        return 0.0
    if after.roles & Role.PERCENT:
        return _SURE
    if after.core in _ERAS or after.core == "tr":  # năm 179 TCN, năm 179 tr. CN
        return _LIKELY
    if previous.core in _ALWAYS_NAMED and before.roles & Role.LABEL:
        return 0.0
    if after.core in _PARTS_OF_TIME:
        # "8 giờ 30 phút ngày 2/6" is one time, and then a date; so is "đêm 12 ngày 13/9".
        # A line too short for "ngày 02 tháng 9 năm 1945" best ends before "tháng" and "năm".
        if _GOES_ON.get(previous.core) == after.core:
            return _PROBABLE
        is_time = previous.core in _CLOCK or previous.roles & Role.BEFORE_TIME
        return 0.0 if is_time and after.core == "ngày" else _SURE
    if previous.core == "số" and before.roles & Role.LABEL:
        # "số 11 Trường Chinh", "số 25 đường Lê Lợi": a house and its street.
        # Not "số 5 Trung ương", whose second syllable is small.
        is_street = after.core in _STREETS or after.shape == following.shape == "T"
        return _PROBABLE if is_street else 0.0
    if previous.roles & Role.BEFORE_TIME and after.core == "tết":  # mùng 2 Tết
        return _LIKELY
    is_named = previous.roles & (Role.BEFORE_NUMBER | Role.BEFORE_TIME)
    if (is_named and not before.roles & Role.GROUPED) or previous.core in _NAMING:
        return 0.0
    if after.core == "bị" and following.core in _AFTER_BI:
        return _LIKELY
    if before.opens and after.core in _MOTTOES:
        return _LIKELY
    if before.roles & Role.YEAR:
        is_year = previous.roles & (Role.DASH | Role.NAME)
        return _PROBABLE if not is_year and _is_counted(after) else 0.0
    if _is_counted(after) or after.roles & Role.ABBREVIATION:
        return _LIKELY
    return _PROBABLE if after.shape == "T" and not after.roles & Role.BEFORE_NUMBER else 0.0


def _is_counted(token: Token) -> bool:
    return bool(token.roles & Role.COUNTED)


def _weigh_title(before: Token, after: Token, following: Token) -> float:
    """A form of address, a rank or an abbreviation, and the name that it belongs to."""
    if before.core in PLACES and after.roles & Role.ABBREVIATION:  # TP HCM, TP. HCM
        return _LIKELY
    if before.roles & Role.BEFORE_CAPITAL and after.shape in "TsU":
        # "đưa vào BV. Hiện sức khỏe", but also "BV. Nhi trung ương".
        is_doubtful = before.roles & Role.STOPPED and following.shape not in "TU"
        return _POSSIBLE if is_doubtful else _LIKELY
    if not after.roles & Role.NAME:
        return 0.0
    if before.core in _EVERYDAY_TITLES:
        return _PROBABLE if following.shape == "T" else _POSSIBLE
    if before.roles & Role.TITLE or before.core in PLACES:
        return _LIKELY
    if before.roles & Role.ABBREVIATION:
        # "MTTQ Việt Nam", "SEA Games"; but "UBND Tỉnh".
        is_name = following.shape in "TU" or not is_syllable(after.core)
        return _PROBABLE if is_name else 0.0
    return 0.0


def _weigh_titles(before: Token, after: Token, following: Token) -> float:
    """Two titles, abbreviated: "PGS. TS.", "PGS, TS Nguyễn Văn An"; but "các GS, PGS"."""
    if before.roles & Role.STOPPED:
        return _LIKELY
    are_short = before.roles & after.roles & Role.ABBREVIATION and not before.ends_sentence
    is_one = after.roles & Role.STOPPED or following.roles & Role.NAME
    return _PROBABLE if are_short and is_one else 0.0


def _weigh_stopped(previous: Token, before: Token, after: Token, following: Token) -> float:
    """An abbreviation with its stop and what it belongs to: "TP. Huế", "Q. 1", "tr. 15"."""
    if not before.roles & Role.STOPPED:
        return 0.0
    is_number = after.roles & (_DIGITS | Role.CODE) or after.core in _ERAS
    if before.core in _NUMBERED and is_number:
        return _LIKELY
    if _ends_sentence(previous, before):
        return 0.0
    if before.core in _ON_BEHALF:
        return _LIKELY
    if not before.roles & Role.LETTER:
        return _weigh_title(before, after, following)
    is_called = previous.shape in "TU" or previous.roles & Role.TITLE
    if is_number:
        return 0.0 if is_called else _LIKELY
    # "George W. Bush", "C. Mác", "P. Bến Nghé"; but "gặp chị H. Sau đó", "Trần Văn T. Ông Nguyễn",
    # "từ A đến B. Hà Nội".
    goes_on = after.roles & Role.STOPPED or not is_syllable(after.core) or after.core == "mác"
    is_place = before.core in _PLACES_BY_LETTER and following.shape == "T" and not is_called
    return _PROBABLE if after.roles & Role.NAME and (goes_on or is_place) else 0.0


def _ends_sentence(previous: Token, before: Token) -> bool:
    """Whether a stop is that of a sentence: "khoá X. Ông", "200 m. Từ", "thế kỷ 1 CN. Thời"."""
    if before.core in _ERAS:
        return bool(previous.roles & (Role.NUMBER | Role.ROMAN))
    if not before.roles & Role.LETTER:
        return False
    if previous.roles & Role.NUMBER:  # "45 Đ. Lê Lợi" is an address
        return before.shape == "l"
    return bool(previous.roles & Role.BEFORE_NUMBER) or previous.core in _NAMED_BY_LETTER
