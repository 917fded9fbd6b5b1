"""Pages as newspapers build them."""

from __future__ import annotations

from html import escape

from portals.furniture import (
    SECTIONS,
    address,
    advertisement,
    comments,
    head,
    json_ld,
    links,
    menu,
    script,
    share,
    slug,
    teaser_list,
    weekday_date,
)
from portals.marking import Template, mark
from portals.words import Picture, Story, Writer

__all__ = ["NEWSPAPERS"]


def interleave(
    story: Story, paragraph: str, figures: list[str], inserts: list[tuple[int, str]] | None = None
) -> str:
    """The paragraphs by a pattern, a figure after every third, and inserts behind some."""
    later = dict(inserts or [])
    waiting = list(figures)
    parts = []
    for at, text in enumerate(story.paragraphs):
        parts.append(paragraph.format(escape(text)))
        if at % 3 == 1 and waiting:
            parts.append(waiting.pop(0))
        if at in later:
            parts.append(later[at])
    return "\n".join([*parts, *waiting])


def document(head_html: str, body: str, lang: str = 'lang="vi"', classes: str = "") -> str:
    """A page of today."""
    return (
        f'<!DOCTYPE html>\n<html {lang}>\n{head_html}<body class="{classes}">\n{body}</body></html>'
    )


def sidebar(writer: Writer, count: int = 8) -> str:
    """The column beside an article: lists and advertisements."""
    return (
        '<div class="sidebar-2">'
        + advertisement(writer)
        + links(writer, count, title="Xem nhiều", named="box-xem-nhieu", pictures=True)
        + advertisement(writer, text=True)
        + links(writer, count, title="Mới nhất", named="box-tin-moi", dates=True)
        + "</div>\n"
    )


def like_vnexpress(writer: Writer) -> Template:
    story = writer.story()

    def figure(picture: Picture) -> str:
        return (
            '<figure data-size="true" itemprop="associatedMedia image" itemscope'
            ' class="tplCaption action_thumb_added"><div class="fig-picture el_valid">'
            '<picture><source data-srcset="/a.jpg 1x, /b.jpg 1.5x"/>'
            f'<img itemprop="contentUrl" loading="lazy" alt="{escape(picture.caption)}"'
            f' class="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="'
            f' data-src="{picture.file}"></picture></div><figcaption itemprop="description">'
            f'<p class="Image">{escape(picture.caption)}</p></figcaption></figure>'
        )

    related = mark(
        "aside",
        links(writer, 3, title="Tin liên quan", named="box-tin-lien-quan-in width_common"),
    )
    body = interleave(
        story,
        '<p class="Normal">{}</p>',
        [figure(picture) for picture in story.pictures],
        [(2, related), (4, advertisement(writer))],
    )
    signature = mark("author", f"<strong>{escape(story.author)}</strong>")
    page = (
        '<section class="section top-header"><div class="container"><a class="logo" href="/">'
        "<img src='/logo.svg' alt='Tin nhanh'></a><span class='time-now'>"
        f"{weekday_date(story)}</span></div></section>\n"
        + menu(writer, named="main-nav")
        + '<section class="section page-detail top-detail"><div class="container">'
        '<div class="sidebar-1"><div class="header-content width_common">'
        f'<ul class="breadcrumb"><li><a href="/">{escape(story.section)}</a></li>'
        f'<li><a href="#">{escape(story.place)}</a></li></ul>'
        f'<span class="date">{mark("date", weekday_date(story) + " (GMT+7)")}</span></div>\n'
        f'<h1 class="title-detail">{mark("title", escape(story.title))}</h1>\n'
        f'<p class="description"><span class="location-stamp">'
        f"{mark('note', escape(story.place))}</span>{mark('summary', escape(story.summary))}</p>\n"
        f'<article class="fck_detail">{mark("body", body)}\n'
        f'<p class="Normal" style="text-align:right;">{mark("body", signature)}</p>'
        '<ul class="list-news hidden" data-campaign="Box-Related"></ul></article>\n'
        + share(writer)
        + '<div class="width_common tags"><h4>Tags:</h4><a href="#">'
        + f'{escape(story.place)}</a> <a href="#">{escape(story.section)}</a></div>'
        + comments(writer, 6)
        + '<div class="box-category"><h3>Đọc thêm</h3>'
        + teaser_list(writer, 6)
        + "</div></div>"
        + sidebar(writer)
        + '</div></section><footer class="footer container">'
        + menu(writer, wrapper="div", named="footer-menu", deep=0)
        + address(writer, "Tin nhanh")
        + "</footer>"
        + script(writer, 12000)
    )
    return Template(
        document(head(writer, story, "Tin nhanh", scripts=15000, extra=json_ld(story)), page),
        story.moment,
    )


