"""Articles that are hard to find: very short, cut in two, outweighed by what stands around."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from portals.furniture import (
    OFFICE_MENU,
    SCHOOL_MENU,
    address,
    advertisement,
    comments,
    head,
    json_ld,
    links,
    menu,
    script,
    share,
    teaser_list,
    view_state,
    visitors,
    weekday_date,
)
from portals.government import framed, office_body, school_shell, sharepoint_shell
from portals.marking import Template, mark
from portals.words import Picture, Story, Writer, upper_first

__all__ = ["HARD"]


def page(
    writer: Writer, story: Story, site: str, body: str, social: bool = True, extra: str = ""
) -> Template:
    """A page of today."""
    top = head(writer, story, site, social=social, extra=extra)
    return Template(
        f'<!DOCTYPE html>\n<html lang="vi">\n{top}<body>\n{body}</body></html>', story.moment
    )


def newspaper_shell(writer: Writer, middle: str, rest: str = "") -> str:
    """A newspaper around its article, the column with lists before or after it."""
    columns = [
        f'<div class="col-left">{middle}{rest}</div>',
        '<div class="col-right">'
        + advertisement(writer)
        + links(writer, 8, title="Đọc nhiều", pictures=True)
        + teaser_list(writer, 4, named="story", item="div", lead="div")
        + "</div>",
    ]
    if writer.random.random() < 0.3:
        columns.reverse()
    return (
        menu(writer, named=writer.pick("main-menu", "top-nav", "navigation"))
        + f'<div class="container">{"".join(columns)}</div><footer>'
        + address(writer, "Báo")
        + "</footer>"
        + script(writer, 8000)
    )


def titled(story: Story) -> str:
    """Title, date and summary as newspapers set them."""
    return (
        f'<h1 class="title">{mark("title", escape(story.title))}</h1><div class="meta"><span class='
        f'"date">{mark("date", weekday_date(story))}</span></div><h2 class="sapo">'
        f"{mark('summary', escape(story.summary))}</h2>"
    )


def one_photo(writer: Writer) -> Template:
    """A picture and a sentence."""
    story = writer.story(pictures=1)
    body = framed(story.pictures[0]) + f"<p>{escape(writer.sentence())}</p>"
    middle = (
        f'<div class="tin-anh"><div class="tieude">{mark("title", escape(story.title))}</div><div '
        f'class="ngay">{mark("date", f"{story.moment:%d/%m/%Y}")}</div><div class="noidung">'
        f"{mark('body', body)}</div></div>" + links(writer, 12, title="Ảnh khác", dates=True)
    )
    return page(writer, story, "Sở", sharepoint_shell(writer, middle), social=False)


def notice_with_attachment(writer: Writer) -> Template:
    story = writer.story(pictures=0)
    title = f"Thông báo về việc {writer.fill('{action}')}"
    story = replace(story, title=title)
    body = (
        f"<p>{escape(writer.sentence())}</p><p>(Chi tiết xem tệp đính kèm)</p><p><a href='/tb.pdf'>"
        f"TB_{writer.random.randint(1, 99)}.signed.pdf</a></p>"
    )
    middle = (
        f'<div class="post-detail"><h3 class="post-title">{mark("title", escape(title))}</h3><p '
        f'class="post-date">{mark("date", f"{story.moment:%d/%m/%Y}")}</p><div '
        'class="post-content">'
        f"{mark('body', body)}</div></div>" + links(writer, 10, title="Thông báo khác", dates=True)
    )
    return page(writer, story, "", school_shell(writer, middle), social=False)


def timetable(writer: Writer) -> Template:
    """Nothing but a table."""
    story = writer.story(pictures=0)
    subjects = "Toán|Tiếng Việt|Tiếng Anh|Khoa học|Lịch sử|Mĩ thuật|Thể dục|Tin học|Chào cờ".split(
        "|"
    )
    title = f"Thời khóa biểu tuần {writer.random.randint(2, 35)}"
    story = replace(story, title=title)
    rows = "".join(
        f"<tr><td>{'Sáng' if lesson < 5 else 'Chiều'}</td><td>{lesson}</td>"
        + "".join(f"<td>{writer.random.choice(subjects)}</td>" for _ in range(5))
        + "</tr>"
        for lesson in range(1, 9)
    )
    table = (
        '<table border="1" style="width:100%"><tbody><tr><td>Buổi</td><td>Tiết</td>'
        + "".join(f"<td><b>Thứ {day}</b></td>" for day in ("hai", "ba", "tư", "năm", "sáu"))
        + f"</tr>{rows}</tbody></table>"
    )
    middle = (
        f'<div class="detail"><h1>{mark("title", title)}</h1><div class="time">'
        f'{mark("date", weekday_date(story))}</div><div class="detail-body">{mark("body", table)}'
        "</div></div>" + links(writer, 10, title="Cùng chuyên mục", dates=True)
    )
    return page(writer, story, "", school_shell(writer, middle), social=False)


def work_calendar(writer: Writer) -> Template:
    """An office's week: a table with sentences in its cells."""
    story = writer.story(pictures=0)
    title = f"Lịch công tác tuần {writer.random.randint(2, 50)}"
    story = replace(story, title=title)
    rows = "".join(
        f'<tr><td rowspan="2"><b>Thứ {day}</b></td><td>Sáng</td><td>- '
        f"{writer.random.randint(7, 9)}h00:"
        f" {escape(writer.name())} {escape(writer.fill('{action} tại {place}'))}.<br />- 9h30: "
        f"{escape(writer.fill('họp về {thing}'))}.</td><td>"
        f"{escape(writer.fill('{agency}'))}</td></tr>"
        f"<tr><td>Chiều</td><td>- 14h00: {escape(writer.fill('kiểm tra {thing}'))}.</td><td>"
        "</td></tr>"
        for day in ("hai", "ba", "tư", "năm", "sáu")
    )
    table = (
        '<table class="lich" width="100%"><tr><td>Ngày</td><td>Buổi</td><td>Nội dung</td><td>Thành '
        f"phần</td></tr>{rows}</table>"
    )
    middle = (
        f'<div class="ctl-lich"><span class="tieude">{mark("title", title)}</span>'
        f"{mark('body', table)}<a href='#'>In lịch</a></div>"
    )
    made = page(writer, story, "UBND", sharepoint_shell(writer, middle), social=False)
    return Template(made.html)


