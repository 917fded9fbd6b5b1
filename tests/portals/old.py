"""Pages saved by office programs, and pages of the first years."""

from __future__ import annotations

from html import escape

from portals.furniture import SECTIONS, address, head, links, menu, script, share
from portals.government import law_text
from portals.marking import Template, mark
from portals.words import Writer, upper_first

__all__ = ["OLD"]

OFFICE_NAMESPACES = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">'
)
WORD_HEAD = (
    '<head>\n<meta http-equiv=Content-Type content="text/html; charset=utf-8">\n<meta '
    "name=Generator"
    ' content="Microsoft Word 14">\n<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View>'
    "<w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->\n<style>\n<!--\n p.MsoNormal, "
    'li.MsoNormal {margin:0cm; font-size:14.0pt; font-family:"Times New Roman",serif;}\n-->\n'
    "</style>\n</head>\n"
)


def word_paragraph(text: str, bold: bool = False) -> str:
    """A paragraph of Word's, its spaces not to be broken here and there."""
    inner = escape(text).replace(", ", ",&nbsp; ", 1)
    inner = f"<b>{inner}</b>" if bold else inner
    return (
        "<p class=MsoNormal style='text-align:justify;text-indent:36.0pt;line-height:150%'><span "
        "lang=EN-US style='font-size:14.0pt;line-height:150%;mso-fareast-language:VI'>"
        f"{inner}<o:p></o:p></span></p>\n"
    )


def saved_by_word(writer: Writer) -> Template:
    """Nothing but a document: there is no menu to leave out."""
    story = writer.story(paragraphs=(8, 14))
    title = mark("title", escape(story.title.upper()))
    texts = "".join(word_paragraph(text) for text in story.paragraphs)
    texts += "".join(word_paragraph(f"- {writer.sentence()}") for _ in range(5))
    texts += "".join(word_paragraph(head_, True) for head_ in story.subheads[:1])
    texts += word_paragraph(writer.paragraph())
    html = (
        f"{OFFICE_NAMESPACES}\n{WORD_HEAD}<body lang=EN-US style='tab-interval:36.0pt'>\n<div "
        "class="
        "WordSection1>\n<p class=MsoNormal align=center style='text-align:center'><b><span style="
        f"'font-size:16.0pt'>{title}<o:p></o:p></span></b></p>\n{mark('body', texts)}<p class="
        f"MsoNormal align=right style='text-align:right'><b>{mark('author', story.author)}</b>"
        "</p>\n"
        "</div>\n</body>\n</html>"
    )
    return Template(html)


def law_by_word(writer: Writer) -> Template:
    """A regulation saved by Word, with stray language elements."""
    _, text = law_text(writer, 2)
    text = text.replace("<p>", "<p class=MsoNormal style='text-align:justify'>")
    text = text.replace("<b>", "<b style='mso-bidi-font-weight:normal'>")
    text = text.replace("Huyện", '<st1:place w:st="on">Huyện</st1:place>')
    html = (
        f"{OFFICE_NAMESPACES}\n{WORD_HEAD}<body>\n<div class=Section1>{mark('body', text)}</div>"
        "</body></html>"
    )
    return Template(html)


def saved_by_excel(writer: Writer) -> Template:
    """One sheet: a table with empty columns at its sides."""
    title = upper_first(writer.fill("bảng tổng hợp {thing} năm {year}"))
    header = "".join(
        f"<td class=xl66>{name}</td>"
        for name in ("TT", "Đơn vị", "Người phụ trách", "Số lượng", "Tỷ lệ", "Ghi chú")
    )
    rows = "".join(
        f"<tr height=20 style='height:15.0pt'><td class=xl65 align=right>{at}</td><td class=xl65>"
        f"{escape(writer.fill('{place}'))}</td><td class=xl65>{writer.name()}</td><td class=xl65 "
        f"align=right>{writer.random.randint(1, 999)}</td><td class=xl65 align=right>"
        f"{writer.random.randint(1, 99)}%</td><td class=xl65>"
        f"{escape(writer.fill(writer.pick('', '{action}')))}</td><td></td></tr>\n"
        for at in range(1, 30)
    )
    html = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel">\n<head><meta http-equiv='
        '"Content-Type" content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet>'
        "<style>.xl65{border:.5pt solid windowtext;}</style></head>\n<body link=blue><table "
        "border=0"
        " cellpadding=0 cellspacing=0 width=812 style='border-collapse:collapse'><col "
        "width=40><col "
        "width=150>\n"
        + mark(
            "body",
            f"<tr height=26><td colspan=7 class=xl70>{mark('title', escape(title))}</td></tr>\n"
            f"<tr><td colspan=7></td></tr><tr>{header}<td></td></tr>\n{rows}",
        )
        + "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=40>"
        "</td></tr>"
        "<![endif]></table></body></html>"
    )
    return Template(html)