def like_tuoi_tre(writer: Writer) -> Template:
    story = writer.story(paragraphs=(8, 18), pictures=3)

    def figure(picture: Picture) -> str:
        return (
            '<figure class="VCSortableInPreviewMode" type="Photo"><div><a class="detail-img-'
            f'lightbox" href="{picture.file}" target="_blank"><img src="{picture.file}"'
            f' alt="{escape(picture.caption)} - Ảnh 1." title="" rel="lightbox" photoid="1"'
            ' data-original="/o.jpg" type="photo" width="2000" height="1334" class="lightbox-'
            'content"></a></div><figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập'
            f' chú thích ảnh">{escape(picture.caption)}</p></figcaption></figure>'
        )

    headline = writer.headline(other=True)
    box = mark(
        "aside",
        '<div class="VCSortableInPreviewMode link-content-footer IMSCurrentEditorEditObject"'
        f' type="RelatedOneNews"><a href="/{slug(headline)}.htm" class="image-link">'
        f'<img src="/z.jpg" alt="{escape(headline)}"></a>'
        f'<a href="/{slug(headline)}.htm" class="title link-callout">{escape(headline)}</a>'
        f'<span class="readmore">ĐỌC NGAY</span>'
        f'<p class="description-related">{escape(writer.sentence(other=True))}</p></div>',
    )
    texts = interleave(
        story,
        "<p>{}</p>",
        [figure(picture) for picture in story.pictures],
        [(3, f"<h2>{escape(story.subheads[0])}</h2>"), (5, box), (6, advertisement(writer))],
    )
    author = mark("author", escape(story.author.upper()))
    page = (
        '<div class="header"><div class="header__top"><a class="header__logo" href="/">Báo</a>'
        '<a href="#">Đăng nhập</a> <a href="#">Đặt báo</a> <a href="#">Rao vặt</a></div>'
        + menu(writer, named="header__nav menu-nav")
        + '</div><div id="main-detail"><div class="detail__wrapper"><div class="detail__main">'
        f'<div class="detail-top"><div class="detail-cate"><a data-role="cate-name" href="#">'
        f'{escape(story.section)}</a></div><div class="detail-time"><div data-role="publishdate">'
        f"{mark('date', f'{story.moment:%d/%m/%Y %H:%M} GMT+7')}</div></div></div>"
        f'<h1 class="detail-title article-title" data-role="title">'
        f"{mark('title', escape(story.title))}</h1>"
        f'<div class="detail-author-bot"><div class="author-info"><a class="name" href="#">'
        f'{author}</a></div><div class="detail-social">' + share(writer) + "</div></div>"
        f'<h2 class="detail-sapo" data-role="sapo"><b>TTO - </b>'
        f"{mark('summary', escape(story.summary))}</h2>"
        '<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content"'
        f' itemprop="articleBody">{mark("body", texts)}</div>'
        '<div class="action-popup-reaction"><span>Tặng sao</span><span>Chuyển sao tặng cho thành'
        " viên</span><p>Bạn đang có 0 sao, hãy nạp thêm để ủng hộ tác giả</p></div></div>"
        '<div class="detail-tab"><a href="#">Trở thành người đầu tiên tặng sao cho bài viết</a>'
        '</div><div class="detail-related">'
        + teaser_list(writer, 4, named="box-category-item", item="div")
        + "</div>"
        + comments(writer, 8, "section-comment")
        + '</div><div class="detail__sub">'
        + links(writer, 10, title="Tin cùng chuyên mục", named="box-cungmuc", pictures=True)
        + advertisement(writer)
        + links(writer, 6, title="Bài đọc nhiều", named="tinnoibat", dates=True)
        + '</div></div></div><div class="footer">'
        + address(writer, "Báo Trẻ", long=True)
        + "</div>"
        + script(writer, 20000)
    )
    return Template(
        document(head(writer, story, "Báo Trẻ", extra=json_ld(story, body=True)), page),
        story.moment,
    )