def photo_report(writer: Writer) -> Template:
    """Many short paragraphs between many pictures."""
    story = writer.story(paragraphs=(14, 20), pictures=12, sentences=1)
    parts = []
    for at, text in enumerate(story.paragraphs):
        parts.append(f"<p>{escape(text)}</p>")
        if at < len(story.pictures):
            picture = story.pictures[at]
            parts.append(
                f'<div class="photo"><img src="{picture.file}" alt=""><div class="photo-caption">'
                f"{escape(picture.caption)}</div></div>"
            )
    middle = titled(story) + f'<div class="content-photo">{mark("body", "".join(parts))}</div>'
    rest = share(writer) + teaser_list(writer, 8)
    return page(writer, story, "Báo", newspaper_shell(writer, middle, rest))


def interview(writer: Writer) -> Template:
    """Questions in bold, answers below."""
    story = writer.story(paragraphs=(7, 11), pictures=1)
    name = escape(writer.name())
    turns = "".join(
        f"<p><strong>- {escape(writer.fill('Thưa ông, {thing} hiện nay ra sao?'))}</strong></p>"
        f"<p><em>Ông {name}:</em> {escape(text)}</p>"
        for text in story.paragraphs
    )
    thanks = "<p><strong>Xin cảm ơn ông!</strong></p>"
    body = framed(story.pictures[0]) + turns + thanks
    middle = (
        titled(story)
        + f'<div class="{writer.pick("text", "main-text")}">{mark("body", body)}</div>'
    )
    return page(writer, story, "Báo", newspaper_shell(writer, middle, links(writer, 6)))


