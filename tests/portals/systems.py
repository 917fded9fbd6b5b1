"""Pages as systems for managing content build them: NukeViet, WordPress, Drupal, Joomla."""

from __future__ import annotations

import json
from html import escape

from portals.furniture import (
    OFFICE_MENU,
    SCHOOL_MENU,
    SECTIONS,
    address,
    advertisement,
    comments,
    head,
    links,
    menu,
    script,
    share,
    teaser_list,
    visitors,
    weekday_date,
)
from portals.government import framed, office_body
from portals.marking import Template, mark
from portals.words import Story, Writer

__all__ = ["SYSTEMS"]


def page(
    writer: Writer, story: Story, site: str, body: str, lang: str = "vi", classes: str = ""
) -> Template:
    """A page of today."""
    return Template(
        f'<!DOCTYPE html>\n<html lang="{lang}" xmlns="http://www.w3.org/1999/xhtml">\n'
        f'{head(writer, story, site)}<body class="{classes}">\n{body}</body></html>',
        story.moment,
    )


def nukeviet(writer: Writer) -> Template:
    """The theme that comes with NukeViet 4."""
    story = writer.story(paragraphs=(5, 11), pictures=1)
    (picture,) = story.pictures
    author = mark("author", escape(story.author))
    body = (
        '<div class="body-bg"><div class="wraper"><header><div id="header"></div>'
        + menu(writer, SCHOOL_MENU, wrapper="div", named="navbar navbar-default")
        + '</header><section><div class="container" id="body"><nav class="third-nav"><div class='
        f'"breadcrumbs-wrap">{weekday_date(story, "{weekday}, {day2}/{month2}/{year}")}</div></nav>'
        '<div class="row"><div class="col-sm-16 col-md-18"><div class="news_column panel panel-'
        'default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body"><h1 '
        f'class="title margin-bottom-lg" itemprop="headline">{mark("title", escape(story.title))}'
        '</h1><div class="hidden hide d-none" itemprop="author"><span itemprop="name">'
        f'{escape(story.author)}</span></div><span class="hidden hide d-none" itemprop='
        f'"datePublished">{story.moment:%Y-%m-%dT%H:%M:%S}+07:00</span><div class="row margin-'
        'bottom-lg"><div class="col-md-12"><span class="h5">'
        f"{mark('date', weekday_date(story, '{weekday} - {day2}/{month2}/{year} {time}'))}</span>"
        '</div><div class="col-md-12"><ul class="list-inline text-right"><li><a class="dimgray" '
        'rel="nofollow" title="Gửi bài viết qua email" href="#"><em class="fa fa-envelope">&nbsp;'
        '</em></a></li><li><a title="In ra" href="#"><em class="fa fa-print">&nbsp;</em></a></li>'
        '</ul></div></div><div class="clearfix"><div class="hometext m-bottom" itemprop='
        f'"description">{mark("summary", escape(story.summary))}</div><figure class="article '
        f'center"><img alt="x" src="{picture.file}" class="img-thumbnail"/><figcaption>'
        f"{mark('body', escape(picture.caption))}</figcaption></figure></div><div id="
        '"news-bodyhtml" class="bodytext margin-bottom-lg">'
        f"{mark('body', office_body(writer, story))}"
        f'</div><div class="margin-bottom-lg"><p class="h5 text-right"><strong>Tác giả: </strong>'
        f'{author}</p><p class="h5 text-right"><strong>Nguồn tin: </strong>'
        f'{mark("source", "Phòng Giáo dục")}</p></div></div></div><div class="news_column panel '
        'panel-default"><div class="panel-body"><div class="h5"><em class="fa fa-tags">&nbsp;</em>'
        '<strong>Từ khóa: </strong><a href="#"><em>nhà trường</em></a>, <a href="#"><em>thi '
        "đua</em>"
        '</a></div></div></div><div class="news_column panel panel-default"><div '
        'class="panel-body">'
        '<form id="form3B"><div class="h5 clearfix"><p id="stringrating">Tổng số điểm của bài viết '
        "là: 0 trong 0 đánh giá</p><div><input class='hover-star' type='radio' /><span id="
        "'hover-test'>Click để đánh giá bài viết</span></div></div></form></div></div>"
        + comments(writer, 1, "idcomment")
        + '<div class="news_column panel panel-default"><div class="panel-body other-news">'
        + links(writer, 5, title="Những tin mới hơn", named="related", dates=True, level="p")
        + links(writer, 5, title="Những tin cũ hơn", named="related", dates=True, level="p")
        + '</div></div></div><div class="col-sm-8 col-md-6">'
        + links(writer, 6, title="Thành viên", named="panel panel-primary")
        + visitors(writer)
        + "</div></div></div></section></div></div><footer>"
        + address(writer, "Trường")
        + '<div class="bttop"><a class="pointer">Về đầu trang</a></div></footer>'
        + script(writer, 6000)
    )
    return page(writer, story, "Trường", body)


