"""Further kinds of pages, written after a finder had been tried on all the rest."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from portals.furniture import (
    OFFICE_MENU,
    SECTIONS,
    address,
    comments,
    head,
    json_ld,
    links,
    menu,
    script,
    share,
    slug,
    teaser_list,
    visitors,
    weekday_date,
)
from portals.government import framed, office_body
from portals.marking import Template, mark
from portals.words import Story, Writer, upper_first

__all__ = ["OTHERS", "OTHERS_WITHOUT"]


def page(writer: Writer, story: Story | None, body: str, *, social: bool = False) -> Template:
    """A page of today."""
    top = head(writer, story, "Trang", social=social, title="Trang")
    return Template(
        f'<!DOCTYPE html>\n<html lang="vi">\n{top}<body>\n{body}</body></html>',
        story.moment if story else None,
    )


def reading_aloud(writer: Writer) -> Template:
    """A province's portal: the controls for reading aloud stand in the box of the body."""
    story = writer.story(paragraphs=(5, 9))
    tools = (
        '<div class="audio-player"><span>Đọc bài viết</span><span>Giọng nữ miền Bắc</span><span>'
        "Giọng nam miền Nam</span><label>Tốc độ đọc</label><span>1.0x</span></div><div class="
        '"font-tools"><a>A</a><a>A+</a><a>A-</a><span>Màu chữ</span></div>'
    )
    body = (
        menu(writer, OFFICE_MENU, wrapper="div", named="ddsmoothmenu", deep=3)
        + '<div id="ctl00_UpdatePanel1"><div class="portlet-center"><div class="path">Bạn đang ở '
        "đây: <a>Trang chủ</a> <a>Tin</a></div><div class='art-block'><div class='art-title'>"
        f"{mark('title', escape(story.title))}</div><div class='art-time'><span>"
        f"{mark('date', f'{story.moment:%d/%m/%Y} | {story.moment:%H:%M} GMT+7')}</span><span>Lượt "
        f"xem: {writer.random.randint(1, 999)}</span></div><div class='art-fulltext'>{tools}"
        f"<p><b>{mark('summary', escape(story.summary))}</b></p>"
        f"{mark('body', office_body(writer, story))}<p align='right'><b>"
        f"{mark('author', escape(story.author))}</b></p>{share(writer)}</div></div>"
        + teaser_list(writer, 5, named="art-other", item="div", heading="div", lead="div")
        + "</div></div>"
        + visitors(writer)
        + address(writer, "Cổng", long=True)
    )
    return page(writer, story, body)


def next_article_below(writer: Writer) -> Template:
    """Endless scrolling: another whole article follows in a box of the same make."""
    first, second = writer.story(paragraphs=(6, 9)), writer.story(paragraphs=(7, 12))
    texts = "".join(f"<p>{escape(text)}</p>" for text in first.paragraphs)
    following = "".join(f"<p>{escape(text)}</p>" for text in second.paragraphs)
    body = (
        menu(writer) + '<main><div class="page-article active" data-index="0"><h1 class="ar-title">'
        f"{mark('title', escape(first.title))}</h1><div class='ar-date'>"
        f"{mark('date', weekday_date(first))}</div><div class='ar-sapo'>"
        f"{mark('summary', escape(first.summary))}</div><div class='ar-body'>"
        f"{mark('body', texts)}</div>{share(writer)}</div><div class='next-label'>Đọc bài tiếp theo"
        f"</div><div class='page-article' data-index='1'><h2 class='ar-title'><a href='/"
        f"{slug(second.title)}'>{escape(second.title)}</a></h2><div class='ar-date'>"
        f"{weekday_date(second)}</div><div class='ar-sapo'>{escape(second.summary)}</div><div "
        "class="
        f"'ar-body'>{following}</div></div></main>" + address(writer, "Báo")
    )
    return page(writer, first, body, social=True)


