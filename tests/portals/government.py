"""Pages as ministries, provinces, law databases and schools build them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from portals.furniture import (
    OFFICE_MENU,
    SCHOOL_MENU,
    address,
    comments,
    head,
    links,
    menu,
    script,
    share,
    slug,
    teaser_list,
    view_state,
    visitors,
    weekday_date,
)
from portals.marking import Template, mark
from portals.words import Picture, Story, Writer, upper_first

__all__ = ["GOVERNMENT", "law_table", "law_text"]

ROMAN = ("I", "II", "III", "IV")
OLD_DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html lang="en-us">'


def page(writer: Writer, story: Story, site: str, body: str, start: str = "") -> Template:
    """A page of an office: little said in its head."""
    start = (
        start or '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html lang="en-us">'
    )
    top = head(writer, story, site, social=False, styles=6000)
    return Template(f"{start}\n{top}<body>\n{body}</body></html>", story.moment)


def pasted(text: str, kind: int) -> str:
    """A paragraph as it arrives from a word processor, an old editor, or by hand."""
    inner = escape(text)
    if kind == 0:
        return (
            '<p class="MsoNormal" style="margin-top:6.0pt;text-align:justify;text-indent:36.0pt">'
            '<span lang="EN-US" style="font-size:14.0pt;line-height:115%">'
            f"{inner}<o:p></o:p></span></p>"
        )
    if kind == 1:
        return f'<p style="text-align:justify;"><span style="font-size:14px;">{inner}</span></p>'
    if kind == 2:
        first, _, rest = inner.partition(" ")
        return (
            f'<div style="text-align:justify"><font face="Arial"><span>{first[:1]}</span>'
            f"<span>{first[1:]}</span>&nbsp;{rest}</font></div><div>&nbsp;</div>"
        )
    if kind == 3:
        return f'<p align="justify"><font face="Times New Roman" size="3">{inner}</font></p><p></p>'
    return f"<p>{inner}</p>"


def framed(picture: Picture) -> str:
    """A picture over its caption in a table."""
    return (
        '<table border="0" cellspacing="1" align="center" width="500"><tbody><tr><td><img width='
        f'"500" src="{picture.file}" /></td></tr><tr><td style="text-align: center;"><em><span '
        f'style="font-size: 12px;">{escape(picture.caption)}</span></em></td></tr></tbody></table>'
    )


def office_body(writer: Writer, story: Story) -> str:
    """The body of an office's news as it was pasted."""
    usual = writer.random.randrange(5)
    kinds = [usual if writer.random.random() < 0.8 else 4 for _ in story.paragraphs]
    texts = [pasted(text, kind) for text, kind in zip(story.paragraphs, kinds, strict=True)]
    for at, picture in enumerate(story.pictures):
        texts.insert(1 + 2 * at, framed(picture))
    return "\n".join(texts)


def web_part(title: str, number: int, content: str) -> str:
    """A SharePoint web part with its title."""
    return (
        '<table width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td id="MSOZoneCell_'
        f'WebPartWPQ{number}" valign="top" class="s4-wpcell-plain"><table class="s4-wpTopTable" '
        'border="0" cellpadding="0" cellspacing="0" width="100%"><tr class="ms-WPHeader"><td class='
        f'"ms-WPHeaderTd"><h3 class="ms-standardheader ms-WPTitle"><nobr><span>{title}</span>'
        f'</nobr></h3></td></tr><tr><td valign="top"><div id="WebPartWPQ{number}" class="ms-WPBody '
        f'noindex" allowDelete="false">{content}</div></td></tr></table></td></tr></table>\n'
    )


def sharepoint_shell(writer: Writer, middle: str) -> str:
    """The master page around the web parts."""
    return (
        '<form name="aspnetForm" method="post" action="/Pages/tin.aspx" id="aspnetForm">'
        + view_state(writer, 12000)
        + '<div id="s4-workspace"><div id="s4-bodyContainer">'
        + menu(writer, OFFICE_MENU, wrapper="div", named="menu-ngang", deep=3)
        + '<div class="thanh-phu"><marquee>Chào mừng bạn đến với Cổng thông tin điện tử</marquee>'
        '<input type="text" value="Tìm kiếm..." /></div><table class="khung"><tr>'
        '<td class="cot-trai" valign="top">'
        + menu(writer, OFFICE_MENU[5:14], wrapper="div", named="menu-trai", deep=0)
        + visitors(writer)
        + f'</td><td class="cot-giua" valign="top">{middle}</td><td class="cot-phai" valign="top">'
        + links(writer, 7, title="Thông báo", dates=True)
        + links(writer, 7, title="Liên kết")
        + "</td></tr></table>"
        + address(writer, "Cổng thông tin điện tử")
        + "</div></div></form>"
        + script(writer, 9000)
    )