def nukeviet_old(writer: Writer) -> Template:
    """NukeViet 3: names of its own, the summary in the same box as the body."""
    story = writer.story(paragraphs=(4, 8), pictures=1)
    body = (
        '<div class="wrap"><div class="topbar">'
        + menu(writer, OFFICE_MENU, wrapper="div", named="nav", deep=0)
        + '</div><div class="main"><div class="col-a1">'
        + menu(writer, OFFICE_MENU[2:10], wrapper="div", named="silentmenu", deep=2)
        + '</div><div class="col-b"><div class="news_column" style="padding:0 !important;margin:0 '
        f'!important;"><div id="news_detail"><h1>{mark("title", escape(story.title))}</h1><span '
        f'class="time">{mark("date", weekday_date(story))}'
        '</span><div class="control"><ul><li><a title="Gửi bài viết" class="email" href="#"></a>'
        '</li></ul></div><div style="clear:both"></div><div id="hometext">'
        f"{mark('summary', escape(story.summary))}</div><div class='bodytext'>"
        f'{mark("body", office_body(writer, story))}</div><p style="text-align:right"><strong>Tác '
        f"giả bài viết: </strong>{mark('author', escape(story.author))}</p></div></div>"
        '<div class="header-oop"></div><p>Ý kiến bạn đọc</p>'
        + links(writer, 6, title="Những tin mới hơn", named="other-news", dates=True)
        + links(writer, 6, title="Những tin cũ hơn", named="other-news", dates=True)
        + '</div><div class="col-c">'
        + visitors(writer)
        + links(writer, 6, title="Tin xem nhiều")
        + "</div></div>"
        + address(writer, "Phòng Giáo dục")
        + "</div>"
    )
    return page(writer, story, "Phòng Giáo dục", body)


def nukeviet_theme(writer: Writer) -> Template:
    """A theme of someone's, with cards, and files attached."""
    story = writer.story(paragraphs=(4, 9), pictures=2)
    named = writer.pick("dlab-post-text", "card-body detail-news", "post-desc", "bodytext-detail")
    body = (
        menu(writer, SCHOOL_MENU)
        + '<div class="page-content"><div class="row"><div class="col-lg-8"><div class="blog-post '
        f'blog-single"><div class="dlab-post-meta"><ul><li class="post-date"><i class="fa fa-'
        f'calendar"></i> {mark("date", f"{story.moment:%H:%M %d/%m/%Y}")}</li><li><i class="fa '
        f'fa-eye"></i> {writer.random.randint(9, 900)} lượt xem</li></ul></div><div class="dlab-'
        f'post-title"><h4 class="post-title">{mark("title", escape(story.title))}</h4></div><div '
        f'class="{named}"><div class="hometext">{mark("summary", escape(story.summary))}</div><div '
        f'id="news-bodyhtml">{mark("body", office_body(writer, story))}</div></div><div '
        'class="card '
        'news-download-file"><div class="panel-heading"><i class="fa fa-download"></i><strong>File '
        'đính kèm</strong></div><div class="list-group"><a href="#">thong-bao-so-2.pdf</a></div>'
        "</div>"
        + share(writer)
        + teaser_list(writer, 4, named="blog-card", item="div", heading="h5")
        + '</div></div><div class="col-lg-4">'
        + links(writer, 8, title="Bài mới", pictures=True)
        + "</div></div></div>"
        + address(writer, "Trường", long=True)
    )
    return page(writer, story, "Trường", body)