def outlook_mail(writer: Writer) -> Template:
    """A letter saved as a page."""
    lines = [
        f"Kính gửi: {writer.fill('{agency} {place}')}",
        *(writer.paragraph(1, 3) for _ in range(9)),
        *(f"{at}. {writer.sentence()}" for at in range(1, 5)),
        "Trân trọng cảm ơn.",
    ]
    texts = "".join(
        f'<p class="MsoNormal"><span style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-'
        f'serif;color:#1F497D">{escape(line)}<o:p></o:p></span></p><p class="MsoNormal"><o:p>&nbsp;'
        "</o:p></p>"
        for line in lines
    )
    texts += f'<p class="MsoNormal"><b>{writer.name()}</b><br>Văn phòng</p>'
    return Template(
        f"{OFFICE_NAMESPACES}{WORD_HEAD}<body lang=EN-US link=blue><div class=WordSection1>"
        f"{mark('body', texts)}</div></body></html>"
    )


def static_library(writer: Writer) -> Template:
    """A library of scriptures and essays: centred tables, font elements, a line of links."""
    story = writer.story(paragraphs=(14, 26), pictures=0, sentences=6)
    font = '<font face="Times New Roman" size="4">'
    texts = "".join(
        f'<p align="justify">{font}{escape(text)}</font></p>\n' for text in story.paragraphs[:-2]
    )
    verse = "<br>\n".join(escape(writer.sentence()) for _ in range(6))
    notes = "".join(
        f'<p><a name="n{at}"></a>[{at}] {escape(writer.sentence())}</p>' for at in range(1, 5)
    )
    body = (
        f"{texts}<blockquote><p><i>{font}{verse}</font></i></p></blockquote>"
        f"{''.join(f'<p>{font}{escape(text)}</font></p>' for text in story.paragraphs[-2:])}"
        f"<p><b>Chú thích:</b></p>{notes}"
    )
    html = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name='
        f'"GENERATOR" content="Microsoft FrontPage 4.0"><title>{escape(story.title)}</title></head>'
        '<body background="../bg.gif" link="#0000FF"><p align="center"><font size="2" face="Arial">'
        '<a href="index.htm">Trang chủ</a> | <a href="muc.htm">Mục lục</a> | <a href="tac-gia.htm">'
        "Tác giả</a></font></p><hr><div align='center'><center><table border='0' width='80%'>"
        "<tr><td"
        f' width="100%"><h2 align="center"><font color="#800000">'
        f'{mark("title", escape(story.title))}</font></h2><p align="center"><b>'
        f"{mark('author', escape(story.author))}</b></p>{mark('body', body)}</td></tr></table>"
        '</center></div><hr><p align="center"><font size="2"><a href="1.htm">Đầu trang</a> | <a '
        'href="0.htm">01</a> | <a href="2.htm">02</a> | <a href="3.htm">03</a></font></p><p align='
        '"center"><font size="1">Cập nhật: 01-05-2001. Ghi lại bởi một nhóm bạn đọc</font></p>'
        "</body></html>"
    )
    return Template(html)


def scripture(writer: Writer) -> Template:
    """Numbered verses, headings, and a bar to go to the next text."""
    sections = "".join(
        f"<section><h3>{escape(head_)}</h3>"
        + "".join(
            f'<p><a class="sc" id="sc{at}{line}"></a>{line}. {escape(writer.paragraph(1, 3))}</p>'
            for line in range(1, 6)
        )
        + "</section>"
        for at, head_ in enumerate(writer.story().subheads)
    )
    story = writer.story()
    html = (
        '<!DOCTYPE html><html><head><meta charset="UTF-8"><meta name="author" content="x"><title>'
        f'{escape(story.title)}</title></head><body><header><nav id="topbar"><a href="/">Trang chủ'
        '</a> <a href="/vn">Tiếng Việt</a> <a href="#">Tìm</a></nav></header><div id="text" lang='
        f'"vn"><article class="sutta"><div class="hgroup"><p class="division">Tập I</p><h1>'
        f"{mark('title', escape(story.title))}</h1></div>{mark('body', sections)}<aside id="
        '"metaarea"><p>Bản dịch của một nhóm người đọc, số hóa năm 2005.</p></aside>'
        "</article></div>"
        '<div id="next"><a href="#">Bài trước</a> <a href="#">Bài sau</a></div><footer><p>'
        "Không giữ "
        "bản quyền.</p></footer></body></html>"
    )
    return Template(html)