def nested_tables(writer: Writer) -> Template:
    """Six tables deep, without a name anywhere."""
    story = writer.story(paragraphs=(5, 9), pictures=1)
    body = office_body(writer, story)
    inner = (
        f"<tr><td><b>{mark('title', escape(story.title))}</b></td></tr><tr><td><i>"
        f"{mark('date', weekday_date(story))}</i></td></tr><tr><td><b>"
        f"{mark('summary', escape(story.summary))}</b></td></tr><tr><td>"
        f"{mark('body', body)}</td></tr>"
        f"<tr><td align='right'>{mark('author', escape(story.author))}</td></tr>"
    )
    for _ in range(5):
        inner = f"<tr><td><table width='100%' border='0'><tbody>{inner}</tbody></table></td></tr>"
    html = (
        "<table width='990' align='center'><tr><td colspan='3'>"
        + menu(writer, OFFICE_MENU, wrapper="div", deep=0)
        + "</td></tr><tr><td width='180' valign='top'>"
        + links(writer, 12, title="Danh mục")
        + f"</td><td valign='top'><table width='100%'>{inner}</table><table><tr><td>"
        + links(writer, 10, title="Tin cùng loại", dates=True)
        + "</td></tr></table></td><td width='200' valign='top'>"
        + links(writer, 8, title="Quảng cáo")
        + visitors(writer)
        + f"</td></tr></table>{address(writer, 'Trang tin')}"
    )
    return page(writer, story, "", html, social=False)


def cut_in_two(writer: Writer) -> Template:
    """An advertisement closes the body's box and opens another."""
    story = writer.story(paragraphs=(10, 14))
    half = len(story.paragraphs) // 2
    first, second = (
        "".join(f"<p>{escape(text)}</p>" for text in part)
        for part in (story.paragraphs[:half], story.paragraphs[half:])
    )
    named = writer.pick("article-content", "detail-text", "c-detail__body")
    middle = (
        titled(story)
        + f'<div class="{named} part-1">{mark("body", first + framed(story.pictures[0]))}</div>'
        + '<div class="ads-in-content"><div class="ads-title">Thông tin doanh nghiệp</div>'
        + teaser_list(writer, 2, named="pr", item="div")
        + advertisement(writer, text=True)
        + f'</div><div class="{named} part-2">{mark("body", second)}</div>'
    )
    return page(writer, story, "Báo", newspaper_shell(writer, middle, share(writer)))


def boxes_inside(writer: Writer) -> Template:
    """Three boxes with related news between the paragraphs."""
    story = writer.story(paragraphs=(9, 13))
    parts = [f"<p>{escape(text)}</p>" for text in story.paragraphs]
    for at in (7, 5, 2):
        box = links(
            writer, 3, title="Tin liên quan", named=writer.pick("relate", "box-news", "xem")
        )
        parts.insert(at, mark("aside", box))
    parts.insert(4, framed(story.pictures[0]))
    middle = (
        titled(story) + f'<div class="article-body" id="content_detail">'
        f"{mark('body', ''.join(parts))}</div>"
    )
    return page(writer, story, "Báo", newspaper_shell(writer, middle, teaser_list(writer, 5)))


def longer_comments(writer: Writer) -> Template:
    """Readers wrote more than the author."""
    story = writer.story(paragraphs=(4, 6))
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    middle = titled(story) + f'<div class="the-article-body">{mark("body", body)}</div>'
    rest = comments(writer, 30, writer.pick("binhluan", "list-comment", "fb-y-kien"))
    return page(writer, story, "Báo", newspaper_shell(writer, middle, rest))


def long_footer(writer: Writer) -> Template:
    """The text at the foot outweighs a short piece of news."""
    story = writer.story(paragraphs=(2, 3), pictures=0, sentences=2)
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    foot = "".join(f"<p>{escape(writer.paragraph(3, 5, other=True))}</p>" for _ in range(5))
    middle = (
        f'<div class="news-view"><h2>{mark("title", escape(story.title))}</h2><div '
        'class="news-date">'
        f'{mark("date", weekday_date(story))}</div><div class="news-text">'
        f"{mark('body', body)}</div>"
        "</div>"
    )
    html = (
        menu(writer, OFFICE_MENU)
        + f'<div class="wrapper">{middle}</div><div class="gioi-thieu-chan-trang"><h4>Về chúng tôi'
        + f"</h4>{foot}</div>"
        + address(writer, "Trung tâm", long=True)
    )
    return page(writer, story, "Trung tâm", html, social=False)