def wordpress_widgets(writer: Writer) -> str:
    """The column of a blog."""
    return (
        '<div id="secondary" class="widget-area" role="complementary"><aside class="widget widget_'
        'search"><form><input type="search" placeholder="Tìm …"></form></aside>'
        + links(writer, 5, title="Bài viết mới", named="widget widget_recent_entries")
        + links(writer, 5, title="Phản hồi gần đây", named="widget widget_recent_comments")
        + links(writer, 8, title="Lưu trữ", named="widget widget_archive")
        + '<aside class="widget widget_tag_cloud"><div class="tagcloud">'
        + " ".join(f'<a href="#">{escape(name)}</a>' for name in SECTIONS)
        + "</div></aside></div>"
    )


def wordpress_comments(writer: Writer, count: int) -> str:
    """Readers' replies as WordPress lists them."""
    items = "".join(
        f'<li class="comment even depth-1"><article class="comment-body"><footer class="comment-'
        f'meta"><div class="comment-author vcard"><b class="fn">{escape(writer.name())}</b> <span '
        f'class="says">viết:</span></div><div class="comment-metadata"><a href="#"><time>'
        f"{writer.moment():%d/%m/%Y} lúc {writer.moment():%H:%M}</time></a></div></footer>"
        "<div class="
        f'"comment-content"><p>{escape(writer.paragraph(1, 3, other=True))}</p></div><div class='
        '"reply"><a href="#">Trả lời</a></div></article></li>'
        for _ in range(count)
    )
    return (
        f'<div id="comments" class="comments-area"><h2 class="comments-title">{count} bình '
        "luận</h2>"
        f'<ol class="comment-list">{items}</ol><div id="respond" class="comment-respond"><h3>'
        "Trả lời"
        "</h3><form><p>Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được "
        'đánh dấu *</p><label>Bình luận</label><textarea></textarea><input type="submit" value='
        '"Phản hồi"></form></div></div>'
    )


def wordpress_classic(writer: Writer) -> Template:
    story = writer.story(paragraphs=(5, 12))
    pictures = [
        f'<div id="attachment_{at}" style="width: 610px" class="wp-caption aligncenter"><a href='
        f'"#"><img class="size-full" src="{picture.file}" alt="" width="600" height="400" /></a><p '
        f'class="wp-caption-text">{escape(picture.caption)}</p></div>'
        for at, picture in enumerate(story.pictures)
    ]
    texts = [f"<p>{escape(text)}</p>" for text in story.paragraphs]
    texts[2:2] = pictures
    liked = (
        '<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block"><h3 '
        'class="sd-title">Chia sẻ:</h3><ul><li><a href="#"><span>Twitter</span></a></li><li><a '
        'href="#"><span>Facebook</span></a></li></ul></div></div><div id="jp-relatedposts" class='
        '"jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Có liên quan</em></h3></div>'
    )
    date = f"{story.moment.day} Tháng {story.moment.month}, {story.moment.year}"
    body = (
        '<div id="page" class="hfeed site">'
        + menu(writer, SECTIONS[:8], named="main-navigation")
        + '<div id="content" class="site-content"><div id="primary" class="content-area"><main id='
        f'"main" class="site-main"><article id="post-{writer.random.randint(9, 9999)}" class="post '
        'type-post status-publish format-standard hentry"><header class="entry-header"><h1 class='
        f'"entry-title">{mark("title", escape(story.title))}</h1><div class="entry-meta"><span '
        f'class="posted-on">Đăng vào <a href="#"><time class="entry-date published" datetime='
        f'"{story.moment:%Y-%m-%dT%H:%M:%S}+07:00">{mark("date", date)}</time></a></span>'
        "<span class="
        f'"byline"> bởi <span class="author vcard"><a class="url fn n" href="#">'
        f"{mark('author', escape(story.author))}</a></span></span></div></header><div class="
        f'"entry-content">{mark("body", "".join(texts))}{liked}</div><footer class="entry-footer">'
        '<span class="cat-links">Danh mục: <a href="#">Tin tức</a></span></footer></article><nav '
        'class="navigation post-navigation"><div class="nav-previous"><a href="#">Bài trước: '
        f"{escape(writer.headline(True))}</a></div></nav>"
        + wordpress_comments(writer, 5)
        + "</main></div>"
        + wordpress_widgets(writer)
        + "</div></div>"
        + address(writer, "Blog")
    )
    return page(writer, story, "Blog", body, classes="single single-post")