def sharepoint_web_parts(writer: Writer) -> Template:
    story = writer.story(paragraphs=(6, 12))
    prefix = writer.pick("BanTin", "TinTuc", "ChiTiet", "News")
    toolbar = (
        f'<div class="{prefix}_Toolbar"><span class="{prefix}_Ngay">'
        f'{mark("date", f"{story.moment:%d/%m/%Y}")}</span><span class="{prefix}_CoChu"><a href="'
        'javascript:DoiCoChu(2);">Tăng cỡ chữ</a> <a href="javascript:DoiCoChu(-2);">Giảm cỡ chữ'
        f'</a></span><div class="{prefix}_TieuDe" style="font-size:18px">'
        f'{mark("title", escape(story.title))}</div><div class="{prefix}_TomTat" style="font-size:'
        f'14px">{mark("summary", escape(story.summary))}</div></div>'
    )
    signature = mark("author", f"<strong>{escape(story.author)}</strong>")
    body = office_body(writer, story) + f'<p style="text-align:right">{signature}</p>'
    view = f'<div id="{prefix}_NoiDung">{mark("body", body)}</div>'
    others = links(writer, 8, title="Các tin khác", named=f"{prefix}_Khac", dates=True)
    middle = (
        f'<div class="duong-dan"><a href="#">Trang chủ</a> &gt; {escape(story.section)}</div>'
        + web_part(f"PublishingPortal - Block_{prefix}_Toolbar", 2, toolbar)
        + web_part(f"PublishingPortal - Block_{prefix}_ViewData", 3, view)
        + web_part(f"PublishingPortal - Block_{prefix}_Other", 4, others)
    )
    # The title element of such pages names the kind of page, not the news.
    named = replace(story, title="Pages - Chi tiết bản tin")
    return page(writer, named, "", sharepoint_shell(writer, middle))


def sharepoint_page_field(writer: Writer) -> Template:
    """SharePoint's own article page: fields in labelled div elements."""
    story = writer.story(paragraphs=(5, 10), pictures=1)
    body = office_body(writer, story)
    middle = (
        '<div class="article article-left"><div class="article-header"><span>'
        f"{mark('date', weekday_date(story, '{weekday}, {day}/{month}/{year}'))}</span></div>"
        f'<h1 class="title">{mark("title", escape(story.title))}</h1><div class="article-content">'
        '<div id="ctl00_PlaceHolderMain_ctl01_label" style="display:none">Page Content</div><div id'
        '="ctl00_PlaceHolderMain_ctl01__ControlWrapper_RichHtmlField" class="ms-rtestate-field" '
        f'style="display:inline" aria-labelledby="ctl00_PlaceHolderMain_ctl01_label"><div class='
        f'"ExternalClass{writer.random.randint(16**7, 16**8):X}">{mark("body", body)}</div></div>'
        '</div><div class="ms-clear"></div><div class="danhgia">Đánh giá bài viết: <span>(0)</span>'
        "</div></div>" + links(writer, 6, title="Tin liên quan", dates=True)
    )
    return page(writer, story, "Sở", sharepoint_shell(writer, middle))