def paywall(writer: Writer) -> Template:
    """The beginning of an article, then an offer."""
    story = writer.story(paragraphs=(2, 2), pictures=1)
    body = framed(story.pictures[0]) + "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
    middle = (
        titled(story) + f'<div class="article-content premium">{mark("body", body)}</div><div '
        'class="paywall-box">'
        "<h3>Bài viết dành cho độc giả đăng ký</h3><p>Bạn đã đọc hết số bài miễn phí trong tháng. "
        "Hãy đăng ký gói đọc báo điện tử để đọc tiếp bài này và toàn bộ kho tư liệu của chúng tôi."
        "</p><ul><li>Gói tháng: 40.000 đồng</li><li>Gói năm: 400.000 đồng</li></ul><button>Đăng ký "
        "ngay</button><p>Đã có tài khoản? <a href='#'>Đăng nhập</a></p></div>"
    )
    rest = teaser_list(writer, 8)
    extra = json_ld(story)
    return page(writer, story, "Báo", newspaper_shell(writer, middle, rest), extra=extra)


def live_blog(writer: Writer) -> Template:
    """Many dated entries, newest first."""
    story = writer.story(paragraphs=(12, 18), pictures=0, sentences=2)
    entries = "".join(
        f'<div class="live-item" id="live{at}"><div class="live-time">{8 + at // 4:02}:'
        f'{(at * 13) % 60:02}</div><div class="live-title"><b>{escape(writer.headline())}</b></div>'
        f'<div class="live-content"><p>{escape(text)}</p></div></div>'
        for at, text in enumerate(story.paragraphs)
    )
    middle = titled(story) + f'<div class="live-blog" id="live">{mark("body", entries)}</div>'
    return page(writer, story, "Báo", newspaper_shell(writer, middle, comments(writer, 3)))


def pictures_only(writer: Writer) -> Template:
    """Pictures with captions, no paragraph."""
    story = writer.story(pictures=9)
    figures = "".join(
        f'<div class="slide"><img data-src="{picture.file}" src="/l.gif"><span class="des">'
        f"{escape(picture.caption)}</span></div>"
        for picture in story.pictures
    )
    middle = titled(story) + f'<div class="slide-show">{mark("body", figures)}</div>'
    return page(writer, story, "Báo", newspaper_shell(writer, middle, links(writer, 6)))


def page_in_page(writer: Writer) -> Template:
    """A whole page was pasted into the field of another."""
    story = writer.story(paragraphs=(5, 9), pictures=1)
    inner = (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset='
        "utf-8\"><title>New Page 1</title><style>p{margin:0}</style></head><body bgcolor='#FFFFFF'>"
        f"{office_body(writer, story)}</body></html>"
    )
    middle = (
        f'<div class="chi-tiet"><div class="td">{mark("title", escape(story.title))}</div><div '
        f'class="tt">{mark("summary", escape(story.summary))}</div><div class="nd">'
        f"{mark('body', inner)}</div></div>" + links(writer, 9, title="Tin khác", dates=True)
    )
    made = page(writer, story, "Sở", sharepoint_shell(writer, middle), social=False)
    return Template(made.html)


def decomposed(writer: Writer) -> Template:
    """Every letter decomposed, as some office programs write."""
    story = writer.story(paragraphs=(5, 9))
    middle = (
        f'<div class="bv"><h1>{mark("title", escape(story.title))}</h1><div class="bv-ngay">'
        f'{mark("date", weekday_date(story))}</div><div class="bv-tomtat">'
        f"{mark('summary', escape(story.summary))}</div><div class='bv-noidung'>"
        f"{mark('body', office_body(writer, story))}</div></div>"
        + links(writer, 8, title="Bài viết liên quan", dates=True)
    )
    made = page(writer, story, "Sở", sharepoint_shell(writer, middle), social=False)
    return Template(made.html, made.published, decomposed=True)


def outweighed(writer: Writer) -> Template:
    """Less text than the columns beside it."""
    story = writer.story(paragraphs=(3, 3), pictures=0, sentences=1)
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    middle = (
        f'<div class="entry"><h1>{mark("title", escape(story.title))}</h1><time>'
        f"{mark('date', weekday_date(story))}</time><div class='entry-text'>"
        f"{mark('body', body)}</div>"
        "</div>"
    )
    rest = teaser_list(writer, 20, sentences=(2, 3))
    return page(writer, story, "Báo", newspaper_shell(writer, middle, rest))