def wordpress_blocks(writer: Writer) -> Template:
    """The block editor: groups, quotes, columns, tables."""
    story = writer.story(paragraphs=(6, 11))
    first, *rest = story.paragraphs
    rows = "".join(
        f"<tr><td>{escape(writer.fill('{thing}'))}</td><td>{writer.random.randint(1, 99)}</td></tr>"
        for _ in range(5)
    )
    blocks = [
        f'<p class="has-drop-cap wp-block-paragraph">{escape(first)}</p>',
        *(
            f'<figure class="wp-block-image size-large"><img src="{picture.file}" alt=""/>'
            "<figcaption"
            f' class="wp-element-caption">{escape(picture.caption)}</figcaption></figure>'
            for picture in story.pictures
        ),
        f'<h2 class="wp-block-heading">{escape(story.subheads[0])}</h2>',
        *(f"<p>{escape(text)}</p>" for text in rest),
        f'<blockquote class="wp-block-quote"><p>{escape(writer.sentence())}</p><cite>'
        f"{escape(writer.name())}</cite></blockquote>",
        f'<figure class="wp-block-table"><table><tbody>{rows}</tbody></table></figure>',
        f'<ul class="wp-block-list"><li>{escape(writer.sentence())}</li><li>'
        f"{escape(writer.sentence())}</li></ul>",
        f'<div class="wp-block-columns"><div class="wp-block-column"><p>{escape(writer.sentence())}'
        f'</p></div><div class="wp-block-column"><p>{escape(writer.sentence())}</p></div></div>',
    ]
    body = (
        '<div class="wp-site-blocks"><header class="wp-block-template-part">'
        + menu(writer, SCHOOL_MENU, named="wp-block-navigation")
        + '</header><main class="wp-block-group is-layout-flow"><div class="wp-block-group"><h1 '
        f'class="wp-block-post-title">{mark("title", escape(story.title))}</h1><div '
        'class="wp-block-'
        f'post-date"><time>{mark("date", f"{story.moment:%d/%m/%Y}")}</time></div></div><div class='
        '"entry-content wp-block-post-content is-layout-constrained">'
        f"{mark('body', chr(10).join(blocks))}</div>"
        + wordpress_comments(writer, 2)
        + '<div class="wp-block-query"><h2>Bài khác</h2>'
        + teaser_list(writer, 3, named="wp-block-post", item="li", heading="h2", lead="div")
        + "</div></main></div>"
        + address(writer, "Trường")
    )
    return page(writer, story, "Trường", body)