def others_are_articles(writer: Writer) -> Template:
    """Related news are article elements, the article is none."""
    story = writer.story(paragraphs=(5, 9), pictures=1)
    texts = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    body = (
        menu(writer)
        + f'<div class="page"><div class="x-head"><h1>{mark("title", escape(story.title))}</h1><p>'
        f"{mark('author', escape(story.author))} • {mark('date', weekday_date(story))}</p></div>"
        f"<div class='x-main'>{mark('body', framed(story.pictures[0]) + texts)}</div></div>"
        "<section>"
        + teaser_list(writer, 9, sentences=(2, 3))
        + "</section>"
        + address(writer, "Báo")
    )
    return page(writer, story, body, social=True)


def procedure(writer: Writer) -> Template:
    """An administrative procedure: labels and long values in a table."""
    story = writer.story(pictures=0)
    title = upper_first(writer.fill("thủ tục {action} cho {person}"))
    story = replace(story, title=title)
    papers = "".join(f"<li>{escape(writer.sentence())}</li>" for _ in range(4))
    rows = "".join(
        f"<tr><td class='lbl'><b>{label}</b></td><td>{value}</td></tr>"
        for label, value in (
            ("Mã thủ tục", f"1.{writer.random.randint(100000, 999999)}"),
            ("Lĩnh vực", escape(writer.topic.section)),
            ("Trình tự thực hiện", escape(writer.paragraph(3, 5))),
            ("Cách thức thực hiện", "Trực tiếp<br />Trực tuyến<br />Dịch vụ bưu chính"),
            ("Thành phần hồ sơ", f"<ul>{papers}</ul>"),
            ("Thời hạn giải quyết", f"{writer.random.randint(3, 30)} ngày làm việc"),
            ("Lệ phí", "Không"),
            ("Căn cứ pháp lý", escape(writer.paragraph(1, 3))),
        )
    )
    body = (
        menu(writer, OFFICE_MENU)
        + '<div class="dvc"><ul class="nav nav-tabs"><li>Tất cả</li><li>Hướng dẫn</li></ul><h2>'
        f"{mark('title', escape(title))}</h2>{mark('body', f'<table>{rows}</table>')}"
        "<button>Nộp hồ sơ trực tuyến</button></div>"
        + links(writer, 12, title="Thủ tục cùng lĩnh vực")
        + address(writer, "Dịch vụ công")
    )
    return Template(page(writer, story, body).html)


def blogspot(writer: Writer) -> Template:
    """Blogger: breaks for paragraphs, pictures in separators."""
    story = writer.story(paragraphs=(6, 10))
    pieces = [f"{escape(text)}<br /><br />" for text in story.paragraphs]
    pieces[1:1] = [
        '<table class="tr-caption-container" align="center"><tbody><tr><td><a href="#"><img border='
        f'"0" src="{picture.file}" /></a></td></tr><tr><td class="tr-caption">'
        f"{escape(picture.caption)}</td></tr></tbody></table>"
        for picture in story.pictures
    ]
    body = (
        '<div class="navbar section" id="navbar"></div><div class="header-inner"><h1 class="title">'
        "Chuyện làng</h1><p class='description'><span>Ghi lại đôi điều thấy và nghe mỗi ngày</span>"
        "</p></div><div class='column-center-outer'><div class='blog-posts hfeed'><div class="
        f"'date-outer'><h2 class='date-header'><span>"
        f"{mark('date', weekday_date(story, '{weekday}, {day} tháng {month}, {year}'))}</span></h2>"
        "<div class='post hentry'><h3 class='post-title entry-title'>"
        f"{mark('title', escape(story.title))}</h3><div class='post-body entry-content'><div dir="
        f"'ltr' style='text-align: left;'>{mark('body', ''.join(pieces))}</div></div><div class="
        f"'post-footer'><span class='post-author vcard'>Người đăng: "
        f"{mark('author', escape(story.author))}</span> vào lúc {story.moment:%H:%M} <span>"
        "Nhãn: <a>"
        "chuyện làng</a></span></div></div></div></div>"
        + comments(writer, 4, "comments")
        + "</div><div class='column-right-outer'>"
        + links(writer, 14, title="Lưu trữ Blog", named="widget BlogArchive", level="h2")
        + "</div><div class='footer-outer'>Được tạo bởi Blogger.</div>"
    )
    return page(writer, story, body)


