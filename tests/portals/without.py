"""Pages that hold no article: what a finder must not take for one."""

from __future__ import annotations

from html import escape

from portals.furniture import (
    OFFICE_MENU,
    SCHOOL_MENU,
    SECTIONS,
    address,
    advertisement,
    head,
    links,
    menu,
    script,
    slug,
    teaser_list,
    view_state,
    visitors,
)
from portals.marking import Template
from portals.words import AGENCIES, PLACES, Writer

__all__ = ["WITHOUT"]

KINDS = ("Quyết định", "Thông tư", "Nghị định", "Công văn", "Chỉ thị", "Nghị quyết", "Kế hoạch")


def page(writer: Writer, site: str, title: str, body: str, scripts: int = 9000) -> Template:
    """A page without an article."""
    return Template(
        f'<!DOCTYPE html>\n<html lang="vi">\n'
        f"{head(writer, None, site, title=title, scripts=scripts)}<body>\n{body}"
        f"{script(writer, scripts)}</body></html>"
    )


def document_title(writer: Writer) -> str:
    """The name of an official document that does not exist."""
    thing = writer.fill("{action} và {action2} đối với {thing} trên địa bàn {agency} {place}")
    return f"{writer.random.choice(KINDS)} về việc {thing}"


def newspaper_home(writer: Writer) -> Template:
    blocks = []
    for section in SECTIONS[:9]:
        blocks.append(
            f'<section class="box-category"><h2 class="title-cate"><a href="/{slug(section)}">'
            f"{escape(section)}</a></h2>"
            + teaser_list(writer, 2, sentences=(1, 3))
            + links(writer, 4, named="sub-news")
            + "</section>"
        )
    body = (
        menu(writer)
        + '<div class="container"><section class="section_topstory">'
        + teaser_list(writer, 1, named="item-news full-thumb article-topstory", heading="h1")
        + teaser_list(writer, 3, named="item-news")
        + "</section>"
        + advertisement(writer, text=True)
        + "\n".join(blocks)
        + links(writer, 10, title="Xem nhiều", pictures=True)
        + "</div><footer>"
        + address(writer, "Tin nhanh")
        + "</footer>"
    )
    return page(writer, "", "Tin nhanh - Đọc báo, tin tức trong ngày", body, 30000)


def portal_home(writer: Writer) -> Template:
    zones = []
    for title in ("Tin tức - Sự kiện", "Chỉ đạo điều hành", "Thông báo", "Văn bản mới"):
        zones.append(
            '<table width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td valign="top" '
            'class="s4-wpcell-plain"><table class="s4-wpTopTable" width="100%"><tr class='
            '"ms-WPHeader"><td class="ms-WPHeaderTd"><h3 class="ms-standardheader ms-WPTitle">'
            f"<nobr><span>{title}</span></nobr></h3></td></tr><tr><td><div class='ms-WPBody "
            "noindex'>"
            + teaser_list(writer, 1, named="tin-dau", item="div", heading="div", lead="div")
            + links(writer, 5, named="tin-khac", dates=True)
            + "</div></td></tr></table></td></tr></table>"
        )
    body = (
        '<form id="aspnetForm" method="post" action="/Pages/default.aspx">'
        + view_state(writer, 9000)
        + '<div id="s4-workspace">'
        + menu(writer, OFFICE_MENU, wrapper="div", named="menu-ngang", deep=2)
        + '<table width="100%"><tr><td class="cot-trai" valign="top">'
        + menu(writer, OFFICE_MENU[4:12], wrapper="div", named="menu-trai")
        + visitors(writer)
        + '</td><td class="cot-giua" valign="top">'
        + "\n".join(zones)
        + '</td><td class="cot-phai" valign="top">'
        + links(writer, 8, title="Liên kết website")
        + "</td></tr></table>"
        + address(writer, "Cổng thông tin điện tử", long=True)
        + "</div></form>"
    )
    return page(writer, "Cổng thông tin điện tử", "Trang chủ", body)


