"""What the class names, ids and labels of Vietnamese pages say of the part they stand at.

The words were collected from the public themes and crawlers of Vietnamese portals, and from the
templates of the content systems they run on.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "AUTHOR_LINE",
    "LABELS_PART",
    "NAMES_FILES",
    "counts_votes",
    "furniture_by_names",
    "furniture_by_text",
    "is_body_names",
    "is_contact",
    "is_document_number",
    "is_feed",
    "is_imprint",
    "is_login",
    "is_message_names",
    "is_post_names",
    "normal_names",
    "role_by_names",
    "says_contact",
    "says_list",
    "says_missing",
    "says_more",
    "says_poll",
]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def normal_names(classes: str, identity: str) -> str:
    """The words of class names and an id, in lower case between hyphens; a name ends at a space.

    >>> normal_names("BanTin_TieuDe", "content-1")
    '-ban-tin-tieu-de- -content-1-'
    """
    names = [*classes.split()[:20], *identity.split()[:1]]
    return " ".join(
        f"-{_NO_LETTERS.sub('-', _CAMEL.sub('-', name[:80]).lower()).strip('-')}-" for name in names
    )


def _words(source: str) -> re.Pattern[str]:
    """Any of the words as a whole; a hyphen in one stands for a hyphen or nothing."""
    alternatives = "|".join(word.replace("-", "-?") for word in source.split())
    return re.compile(rf"(?<=-)(?:{alternatives})(?=[-0-9])")


# Of these not even a part is read as article, whatever else its names say.
_SURE = {
    "menu": _words(
        "menu menus submenu main-menu nav navbar nav-bar navigation navi mega-menu dropdown-menu "
        "breadcrumb breadcrumbs bread-crumb bread-crum pathway duong-dan site-map sitemap "
        "pagination paging pager phan-trang pagenavi page-nav post-navigation ms-quick-launch "
        "skip-link skiplink"
    ),
    "related articles": _words(
        "related relate relateds related-news relatednews related-posts relatedposts lien-quan "
        "tin-lien-quan tin-lienquan bai-lien-quan tin-khac tin-cu tin-cu-hon cac-tin-khac "
        "tin-moi tin-moi-nhat tin-noi-bat tin-doc-nhieu xem-nhieu doc-nhieu tin-xem-nhieu "
        "other-news othernews news-other newsother others-news new-other other-new others "
        "cung-chuyen-muc cung-loai cung-danh-muc same-category same-cate same-cat jp-relatedposts "
        "readmore-list most-read most-view mostread mostviewed hot-news hotnews latest-news "
        "latestnews lastest-news news-latest recent-posts popular-posts bai-viet-khac tin-tuc-khac"
    ),
    "comments": _words(
        "comment comments comment-box commentbox comment-list commentlist respond binh-luan "
        "ykien y-kien y-kien-ban-doc fb-comments fb-comment disqus disqus-thread comment-form "
        "phan-hoi box-comment postprofile message-cell-user message-user(?!-content) "
        "postmenu userinfo user-info message-footer message-attribution message-signature"
    ),
    "share buttons": _words(
        "share shares sharing social socials social-share share-box sharebox chia-se addthis "
        "addtoany sharethis a2a sharedaddy fb-like fb-share fb-root fb-save zalo-share "
        "zalo-share-button social-icon social-icons social-plugin fanpage fb-page like-button "
        "btn-share"
    ),
    "advertisement": _words(
        "quang-cao qc ads ad adv advs adsbygoogle adsense advertise advertisement advertising "
        "adbox ads-box banner-ads banner-qc ad-slot adslot doi-tac"
    ),
    "tags": _words(
        "tags tag-list taglist tags-links post-tags tag-cloud tagcloud tu-khoa keywords keyword "
        "hashtag news-tag news-tags article-tags detail-tags box-tags tags-box list-tag"
    ),
    "footer": _words("footer site-footer page-footer chan-trang cuoi-trang foot-er copyright"),
    "sidebar": _words("sidebar side-bar cot-trai cot-phai cotphai"),
    "web part name": _words(
        "ms-formtoolbar ms-wpheader ms-wpheader-td portlet-topper portlet-title"
    ),
}
# Of these only what is not also named like an article.
_LIKELY = {
    "menu": _words(
        "topbar top-bar toplink top-link toplinks quick-link quicklinks lien-ket weblink"
    ),
    "sidebar": _words(
        "left-col right-col col-left col-right left-column right-column leftcol rightcol "
        "left-side right-side column-right column-left cotright cotleft widget-area aside meta-area"
    ),
    "banner": _words(
        "banner banners site-header page-banner top-header masthead logo marquee slogan slider "
        "carousel slideshow"
    ),
    "toolbar": _words(
        "toolbar tool-bar tool tools print printing in-trang cong-cu tien-ich co-chu doi-co-chu "
        "font-size fontsize font-custom change-font zoom text-size resize-text uploadinfo "
        "user-function article-tools post-tools item-tools icons-box action actions audio-player "
        "text-to-speech tts voice-box nghe-tin"
    ),
    "form": _words(
        "search searchbox search-box tim-kiem login log-in dang-nhap dang-ky register subscribe "
        "newsletter paywall popup pop-up modal cookie cookies lightbox dialog alert-cookie "
        "poll vote voting tham-do rating ratings rate danh-gia star-rating hreview captcha"
    ),
    "counter": _words(
        "counter visitor visitors visit-count luot-xem luot-truy-cap truy-cap thong-ke thongke "
        "hits view-count viewcount online dang-truy-cap weather thoi-tiet ty-gia tygia "
        "lich-van-nien"
    ),
}
_BODY = _words(
    "article-body articlebody article-content articlecontent article-detail news-content "
    "newscontent news-detail newsdetail news-body entry-content post-content post-body "
    "content-detail contentdetail detail-content detailcontent chi-tiet chi-tiet-tin noi-dung "
    "noi-dung-tin body-text bodytext bodyhtml fck-detail singular-content maincontent cms-body "
    "knc-content the-article-body journal-content-article toan-van fulltext full-text "
    "publishing-page-content ms-rtestate-field item-page content-news tin-chi-tiet "
    "detail-text edittor-content editor-content ck-content field-name-body van-ban divcontent "
    "page-content story-body content-body"
)
_ARTICLE = _words(
    "article post entry content detail details body story news chi-tiet noi-dung tin bai-viet text "
    "main page"
)
# The head of the page; "card-header" and "entry-header" are the head of something in it.
_PAGE_HEADER = re.compile(
    r"(?:^| )-(?:(?!(?:accordion|article|block|body|box|card|col|content|date|detail|entry|event|"
    r"faq|form|group|item|list|message|modal|module|news|node|page|panel|post|question|section|"
    r"single|story|tab|table|thread|title|topic|view|widget)s?-)[a-z0-9]+-)*header"
    r"(?:-?(?:top|main|menu|inner|wrap|wrapper|logo|bar|area|left|right|bottom|mobile|desktop|fixed|"
    r"[0-9]+))*-(?= |$)"
)
# Names that style sheets hide elements by; "d-none d-md-block" shows on wide screens.
_HIDDEN = re.compile(r"(?:^| )-(?:hidden|d-none|hide)-(?= |$)(?!.*-d-\w+-(?:block|flex|inline)-)")
_TOOL_OF_ARTICLE = re.compile(r"-(?:tools?|tool-?bar|cong-cu|co-chu|actions?|print|rating)-(?= |$)")
_ROLES = {
    "title": _words(
        "title headline tieu-de tieude entry-title post-title article-title news-title "
        "ten-tin news-ten title-detail detail-title title-news titlenews ten-bai "
        "header-title page-title "
        "title-post title-page content-title cms-title"
    ),
    "summary": _words(
        "sapo summary lead chapeau chapo tom-tat tomtat hometext intro introtext intro-text "
        "description excerpt subtitle post-subtitle "
        "trich-dan trich-yeu gioi-thieu-tin mo-ta short-intro article-summary"
    ),
    "date": _words(
        "date time datetime ngay ngay-dang ngaydang publish-date published post-date entry-date "
        "pub-date pubdate created createdate create-date timestamp posted-on article-date "
        "detail-time thoi-gian publish-time"
    ),
    "author": _words("author byline tac-gia tacgia but-danh butdanh author-name nguoi-viet"),
    "source": _words("source nguon nguon-tin article-source"),
}
_NO_ROLE = _words("site-title widget-title block-title box-title cate-title web-title list-title")

_FURNITURE_TEXT = {
    "related articles": (
        r"(?:các |những )?(?:tin|bài|bài viết|tin tức|thông tin|tin bài|văn bản|video|chủ đề|"
        r"nội dung|sự kiện|thông báo)(?: tức| viết| bài)? "
        r"(?:liên quan|khác|cùng chuyên mục|cùng chủ đề|cùng thể loại|cùng loại|cùng danh mục|"
        r"mới nhất|mới hơn|cũ hơn|mới|mới cập nhật|đã đưa|đã đăng|đọc nhiều|đọc nhiều nhất|nổi bật|"
        r"xem nhiều|xem nhiều nhất|tiêu điểm|trước đó)(?: khác)?"
        r"|có thể bạn quan tâm|bạn có thể quan tâm|có thể bạn thích|đọc nhiều(?: nhất)?|"
        r"xem nhiều(?: nhất)?|đọc tiếp|xem tiếp|tin đọc nhiều|cùng chuyên mục|cùng chủ đề|"
        r"tin cùng chuyên mục|mới nhất|dành cho bạn|đừng bỏ lỡ|related (?:articles|posts|news)|"
        r"những tin mới hơn|những tin cũ hơn|tin cũ hơn|tin mới hơn|bài trước|bài sau|bài tiếp theo"
    ),
    "comments": (
        r"(?:\d+ )?(?:bình luận|nhận xét|ý kiến)(?: của bạn| bạn đọc| mới nhất)?|"
        r"đăng nhận xét|xem thêm bình luận|"
        r"ý kiến(?: bạn đọc| của bạn| độc giả)?|phản hồi|viết bình luận|gửi bình luận|"
        r"ý kiến bình luận|để lại (?:bình luận|một bình luận|ý kiến)|trả lời hủy|"
        r"gửi ý kiến(?: của bạn)?|gửi phản hồi|leave a (?:reply|comment)|comments|"
        r"bạn cần đăng nhập để (?:thực hiện chức năng này|bình luận|gửi bình luận)"
    ),
    "share buttons": (
        r"chia sẻ(?: bài viết| tin| qua| lên| facebook| zalo| bài| này| mạng xã hội)*|share|"
        r"facebook|twitter|zalo|google\+?|linkedin|tweet|pinterest|copy link|sao chép liên kết|"
        r"theo dõi .{0,60} trên google news|like|thích"
    ),
    "toolbar": (
        r"(?:tăng|giảm|thay đổi|đổi)? ?(?:cỡ chữ|cỡ|kích thước chữ|kích cỡ chữ|font chữ)|"
        r"[aA][-+]?(?: [aA][-+]?){0,3}|in(?: trang| bài| bài viết| tin| ấn| trang này)?|bản in|"
        r"gửi (?:email|mail|bài viết|cho bạn bè|bài|tin)|email|về trang trước|"
        r"trở về(?: đầu trang)?|quay lại|về đầu trang|lên đầu trang|đầu trang|trang trước|"
        r"trang sau|print|back|top|"
        r"tương phản(?: cao)?|đọc bài viết|nghe (?:bài|đọc bài|tin|nội dung)(?: viết)?|"
        r"lưu(?: bài| tin| bài viết)?|xem với cỡ chữ|tải về|phóng to|thu nhỏ|mặc định|"
        r"giọng (?:nam|nữ)|độ tương phản|đọc tin|đọc báo|xem theo ngày|quay trở lại|bookmark"
    ),
    "counter": (
        r"(?:số )?lượt(?: xem| đọc| truy cập| người xem)?(?: tin| bài)? ?:? ?[\d.,]*|"
        r"(?:đã xem|đã đọc|xem|lần xem|views?|hits|đọc|số lần đọc|số lần xem|số người xem|"
        r"lượt xem) ?[:(]? ?[\d.,]+\)?|[\d.,]+ ?(?:lượt xem|lượt đọc|views?|lần xem|lượt)|"
        r"(?:đang truy cập|đang trực tuyến|đang online|hôm nay|hôm qua|tuần này|tháng này|tất cả|"
        r"tổng (?:số )?(?:lượt )?truy cập)\s?:? ?[\d.,]*|thống kê truy cập|bình chọn"
    ),
    "tags": r"(?:từ khóa|từ khoá|tags?|thẻ|chủ đề|keywords|hashtag) ?:? ?",
    "form": (
        r"tìm kiếm.{0,20}|đăng nhập.{0,30}|đăng ký|gửi|đánh giá bài viết|bình chọn bài viết|"
        r"mã bảo mật|"
        r"bạn (?:có )?thấy (?:bài viết|nội dung|thông tin)(?: này)? (?:có )?hữu ích.{0,20}|"
        r"tổng số điểm của bài viết là.{0,60}|xếp hạng.{0,40}|click để đánh giá bài viết|"
        r"đánh giá.{0,30}|thăm dò ý kiến"
    ),
}
_TEXT_PATTERNS = {
    kind: re.compile(rf"[\s>»«|•*\[(-]*(?:{source})[\s:.…>»|\])-]*(?:\(\d+\)|\d+)?", re.IGNORECASE)
    for kind, source in _FURNITURE_TEXT.items()
}

_IMPRINT = re.compile(
    r"cơ quan chủ quản|chịu trách nhiệm (?:chính|nội dung|xuất bản|quản lý)|"
    r"giấy phép (?:số|thiết lập|hoạt động|xuất bản|mạng|ttđt|trang)|bản quyền (?:thuộc|©|của)|"
    r"copyright|all rights reserved|[©®]|ghi rõ nguồn|trưởng ban biên tập\s?:|tổng biên tập\s?:|"
    r"(?:thiết kế|phát triển|vận hành)(?: và [\w ]{1,12})? bởi|powered by|"
    r"khi phát hành lại thông tin",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:địa chỉ|trụ sở|điện thoại|đt|tel|hotline|fax|e-?mail|thư điện tử|website)\s?:"
)

_NAME_FIELD = re.compile(r"tên đăng nhập|tài khoản|tên truy cập|username|e-?mail", re.IGNORECASE)
_PASSWORD_FIELD = re.compile(r"mật khẩu|password", re.IGNORECASE)
_DOCUMENT_NUMBER = re.compile(r"\d{1,5}(?:/\d{4})?/[A-ZĐƯ][A-ZĐƯ0-9-]+(?:-[A-ZĐƯ0-9.&]+)*")
_REACHED_BY = (
    r"(?:đt|sđt|điện thoại|di động|tel|phone|mobile|hotline|fax|e-?mail|thư điện tử|thư công vụ)"
)
_REACHED_AT = re.compile(
    # A phone has nine digits to eleven, a date eight.
    rf"(?:{_REACHED_BY}\s?[:.]?\s?)?"
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\(?\+?84|\(?0)(?:[ .()-]{0,2}\d){8,10})",
    re.IGNORECASE,
)
_SAYS_REACHED = re.compile(rf"\b{_REACHED_BY}\b|\w@\w", re.IGNORECASE)
_FEED = re.compile(r"[./](?:rss|atom|rdf|feeds?)(?:[./?#]|$)", re.IGNORECASE)
_VOTES = re.compile(r"[\d.,]+ ?(?:phiếu|bình chọn|lượt bình chọn|lượt chọn|votes?)", re.IGNORECASE)
_POLL = re.compile(
    r"(?:kết quả )?(?:bình chọn|thăm dò(?: ý kiến| dư luận)?|trưng cầu ý kiến|poll)\W*",
    re.IGNORECASE,
)
_PAGE = r"(?:trang(?: web| tin)?|nội dung|bài viết|đường dẫn|liên kết|địa chỉ)"
_ASKED_FOR = r"(?: này| nào| yêu cầu| (?:mà )?(?:bạn|quý (?:vị|khách|bạn đọc))\b.{0,40}?)?"
# What a page says that has nothing to show: 404, or an editor's "wait".
_MISSING = re.compile(
    rf"(?:(?:oops|rất tiếc|xin lỗi|lỗi|error)\b\W*)*(?:404|(?:404\b\W*)?(?:"
    rf"(?:không tìm thấy|không tồn tại) {_PAGE}{_ASKED_FOR}|"
    rf"{_PAGE}{_ASKED_FOR}(?: hiện)? (?:không (?:tồn tại|tìm thấy|được tìm thấy)|"
    rf"(?:có thể )?đã (?:bị )?(?:xóa|xoá|gỡ))\b.{{0,60}}|"
    rf"(?:the )?page .{{0,40}}not (?:be )?found|(?:file )?not found|"
    rf"(?:{_PAGE} )?đang (?:được )?cập nhật))\W*",
    re.IGNORECASE,
)

_COUNT = r"(?:khoảng |hơn |gần )?[\d.,]+"
_LISTED = r"(?:kết quả|trang|bài|bài viết|tin|mục|văn bản|bản ghi|results?|pages?|items?)"
# How the summary of an article ends that is to be read elsewhere.
_MORE = re.compile(
    r"(?:(?:xem|đọc) (?:tiếp|thêm|chi tiết)|(?:^|[.…\])»] ?)chi tiết|read more|continue reading)"
    r"[\s.…»>→\])]*$",
    re.IGNORECASE,
)
# A line above the results of a search, or the pages of a category.
_LIST_LINE = re.compile(
    rf"(?:đã )?(?:tìm thấy|tìm được|có|hiển thị|found|about|showing)(?: tổng(?: số| cộng)?)?"
    rf" {_COUNT}(?:\s?[-–]\s?[\d.,]+)?(?: (?:trong|trên|of) (?:tổng (?:số )?)?{_COUNT})?"
    rf" {_LISTED}\b|"
    rf"(?:thể loại|chuyên mục|danh mục|chủ đề|thẻ) này (?:chứa|có|gồm) {_COUNT} {_LISTED}\b|"
    rf"trang \d+ ?(?:/|trên|trong(?: tổng số)?) ?\d+|kết quả tìm kiếm\b|search results\b|"
    rf"(?:các|những) (?:trang|bài viết) trong thể loại\b",
    re.IGNORECASE,
)

AUTHOR_LINE = re.compile(
    r"(?P<source>(?:theo|nguồn(?: tin| bài)?)\s?:)|"
    r"(?P<author>(?:tác giả(?: bài viết)?|người viết|bài viết|bài và ảnh|bài, ảnh|tin, ảnh|"
    r"tin và ảnh|tin bài|bài|tin|thực hiện|biên tập|ảnh|tin, bài)\s?:|viết bởi\s)",
    re.IGNORECASE,
)
"""How a line starts that names who wrote an article, or where it comes from."""

LABELS_PART = re.compile(
    r"(?:(?:thời gian|thời điểm|ngày|giờ) (?:đăng|tạo|gửi|viết|cập nhật|xuất bản)|"
    r"đăng (?:lúc|ngày)|tóm tắt|tác giả|nguồn|chuyên mục|danh mục|thể loại|loại tin|lĩnh vực|"
    r"(?:ảnh|hình) đại diện)\b",
    re.IGNORECASE,
)
"""How the label of what a portal notes of each article starts."""

NAMES_FILES = re.compile(
    r"(?:(?:các )?(?:tệp|tập tin|file|tài liệu|văn bản)(?: tin)? )?(?:đính|gửi) kèm\s?:?",
    re.IGNORECASE,
)
"""How a line starts that names the files of an article."""


@lru_cache(maxsize=4096)
def furniture_by_names(names: str) -> tuple[str, bool]:
    """What furniture an element with these names is, if any, and whether that is sure."""
    if _HIDDEN.search(names):
        return "hidden text", True
    for kind, pattern in _SURE.items():
        if pattern.search(names):
            return kind, True
    for kind, pattern in _LIKELY.items():
        if pattern.search(names):
            is_article = _ARTICLE.search(names) and not _TOOL_OF_ARTICLE.search(names)
            return ("", False) if is_article else (kind, False)
    return ("banner", False) if _PAGE_HEADER.search(names) else ("", False)


@lru_cache(maxsize=4096)
def furniture_by_text(text: str) -> str:
    """What furniture a short text is the label of, if of any.

    >>> [furniture_by_text(text) for text in ("Các tin khác:", "In trang", "Điều 1")]
    ['related articles', 'toolbar', '']
    """
    if len(text) > 100:
        return ""
    return next((kind for kind, pattern in _TEXT_PATTERNS.items() if pattern.fullmatch(text)), "")


@lru_cache(maxsize=4096)
def is_imprint(text: str, words: int) -> bool:
    """Whether a text says who runs the site and where, as the foot of a portal does.

    >>> is_imprint("Cơ quan chủ quản: UBND tỉnh. Giấy phép số 12/GP-TTĐT", 11)
    True
    """
    if words > 120:
        return False
    if _IMPRINT.search(text):
        return True
    contacts = set(_CONTACT.findall(text.lower()))
    return len(contacts) >= 2 or (words <= 25 and bool(_CONTACT.match(text.lower())))


def is_login(text: str) -> bool:
    """Whether a text is that of a form for a name and a password."""
    return bool(_NAME_FIELD.search(text) and _PASSWORD_FIELD.search(text))


def is_document_number(text: str) -> bool:
    """Whether a text is the number of an official document.

    >>> [is_document_number(text) for text in ("21/QĐ-UBND", "14/2016/NĐ-CP", "02/06/2023")]
    [True, True, False]
    """
    return bool(_DOCUMENT_NUMBER.fullmatch(text))


def says_list(text: str) -> bool:
    """Whether a text only says what a list below it has, and how many.

    >>> [says_list(text) for text in ("Tìm thấy khoảng 1.240 kết quả (0,21 giây)", "Kết quả thi")]
    [True, False]
    """
    return len(text) <= 160 and bool(_LIST_LINE.match(text))


def says_missing(text: str) -> bool:
    """Whether a text only says that there is no page, or that it is still to be written.

    >>> texts = ("404 - Không tìm thấy trang", "Trang bạn tìm không tồn tại.", "404 hộ thoát nghèo")
    >>> [says_missing(text) for text in texts]
    [True, True, False]
    """
    return len(text) <= 160 and bool(_MISSING.fullmatch(text))


def says_more(text: str) -> bool:
    """Whether a text ends with the words of a link to the rest of it.

    >>> [says_more(text) for text in ("Tỉnh họp. Xem tiếp »", "Chi tiết", "Quy định chi tiết")]
    [True, True, False]
    """
    return bool(_MORE.search(text[-40:]))


def is_contact(text: str) -> bool:
    """Whether a text is a phone number or an address for mail, perhaps after its label.

    >>> [is_contact(text) for text in ("0275.3705553", "Email: so@gov.vn", "01.02.1995")]
    [True, True, False]
    """
    return len(text) <= 80 and bool(_REACHED_AT.fullmatch(text))


def says_contact(text: str) -> bool:
    """Whether a text says that a number is one to call, or an address one to write to.

    >>> [says_contact(text) for text in ("Điện thoại", "ĐT: 0275.3705553", "Mã số thuế")]
    [True, True, False]
    """
    return bool(_SAYS_REACHED.search(text))


def is_feed(address: str) -> bool:
    """Whether an address is that of a feed of news.

    >>> [is_feed(address) for address in ("/rss/the-thao.rss", "/tin/feed/", "/tin/feed-su.html")]
    [True, True, False]
    """
    return bool(_FEED.search(address))


def says_poll(text: str) -> bool:
    """Whether a text only says that a poll of the portal follows, or its result.

    >>> [says_poll(text) for text in ("Kết quả bình chọn", "Bình chọn cầu thủ xuất sắc")]
    [True, False]
    """
    return bool(_POLL.fullmatch(text))


def counts_votes(text: str) -> bool:
    """Whether a text only says how many have voted for an answer.

    >>> [counts_votes(text) for text in ("1.204 phiếu", "48,2%")]
    [True, False]
    """
    return bool(_VOTES.fullmatch(text))


def is_post_names(names: str) -> bool:
    """Whether an element with these names is what was written in a forum of vBulletin."""
    return "-post-message-" in names


def is_message_names(names: str) -> bool:
    """Whether an element with these names is a message, with who wrote it, in one of XenForo."""
    return "-message-post-" in names


@lru_cache(maxsize=4096)
def is_body_names(names: str) -> bool:
    """Whether elements with these names hold the words of an article in some content system."""
    return bool(_BODY.search(names))


@lru_cache(maxsize=4096)
def role_by_names(names: str) -> str:
    """The part of an article that elements with these names are in some content system, if any."""
    if _NO_ROLE.search(names):
        return ""
    return next((role for role, pattern in _ROLES.items() if pattern.search(names)), "")
