"""What went wrong, as RFC 9457 wants it told, in Vietnamese or in English."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["KINDS", "Problem", "language_of"]


class _Kind(NamedTuple):
    status: int
    vi: tuple[str, str]
    """Title and detail; names in braces stand for what the problem knows."""
    en: tuple[str, str]


KINDS: dict[str, _Kind] = {
    "malformed": _Kind(
        400,
        ("Yêu cầu bị hỏng", "Không đọc được {name} của yêu cầu: hãy gửi lại đúng dạng."),
        ("Malformed request", "The request's {name} cannot be read: send it again, well-formed."),
    ),
    "head": _Kind(
        431,
        (
            "Phần đầu của yêu cầu quá lớn",
            "Địa chỉ và các tiêu đề chỉ được {kilobytes} KB: hãy gửi bài viết trong nội dung.",
        ),
        (
            "The request's head is too large",
            "Address and headers may take {kilobytes} KB: send the article as the body.",
        ),
    ),
    "token": _Kind(
        401,
        ("Cần mã truy cập", "Hãy gửi kèm Authorization: Bearer và mã truy cập."),
        ("A token is needed", "Send Authorization: Bearer with the token."),
    ),
    "origin": _Kind(
        403,
        (
            "Trang này không được gọi máy chủ",
            "Hãy thêm địa chỉ của trang vào --origin; phương thức và tiêu đề được phép: {allowed}.",
        ),
        (
            "This site may not call the server",
            "Name the site in --origin; methods and headers that are allowed: {allowed}.",
        ),
    ),
    "not-found": _Kind(
        404,
        ("Không có địa chỉ này", "Xem các địa chỉ ở /docs."),
        ("There is no such address", "The addresses are listed at /docs."),
    ),
    "gone": _Kind(
        404,
        ("Ảnh không còn được giữ", "Hãy gửi lại bài viết đến /v1/images."),
        ("The picture is kept no longer", "Send the article to /v1/images again."),
    ),
    "method": _Kind(
        405,
        ("Sai phương thức", "Tiêu đề Allow cho biết phương thức dùng được."),
        ("Wrong method", "The header Allow names those that can be used."),
    ),
    "slow": _Kind(
        408,
        ("Gửi quá chậm", "Nội dung không đến đủ trong {seconds} giây: hãy gửi lại."),
        ("Sent too slowly", "The body was not there within {seconds} seconds: send it again."),
    ),
    "unchanged": _Kind(
        412,
        ("Không có gì đổi", "Kết quả vẫn là bản mà If-None-Match nêu."),
        ("Nothing changed", "The result is still the one that If-None-Match names."),
    ),
    "body": _Kind(
        413,
        ("Nội dung quá lớn", "Giới hạn là {megabytes} MB, kể cả sau khi giải nén."),
        ("The body is too large", "The limit is {megabytes} MB, also once unpacked."),
    ),
    "kind": _Kind(
        415,
        ("Không nhận loại nội dung này", "Hãy gửi {expected}."),
        ("This kind of body is not taken", "Send {expected}."),
    ),
    "invalid": _Kind(
        422,
        ("Giá trị không hợp lệ", "“{name}” chưa đúng; cần: {expected}."),
        ("Invalid value", "“{name}” is not as it should be; expected: {expected}."),
    ),
    "setting": _Kind(
        422,
        ("Không thể trình bày như vậy", "Hãy chọn cỡ chữ, màu, lề hoặc khổ giấy khác."),
        ("It cannot be laid out like that", "Choose another size, theme, margin or paper."),
    ),
    "unreadable": _Kind(
        422,
        ("Không đọc được bài viết", "Nội dung gửi đến không có bài viết nào đọc được."),
        ("The article cannot be read", "What was sent holds no article that can be read."),
    ),
    "page": _Kind(
        422,
        ("Không có trang này", "Bài viết có {count} trang."),
        ("There is no such page", "The article has {count} pages."),
    ),
    "limit": _Kind(
        422,
        ("Bài viết quá dài", "Vượt giới hạn số trang hoặc điểm ảnh: hãy chia bài hoặc giảm cỡ."),
        (
            "The article is too long",
            "It has too many pages or pixels: split it, or choose smaller.",
        ),
    ),
    "time": _Kind(
        422,
        ("Xử lý quá lâu", "Bài viết cần hơn {seconds} giây: hãy chia nhỏ bài."),
        ("It takes too long", "The article needs more than {seconds} seconds: split it."),
    ),
    "memory": _Kind(
        422,
        ("Cần quá nhiều bộ nhớ", "Hãy chia nhỏ bài hoặc thu nhỏ hình."),
        ("It needs too much memory", "Split the article, or make its pictures smaller."),
    ),
    "fault": _Kind(
        500,
        ("Lỗi của máy chủ", "Bài viết này gặp lỗi của chương trình: hãy báo cho người quản trị."),
        ("A fault of ours", "This article meets a fault of the program: tell whoever runs it."),
    ),
    "busy": _Kind(
        503,
        ("Máy chủ đang bận", "Hãy thử lại sau {seconds} giây."),
        ("The server is busy", "Try again in {seconds} seconds."),
    ),
    "workers": _Kind(
        503,
        (
            "Máy chủ chưa xử lý được bài",
            "Không khởi động được tiến trình xử lý: hãy thử lại sau {seconds} giây.",
        ),
        (
            "The server has no workers",
            "No process can be started to work on it: try again in {seconds} seconds.",
        ),
    ),
}


class Problem(Exception):
    """A request that is not answered as it was meant, and why."""

    def __init__(self, kind: str, cause: str | None = None, **known: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.cause = cause
        self.known = known

    @property
    def status(self) -> int:
        return KINDS[self.kind].status

    def told(self, language: str) -> dict[str, Any]:
        """The members of the problem: those of RFC 9457, then what the problem knows.

        `cause` is the library's own sentence, in English.

        >>> Problem("invalid", name="scale", expected="integer").told("vi")["detail"]
        '“scale” chưa đúng; cần: integer.'
        """
        kind = KINDS[self.kind]
        title, detail = kind.vi if language == "vi" else kind.en
        told = {
            "type": f"urn:readable:problem:{self.kind}",
            "title": title,
            "status": kind.status,
            "detail": detail.format(**self.known),
            **self.known,
        }
        return told if self.cause is None else told | {"cause": self.cause}


def language_of(accept: str) -> str:
    """Vietnamese or English, whichever an Accept-Language puts first; Vietnamese if neither.

    >>> language_of("fr, en-GB;q=0.8, vi;q=0.3"), language_of("*"), language_of("vi;q=0, en")
    ('en', 'vi', 'en')
    """
    ranked = []
    for place, part in enumerate(accept[:500].split(",")):
        tag, _, quality = part.strip().partition(";")
        name = tag.strip().lower().partition("-")[0]
        if name in ("vi", "en"):
            ranked.append((-_quality(quality), place, name))
    best = min(ranked, default=(-1, 0, "vi"))
    return best[2] if best[0] < 0 else "vi"


def _quality(text: str) -> float:
    try:
        return float(text.partition("=")[2] or 1)
    except ValueError:
        return 0