def print_version(writer: Writer) -> Template:
    """What opens for printing: no menu, a line to close the window."""
    story = writer.story(paragraphs=(5, 9))
    html = (
        f'<html><head><meta charset="utf-8"><title>{escape(story.title)}</title></head><body '
        "onload="
        '"window.print()"><div id="print"><div id="hd_print"><img src="/logo.png"><p>Địa chỉ '
        "trang: "
        f"http://trang.invalid/{slug(story.title)}.html</p></div><h2>"
        f"{mark('title', escape(story.title))}</h2><p>{mark('date', weekday_date(story))}</p><div "
        f"class='clear'></div><div id='content'>{mark('summary', escape(story.summary))}<div>"
        f"{mark('body', office_body(writer, story))}</div></div><p>Tác giả: "
        f"{mark('author', escape(story.author))}</p><div id='footer'><p>&copy; Trang tin</p><p><a "
        "href='javascript:window.close()'>Đóng cửa sổ</a></p></div></div></body></html>"
    )
    return Template(html, story.moment)


def accelerated(writer: Writer) -> Template:
    """An AMP page: elements of its own, a menu that slides in."""
    story = writer.story(paragraphs=(6, 10))
    texts = [f"<p>{escape(text)}</p>" for text in story.paragraphs]
    texts[2:2] = [
        f'<figure><amp-img src="{picture.file}" width="680" height="400" layout="responsive">'
        f"</amp-img><figcaption>{escape(picture.caption)}</figcaption></figure>"
        for picture in story.pictures
    ]
    html = (
        '<!doctype html><html amp lang="vi"><head><meta charset="utf-8"><script async src='
        f'"https://cdn.invalid/v0.js"></script><title>{escape(story.title)}</title>'
        f"{json_ld(story)}</head><body><amp-sidebar id='sidebar' layout='nodisplay'>"
        + menu(writer, wrapper="div", deep=0)
        + "</amp-sidebar><header><a href='/'>Trang</a></header><amp-ad width='300' height='250'>"
        "</amp-ad><div class='amp-wp-article'><h1>"
        f"{mark('title', escape(story.title))}</h1><div class='amp-meta'>"
        f"{mark('author', escape(story.author))} <time>{mark('date', weekday_date(story))}</time>"
        f"</div><div class='amp-content'>{mark('body', ''.join(texts))}</div></div><amp-list>"
        + links(writer, 8, title="Đọc tiếp")
        + "</amp-list>"
        + address(writer, "Trang")
        + "</body></html>"
    )
    return Template(html, story.moment)


def poem(writer: Writer) -> Template:
    """Short centred lines."""
    story = writer.story(pictures=0)
    stanzas = "".join(
        "<p style='text-align:center'>"
        + "<br />".join(escape(upper_first(writer.fill("{thing} {result}"))) for _ in range(4))
        + "</p>"
        for _ in range(6)
    )
    body = (
        menu(writer, SECTIONS[:9])
        + f'<div class="tho"><h3>{mark("title", escape(story.title))}</h3><div '
        'class="noi-dung-tho">'
        f"{mark('body', stanzas + f'<p><i>{escape(story.author)}</i></p>')}</div></div>"
        + links(writer, 10, title="Thơ cùng tác giả")
        + address(writer, "Văn nghệ")
    )
    return Template(page(writer, story, body).html)