def like_old_thanh_nien(writer: Writer) -> Template:
    """Paragraphs are div elements; a table frames each picture."""
    story = writer.story(paragraphs=(7, 14))

    def table(picture: Picture) -> str:
        return (
            '<div><table class="imagefull" cellspacing="0" align="center"><tbody><tr><td class="'
            f'pic"><img class="cms-photo" src="{picture.file}" data-width="2048"/></td></tr><tr>'
            f'<td class="caption"><p>{escape(picture.caption)}</p>'
            f'<div class="source"><p>{escape(writer.name())}</p></div></td></tr></tbody></table>'
            "</div>"
        )

    inner = "".join(
        f"<div>{escape(text)}</div>" if at % 4 else f"<div>{escape(text)}<br /></div><div></div>"
        for at, text in enumerate(story.paragraphs)
    )
    pictures = "".join(table(picture) for picture in story.pictures)
    page = (
        '<div class="site-header"><div class="site-header__grid"><a href="/"><img src="l.png"'
        ' alt="Diễn đàn"></a>'
        + menu(writer, wrapper="div", named="site-header__nav", deep=2)
        + '</div></div><main id="container" class="l-grid"><div class="l-content"><section '
        f'class="l-page-detail"><div class="breadcrumbs"><a href="/">{escape(story.section)}</a>'
        f'</div><h1 class="details__headline cms-title">{mark("title", escape(story.title))}</h1>'
        '<div class="details__meta"><div class="details__author"><h4>'
        f'<a class="cms-author" href="#">{mark("author", escape(story.author))}</a></h4>'
        f'<p>{"phongvien@mail.invalid"}</p></div><div class="meta"><time>'
        f"{mark('date', f'{story.moment:%H:%M - %d/%m/%Y}')}</time><span class='cmt'>"
        f"{writer.random.randint(0, 40)} bình luận</span></div></div>"
        f'<div id="chapeau" class="sapo cms-desc"><div>{mark("summary", escape(story.summary))}'
        f'</div></div><div id="abody" class="cms-body detail" itemprop="articleBody">'
        f"{mark('body', pictures + inner)}</div>"
        + '<div class="details__tags"><h5>Chủ đề:</h5>'
        + "".join(f'<a href="#">{escape(name)}</a> ' for name in SECTIONS[:5])
        + "</div>"
        + links(writer, 5, title="Tin liên quan", named="morenews")
        + '<div class="zone--timeline">'
        + teaser_list(writer, 8, named="story", heading="h2", lead="div")
        + '</div></section></div><div class="l-sidebar">'
        + sidebar(writer, 10)
        + "</div></main><footer>"
        + address(writer, "Diễn đàn")
        + "</footer>"
        + script(writer, 9000)
    )
    return Template(document(head(writer, story, "Diễn đàn"), page), story.moment)