def wordpress_elementor(writer: Writer) -> Template:
    """A page builder: each text in five div elements."""
    story = writer.story(paragraphs=(5, 9))

    def widget(kind: str, content: str) -> str:
        return (
            '<section class="elementor-section elementor-top-section"><div class="elementor-'
            'container"><div class="elementor-column elementor-col-100"><div class="elementor-'
            f'widget-wrap"><div class="elementor-element elementor-widget elementor-widget-{kind}" '
            f'data-id="{writer.random.randint(16**6, 16**7):x}"><div class="elementor-widget-'
            f'container">{content}</div></div></div></div></div></section>'
        )

    texts = [widget("text-editor", f"<p>{escape(text)}</p>") for text in story.paragraphs]
    texts[1:1] = [
        widget(
            "image",
            f'<figure class="wp-caption"><img src="{picture.file}" alt=""><figcaption '
            'class="widget-'
            f'image-caption wp-caption-text">{escape(picture.caption)}</figcaption></figure>',
        )
        for picture in story.pictures
    ]
    title = mark("title", escape(story.title))
    body = (
        menu(writer, SECTIONS[:8], named="elementor-nav-menu--main")
        + '<div data-elementor-type="single-post" class="elementor elementor-location-single post">'
        + widget("theme-post-title", f'<h1 class="elementor-heading-title">{title}</h1>')
        + widget(
            "post-info",
            '<ul class="elementor-icon-list-items"><li><span>'
            f"{mark('date', f'{story.moment:%d/%m/%Y}')}</span></li></ul>",
        )
        + f'<div class="elementor-widget-theme-post-content">{mark("body", "".join(texts))}</div>'
        + widget("share-buttons", share(writer))
        + widget("posts", teaser_list(writer, 6, named="elementor-post"))
        + widget("text-editor", f"<p>Gọi ngay để được tư vấn: {escape(writer.sentence(True))}</p>")
        + "</div>"
        + address(writer, "Công ty", long=True)
    )
    return page(writer, story, "Công ty", body)


def wordpress_newspaper(writer: Writer) -> Template:
    """A newspaper theme: advertisements and a related box between the paragraphs."""
    story = writer.story(paragraphs=(8, 14))
    texts = [f"<p>{escape(text)}</p>" for text in story.paragraphs]
    texts.insert(3, mark("note", advertisement(writer, text=True)))
    texts.insert(
        5,
        mark(
            "aside",
            '<div class="td_block_related_posts_inline"><h4>Xem thêm</h4>'
            + links(writer, 2, named="td_block_inner")
            + "</div>",
        ),
    )
    texts[1:1] = [framed(picture) for picture in story.pictures]
    toc = mark(
        "aside",
        '<div id="toc_container" class="toc_white no_bullets"><p class="toc_title">Nội dung</p><ul>'
        + "".join(
            f'<li><a href="#i{at}">{escape(s)}</a></li>' for at, s in enumerate(story.subheads)
        )
        + "</ul></div>",
    )
    heads = [f'<h2 id="i{at}">{escape(text)}</h2>' for at, text in enumerate(story.subheads)]
    for at, text in enumerate(heads):
        texts.insert(3 + 2 * at, text)
    body = (
        menu(writer, SECTIONS, named="td-header-menu-wrap")
        + '<div class="td-main-content-wrap"><div class="td-container"><div class="td-crumb-'
        f'container"><div class="entry-crumbs"><span><a href="#">Trang chủ</a></span></div></div>'
        '<div class="td-pb-row"><div class="td-pb-span8 td-main-content"><article class="post td-'
        f'post"><div class="td-post-header"><ul class="td-category"><li><a>{story.section}</a></li>'
        f'</ul><header class="td-post-title"><h1 class="entry-title">'
        f'{mark("title", escape(story.title))}</h1><div class="td-module-meta-info"><div class="td-'
        f'post-author-name">Bởi <a href="#">{mark("author", escape(story.author))}</a></div><span '
        f'class="td-post-date"><time>{mark("date", f"{story.moment:%d/%m/%Y}")}</time></span><div '
        'class="td-post-views"><span>1204</span></div></div></header></div><div class="td-post-'
        f'sharing">{share(writer)}</div><div class="td-post-content tagdiv-type">'
        f"{mark('body', toc + ''.join(texts))}</div><footer><div class='author-box-wrap'><div "
        "class="
        f"'desc'><div class='td-author-name'>{escape(story.author)}</div><div class='td-author-"
        "description'>Người viết về đời sống miền núi, thích đi bộ và chụp ảnh phong cảnh.</div>"
        "</div></div></footer></article>"
        + teaser_list(writer, 6, named="td_module_related_posts", item="div")
        + wordpress_comments(writer, 3)
        + '</div><div class="td-pb-span4">'
        + wordpress_widgets(writer)
        + "</div></div></div></div>"
        + address(writer, "Tạp chí")
    )
    return page(writer, story, "Tạp chí", body, lang="en-US")