def sharepoint_labels(writer: Writer) -> Template:
    """A user control that prints a list item through labels; bold text for every heading."""
    story = writer.story(paragraphs=(4, 9), pictures=1)
    control = f"ctl00_ctl33_g_{writer.random.randint(16**7, 16**8):x}_ctl00_"
    bold = f"<p><strong>{escape(story.subheads[0])}</strong></p>"
    body = (
        office_body(writer, story)
        + bold
        + "".join(f"<p>{escape(writer.paragraph())}</p>" for _ in range(2))
    )
    middle = (
        '<div class="news-detail"><table width="100%"><tr><td class="tdTitle"><span id="'
        f'{control}lblTitle" class="news-title">{mark("title", escape(story.title))}</span></td>'
        f'</tr><tr><td><span id="{control}lblDate" class="news-date">'
        f"({mark('date', weekday_date(story, '{day2}/{month2}/{year} {time}'))})</span> "
        '<span>Xem cỡ chữ <a href="#">A-</a> <a href="#">A+</a></span> <span '
        f'id="{control}lblView">'
        f"Lượt xem: {writer.random.randint(10, 4000)}</span></td></tr><tr><td><span id="
        f'"{control}lblDesc"><b>{mark("summary", escape(story.summary))}</b></span></td></tr><tr>'
        f'<td><span id="{control}lblContent">{mark("body", body)}</span></td></tr><tr><td align='
        f'"right"><span id="{control}lblSource"><i>Nguồn: {mark("source", "Văn phòng Sở")}</i>'
        "</span></td></tr></table></div>"
        + share(writer)
        + links(writer, 10, title="Tin đã đưa", dates=True)
    )
    return page(writer, story, "Sở", sharepoint_shell(writer, middle))


def ministry(writer: Writer) -> Template:
    """Bootstrap over ASP.NET; the sapo is a paragraph of the body."""
    story = writer.story(paragraphs=(7, 14))
    named = writer.pick("bv-content", "content-detail", "detail-news-content", "noidung-baiviet")
    body = f"<p><strong>{mark('summary', escape(story.summary))}</strong></p>\n" + office_body(
        writer, story
    )
    author = mark("author", escape(story.author))
    middle = (
        '<div class="container"><div class="row"><div class="col-md-9"><div class="breadcrumbs">'
        f'<a href="/">Trang chủ</a> / <a href="#">{escape(story.section)}</a></div><div class='
        f'"title-detail"><h2>{mark("title", escape(story.title))}</h2></div><div class="post-info">'
        f"<span>{mark('date', weekday_date(story, 'Ngày {day2}/{month2}/{year} - {time}'))}</span>"
        '<a href="#" class="print">In trang</a><div class="reader"><audio></audio> Nghe đọc bài'
        f'</div></div><div class="{named}" id="divArticleDescription">{mark("body", body)}</div>'
        f'<div class="author"><strong>{author}</strong></div><div class="vote">Đánh giá: 5/5 (3 '
        "lượt) <button>Bình chọn</button></div>"
        + links(writer, 6, title="Tin, bài liên quan", dates=True)
        + comments(writer, 1, "ykien")
        + '</div><div class="col-md-3">'
        + menu(writer, OFFICE_MENU[3:12], wrapper="div", named="cat", deep=0)
        + links(writer, 5, title="Thông cáo báo chí", dates=True)
        + "</div></div></div>"
    )
    body_html = menu(writer, OFFICE_MENU) + middle + address(writer, "Bộ", long=True)
    return page(writer, story, "Bộ", body_html + script(writer, 6000), "<!DOCTYPE html><html>")


def law_table(left: str, right: str) -> str:
    """Two columns without lines, as official letters have at their head and foot."""
    return (
        '<table border="0" cellspacing="0" cellpadding="0" style="border-collapse:collapse"><tr>'
        f'<td width="223" valign="top"><p align="center">{left}</p></td><td width="335" '
        f'valign="top"><p align="center">{right}</p></td></tr></table>'
    )