def like_dan_tri(writer: Writer) -> Template:
    story = writer.story(paragraphs=(9, 16), pictures=3)
    figures = [
        '<figure class="image align-center" contenteditable="false"><img '
        f'title="{escape(story.title)}'
        f' - {at}" alt="{escape(story.title)} - {at}" src="{picture.file}" '
        f'data-src="{picture.file}"'
        f' width="1020"><figcaption><p>{escape(picture.caption)}</p></figcaption></figure>'
        for at, picture in enumerate(story.pictures, 1)
    ]
    inner = interleave(
        story,
        "<p>{}</p>",
        figures,
        [
            (3, f"<h3><strong>{escape(story.subheads[0])}</strong></h3>"),
            (5, mark("note", '<div class="dt-ads" id="zone-16"></div>')),
            (6, f"<h3>{escape(story.subheads[1])}</h3>"),
        ],
    )
    page = (
        '<header class="header-new"><nav class="menu container">'
        + menu(writer, wrapper="div", named="menu-wrap")
        + '</nav></header><div class="page-container"><main class="body container"><div class='
        '"grid-container"><article class="singular-container"><div class="dt-breadcrumb"><ul'
        f' class="dt-list-none"><li><a href="#">{escape(story.section)}</a></li></ul></div>'
        f'<h1 class="title-page detail">{mark("title", escape(story.title))}</h1>'
        f'<div class="author-wrap"><div class="author-avatar"><img src="/a.png" alt=""></div>'
        f'<div class="author-meta"><div class="author-name"><a href="#"><b>'
        f'{mark("author", escape(story.author))}</b></a></div><time class="author-time" datetime='
        f'"{story.moment:%Y-%m-%d %H:%M}">'
        f"{mark('date', weekday_date(story, '{weekday}, {day2}/{month2}/{year} - {time}'))}</time>"
        f"</div></div>{share(writer)}"
        f'<h2 class="singular-sapo">{mark("note", "(Tin sớm) - ")}'
        f"{mark('summary', escape(story.summary))}</h2>"
        f'<div class="singular-content" id="desktop-in-article">{mark("body", inner)}</div>'
        '<div class="article-source">Theo Tin sớm</div>'
        '<ul class="tags-wrap mt-30"><li><a href="#">Chủ đề hôm nay</a></li></ul>'
        + comments(writer, 3, "comment-block")
        + "</article><aside>"
        + links(writer, 8, title="Đọc nhiều trong tuần", named="article-most", pictures=True)
        + '</aside></div><div class="article-care"><h2>Đang được quan tâm</h2>'
        + teaser_list(writer, 9, named="article-item", lead="div")
        + "</div></main></div><footer>"
        + address(writer, "Tin sớm", long=True)
        + "</footer>"
        + script(writer, 16000)
    )
    return Template(
        document(head(writer, story, "Tin sớm", extra=json_ld(story)), page), story.moment
    )


def like_vietnamnet(writer: Writer) -> Template:
    story = writer.story(paragraphs=(7, 12))
    figures = [
        f'<figure class="image vnn-content-image"><img class="lazy" src="/s.gif" data-srcset='
        f'"{picture.file}" alt="{escape(picture.caption)}">'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
        for picture in story.pictures
    ]
    inserted = mark(
        "aside",
        '<div class="ck-cms-insert-neww-group insertedGroup_VNN" data-template="3">'
        + "".join(
            f'<div class="insert-wiki-content"><article><a href="#"><picture><img src="/t.jpg">'
            f"</picture></a><div><h3>{escape(writer.headline(True))}</h3><p>"
            f"{escape(writer.sentence(True))}</p></div></article></div>"
            for _ in range(2)
        )
        + "</div>",
    )
    inner = interleave(story, "<p>{}</p>", figures, [(4, inserted)])
    author = mark("author", escape(story.author))
    page = (
        '<div class="header"><a class="logo" href="/">VN</a></div>'
        + menu(writer, named="mainNav swiper")
        + '<main class="container"><div class="main-bg"><div class="bread-crumb-detail"><ul><li>'
        f'<a href="#">{escape(story.section)}</a></li></ul><div class="bread-crumb-detail__time">'
        f"{mark('date', weekday_date(story, '{weekday}, {day2}/{month2}/{year} - {time}'))}</div>"
        f'</div><h1 class="content-detail-title">{mark("title", escape(story.title))}</h1>'
        f'<div class="newFeature__main-info"><div class="article-detail-author-wrapper">'
        f'<span class="name"><a href="#">{author}</a></span></div></div>'
        f'<h2 class="content-detail-sapo sm-sapo-mb-0">{mark("summary", escape(story.summary))}'
        '</h2><div class="hideContent"><audio></audio><span>Nghe bài viết</span></div>'
        f'<div class="maincontent main-content" id="maincontent">{mark("body", inner)}</div>'
        '<div class="vnn-share-social-pin">'
        + share(writer)
        + "</div>"
        + links(writer, 6, title="Chủ đề: Chuyển đổi số", named="tag-cotnet")
        + comments(writer, 5, "comment-cpn")
        + '<div class="sectionTopics">'
        + teaser_list(writer, 8, named="horizontalPost", item="div")
        + "</div></div>"
        + sidebar(writer, 6)
        + "</main><footer>"
        + address(writer, "Mạng tin")
        + "</footer>"
    )
    return Template(document(head(writer, story, "Mạng tin", scripts=20000), page), story.moment)