def category(writer: Writer) -> Template:
    """Teasers almost as long as an article."""
    body = (
        menu(writer)
        + f'<div class="container"><h1 class="title-cate">{escape(writer.topic.section)}</h1>'
        + '<div class="list-news-subfolder">'
        + teaser_list(writer, 24, sentences=(2, 4))
        + '</div><div class="pagination"><a href="#">1</a> <a href="#">2</a> <a href="#">3</a> '
        + '<a href="#">Trang sau</a></div>'
        + links(writer, 10, title="Đọc nhiều", pictures=True)
        + "</div>"
        + address(writer, "Báo tỉnh")
    )
    return page(writer, "Báo tỉnh", writer.topic.section, body, 14000)


def office_category(writer: Writer) -> Template:
    """The list of an office's news, in a table, under a heading of its own."""
    rows = "".join(
        '<tr><td width="130"><img src="/a.jpg" width="120" /></td><td valign="top"><a class='
        f'"tieude" href="#">{escape(writer.headline(True))}</a> <span class="ngay">'
        f"({writer.moment():%d/%m/%Y})</span><div class='tomtat' style='text-align:justify'>"
        f"{escape(writer.paragraph(1, 3, other=True))}</div></td></tr>"
        for _ in range(12)
    )
    body = (
        '<form id="aspnetForm" method="post" action="tintuc.aspx">'
        + view_state(writer)
        + menu(writer, OFFICE_MENU, wrapper="div", named="menutop")
        + '<table width="980" align="center"><tr><td valign="top">'
        + menu(writer, OFFICE_MENU[:10], wrapper="div", named="menuleft", deep=0)
        + f'</td><td valign="top"><div class="tieudechuyenmuc">Tin hoạt động</div><table>{rows}'
        + '</table><div class="phantrang">Trang 1 2 3 4 5 ... Cuối</div></td></tr></table>'
        + address(writer, "Sở")
        + "</form>"
    )
    return page(writer, "Sở", "Tin hoạt động", body)


def search_results(writer: Writer) -> Template:
    word = writer.fill("{thing}")
    items = "".join(
        f'<div class="search-result"><h4><a href="#">{escape(writer.headline(True))}</a></h4>'
        f"<cite>www.trang.invalid › tin-tuc</cite><p>... {escape(writer.sentence(True))} "
        f"<b>{escape(word)}</b> ... {escape(writer.sentence(True))}</p></div>"
        for _ in range(15)
    )
    body = (
        menu(writer, OFFICE_MENU)
        + '<div id="content"><h1>Tìm kiếm</h1><form><input type="text" name="q" value="'
        + f'{escape(word)}" /><button>Tìm</button></form><p>Khoảng 1.320 kết quả cho '
        + f"<b>{escape(word)}</b></p>{items}<div class='pager'>1 2 3 4 5 Tiếp</div></div>"
        + address(writer, "Cổng thông tin")
    )
    return page(writer, "Cổng thông tin", "Kết quả tìm kiếm", body)


def tag_page(writer: Writer) -> Template:
    word = writer.fill("{thing}")
    body = (
        menu(writer)
        + f'<main><h1 class="tag-title">#{escape(word)}</h1><div class="tag-desc">Tin tức, hình '
        f"ảnh mới nhất về {escape(word)}</div>"
        + teaser_list(writer, 16, named="box-stream-item", item="div", heading="h2")
        + '<button class="more">Xem thêm</button></main><aside>'
        + links(writer, 8, title="Chủ đề nóng")
        + "</aside>"
        + address(writer, "Báo Trẻ")
    )
    return page(writer, "Báo Trẻ", word, body)