def law_text(writer: Writer, chapters: int, anchors: bool = False) -> tuple[str, str]:
    """The title of a regulation that does not exist, and its HTML."""
    random, place = writer.random, writer.fill("{place}")
    number = f"{random.randint(2, 90)}/{random.randint(2010, 2023)}/QĐ-UBND"
    about = writer.fill("quy định về {action}, {action2} đối với {thing}")
    parts = [
        law_table(
            f"<b>ỦY BAN NHÂN DÂN<br />HUYỆN {place.upper()}<br />-------</b>",
            "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br />Độc lập - Tự do - Hạnh phúc<br />"
            "---------------</b>",
        ),
        law_table(f"Số: {number}", f"<i>{place}, ngày {random.randint(1, 28)} tháng 6</i>"),
        f'<p align="center"><b>QUYẾT ĐỊNH</b></p><p align="center">{upper_first(about)}</p>',
        *(
            f"<p><i>Căn cứ {escape(writer.fill('Luật {action} ngày {day}/{year}'))};</i></p>"
            for _ in range(4)
        ),
        '<p align="center"><b>QUYẾT ĐỊNH:</b></p>',
    ]
    article = 0
    for chapter in range(1, chapters + 1):
        heading = f"<b>Chương {('I', 'II', 'III', 'IV')[chapter - 1]}</b>"
        name = f'<a name="chuong_{chapter}">{heading}</a>' if anchors else heading
        parts.append(f'<p align="center">{name}</p>')
        parts.append(f'<p align="center"><b>{upper_first(writer.fill("{action}")).upper()}</b></p>')
        for _ in range(random.randint(3, 6)):
            article += 1
            title = f"Điều {article}. {upper_first(writer.fill('{action} đối với {thing}'))}"
            heading = (
                f'<a name="dieu_{article}"><b>{title}</b></a>' if anchors else f"<b>{title}</b>"
            )
            parts.append(f"<p>{heading}</p>")
            for clause in range(1, random.randint(2, 6)):
                parts.append(f"<p>{clause}. {escape(writer.sentence())}</p>")
                if random.random() < 0.4:
                    parts += [f"<p>{point}) {escape(writer.sentence())}</p>" for point in "abc"]
    rows = "".join(
        f"<tr><td>{at}</td><td>{escape(writer.fill('{thing}'))}</td>"
        f"<td>{random.randint(1, 90)}.000</td><td>{escape(writer.fill('{agency}'))}</td></tr>"
        for at in range(1, random.randint(5, 14))
    )
    parts.append(
        '<p>Mức hỗ trợ theo bảng sau:</p><table border="1" cellspacing="0" width="100%"><tr><td><b>'
        f"TT</b></td><td><b>Nội dung</b></td><td><b>Mức (đồng)</b></td><td><b>Đơn vị</b></td></tr>"
        f"{rows}</table>"
    )
    parts.append(
        law_table(
            "<b><i>Nơi nhận:</i></b><br />- Như Điều 1;<br />- Thường trực Huyện ủy;<br />- Các "
            "phòng, ban;<br />- Lưu: VT.",
            f"<b>TM. ỦY BAN NHÂN DÂN<br />KT. CHỦ TỊCH<br />PHÓ CHỦ TỊCH<br /><br /><br />"
            f"{writer.name()}</b>",
        )
    )
    return f"Quyết định {number} {about}", "\n".join(parts)


def law_library(writer: Writer) -> Template:
    """A commercial law library: tabs, notes that open over the text, lists of related texts."""
    story = writer.story()
    title, text = law_text(writer, 4, anchors=True)
    story = replace(story, title=title)
    tabs = "".join(
        f'<li><a href="#tab{at}">{name}</a></li>'
        for at, name in enumerate(
            "Tóm tắt|Nội dung|VB gốc|Tiếng Anh|Hiệu lực|VB liên quan|Lược đồ|Liên quan nội dung"
            "|Tải về".split("|")
        )
    )
    facts = "".join(
        f'<div class="att"><b>{name}:</b> <span>{value}</span></div>'
        for name, value in (
            ("Số hiệu", title.split()[2]),
            ("Loại văn bản", "Quyết định"),
            ("Người ký", "<a href='#'>Đã biết</a>"),
            ("Tình trạng", "<a href='#'>Đăng nhập để xem</a>"),
        )
    )
    body = (
        menu(writer, OFFICE_MENU, wrapper="div", named="menu_TVPL")
        + '<div id="divThuocTinh"><div class="boxTT">'
        + facts
        + f'</div></div><div class="content"><h1>{mark("title", escape(title))}</h1><ul class='
        f'"tabs">{tabs}</ul><div id="tab1"><div class="toolbar"><a href="#">Lưu trữ</a> <a '
        'href="#">'
        'Ghi chú</a> <a href="#">Ý kiến</a> <a href="#">In</a></div><div id="divContentDoc" class='
        f'"cldivContentDocVN"><div class="content1"><div><div>{mark("body", text)}</div></div>'
        "</div>"
        '</div><div id="tab6" style="display:none"></div></div>'
        + links(writer, 12, title="Văn bản liên quan cùng nội dung", dates=True)
        + teaser_list(writer, 6, named="hoi-dap", item="div", heading="h4", lead="div")
        + '<div id="ThongBaoTV">Bạn chưa đăng nhập thành viên. Vì chưa đăng nhập nên bạn chỉ xem '
        "được thuộc tính của văn bản. Mời bạn đăng ký để dùng các tiện ích khác.</div></div><div "
        'class="right">'
        + links(writer, 10, title="Văn bản mới")
        + "</div>"
        + address(writer, "Thư viện luật", long=True)
    )
    made = page(writer, story, "Thư viện luật", body + script(writer, 20000))
    return Template(made.html)