def drupal(writer: Writer) -> Template:
    story = writer.story(paragraphs=(5, 9))
    body = (
        '<div id="page-wrapper"><div id="page">'
        + menu(writer, OFFICE_MENU, wrapper="div", named="region region-navigation")
        + '<div id="main-wrapper"><div id="main"><div id="content" class="column"><div class='
        '"section"><h1 class="title" id="page-title">'
        f"{mark('title', escape(story.title))}</h1><div "
        'class="tabs"></div><div class="region region-content"><div id="block-system-main" class='
        '"block block-system"><div class="content"><div class="node node-article node-full '
        'clearfix"><div class="meta submitted">Được viết bởi <span class="username">'
        f"{mark('author', escape(story.author))}</span> ngày "
        f"{mark('date', weekday_date(story, '{weekday}, {day2}/{month2}/{year} - {time}'))}</div>"
        '<div class="content clearfix"><div class="field field-name-field-tom-tat field-label-'
        f'hidden"><div class="field-items"><div class="field-item even">'
        f"{mark('summary', escape(story.summary))}</div></div></div><div class='field field-name-"
        "body field-type-text-with-summary'><div class='field-items'><div class='field-item even' "
        f'property="content:encoded">{mark("body", office_body(writer, story))}</div></div></div>'
        '<div class="field field-name-field-tags"><div class="field-label">Từ khóa:&nbsp;</div>'
        '<a href="#">quy hoạch</a></div></div><ul class="links inline"><li><a href="#">Đăng nhập '
        "</a> để gửi ý kiến</li></ul></div></div></div></div></div></div>"
        '<div id="sidebar-first" class="column sidebar">'
        + links(writer, 10, title="Tin mới cập nhật", named="block block-views", dates=True)
        + "</div></div></div>"
        + address(writer, "Viện")
        + "</div></div>"
        + script(writer, 9000)
    )
    return page(writer, story, "Viện", body)


def joomla(writer: Writer) -> Template:
    story = writer.story(paragraphs=(4, 9), pictures=1)
    body = (
        menu(writer, OFFICE_MENU, named="navigation", deep=2)
        + '<div class="body"><div class="container"><div class="row-fluid"><div id="sidebar" class='
        '"span3"><div class="well _menu"><h3 class="page-header">Menu chính</h3>'
        + menu(writer, OFFICE_MENU[:9], wrapper="div", deep=0)
        + '</div></div><main id="content" role="main" class="span6"><div class="item-page" '
        "itemscope"
        ' itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">'
        f"{mark('title', escape(story.title))}</h2></div><div class='icons'><div class='btn-group "
        "pull-right'><ul class='dropdown-menu'><li class='print-icon'><a href='#'>In</a></li><li>"
        "<a href='#'>Email</a></li></ul></div></div><dl class='article-info muted'><dt class="
        "'article-info-term'>Chi tiết</dt><dd class='createdby'>Viết bởi "
        f"{mark('author', escape(story.author))}</dd><dd class='category-name'>Chuyên mục: <a>Tin"
        "</a></dd><dd class='published'><time>Được đăng: "
        f"{mark('date', weekday_date(story, '{day2} Tháng {month} {year}'))}</time></dd><dd class="
        "'hits'>Lượt xem: 512</dd></dl><div itemprop='articleBody'>"
        f"{mark('body', office_body(writer, story))}</div><ul class='pager pagenav'><li><a>Trang "
        "trước</a></li><li><a>Tiếp theo</a></li></ul></div></main><div id='aside' class='span3'>"
        + links(writer, 8, title="Bài đọc nhiều")
        + visitors(writer)
        + "</div></div></div></div>"
        + address(writer, "Trường")
    )
    return page(writer, story, "Trường", body, lang="vi-vn")