def recruitment(writer: Writer) -> Template:
    """A notice in short labelled lines and lists."""
    story = replace(writer.story(pictures=0), title="Thông báo tuyển dụng viên chức")
    parts = []
    for label in ("Vị trí tuyển dụng", "Điều kiện dự tuyển", "Hồ sơ gồm có", "Nơi nhận hồ sơ"):
        items = "".join(f"<li>{escape(writer.fill('{action}'))};</li>" for _ in range(4))
        parts.append(f"<p><strong>{label}:</strong></p><ul>{items}</ul>")
    parts.append(f"<p>Mọi chi tiết xin liên hệ {escape(writer.fill('{agency} {place}'))}.</p>")
    body = (
        menu(writer, OFFICE_MENU)
        + f'<div class="tb-chitiet"><h2>{mark("title", story.title)}</h2><i>'
        f"{mark('date', f'{story.moment:%d/%m/%Y}')}</i><div>{mark('body', ''.join(parts))}</div>"
        "</div>"
        + links(writer, 8, title="Thông báo khác", dates=True)
        + address(writer, "Bệnh viện")
    )
    return page(writer, story, body)


def full_of_links(writer: Writer) -> Template:
    """An article whose body is links with a line on each."""
    story = writer.story(pictures=0)
    items = "".join(
        f'<p>{at}. <a href="/tai-lieu/{at}.pdf">{escape(writer.headline())}</a>: '
        f"{escape(writer.sentence())}</p>"
        for at in range(1, 12)
    )
    inner = f"<p>{escape(writer.paragraph(2, 3))}</p>{items}<p>{escape(writer.sentence())}</p>"
    body = (
        menu(writer, OFFICE_MENU)
        + f'<div class="content"><h1>{mark("title", escape(story.title))}</h1><div class="date">'
        f"{mark('date', weekday_date(story))}</div><div class='bai'>"
        f"{mark('body', inner)}</div></div>"
        + links(writer, 8, title="Tài liệu khác", dates=True)
        + address(writer, "Thư viện")
    )
    return page(writer, story, body)


def exam(writer: Writer) -> Template:
    """Questions with four answers each."""
    story = replace(writer.story(pictures=0), title="Đề kiểm tra giữa học kỳ")
    questions = "".join(
        f"<p><b>Câu {at}.</b> {escape(writer.fill('Vì sao cần {action} khi có {thing}?'))}</p>"
        + "".join(f"<p>{letter}. {escape(writer.fill('{result}'))}</p>" for letter in "ABCD")
        for at in range(1, 13)
    )
    body = (
        menu(writer, SECTIONS[:8], wrapper="div")
        + f'<div class="box-exam"><h1>{mark("title", story.title)}</h1>'
        f"<div class='exam-body'>{mark('body', questions)}</div><a href='#'>Tải đề về máy</a></div>"
        + teaser_list(writer, 6, named="exam-other", item="div")
        + address(writer, "Học liệu")
    )
    return Template(page(writer, story, body).html)


def long_form(writer: Writer) -> Template:
    """A magazine's page: a section for each part, texts over pictures, quotes set large."""
    story = writer.story(paragraphs=(12, 18), pictures=5)
    parts = [f'<div class="sc-text-block"><p>{escape(text)}</p></div>' for text in story.paragraphs]
    for at, picture in enumerate(story.pictures):
        parts.insert(
            2 * at + 1,
            f'<section class="sc-cover"><img src="{picture.file}"><div class="sc-caption"><em>'
            f"{escape(picture.caption)}</em></div></section>",
        )
    quote = f"“{writer.sentence()}”"
    parts.insert(6, f'<section class="sc-quote"><div><h2>{escape(quote)}</h2></div></section>')
    body = (
        '<div class="sc-longform"><section class="sc-header" style="background:url(/c.jpg)"><div>'
        f'<h1>{mark("title", escape(story.title))}</h1><p class="sc-lead">'
        f"{mark('summary', escape(story.summary))}</p></div></section>"
        f"{mark('body', ''.join(parts))}<section class='sc-credits'><p>Nội dung: "
        f"{mark('author', escape(story.author))}</p><p>{mark('date', weekday_date(story))}</p>"
        "</section></div>"
        + teaser_list(writer, 4, named="sc-next", item="div")
        + script(writer, 9000)
    )
    return page(writer, story, body, social=True)