def law_database(writer: Writer) -> Template:
    """The state's database: SharePoint, a box of tabs, facts in a side box."""
    story = writer.story()
    title, text = law_text(writer, 3)
    story = replace(story, title=title)
    tabs = "".join(
        f'<li><a href="#"><b>{name}</b></a></li>'
        for name in ("Toàn văn", "Thuộc tính", "Lịch sử", "VB liên quan", "Lược đồ", "Bản in")
    )
    body = (
        '<form id="aspnetForm">'
        + view_state(writer, 8000)
        + menu(writer, OFFICE_MENU, wrapper="div", named="top-menu")
        + '<div class="box-container"><div class="box-tab-vb"><ul class="t1">'
        + tabs
        + '</ul></div><div class="vbInfo"><ul><li class="green"><span>Hiệu lực:</span> Còn hiệu lực'
        f"</li><li><span>Ngày có hiệu lực:</span> {story.moment:%d/%m/%Y}</li></ul></div><div "
        "class="
        f'"box-content-vb"><div class="content"><div class="toanvancontent" id="toanvancontent">'
        f"{mark('body', text)}</div></div></div><div class='vbFile'><span>File đính kèm:</span><ul>"
        f'<li><a href="#">{slug(title)[:40]}.doc</a></li></ul></div></div><div class="right">'
        + links(writer, 9, title="Văn bản mới ban hành", dates=True)
        + visitors(writer)
        + "</div>"
        + address(writer, "Cơ sở dữ liệu")
        + "</form>"
    )
    made = page(writer, story, "Toàn văn", body)
    return Template(made.html)


def codification(writer: Writer) -> Template:
    """A codified topic: no page around it, decomposed letters, notes under each article."""
    random = writer.random
    parts = [
        f'<p class="pChuong" style="text-align:center"><b>Chủ đề {random.randint(1, 45)}</b></p>'
    ]
    for article in range(1, 40):
        number = f"Điều {random.randint(1, 45)}.{random.randint(1, 9)}.LQ.{article}."
        parts.append(
            f'<p class="pDieu"><a name="{random.randint(10**12, 10**13)}"></a>{number} '
            f"{escape(upper_first(writer.fill('{action} và {action2}')))}</p>"
            f'<p class="pGhiChu">(Điều {article} Luật số {random.randint(1, 90)}/2018/QH14, có '
            f"hiệu lực thi hành kể từ ngày {random.randint(1, 28)}/{random.randint(1, 12)}/2019 "
            ")</p>"
        )
        parts += [
            '<p class="pNoiDung"><span style="font-size:14.0pt;font-family:"Times New Roman",'
            f'serif">{clause}. {escape(writer.sentence())}</span></p>'
            for clause in range(1, random.randint(2, 6))
        ]
        parts.append(
            '<p class="pChiDan">(Điều này có nội dung liên quan đến <a class="clslochanmuc" href='
            f'"#">{number} {escape(writer.fill("{thing}"))}</a>)</p>'
        )
    html = (
        '<html><head><meta content="text/html; charset=utf-8" http-equiv="Content-Type" /><style>'
        ".pDieu{font-weight:bold}</style></head><body><div class='_content'>"
        + mark("body", "\n".join(parts))
        + "</div></body></html>"
    )
    return Template(html, decomposed=True)


def liferay_journal(writer: Writer) -> Template:
    story = writer.story(paragraphs=(5, 10))
    body = office_body(writer, story)
    author = mark("author", escape(story.author))
    middle = (
        '<div id="wrapper"><header id="banner">'
        + menu(writer, OFFICE_MENU, named="sort-pages modify-pages")
        + '</header><div id="content"><nav id="breadcrumbs"><ul class="breadcrumb"><li><a href="#">'
        'Trang chủ</a></li></ul></nav><div class="columns-2" id="main-content" role="main"><div '
        'class="portlet-layout row-fluid"><div class="portlet-column span8"><div class="portlet-'
        'boundary portlet-static portlet-journal-content"><div '
        'class="portlet-borderless-container">'
        '<div class="portlet-body"><div class="journal-content-article"><div class="title-detail">'
        f'<h3>{mark("title", escape(story.title))}</h3></div><div class="date-detail">'
        f"{mark('date', weekday_date(story, '{time} | {day2}/{month2}/{year}'))}</div><div class="
        f'"summary-detail"><strong>{mark("summary", escape(story.summary))}</strong></div><div '
        f'class="content-detail">{mark("body", body)}</div><p class="tac-gia">{author}</p></div>'
        '<div class="taglib-ratings stars"><div>Đánh giá của bạn</div><div>Trung bình (0 Lượt bình '
        'chọn)</div></div></div></div></div></div><div class="portlet-column span4">'
        + links(writer, 8, title="Tin mới", dates=True)
        + links(writer, 5, title="Video")
        + "</div></div></div></div>"
        + address(writer, "Sở")
        + "</div>"
    )
    start = '<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN">'
    return page(writer, story, "Sở", middle + script(writer, 15000), start)