def login(writer: Writer) -> Template:
    body = (
        menu(writer, SCHOOL_MENU, deep=0)
        + '<div class="login-box"><h3>Đăng nhập hệ thống</h3><form method="post"><label>Tên đăng '
        'nhập</label><input name="u"><label>Mật khẩu</label><input type="password" name="p">'
        '<label><input type="checkbox"> Ghi nhớ</label><button>Đăng nhập</button></form><p><a '
        'href="#">Quên mật khẩu?</a></p><p>Nếu chưa có tài khoản, vui lòng liên hệ quản trị của '
        "đơn vị để được cấp. Mật khẩu cần có ít nhất tám ký tự, gồm chữ hoa, chữ thường và số. "
        "Không chia sẻ mật khẩu cho người khác.</p></div>"
        + address(writer, "Hệ thống quản lý trường")
    )
    return page(writer, "Hệ thống quản lý trường", "Đăng nhập", body)


def photo_index(writer: Writer) -> Template:
    items = "".join(
        f'<div class="col-md-3 album"><a href="#"><img src="/{at}.jpg" alt=""></a><div '
        f'class="name"><a href="#">{escape(writer.caption())}</a></div><span>'
        f"{writer.random.randint(4, 60)} ảnh</span></div>"
        for at in range(24)
    )
    body = (
        menu(writer, SCHOOL_MENU)
        + f'<div class="container"><h2>Thư viện ảnh</h2><div class="row">{items}</div></div>'
        + address(writer, "Trường")
    )
    return page(writer, "Trường", "Thư viện ảnh", body)


def document_list(writer: Writer) -> Template:
    """The list of results of a law database."""
    items = []
    for at in range(1, 21):
        moment = writer.moment()
        number = (
            f"{writer.random.randint(1, 4000)}/{moment.year}/{writer.pick('QĐ-UBND', 'TT-BTC')}"
        )
        items.append(
            f'<div class="content-{at % 2}"><div class="left-col"><div class="number">{at}</div>'
            f'<div class="nq"><p class="nqTitle"><a href="#">{escape(document_title(writer))} số '
            f"{number} do {writer.random.choice(AGENCIES)} {writer.random.choice(PLACES)} ban hành"
            f"</a></p><p class='nqContent'>{escape(writer.sentence(True))}</p></div></div>"
            f'<div class="right-col"><p>Ban hành: {moment:%d/%m/%Y}</p><p>Hiệu lực: '
            f"<a href='#'>Đã biết</a></p><p>Tình trạng: <a href='#'>Đã biết</a></p>"
            f"<p>Cập nhật: {moment:%d/%m/%Y}</p></div></div>"
        )
    body = (
        menu(writer, OFFICE_MENU)
        + '<div class="main"><h1>Tìm kiếm văn bản</h1><form><input><select>'
        + "".join(f"<option>{kind}</option>" for kind in KINDS)
        + "</select></form>"
        + "\n".join(items)
        + '<div class="fp">Trang 1/412</div></div>'
        + links(writer, 10, title="Văn bản nổi bật")
        + address(writer, "Thư viện luật")
    )
    return page(writer, "Thư viện luật", "Danh mục văn bản", body)


def document_table(writer: Writer) -> Template:
    """A province's list of documents in a grid."""
    rows = "".join(
        f'<tr class="{writer.pick("odd", "even")}"><td>{at}</td><td>{writer.random.randint(1, 999)}'
        f"/{writer.pick('KH-UBND', 'BC-SNV')}</td><td>{writer.moment():%d/%m/%Y}</td><td><a href="
        f'"#">{escape(document_title(writer))}</a></td><td><a href="#"><img src="/dl.png"></a>'
        "</td></tr>"
        for at in range(1, 26)
    )
    body = (
        '<form id="form1">'
        + view_state(writer)
        + menu(writer, OFFICE_MENU, wrapper="div")
        + '<div class="portlet-body"><div class="tieu-de">Văn bản chỉ đạo điều hành</div><table '
        'class="table table-bordered" id="gvVanBan"><tr><th>STT</th><th>Số ký hiệu</th><th>Ngày '
        f"ban hành</th><th>Trích yếu</th><th>Tải về</th></tr>{rows}</table></div></form>"
        + address(writer, "UBND tỉnh")
    )
    return page(writer, "UBND tỉnh", "Văn bản", body)


