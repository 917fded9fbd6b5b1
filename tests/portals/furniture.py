"""What stands around an article on every site: menus, lists, advertisements, scripts, footers."""

from __future__ import annotations

import json
import unicodedata
from html import escape

from portals.words import AGENCIES, PLACES, TOPICS, Story, Writer

__all__ = [
    "address",
    "advertisement",
    "comments",
    "head",
    "json_ld",
    "links",
    "menu",
    "script",
    "share",
    "slug",
    "style",
    "teaser_list",
    "view_state",
    "visitors",
    "weekday_date",
]

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SECTIONS = (
    *(topic.section for topic in TOPICS),
    *"Thời sự|Thế giới|Góc nhìn|Pháp luật|Đời sống|Số hóa|Xe|Bạn đọc|Tâm sự|Video|Podcasts".split(
        "|"
    ),
)
OFFICE_MENU = (
    *"Trang chủ|Giới thiệu|Cơ cấu tổ chức|Lãnh đạo qua các thời kỳ|Tin tức - Sự kiện".split("|"),
    *"Chỉ đạo điều hành|Văn bản pháp quy|Thủ tục hành chính|Dịch vụ công trực tuyến".split("|"),
    *"Công khai ngân sách|Quy hoạch - Kế hoạch|Lấy ý kiến dự thảo|Đấu thầu - Mua sắm".split("|"),
    *"Thư viện ảnh|Hỏi đáp|Lịch công tác|Hộp thư góp ý|Sơ đồ cổng|Liên hệ".split("|"),
)
SCHOOL_MENU = (
    *"Trang chủ|Giới thiệu|Lịch sử nhà trường|Tổ chuyên môn|Ban giám hiệu|Chi bộ".split("|"),
    *"Công đoàn|Đoàn - Đội|Thông báo|Thời khóa biểu|Thực đơn tuần|Tài nguyên dạy học".split("|"),
    *"Đề thi - Đáp án|Ba công khai|Tuyển sinh|Góc phụ huynh|Tra cứu điểm|Liên hệ".split("|"),
)


def slug(text: str) -> str:
    """The text as an address spells it: no marks, words joined by hyphens."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if ord(letter) < 128)
    return "-".join(letters.split())


def weekday_date(story: Story, pattern: str = "{weekday}, {day}/{month}/{year}, {time}") -> str:
    """The story's time of publication as a site prints it."""
    moment = story.moment
    return pattern.format(
        weekday=WEEKDAYS[moment.weekday()],
        day=moment.day,
        day2=f"{moment.day:02}",
        month=moment.month,
        month2=f"{moment.month:02}",
        year=moment.year,
        time=f"{moment:%H:%M}",
        iso=f"{moment:%Y-%m-%dT%H:%M:%S}+07:00",
    )


def script(writer: Writer, size: int) -> str:
    """A script of about so many characters, as trackers and advertisement servers leave it."""
    random = writer.random
    lines: list[str] = []
    length = 0
    while length < size:
        name = f"_{random.randint(16**4, 16**7):x}"
        line = random.choice(
            (
                f"var {name}=window.{name}||{{}};{name}.cmd={name}.cmd||[];",
                f"{name}.push(['slot{random.randint(1, 99)}',{{w:{random.randint(100, 970)},"
                f"h:{random.randint(50, 600)},t:'{writer.pick('cpm', 'cpd', 'house')}'}}]);",
                f"(function(d,s,id){{var js,f=d.getElementsByTagName(s)[0];if(d.getElementById(id))"
                f"return;js=d.createElement(s);js.id=id;js.src='//static.invalid/{name}.js';"
                "f.parentNode.insertBefore(js,f);})(document,'script','x" + name + "');",
                f'document.write("<div id=\\"{name}\\"><a href=\\"#\\">{writer.headline(True)}</a>'
                '<\\/div>");',
                f"if(typeof {name}!='undefined'&&{name}<{random.randint(1, 999)}){{admParam='cate';"
                "}",
            )
        )
        lines.append(line)
        length += len(line)
    return '<script type="text/javascript">\n' + "\n".join(lines) + "\n</script>\n"


def style(writer: Writer, size: int) -> str:
    """A style sheet in the page of about so many characters."""
    random = writer.random
    rules: list[str] = []
    length = 0
    while length < size:
        rule = (
            f".{writer.pick('box', 'item', 'nav', 'col', 'wg')}-{random.randint(1, 999)}"
            f"{writer.pick('', ':hover', ' a', ' li', ' .thumb')}"
            f"{{margin:{random.randint(0, 30)}px;color:#{random.randint(0, 0xFFFFFF):06x};"
            f"width:{random.randint(10, 100)}%;}}"
        )
        rules.append(rule)
        length += len(rule)
    return '<style type="text/css">\n' + "\n".join(rules) + "\n</style>\n"