OTHERS = {
    "other-reading-aloud": reading_aloud,
    "other-next-article-below": next_article_below,
    "other-others-are-articles": others_are_articles,
    "other-procedure": procedure,
    "other-blogspot": blogspot,
    "other-print-version": print_version,
    "other-accelerated": accelerated,
    "other-poem": poem,
    "other-recruitment": recruitment,
    "other-full-of-links": full_of_links,
    "other-exam": exam,
    "other-long-form": long_form,
}


def nothing_found(writer: Writer) -> Template:
    body = (
        menu(writer, OFFICE_MENU)
        + "<div class='tk'><h2>Kết quả tìm kiếm</h2><p>Không tìm thấy kết quả nào phù hợp với từ "
        "khóa của bạn. Hãy thử từ khóa ngắn hơn hoặc kiểm tra lại chính tả.</p></div>"
        + address(writer, "Cổng", long=True)
    )
    return page(writer, None, body)


def empty_category(writer: Writer) -> Template:
    body = (
        menu(writer, OFFICE_MENU)
        + "<div class='noidung'><h1>Giới thiệu</h1><div class='chitiet'>Nội dung đang được cập nhật"
        "...</div></div>"
        + links(writer, 6, title="Tin mới", dates=True)
        + visitors(writer)
        + address(writer, "Cổng")
    )
    return page(writer, None, body)


def script_needed(writer: Writer) -> Template:
    body = (
        '<div id="root"></div><noscript>Bạn cần bật JavaScript để dùng trang này.</noscript>'
        + script(writer, 20000)
    )
    return page(writer, None, body)


def catalogue(writer: Writer) -> Template:
    """Goods with prices."""
    items = "".join(
        f'<div class="product"><a href="#"><img src="/{at}.jpg"></a><h3><a href="#">'
        f"{escape(upper_first(writer.fill('{thing}')))}</a></h3><span class='price'>"
        f"{writer.random.randint(10, 900)}.000₫</span><button>Thêm vào giỏ</button></div>"
        for at in range(24)
    )
    body = (
        menu(writer, SECTIONS[:10])
        + f'<h1>Đặc sản</h1><div class="products">{items}</div><div class="pagination">1 2 3</div>'
        + address(writer, "Cửa hàng", long=True)
    )
    return page(writer, None, body)


def questions_list(writer: Writer) -> Template:
    """Many readers' questions, each with the beginning of an answer."""
    items = "".join(
        f'<div class="qa"><div class="q"><b>{escape(writer.name())}</b> hỏi ngày '
        f"{writer.moment():%d/%m/%Y}: <a href='#'>{escape(writer.sentence(True))}</a></div><div "
        f"class='a'>{escape(writer.paragraph(1, 2, other=True))}... <a href='#'>Xem trả "
        "lời</a></div>"
        "</div>"
        for _ in range(14)
    )
    body = (
        menu(writer, OFFICE_MENU)
        + f"<div class='hoi-dap'><h2>Hỏi đáp</h2>{items}<div class='trang'>Trang 1/31</div></div>"
        + address(writer, "Cổng")
    )
    return page(writer, None, body)


def category_with_lead(writer: Writer) -> Template:
    """A category whose first teaser is long; its name stands as a heading."""
    body = (
        menu(writer)
        + f"<main><h1>{escape(writer.topic.section)}</h1>"
        + teaser_list(writer, 1, named="lead-story", sentences=(4, 5), heading="h2")
        + teaser_list(writer, 12, named="story")
        + "</main>"
        + address(writer, "Báo")
    )
    return page(writer, None, body)


OTHERS_WITHOUT = {
    "none-other-nothing-found": nothing_found,
    "none-other-empty-category": empty_category,
    "none-other-script-needed": script_needed,
    "none-other-catalogue": catalogue,
    "none-other-questions-list": questions_list,
    "none-other-category-with-lead": category_with_lead,
}