def like_vov(writer: Writer) -> Template:
    story = writer.story(paragraphs=(5, 9), pictures=1)
    (picture,) = story.pictures
    inner = (
        '<figure class="figure"><img class="figure-img img-fluid" src="'
        f'{picture.file}" alt=""><figcaption class="figure-caption"><p>{escape(picture.caption)}'
        "</p></figcaption></figure>"
        + "".join(f"<p>{escape(text)}</p>\n<p>&nbsp;</p>\n" for text in story.paragraphs)
        + '<div class="text-end">'
        + mark("author", f"<em>{escape(story.author)}/Tiếng nói</em>")
        + "</div>"
    )
    page = (
        '<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas><header>'
        + menu(writer, named="navbar navbar-expand-lg", deep=4)
        + '</header><div class="main-container container js-quickedit-main-content"><div class='
        '"row article"><div class="col-12 col-md-8"><div class="row article-title"><div '
        f'class="col"><h1>{mark("title", escape(story.title))}</h1></div></div><div class="row '
        f'article-date"><div class="col-auto mr-auto col-md-4">'
        f"{mark('date', weekday_date(story, '{weekday}, {time}, {day2}/{month2}/{year}'))}</div>"
        f'<div class="col-auto">{share(writer)}</div></div><div class="row article-summary"><div'
        f' class="col">{mark("summary", escape(story.summary))}</div></div>'
        f'<div class="row article-content"><div class="col"><div class="text-long">'
        f'{mark("body", inner)}</div></div></div><div class="row article-tags"><b>Tag:</b> <a '
        f'href="#">{escape(story.place)}</a></div>'
        + links(writer, 4, title="Tin liên quan", named="related-news", pictures=True)
        + '</div><div class="col-12 col-md-4">'
        + sidebar(writer, 7)
        + '</div></div><div class="row">'
        + teaser_list(writer, 5, named="card", item="div", heading="h5")
        + "</div></div><footer>"
        + address(writer, "Đài")
        + "</footer></div>"
    )
    return Template(
        document(head(writer, story, "Đài", styles=9000), page, 'lang="vi" dir="ltr"'), story.moment
    )


def like_nhan_dan(writer: Writer) -> Template:
    """Hemera's markup, which many party newspapers share."""
    story = writer.story(paragraphs=(8, 15))
    lead, *rest = story.pictures

    def table(picture: Picture) -> str:
        return (
            '<table class="picture" align="center"><tbody><tr><td class="pic"><img class="lazyload'
            f' cms-photo" data-src="{picture.file}" src="data:image/gif;base64,R0lGOD" alt="'
            f'{escape(picture.caption)}"></td></tr><tr><td class="caption">'
            f"{escape(picture.caption)}</td></tr></tbody></table>"
        )

    box = mark(
        "aside",
        '<div class="related-news" data-source="related-news"><div class="cms-relate">'
        + links(writer, 2, named="story-list", level="h4")
        + "</div></div>",
    )
    inner = interleave(
        story,
        "<p>{}</p>",
        [table(picture) for picture in rest],
        [(3, box), (5, '<div class="ads_middle"><div id="adsWeb_AdsArticleMiddle"></div></div>')],
    )
    page = (
        '<div class="site-header"><div class="top"><span class="time">'
        f"{weekday_date(story)}</span></div>"
        + menu(writer, named="navigation")
        + '</div><div class="site-body"><div class="container"><div class="main-column article">'
        f'<ul class="breadcrumb"><li class="main-cate"><a href="#">{escape(story.section)}</a>'
        f'</li></ul><h1 class="article__title cms-title">{mark("title", escape(story.title))}</h1>'
        f'<div class="article__meta"><div class="article__author"><span class="name">'
        f'{mark("author", escape(story.author))}</span></div><time class="time" datetime="x">'
        f"{mark('date', weekday_date(story, '{weekday}, ngày {day2}/{month2}/{year} - {time}'))}"
        f'</time></div><div class="social article__social">{share(writer)}</div>'
        f'<div class="article__sapo cms-desc">{mark("summary", escape(story.summary))}</div>'
        '<figure class="article__avatar "><img class="cms-photo" src="/x.jpg"><figcaption>'
        f"{mark('body', escape(lead.caption))}</figcaption></figure>"
        f'<div class="article__body zce-content-body cms-body" itemprop="articleBody">'
        f'{mark("body", inner)}</div><div class="article__source"><div class="source">'
        '<span class="name">Ban Điện tử</span></div></div><div class="article__tag"><a href="#">'
        f"#{escape(story.place)}</a></div>"
        + '<div class="box-article-relate"><h3>Có thể bạn quan tâm</h3>'
        + teaser_list(writer, 6, named="story", heading="h2", lead="div")
        + "</div>"
        + comments(writer, 2, "comment")
        + "</div>"
        + sidebar(writer)
        + "</div></div>"
        + address(writer, "Báo đảng", long=True)
        + script(writer, 7000)
    )
    return Template(document(head(writer, story, "Báo đảng"), page), story.moment)