def head(
    writer: Writer,
    story: Story | None,
    site: str,
    *,
    social: bool = True,
    scripts: int = 6000,
    styles: int = 3000,
    extra: str = "",
    title: str = "",
) -> str:
    """The head of a page; `social` adds what is meant for social networks."""
    shown = escape(story.title if story else title or site)
    meta = f"<title>{shown} - {escape(site)}</title>\n" if site else f"<title>{shown}</title>\n"
    if social and story:
        summary = escape(story.summary)
        meta += (
            f'<meta name="description" content="{summary}" />\n'
            f'<meta name="keywords" content="{escape(story.section)},{escape(story.place)}" />\n'
            f'<meta property="og:title" content="{shown}" />\n'
            f'<meta property="og:description" content="{summary}" />\n'
            '<meta property="og:type" content="article" />\n'
            f'<meta property="article:published_time" content="{story.moment:%Y-%m-%dT%H:%M}" />\n'
        )
    return (
        '<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1" />\n{meta}'
        '<link rel="stylesheet" href="/css/main.min.css" />\n'
        f"{extra}{style(writer, styles)}{script(writer, scripts)}</head>\n"
    )


def json_ld(story: Story, body: bool = False) -> str:
    """What a newspaper tells search engines, with or without the body of the article."""
    facts: dict[str, object] = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "datePublished": f"{story.moment:%Y-%m-%dT%H:%M:%S}+07:00",
        "author": {"@type": "Person", "name": story.author},
    }
    if body:
        facts["articleBody"] = " ".join(story.paragraphs)
    text = json.dumps(facts, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>\n'


def menu(
    writer: Writer,
    names: tuple[str, ...] = SECTIONS,
    *,
    wrapper: str = "nav",
    named: str = "main-nav",
    deep: int = 3,
) -> str:
    """A menu with a list of further entries below each."""
    entries = []
    for name in names:
        below = "".join(
            f'<li><a href="/{slug(entry)}">{escape(entry)}</a></li>'
            for entry in writer.random.sample([*PLACES, *SECTIONS], deep)
        )
        below = f'<ul class="sub">{below}</ul>' if deep else ""
        entries.append(
            f'<li class="menu-item"><a href="/{slug(name)}" title="{escape(name)}">'
            f"{escape(name)}</a>{below}</li>"
        )
    items = "\n".join(entries)
    return f'<{wrapper} class="{named}"><ul class="parent">\n{items}\n</ul></{wrapper}>\n'


def links(
    writer: Writer,
    count: int,
    *,
    title: str = "",
    named: str = "box-related",
    dates: bool = False,
    level: str = "h3",
    pictures: bool = False,
) -> str:
    """A box with a list of other headlines."""
    items = []
    for _ in range(count):
        headline = writer.headline(other=True)
        when = f' <span class="time">({writer.moment():%d/%m/%Y})</span>' if dates else ""
        image = '<img src="/thumb.jpg" alt="" width="120" />' if pictures else ""
        items.append(
            f'<li><a href="/{slug(headline)}-{writer.random.randint(10**6, 10**7)}.html"'
            f' title="{escape(headline)}">{image}{escape(headline)}</a>{when}</li>'
        )
    heading = f'<{level} class="title-box">{escape(title)}</{level}>' if title else ""
    body = "\n".join(items)
    return f'<div class="{named}">{heading}<ul>\n{body}\n</ul></div>\n'


def teaser_list(
    writer: Writer,
    count: int,
    *,
    named: str = "item-news",
    item: str = "article",
    heading: str = "h3",
    lead: str = "p",
    sentences: tuple[int, int] = (1, 2),
) -> str:
    """Other articles, each with a picture and the beginning of its text."""
    items = []
    for _ in range(count):
        headline = writer.headline(other=True)
        target = f"/{slug(headline)}-{writer.random.randint(10**6, 10**7)}.html"
        text = escape(writer.paragraph(*sentences, other=True))
        items.append(
            f'<{item} class="{named}"><div class="thumb"><a href="{target}">'
            f'<img src="/lazy.gif" data-src="/t.jpg" alt="{escape(headline)}" /></a></div>'
            f'<{heading} class="title-news"><a href="{target}">{escape(headline)}</a></{heading}>'
            f'<span class="time-ago">{writer.moment():%H:%M %d/%m/%Y}</span>'
            f'<{lead} class="description">{text}</{lead}></{item}>'
        )
    return "\n".join(items) + "\n"


def advertisement(writer: Writer, text: bool = False) -> str:
    """A place for an advertisement, with its script."""
    number = writer.random.randint(1000, 99999)
    words = '<span class="label">Quảng cáo</span>' if text else ""
    return (
        f'<div id="adm-slot-{number}" class="banner-ads">{words}'
        f"<script>admicroAD.unit.push(function(){{admicroAD.show('adm-slot-{number}')}});</script>"
        f'<ins class="adsbygoogle" data-ad-slot="{number}"></ins></div>\n'
    )


def share(writer: Writer) -> str:
    """Buttons for sharing and printing."""
    buttons = ["Chia sẻ", "Facebook", "Zalo", "Sao chép liên kết", "Lưu bài", "In bài viết"]
    writer.random.shuffle(buttons)
    items = "".join(
        f'<a href="javascript:;" class="btn-{slug(button)}" onclick="share(this)">{button}</a> '
        for button in buttons
    )
    return f'<div class="social-share">{items}</div>\n'


def comments(writer: Writer, count: int, named: str = "box_comment") -> str:
    """Readers' comments with the box to write one."""
    items = []
    for _ in range(count):
        text = escape(writer.paragraph(1, 4, other=True))
        items.append(
            '<div class="comment_item"><div class="avatar">'
            f'{escape(writer.name()[0])}</div><div class="content-comment"><p class="full_content">'
            f'<span class="txt-name"><a class="nickname" href="#"><b>{escape(writer.name())}</b>'
            f"</a></span>{text}</p></div>"
            f'<p class="user_status"><a href="#">Thích</a> <span>{writer.random.randint(0, 99)}'
            '</span> <a href="#">Trả lời</a> <span class="time-com">'
            f"{writer.moment():%H:%M %d/%m}</span></p></div>"
        )
    body = "\n".join(items)
    return (
        f'<div class="{named}" id="{named}"><h3>Ý kiến bạn đọc ({count})</h3>\n'
        '<form action="#"><textarea placeholder="Chia sẻ ý kiến của bạn"></textarea>'
        f"<button>Gửi</button></form>\n{body}\n"
        '<a href="#">Xem thêm bình luận</a></div>\n'
    )


def address(writer: Writer, site: str, long: bool = False) -> str:
    """What a site says of itself at its foot."""
    place = writer.random.choice(PLACES)
    agency = writer.random.choice(AGENCIES)
    lines = [
        f"Cơ quan chủ quản: {agency} {place}",
        f"Chịu trách nhiệm chính: {writer.name()}",
        f"Giấy phép số {writer.random.randint(10, 600)}/GP-TTĐT cấp ngày "
        f"{writer.moment():%d/%m/%Y}",
        f"Trụ sở: số {writer.random.randint(1, 300)}, đường {writer.name()}, {place}",
        f"Điện thoại: 0{writer.random.randint(10**8, 10**9 - 1)} - Thư điện tử: "
        "toasoan@mail.invalid",
        f"Ghi rõ nguồn «{site}» khi phát hành lại thông tin từ trang này",
    ]
    if long:
        lines += [
            writer.paragraph(2, 4, other=True),
            writer.paragraph(2, 4, other=True),
            f"Bản quyền thuộc về {site}. Mọi hình thức sao chép phải được đồng ý bằng văn bản.",
        ]
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return f'<div class="footer-info">\n{body}</div>\n'


def visitors(writer: Writer) -> str:
    """The counter of visits of an office's site."""
    random = writer.random
    return (
        '<div class="thong-ke"><div class="title">Thống kê truy cập</div><table>'
        f"<tr><td>Đang trực tuyến:</td><td>{random.randint(1, 90)}</td></tr>"
        f"<tr><td>Hôm nay:</td><td>{random.randint(90, 4000)}</td></tr>"
        f"<tr><td>Tháng này:</td><td>{random.randint(5000, 90000)}</td></tr>"
        f"<tr><td>Tất cả:</td><td>{random.randint(10**5, 10**7)}</td></tr></table></div>\n"
    )


def view_state(writer: Writer, size: int = 4000) -> str:
    """The hidden fields of an ASP.NET form."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    value = "".join(writer.random.choices(letters, k=size))
    return (
        '<div class="aspNetHidden">\n'
        '<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />\n'
        f'<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEP{value}=" />\n'
        '<input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="/wEd" />\n'
        "</div>\n"
    )