def breaks_for_paragraphs(writer: Writer) -> Template:
    """One box, breaks between paragraphs, text straight inside."""
    story = writer.story(paragraphs=(6, 10), pictures=0)
    text = "<br /><br />\n".join(escape(text) for text in story.paragraphs)
    middle = (
        f'<div class="tin"><div class="tin-tieu-de">{mark("title", escape(story.title))}</div><div '
        f'class="tin-ngay">{mark("date", f"{story.moment:%d/%m/%Y}")}</div><div '
        'class="tin-noi-dung">'
        f"{mark('body', text)}</div></div>" + links(writer, 8, title="Tin đã đăng", dates=True)
    )
    return page(writer, story, "Sở", sharepoint_shell(writer, middle), social=False)


def budget_table(writer: Writer) -> Template:
    """Two sentences, then a table of forty rows; a form is around everything."""
    story = writer.story(pictures=0)
    title = upper_first(writer.fill("công khai dự toán về {thing} năm {year}"))
    story = replace(story, title=title)
    rows = "".join(
        f"<tr><td>{at}</td><td>{escape(writer.fill('{action}'))}</td><td align='right'>"
        f"{writer.random.randint(1, 9000)}.000.000</td></tr>"
        for at in range(1, 41)
    )
    body = (
        f"<p>{escape(writer.sentence())}</p><p>{escape(writer.sentence())}</p><table "
        "border='1'><tr>"
        f"<td>STT</td><td>Nội dung</td><td>Số tiền</td></tr>{rows}</table>"
    )
    html = (
        "<form id='form1'>"
        + view_state(writer, 6000)
        + menu(writer, SCHOOL_MENU, wrapper="div")
        + f"<div class='cong-khai'><h3>{mark('title', escape(title))}</h3><p class='ngay-dang'>"
        + f"{mark('date', f'{story.moment:%d/%m/%Y}')}</p>{mark('body', body)}</div>"
        + links(writer, 8, title="Công khai khác", dates=True)
        + address(writer, "Trường")
        + "</form>"
    )
    return page(writer, story, "", html, social=False)


def directory(writer: Writer) -> Template:
    """Who leads an office: a static page of names, pictures and duties."""
    story = replace(writer.story(pictures=0), title="Lãnh đạo cơ quan")
    people = [Picture(f"/{at}.jpg", writer.name()) for at in range(6)]
    cards = "".join(
        f'<table width="100%"><tr><td width="120"><img src="{person.file}"></td><td><b>'
        f"{escape(person.caption)}</b><br />Phó Trưởng phòng<br />Điện thoại: 0209.000.00{at}<br />"
        f"Nhiệm vụ: {escape(writer.fill('phụ trách {action}, {action2}'))}.</td></tr></table>"
        for at, person in enumerate(people)
    )
    middle = (
        f'<div class="gioithieu"><h2>{mark("title", story.title)}</h2><div class="text">'
        f"{mark('body', cards)}</div></div>"
    )
    made = page(writer, story, "Sở", sharepoint_shell(writer, middle), social=False)
    return Template(made.html)


HARD = {
    "hard-one-photo": one_photo,
    "hard-notice": notice_with_attachment,
    "hard-timetable": timetable,
    "hard-work-calendar": work_calendar,
    "hard-photo-report": photo_report,
    "hard-interview": interview,
    "hard-nested-tables": nested_tables,
    "hard-cut-in-two": cut_in_two,
    "hard-boxes-inside": boxes_inside,
    "hard-longer-comments": longer_comments,
    "hard-long-footer": long_footer,
    "hard-paywall": paywall,
    "hard-live-blog": live_blog,
    "hard-pictures-only": pictures_only,
    "hard-page-in-page": page_in_page,
    "hard-decomposed": decomposed,
    "hard-outweighed": outweighed,
    "hard-breaks": breaks_for_paragraphs,
    "hard-budget-table": budget_table,
    "hard-directory": directory,
}