def liferay_raw(writer: Writer) -> Template:
    """A structured content printed without its template: the XML itself stands in the page."""
    story = writer.story(paragraphs=(4, 8), pictures=0)
    inner = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    body = (
        '<?xml version="1.0"?><root available-locales="vi_VN" default-locale="vi_VN"><name>'
        f"{mark('title', escape(story.title))}</name><description>"
        f"{mark('summary', escape(story.summary))}</description><content><div>"
        f"{mark('body', inner)}</div></content></root>"
    )
    middle = (
        menu(writer, OFFICE_MENU)
        + '<div class="portlet-content-container"><div class="portlet-body"><div class="asset-full-'
        'content"><div class="asset-content"><div class="journal-content-article">'
        + body
        + '</div></div><div class="asset-metadata"><span>Lượt xem 12</span></div></div></div></div>'
        + links(writer, 9, title="Nội dung liên quan")
        + address(writer, "Sở")
    )
    made = page(writer, story, "Sở", middle)
    return Template(made.html)


def domino(writer: Writer) -> Template:
    """Lotus Domino: upper-case elements, font elements everywhere, no class at all."""
    story = writer.story(paragraphs=(5, 10), pictures=1)
    font = '<FONT SIZE="2" FACE="Arial">'
    texts = "".join(
        f'<DIV ALIGN="justify">{font}{escape(text)}</FONT></DIV><BR>\n' for text in story.paragraphs
    )
    (picture,) = story.pictures
    texts = (
        f'<DIV ALIGN="center"><IMG SRC="/db.nsf{picture.file}"><BR>{font}<I>'
        f"{escape(picture.caption)}</I></FONT></DIV><BR>{texts}"
    )
    left = "".join(
        f'<TR><TD BGCOLOR="#CCDDEE">{font}<A HREF="/db.nsf/{slug(name)}">{escape(name)}</A></FONT>'
        "</TD></TR>"
        for name in OFFICE_MENU
    )
    others = "".join(
        f'<TR><TD><IMG SRC="/icons/dot.gif">{font}<A HREF="#">{escape(writer.headline(True))}</A>'
        f"</FONT>{font} ({writer.moment():%d/%m/%Y})</FONT></TD></TR>"
        for _ in range(10)
    )
    html = (
        "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>\n<HTML><HEAD>"
        f"<TITLE>{escape(story.title)}</TITLE>{script(writer, 5000)}</HEAD><BODY TEXT='000000' "
        'BGCOLOR="FFFFFF"><FORM ACTION=""><TABLE WIDTH="100%" BORDER="0"><TR VALIGN="top"><TD '
        f'WIDTH="18%"><TABLE>{left}</TABLE></TD><TD WIDTH="60%"><TABLE WIDTH="100%"><TR><TD>{font}'
        f"<B>{escape(story.section)}</B></FONT></TD></TR><TR><TD><B><FONT SIZE='4' COLOR='#0000FF' "
        f'FACE="Arial">{mark("title", escape(story.title))}</FONT></B> <FONT SIZE="1" COLOR='
        f'"#808080">{mark("date", f"{story.moment:%d/%m/%Y %H:%M}")}</FONT></TD></TR><TR><TD>{font}'
        f"<B>{mark('summary', escape(story.summary))}</B></FONT></TD></TR><TR><TD>"
        f'{mark("body", texts)}</TD></TR><TR><TD ALIGN="right">{font}<B>'
        f"{mark('author', escape(story.author))}</B></FONT></TD></TR><TR><TD>{font}<A HREF="
        '"javascript:window.print()">In trang</A> <A HREF="#">Trở về đầu trang</A></FONT>'
        "</TD></TR>"
        f"</TABLE><TABLE><TR><TD>{font}<B>CÁC TIN KHÁC</B></FONT></TD></TR>{others}</TABLE></TD>"
        f'<TD WIDTH="22%">{font}Thời tiết<BR>Tỷ giá<BR>Giá vàng</FONT></TD></TR></TABLE>'
        f"<HR>{address(writer, 'Trang tin')}</FORM></BODY></HTML>"
    )
    return Template(html, story.moment)