def video_list(writer: Writer) -> Template:
    items = "".join(
        f'<li class="video-item"><a href="#"><img src="/v.jpg"><i class="fa fa-play"></i></a><h3>'
        f'<a href="#">{escape(writer.headline(True))}</a></h3><span>{writer.random.randint(1, 9)}:'
        f"{writer.random.randint(10, 59)}</span> <span>{writer.random.randint(10, 9000)} lượt xem"
        "</span></li>"
        for _ in range(20)
    )
    body = (
        menu(writer)
        + f'<div class="box-video"><video src="/a.mp4"></video><ul>{items}</ul></div>'
        + address(writer, "Truyền hình")
    )
    return page(writer, "Truyền hình", "Video", body)


def not_found(writer: Writer) -> Template:
    body = (
        menu(writer, OFFICE_MENU)
        + '<div class="error-page"><h1>404</h1><h2>Không tìm thấy trang</h2><p>Đường dẫn bạn yêu '
        "cầu không tồn tại hoặc đã bị xóa. Vui lòng kiểm tra lại địa chỉ hoặc quay về <a href='/'>"
        "trang chủ</a>.</p></div>"
        + links(writer, 6, title="Tin mới nhất", dates=True)
        + address(writer, "Cổng thông tin")
    )
    return page(writer, "Cổng thông tin", "Lỗi 404", body)


def site_map(writer: Writer) -> Template:
    body = (
        menu(writer, OFFICE_MENU)
        + '<div class="sitemap"><h2>Sơ đồ cổng</h2>'
        + menu(writer, OFFICE_MENU, wrapper="div", named="tree", deep=8)
        + "</div>"
        + address(writer, "Cổng thông tin", long=True)
    )
    return page(writer, "Cổng thông tin", "Sơ đồ cổng", body)


def school_home(writer: Writer) -> Template:
    body = (
        menu(writer, SCHOOL_MENU)
        + '<div class="container"><div class="row"><div class="col-md-8">'
        + "".join(
            f'<div class="box_news"><div class="box_title">{title}</div>'
            + teaser_list(writer, 2, named="news_hot", item="div", heading="h4")
            + links(writer, 4, named="news_other", dates=True)
            + "</div>"
            for title in ("Tin tức", "Hoạt động Đoàn - Đội", "Thông báo")
        )
        + '</div><div class="col-md-4">'
        + links(writer, 6, title="Tài nguyên")
        + visitors(writer)
        + "</div></div></div>"
        + address(writer, "Trường Tiểu học")
    )
    return page(writer, "Trường Tiểu học", "Trang chủ", body)


def wordpress_archive(writer: Writer) -> Template:
    """Every post in an article element, with the beginning of its text."""
    posts = "".join(
        f'<article id="post-{writer.random.randint(10, 9999)}" class="post type-post status-publish'
        f' hentry"><header class="entry-header"><h2 class="entry-title"><a href="#">'
        f'{escape(writer.headline(True))}</a></h2><div class="entry-meta">Đăng ngày '
        f"{writer.moment():%d/%m/%Y} bởi <a href='#'>admin</a></div></header><div class='entry-"
        f"summary'><p>{escape(writer.paragraph(2, 3, other=True))} [&hellip;] <a href='#'>Đọc tiếp "
        "</a></p></div></article>"
        for _ in range(10)
    )
    body = (
        menu(writer, SCHOOL_MENU)
        + '<div id="primary" class="content-area"><main id="main" class="site-main"><header class='
        f'"page-header"><h1 class="page-title">Chuyên mục: Tin tức</h1></header>{posts}<nav '
        'class="navigation pagination"><a href="#">Bài cũ hơn</a></nav></main></div><div id='
        '"secondary" class="widget-area">'
        + links(writer, 5, title="Bài viết mới", named="widget widget_recent_entries")
        + "</div>"
        + address(writer, "Blog")
    )
    return page(writer, "Blog", "Tin tức", body)