def like_provincial_paper(writer: Writer) -> Template:
    """ASP.NET, a table for the columns, everything in labels."""
    story = writer.story(paragraphs=(5, 10))
    label = writer.pick("ctl00_mPlaceHolder_ctl00_lbl", "dnn_ctr487_ViewDetail_lbl", "uc1_lbl")
    figures = "".join(
        '<table style="width: 1px" class="Image" align="center"><tbody><tr><td><img src="'
        f'{picture.file}" width="450" /></td></tr><tr><td class="Image" style="text-align: center">'
        f'<em><font face="Arial" color="#0000ff" size="2">{escape(picture.caption)}</font></em>'
        "</td></tr></tbody></table>"
        for picture in story.pictures
    )
    inner = figures + "".join(
        f'<p style="text-align: justify"><font face="Arial">{escape(text)}</font></p>'
        for text in story.paragraphs
    )
    signature = mark("author", f"<strong>{escape(story.author)}</strong>")
    page = (
        '<form method="post" action="Detail.aspx" id="form1">'
        '<table width="1000" border="0" align="center"><tr><td colspan="3" class="banner">'
        + menu(writer, wrapper="div", named="menu_top", deep=0)
        + f'</td></tr><tr><td class="ngay">{weekday_date(story)}</td></tr><tr><td valign="top"'
        ' width="180">'
        + menu(writer, wrapper="div", named="menu_left", deep=2)
        + '</td><td valign="top" width="560"><div class="path"><a href="/">Trang nhất</a> » '
        f'<a href="#">{escape(story.section)}</a></div><div><span id="{label}Date" '
        'class="PostDate">'
        f"{mark('date', f'Cập nhật lúc {story.moment:%H:%M, %d/%m/%Y} (GMT+7)')}</span></div>"
        f'<div><span id="{label}Title" class="pTitle">{mark("title", escape(story.title))}</span>'
        f'</div><div><span id="{label}Head" class="pHead">{mark("summary", escape(story.summary))}'
        f'</span></div><div id="{label}Body" class="pBody">{mark("body", inner)}</div>'
        f'<div style="text-align:right"><span id="{label}Author" class="pAuthor">'
        f'{mark("body", signature)}</span></div><div class="tools"><a href="#">In bài</a> | <a '
        'href="#">Gửi bài</a> | <a href="#">Về đầu trang</a></div>'
        + links(writer, 10, title="Các tin khác", named="pOther", dates=True, level="div")
        + '</td><td valign="top" width="240">'
        + sidebar(writer, 6)
        + '</td></tr><tr><td colspan="3" class="footer">'
        + address(writer, "Báo tỉnh")
        + "</td></tr></table></form>"
    )
    return Template(document(head(writer, story, "Báo tỉnh", social=False), page, ""), story.moment)


NEWSPAPERS = {
    "newspaper-vnexpress": like_vnexpress,
    "newspaper-tuoi-tre": like_tuoi_tre,
    "newspaper-thanh-nien-old": like_old_thanh_nien,
    "newspaper-dan-tri": like_dan_tri,
    "newspaper-vietnamnet": like_vietnamnet,
    "newspaper-vov": like_vov,
    "newspaper-nhan-dan": like_nhan_dan,
    "newspaper-provincial": like_provincial_paper,
}