def joomla_old(writer: Writer) -> Template:
    """Joomla 1.5: tables with class names."""
    story = writer.story(paragraphs=(4, 8), pictures=1)
    body = (
        '<table class="main" width="900"><tr><td class="left">'
        + menu(writer, OFFICE_MENU[:12], wrapper="div", named="moduletable_menu", deep=0)
        + '</td><td class="mainbody"><span class="breadcrumbs pathway"><a>Trang chủ</a> » '
        "Tin</span>"
        '<table class="contentpaneopen"><tr><td class="contentheading" width="100%">'
        f"{mark('title', escape(story.title))}</td><td align='right' class='buttonheading'><a><img "
        "alt='In'></a></td></tr></table><table class='contentpaneopen'><tr><td valign='top'><span "
        f"class='small'>Viết bởi {mark('author', escape(story.author))}</span>&nbsp;</td></tr><tr>"
        f"<td valign='top' class='createdate'>"
        f"{mark('date', weekday_date(story, '{weekday}, {day2} Tháng {month} {year} {time}'))}</td>"
        f"</tr><tr><td valign='top'>{mark('body', office_body(writer, story))}</td></tr><tr><td "
        "class='modifydate'>Lần cập nhật cuối ( 01/01/2014 )</td></tr></table><span class="
        "'article_separator'>&nbsp;</span>"
        + links(writer, 6, title="Các bài mới", dates=True, level="strong")
        + '</td><td class="right">'
        + links(writer, 8, title="Thông báo", named="moduletable")
        + visitors(writer)
        + "</td></tr></table>"
        + address(writer, "Trường")
    )
    return page(writer, story, "Trường", body)


def built_by_script(writer: Writer) -> Template:
    """A site rendered by a framework: class names mean nothing, the data stands there again."""
    story = writer.story(paragraphs=(6, 12))

    def name() -> str:
        return f"css-{writer.random.randint(36**5, 36**6):x}"

    paragraph, wrapper = name(), name()
    pictures = [
        f'<div class="{name()}"><span style="display:block"><img src="{picture.file}" alt=""/>'
        f'</span><div class="{name()}">{escape(picture.caption)}</div></div>'
        for picture in story.pictures
    ]
    texts = [
        f'<div class="{wrapper}"><div class="{paragraph}">{escape(text)}</div></div>'
        for text in story.paragraphs
    ]
    texts[2:2] = pictures
    cards = "".join(
        f'<a class="{wrapper}" href="#"><div class="{paragraph}">{escape(writer.headline(True))}'
        f"</div><div class='{name()}'>{escape(writer.sentence(True))}</div></a>"
        for _ in range(12)
    )
    data = json.dumps({"props": {"article": list(story.paragraphs)}}, ensure_ascii=False)
    body = (
        f'<div id="__next"><div class="{name()}">'
        + menu(writer, SECTIONS, wrapper="div", named=name(), deep=0)
        + f'</div><div class="{name()}"><div class="{name()}"><div class="{name()}">'
        f"{escape(story.section)}</div><div class='{name()}'>{mark('title', escape(story.title))}"
        f"</div><div class='{name()}'><span>{mark('author', escape(story.author))}</span><span>"
        f"{mark('date', f'{story.moment:%d/%m/%Y %H:%M}')}</span></div><div class='{name()}'>"
        f"{mark('summary', escape(story.summary))}</div><div class='{name()}'>"
        f"{mark('body', ''.join(texts))}</div></div><div class='{name()}'>{cards}</div></div><div "
        f"class='{name()}'>{address(writer, 'Mạng')}</div></div><script id='__NEXT_DATA__' type="
        f"'application/json'>{data}</script>"
    )
    return page(writer, story, "Mạng", body)


SYSTEMS = {
    "nukeviet": nukeviet,
    "nukeviet-old": nukeviet_old,
    "nukeviet-theme": nukeviet_theme,
    "wordpress-classic": wordpress_classic,
    "wordpress-blocks": wordpress_blocks,
    "wordpress-elementor": wordpress_elementor,
    "wordpress-newspaper": wordpress_newspaper,
    "drupal": drupal,
    "joomla": joomla,
    "joomla-old": joomla_old,
    "built-by-script": built_by_script,
}
