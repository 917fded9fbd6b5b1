"""The parts of an official document that look alike to the eye: letterhead, title, signature."""

from __future__ import annotations

import re

from readable.enriching.abbreviations import folded

__all__ = ["is_formula", "is_kind", "is_letterhead", "is_subject"]

# The kinds of Nghị định 30/2020/NĐ-CP, Điều 7, and those that the law alone may have.
_KINDS = frozenset(
    folded(kind)
    for kind in (
        "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo",
        "hướng dẫn", "chương trình", "kế hoạch", "phương án", "đề án", "dự án", "báo cáo",
        "biên bản", "tờ trình", "hợp đồng", "công điện", "bản ghi nhớ", "bản thỏa thuận",
        "giấy ủy quyền", "giấy mời", "giấy giới thiệu", "giấy nghỉ phép", "phiếu gửi",
        "phiếu chuyển", "phiếu báo", "thư công", "luật", "pháp lệnh", "lệnh", "nghị định",
        "thông tư", "kết luận", "điều lệ",
    )
)  # fmt: skip
# What decides, between the grounds of a decision and its articles.
_FORMULAS = frozenset({"quyết định", "quyết nghị", "nghị quyết"})
_SUBJECT = re.compile(r"(?:về|v/v)\b")

_MOTTO = re.compile(
    folded(r"""nơi\ nhận\b | kính\ (?:gửi|trình)\b | cộng\ hòa\ xã\ hội\ chủ\ nghĩa\b
    | độc\ lập[^\w]+tự\ do\b | đảng\ cộng\ sản\ việt\ nam$
    # The place and the day, which may still be blank.
    | [^\d,]{2,40},\s*ngày\b.*\b(?:tháng|năm)\b"""),
    re.VERBOSE,
)
_IN_WHOSE_NAME = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\.|T/M|K/T|T/L|T/U/Q|TM(?= (?:ỦY|UỶ|UBND|HĐND|BAN|HỘI)))\.? ?"
    r"(?=[^\W\d_]{2})"
)
_OFFICES = frozenset(
    folded(f"{deputy}{office}")
    for deputy in ("", "phó ", "quyền ", "q. ")
    for office in (
        "chủ tịch", "hiệu trưởng", "giám đốc", "tổng giám đốc", "bí thư", "bộ trưởng",
        "thứ trưởng", "thủ tướng", "chánh văn phòng", "văn phòng", "trưởng phòng", "phòng",
        "trưởng ban", "ban", "cục trưởng", "viện trưởng", "chánh án", "chánh thanh tra",
        "tổng bí thư", "thủ trưởng đơn vị", "thủ trưởng cơ quan", "kế toán trưởng", "tổ trưởng",
        "người lập biểu", "thư ký", "chủ tọa", "chủ trì", "xác nhận của cơ quan",
    )
)  # fmt: skip
_COUNCIL = r"(?:ủy\ ban\ nhân\ dân|hội\ đồng\ nhân\ dân|ubnd|hđnd)"
_PLACE = r"(?:tỉnh|thành\ phố|tp\.?|huyện|quận|thị\ xã|xã|phường|thị\ trấn|đặc\ khu)"
_COUNCIL_ALONE = re.compile(folded(rf"(?:chủ tịch )?{_COUNCIL}(?: {_PLACE})?"))
# Only where all of a line is in capitals: else "Trường" or "Bộ" begins any heading.
_AUTHORITY = re.compile(
    folded(rf"""(?:
    {_COUNCIL} | ủy\ ban | hội\ đồng
    | (?:phó\ |quyền\ |tổng\ )*(?:chủ\ tịch|hiệu\ trưởng|giám\ đốc|bí\ thư)
    | bộ\ trưởng | thủ\ tướng | (?:chính\ phủ|quốc\ hội)$
    | bộ\ (?:chính\ trị|công\ an|công\ thương|giáo\ dục|giao\ thông|kế\ hoạch|khoa\ học|lao\ động
        |ngoại\ giao|nội\ vụ|nông\ nghiệp|quốc\ phòng|tài\ chính|tài\ nguyên|thông\ tin|tư\ pháp
        |văn\ hóa|xây\ dựng|y\ tế|dân\ tộc|chỉ\ huy|tư\ lệnh)
    | sở(?=\ (?!hữu)) | phòng\ (?:giáo\ dục|gd|nội\ vụ|tài\ chính|văn\ hóa|y\ tế|tư\ pháp|kinh\ tế
        |tài\ nguyên|lao\ động|nông\ nghiệp)
    | trường\ (?:thpt|thcs|th|tiểu\ học|trung\ học|mầm\ non|mẫu\ giáo|đại\ học|cao\ đẳng|trung\ cấp
        |phổ\ thông|ptdt|chính\ trị)
    | (?:tỉnh|thành|huyện|quận|thị|đảng)\ ủy | (?:đảng|chi)\ bộ | mặt\ trận\ tổ\ quốc
    | ban\ (?:thường\ vụ|chấp\ hành|chỉ\ đạo|bí\ thư|giám\ hiệu|giám\ đốc)
    | văn\ phòng\ (?:{_COUNCIL}|ủy\ ban|chính\ phủ|quốc\ hội|chủ\ tịch|tỉnh\ ủy|đoàn)
    | tòa\ án\ nhân\ dân | viện\ kiểm\ sát | công\ an\ {_PLACE}
    | thanh\ tra\ (?:{_PLACE}|chính\ phủ)
    | liên\ đoàn\ lao\ động | hội\ (?:nông\ dân|liên\ hiệp|cựu\ chiến\ binh|chữ\ thập\ đỏ)
    | đoàn\ (?:tncs|thanh\ niên|đại\ biểu\ quốc\ hội)
    )(?!\w)"""),
    re.VERBOSE,
)


def is_letterhead(text: str) -> bool:
    """Whether a line names the State, an authority or an office, as letterhead and signature do.

    >>> [is_letterhead(line) for line in ("UỶ BAN NHÂN DÂN TỈNH", "KT. CHỦ TỊCH", "Nơi nhận:")]
    [True, True, True]
    >>> is_letterhead("Chủ tịch nước thăm tỉnh"), is_letterhead("TRƯỜNG HỢP NGOẠI LỆ")
    (False, False)
    """
    line = _first_line(text)
    compared = folded(line)
    return (
        _MOTTO.match(compared) is not None
        or _IN_WHOSE_NAME.match(line) is not None
        or compared.rstrip(" :.,") in _OFFICES
        or _COUNCIL_ALONE.fullmatch(compared.rstrip(" :.,")) is not None
        or (line.isupper() and _AUTHORITY.match(compared) is not None)
    )


def is_kind(text: str) -> bool:
    """Whether a text is the kind of a document and nothing more, in capitals.

    >>> is_kind("KẾ HOẠCH"), is_kind("Kế hoạch"), is_kind("KẾ HOẠCH NĂM 2023")
    (True, False, False)
    """
    return text.isupper() and " ".join(folded(text).split()) in _KINDS


def is_formula(text: str) -> bool:
    """Whether a text is the words by which a document decides: "QUYẾT ĐỊNH:"."""
    return text.isupper() and " ".join(folded(text).split()).rstrip(" :") in _FORMULAS


def is_subject(text: str) -> bool:
    """Whether a text says what a document is about.

    >>> is_subject("V/v tuyển sinh"), is_subject("Về việc tuyển sinh"), is_subject("Vệ sinh")
    (True, True, False)
    """
    return _SUBJECT.match(folded(text).lstrip()) is not None


def _first_line(text: str) -> str:
    return " ".join(text.strip().partition("\n")[0].split())