def forum_index(writer: Writer) -> Template:
    rows = "".join(
        f'<tr><td><img src="f.gif"></td><td><a class="forumtitle" href="#">'
        f"{escape(writer.topic.section)} {at}</a><br /><span>{escape(writer.sentence(True))}</span>"
        f"</td><td>{writer.random.randint(10, 9000)}</td><td><a href='#'>"
        f"{writer.headline(True)}</a>"
        f"<br />bởi <a href='#'>{slug(writer.name())}</a></td></tr>"
        for at in range(18)
    )
    body = (
        menu(writer, SECTIONS[:6], wrapper="div", deep=0)
        + '<table class="forumbg"><tr><th colspan="2">Chuyên mục</th><th>Bài viết</th><th>Bài mới '
        f"nhất</th></tr>{rows}</table><div>Ai đang trực tuyến: 31 khách</div>"
    )
    return page(writer, "Diễn đàn", "Trang chính", body)


def liferay_list(writer: Writer) -> Template:
    """An asset publisher with abstracts."""
    items = "".join(
        f'<div class="asset-abstract default-asset-publisher"><h3 class="asset-title"><a href="#">'
        f'{escape(writer.headline(True))}</a></h3><div class="asset-content"><div class="asset-'
        f'summary">{escape(writer.paragraph(1, 3, other=True))}</div><div class="asset-more"><a '
        'href="#">Xem thêm</a></div></div><div class="asset-metadata"><span '
        'class="metadata-entry">'
        f"{writer.moment():%d/%m/%y}</span></div></div>"
        for _ in range(14)
    )
    body = (
        menu(writer, OFFICE_MENU)
        + '<div class="columns-2" id="main-content" role="main"><div class="portlet-layout"><div '
        'class="portlet-boundary portlet-asset-publisher"><section class="portlet"><header class='
        '"portlet-topper"><h1 class="portlet-title">Xuất bản thông tin</h1></header><div class='
        f'"portlet-content">{items}</div></section></div></div></div>' + address(writer, "Sở")
    )
    return page(writer, "Sở", "Tin tức", body)


def event_calendar(writer: Writer) -> Template:
    cells = [
        f"<td class='day'><b>{day}</b>"
        + (f"<a href='#'>{escape(writer.headline(True))}</a>" if day % 4 == 0 else "")
        + "</td>"
        for day in range(1, 29)
    ]
    rows = "".join(f"<tr>{''.join(cells[at : at + 7])}</tr>" for at in range(0, 28, 7))
    body = (
        menu(writer, SCHOOL_MENU)
        + '<div class="lich"><h2>Lịch sự kiện</h2><div><a href="#">‹ Tháng trước</a> <a href="#">'
        f"Tháng sau ›</a></div><table><tr>{'<th>T</th>' * 7}</tr>{rows}</table></div>"
        + address(writer, "Trường")
    )
    return page(writer, "Trường", "Lịch sự kiện", body)


WITHOUT = {
    "none-newspaper-home": newspaper_home,
    "none-portal-home": portal_home,
    "none-category": category,
    "none-office-category": office_category,
    "none-search-results": search_results,
    "none-tag": tag_page,
    "none-login": login,
    "none-photo-index": photo_index,
    "none-document-list": document_list,
    "none-document-table": document_table,
    "none-video-list": video_list,
    "none-not-found": not_found,
    "none-site-map": site_map,
    "none-school-home": school_home,
    "none-wordpress-archive": wordpress_archive,
    "none-forum-index": forum_index,
    "none-liferay-list": liferay_list,
    "none-event-calendar": event_calendar,
}