def framed_page(writer: Writer) -> Template:
    """Once in a frame: the frames' text for others, image maps, counters."""
    story = writer.story(paragraphs=(5, 9), pictures=1)
    texts = "<br><br>\n".join(escape(text) for text in story.paragraphs)
    others = "<br>".join(
        f'<img src="new.gif"><a href="#">{escape(writer.headline(True))}</a>' for _ in range(9)
    )
    entries = "<br>".join(f'<a href="#" target="main"><b>{name}</b></a>' for name in SECTIONS)
    html = (
        "<HTML><HEAD><TITLE>Trang tin</TITLE></HEAD><BODY BGCOLOR=#FFFFCC onLoad='start()'>"
        "<noframes>Trình duyệt của bạn không hỗ trợ khung.</noframes>"
        f"{script(writer, 3000)}<MARQUEE>Chào mừng quý khách đã đến với trang tin của chúng tôi"
        "</MARQUEE><TABLE WIDTH=780 BORDER=0 CELLPADDING=4><TR VALIGN=TOP><TD WIDTH=140 BGCOLOR="
        f"#99CCFF>{entries}</TD><TD><CENTER><FONT SIZE=5 COLOR=RED><B>"
        f"{mark('title', escape(story.title))}</B></FONT></CENTER><P><FONT FACE=Arial>"
        f"<I>{mark('summary', escape(story.summary))}</I><BR><BR>{mark('body', texts)}</FONT><P "
        f"ALIGN=RIGHT><B>{mark('author', escape(story.author))}</B><BR><I>"
        f"{mark('date', f'Ngày {story.moment:%d-%m-%Y}')}</I></P><HR><B>Xem thêm:</B><BR>{others}"
        f"</TD></TR></TABLE><CENTER>{address(writer, 'Trang tin')}Bạn là khách thứ <IMG SRC=count>"
        "</CENTER></BODY></HTML>"
    )
    return Template(html, story.moment)


def forum_thread(writer: Writer) -> Template:
    """The first post asks at length, others answer: all of it is the thread's text."""
    posts = []
    for at in range(writer.random.randint(4, 7)):
        text = "<br /><br />".join(
            escape(writer.paragraph(1, 4)) for _ in range(3 if at == 0 else 1)
        )
        body = mark("body", text)
        posts.append(
            f'<div class="post bg{at % 2}" id="p{at}"><div class="inner"><div class="postbody"><h3>'
            f'<a href="#p{at}">Re: Hỏi</a></h3><p class="author">Gửi bởi <b>{writer.name()}</b> » '
            f'{writer.moment():%d %m %Y}</p><div class="content">{body}</div><div '
            'class="signature">'
            f"Chữ ký: sống chậm lại</div></div><dl class='postprofile'><dt>Thành viên mới</dt><dd>"
            f"Bài viết: {writer.random.randint(1, 900)}</dd><dd>Tham gia: 2009</dd></dl></div>"
            "</div>"
        )
    story = writer.story()
    html = (
        f"<!DOCTYPE html><html dir='ltr' lang='vi'>{head(writer, story, 'Diễn đàn')}<body>"
        + menu(writer, SECTIONS[:6], wrapper="div", deep=0)
        + f'<div id="page-body"><h2 class="topic-title">{mark("title", escape(story.title))}</h2>'
        + '<div class="action-bar"><a>Trả lời</a> <span>5 bài viết • Trang 1 trên 1</span></div>'
        + "".join(posts)
        + '<div class="jumpbox"><a>Chuyển đến</a></div><div class="online">Đang xem: 3 khách</div>'
        + links(writer, 6, title="Chủ đề tương tự")
        + "</div></body></html>"
    )
    return Template(html)


def question_and_answer(writer: Writer) -> Template:
    """A portal's page of one question with the office's answer."""
    story = writer.story(paragraphs=(3, 6), pictures=0)
    answer = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    question = writer.paragraph(2, 4) + " Xin hỏi cơ quan chức năng xử lý thế nào?"
    body = (
        f'<div class="cau-hoi"><b>Hỏi:</b> <span>{escape(question)}</span></div><div class='
        f'"tra-loi"><b>Trả lời:</b>{answer}</div>'
    )
    html = (
        f"<!DOCTYPE html><html>{head(writer, story, 'Cổng', social=False)}<body>"
        + menu(writer, wrapper="div")
        + '<div class="hoidap"><div class="hoidap-chitiet"><h2 class="tieude">'
        + f'{mark("title", escape(story.title))}</h2><div class="nguoigui">Người gửi: '
        + f"{writer.name()} - {mark('date', f'{story.moment:%d/%m/%Y}')}</div>{mark('body', body)}"
        + f"</div>{share(writer)}"
        + "".join(
            f'<div class="item-hoi"><a href="#">{escape(writer.headline(True))}?</a><p>'
            f"{escape(writer.paragraph(1, 2, other=True))}</p></div>"
            for _ in range(6)
        )
        + "<form><h3>Gửi câu hỏi</h3><textarea></textarea><button>Gửi</button></form></div>"
        + address(writer, "Cổng")
        + "</body></html>"
    )
    return Template(html, story.moment)


OLD = {
    "saved-by-word": saved_by_word,
    "law-by-word": law_by_word,
    "saved-by-excel": saved_by_excel,
    "outlook-mail": outlook_mail,
    "static-library": static_library,
    "scripture": scripture,
    "framed-page": framed_page,
    "forum-thread": forum_thread,
    "question-and-answer": question_and_answer,
}