def school_shell(writer: Writer, middle: str) -> str:
    """A school's site around its content, the column with lists before or after it."""
    columns = [
        f'<div class="col-md-9 col-main">{middle}</div>',
        '<div class="col-md-3 col-side">'
        + links(writer, 7, title="Thông báo", dates=True)
        + links(writer, 6, title="Văn bản mới")
        + visitors(writer)
        + "</div>",
    ]
    if writer.random.random() < 0.4:
        columns.reverse()
    return (
        '<div class="header"><img src="/banner.jpg" alt=""></div>'
        + menu(writer, SCHOOL_MENU, named="navbar navbar-default")
        + f'<div class="container"><div class="row">{"".join(columns)}</div></div>'
        + address(writer, "Trường Tiểu học")
        + script(writer, 8000)
    )


def school_vnpt(writer: Writer) -> Template:
    story = writer.story(paragraphs=(4, 9), pictures=3)
    body = office_body(writer, story)
    names = writer.pick("news", "post", "article")
    author = mark("author", escape(story.author))
    middle = (
        f'<div class="{names}-detail"><div class="box-title"><h1 class="{names}-title">'
        f'{mark("title", escape(story.title))}</h1></div><div class="{names}-info"><span><i class='
        f'"fa fa-calendar"></i> {mark("date", weekday_date(story))}</span> <span>Người đăng: '
        f"{author}</span> <span>Lượt xem: {writer.random.randint(1, 999)}</span></div><div class="
        f'"{names}-sapo">{mark("summary", escape(story.summary))}</div><div class="{names}-content '
        f'content-detail-body">{mark("body", body)}</div><div class="file-attach"></div></div>'
        + share(writer)
        + links(writer, 8, title="Tin cùng chuyên mục", dates=True)
    )
    return page(writer, story, "Trường", school_shell(writer, middle), "<!DOCTYPE html><html>")


def school_viettel(writer: Writer) -> Template:
    """With the text-size widget of this builder, whose labels stand in the article's box."""
    story = writer.story(paragraphs=(4, 9), pictures=2)
    body = office_body(writer, story)
    middle = (
        '<article class="detail-content"><h2 class="title-detail">'
        f'{mark("title", escape(story.title))}</h2><div class="info-detail"><p class="date"><i>'
        f"{mark('date', weekday_date(story, '{day2}/{month2}/{year} {time}'))}</i></p><div class="
        '"font-custom"><span>Cỡ chữ</span><select onchange="fontCustom(this.value)"><option>Mặc '
        "định</option><option>Lớn</option><option>Rất lớn</option></select><span>Màu chữ</span>"
        '<span>Tương phản</span></div></div><div class="font-size-text text-justify">'
        f"<div class='description'><b>{mark('summary', escape(story.summary))}</b></div>"
        f'<div class="content">{mark("body", body)}</div></div><div class="text-right"><b>Tác giả: '
        f"{mark('author', escape(story.author))}</b></div><div class='text-right'>Nguồn: "
        f"{mark('source', 'Trường Tiểu học')}</div></article>"
        + comments(writer, 1, "binh-luan")
        + links(writer, 6, title="Bài viết liên quan", dates=True, pictures=True)
    )
    return page(writer, story, "Trường", school_shell(writer, middle), "<!DOCTYPE html><html>")


GOVERNMENT = {
    "sharepoint-web-parts": sharepoint_web_parts,
    "sharepoint-page-field": sharepoint_page_field,
    "sharepoint-labels": sharepoint_labels,
    "ministry": ministry,
    "law-library": law_library,
    "law-database": law_database,
    "law-codification": codification,
    "liferay-journal": liferay_journal,
    "liferay-raw": liferay_raw,
    "domino": domino,
    "school-vnpt": school_vnpt,
    "school-viettel": school_viettel,
}
