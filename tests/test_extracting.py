"""The article is found in the pages of portals, and only there."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path

import pytest

from readable.errors import WrongUse
from readable.extracting import Found, NoArticle, find_article
from readable.sanitising import VOID, End, Start, Text, clean_html, events

EXAMPLE = Path(__file__).parent.parent / "examples" / "portal" / "index.html"

FIRST = "Sáng 2/6, Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến."
SECOND = "Các đại biểu đã nghe báo cáo kết quả ba năm thực hiện phong trào thi đua yêu nước."
THIRD = "Hội nghị tặng bằng khen cho một trăm linh sáu tập thể, hộ gia đình và cá nhân."
TITLE = "Biểu dương các điển hình tiên tiến của tỉnh"
SAPO = "Một trăm linh sáu tập thể và cá nhân được tặng bằng khen tại hội nghị sáng nay."
MENU = (
    "<ul class='menu'>"
    + "".join(
        f"<li><a href='/{name}'>{name}</a></li>"
        for name in (
            "Trang chủ",
            "Giới thiệu",
            "Tin tức",
            "Văn bản",
            "Thủ tục",
            "Hỏi đáp",
            "Liên hệ",
        )
    )
    + "</ul>"
)
OTHERS = (
    "<h3>Tin liên quan</h3><ul>"
    + "".join(
        f"<li><a href='/{place}'>Hồ {place} thêm giờ thuyền trong dịp nghỉ hè</a> (1/6/2023)</li>"
        for place in ("Ba Bể", "Nà Hang", "Thác Bà", "Núi Cốc")
    )
    + "</ul>"
)
FOOT = (
    "<div><p>Cơ quan chủ quản: Ủy ban nhân dân tỉnh</p><p>Giấy phép số 12/GP-TTĐT</p>"
    "<p>Ghi rõ nguồn khi phát hành lại thông tin</p></div>"
)
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def find(html: str, title: str = "", profile: str | Path | None = None) -> Found:
    metadata = {"title": f"{title} - Cổng thông tin"} if title else {}
    return find_article(events(clean_html(html).html), metadata, profile=profile)


def lines(found: Found) -> list[str]:
    """The text of each paragraph, cell or other part that holds text of its own."""
    texts = [""]
    for event in found.events:
        if isinstance(event, Text):
            texts[-1] += event.text
        elif event.tag not in ("b", "i", "a", "span", "font"):
            texts.append("")
    return [" ".join(text.split()) for text in texts if text.strip()]


def parts(found: Found) -> dict[str, str]:
    """The text of each part that is marked, without what is marked in it."""
    texts: dict[str, str] = {}
    open_parts = [""]
    for event in found.events:
        if isinstance(event, Start) and event.tag not in VOID:
            open_parts.append(event.attributes.get("data-readable-role", open_parts[-1]))
        elif isinstance(event, End):
            open_parts.pop()
        elif isinstance(event, Text):
            texts[open_parts[-1]] = f"{texts.get(open_parts[-1], '')} {event.text}"
    return {part: " ".join(text.split()) for part, text in texts.items() if text.strip()}


def assert_well_nested(found: Found) -> None:
    opened = []
    for event in found.events:
        if isinstance(event, Start) and event.tag not in VOID:
            opened.append(event.tag)
        elif isinstance(event, End):
            assert opened.pop() == event.tag
    assert not opened


# ---- profiles -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "html"),
    [
        (
            "bulletin-portal",
            f"<div class='BanTin_Ngay'>02/06/2023</div><div class='BanTin_TieuDe'>{TITLE}</div>"
            f"<div class='BanTin_TomTat'>{SAPO}</div><div id='BanTin_NoiDung'>{BODY}</div>",
        ),
        (
            "nukeviet",
            f"<div class='news_column'><h1 class='title margin-bottom'>{TITLE}</h1>"
            f"<span class='h5'>02/06/2023</span><div class='hometext'>{SAPO}</div>"
            f"<div id='news-bodyhtml' class='bodytext'>{BODY}</div></div>",
        ),
        (
            "sharepoint",
            f"<div class='ArticleTitle'>{TITLE}</div><div class='ArticleDate'>02/06/2023</div>"
            f"<div class='ArticleSummary'>{SAPO}</div><div class='ms-rtestate-field'>{BODY}</div>",
        ),
        (
            "liferay",
            f"<h3 class='header-title'>{TITLE}</h3>"
            f"<div class='metadata-publish-date'>02/06/2023</div>"
            f"<p class='sapo'>{SAPO}</p><div class='journal-content-article'>{BODY}</div>",
        ),
        (
            "vnpt-portal",
            f"<div class='ArticleDetailControl'><div class='ArticleHeader'>{TITLE}</div>"
            f"<div class='PostDate'>02/06/2023</div><div class='ArticleSummary'>{SAPO}</div>"
            f"<div class='ArticleContent'>{BODY}</div></div>",
        ),
        (
            "viettel-school",
            f"<h1>{TITLE}</h1><div class='news-date'>02/06/2023</div><div class='sapo'>{SAPO}</div>"
            f"<div class='font-size-text'>{BODY}</div>",
        ),
        (
            "wordpress",
            f"<h1 class='entry-title'>{TITLE}</h1><time class='entry-date'>02/06/2023</time>"
            f"<div class='entry-summary'>{SAPO}</div><div class='entry-content'>{BODY}</div>",
        ),
        (
            "drupal",
            f"<h1 class='page-header'>{TITLE}</h1><div class='submitted'>02/06/2023</div>"
            f"<div class='field-name-field-sapo'>{SAPO}</div>"
            f"<div class='field-name-body'>{BODY}</div>",
        ),
        (
            "newspapers",
            f"<h1 class='title-detail'>{TITLE}</h1><span class='date-time'>02/06/2023</span>"
            f"<p class='description'>{SAPO}</p><article class='fck_detail'>{BODY}</article>",
        ),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_a_profile_finds_each_part_of_its_portals_pages(profile: str, html: str) -> None:
    found = find(f"<div>{MENU}</div><div>{html}</div><div>{OTHERS}</div>{FOOT}", TITLE)
    assert found.profile == profile
    assert parts(found) == {
        "title": TITLE,
        "date": "02/06/2023",
        "summary": SAPO,
        "body": f"{FIRST} {SECOND} {THIRD}",
    }
    assert lines(found)[0] == TITLE
    assert_well_nested(found)


def test_the_example_is_found_whole_without_its_web_parts_names() -> None:
    found = find(EXAMPLE.read_text("utf-8"))
    text = " ".join(lines(found))
    assert lines(found)[0].startswith("Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức")
    assert parts(found)["date"] == "02/06/2023"
    assert text.endswith("Ngọc Tú")
    assert "Block_BanTin" not in text
    assert "Tăng cỡ chữ" not in text
    assert {loss.kind for loss in found.left_out} >= {"web part name", "related articles", "menu"}


def test_a_profile_of_ones_own_goes_first(tmp_path: Path) -> None:
    profile = tmp_path / "ours.toml"
    profile.write_text('name = "ours"\nbody = [".chinh > .chu"]\ndrop = [".bo"]\n', "utf-8")
    html = f"<div class='chinh'><div class='chu'>{BODY}<p class='bo'>Bỏ đi.</p></div></div>"
    found = find(f"<p>{SAPO}</p>{html}", profile=profile)
    assert found.profile == "ours"
    assert lines(found) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("name = ", "is not TOML"),
        ('body = [".a"]', "has no name"),
        ('name = "a"', "selects no body"),
        ('name = "a"\nbody = ".a"', "has no list of selectors in 'body'"),
        ('name = "a"\nbody = [".a"]\nbodies = []', "has an unknown key 'bodies'"),
        ('name = "a"\nbody = ["a["]', "has a selector that is none"),
        *(
            (f'name = "a"\nbody = ["{one}"]', "has a selector that is none")
            for one in ("p:nth-child(2n+)", "p:nth-child(+)", "|", ":has()", ":lang('")
        ),
        ('name = "a"\nbody = ["p ~ p"]', "selects by what comes before"),
    ],
)
def test_a_faulty_profile_is_refused(source: str, fault: str, tmp_path: Path) -> None:
    profile = tmp_path / "faulty.toml"
    profile.write_text(source, "utf-8")
    with pytest.raises(WrongUse, match=fault.replace("[", r"\[")):
        find(BODY, profile=profile)


def test_an_unknown_profile_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(WrongUse, match=r"no profile named vatican: .*nukeviet"):
        find(BODY, profile="vatican")


# ---- without a profile -----------------------------------------------------------------------


def test_the_article_is_found_among_menus_lists_and_the_foot_of_a_page() -> None:
    html = f"<div>{MENU}</div><div><h1>{TITLE}</h1>{BODY}</div><div>{OTHERS}</div>{FOOT}"
    found = find(html, TITLE)
    assert lines(found) == [TITLE, FIRST, SECOND, THIRD]
    kinds = {loss.kind: loss for loss in found.left_out}
    assert kinds.keys() == {"menu", "related articles", "footer"}
    assert kinds["related articles"].sample == "Tin liên quan"


def test_title_and_summary_in_one_web_part_belong_to_the_body_in_another() -> None:
    html = (
        f"<div>{MENU}</div><div><div><div><h2>{TITLE}</h2><span>02/06/2023</span>"
        f"<div>{SAPO}</div></div></div><div><div>{BODY}</div></div></div>{FOOT}"
    )
    found = find(html, TITLE)
    assert lines(found) == [TITLE, "02/06/2023", SAPO, FIRST, SECOND, THIRD]
    assert parts(found)["title"] == TITLE


def test_a_body_that_advertisements_cut_stays_whole() -> None:
    html = (
        f"<div>{MENU}</div><div><h1>{TITLE}</h1><div class='x1'><p>{FIRST}</p><p>{SECOND}</p></div>"
        f"<div class='quang-cao'>Mua ngay</div><div class='x1'><p>{THIRD}</p><p>{SAPO}</p></div>"
        f"</div>{FOOT}"
    )
    assert lines(find(html, TITLE)) == [TITLE, FIRST, SECOND, THIRD, SAPO]


def test_tables_lists_and_signature_lines_of_a_decision_stay() -> None:
    rows = "".join(
        f"<tr><td>{number}</td><td>Xã {number}</td><td>{number * 7}</td></tr>"
        for number in range(1, 6)
    )
    html = (
        f"<div>{MENU}</div><div><h1>{TITLE}</h1><p>{FIRST}</p><p><b>Điều 1.</b> {SECOND}</p>"
        f"<table>{rows}</table><ul><li>Xã;</li><li>Thôn.</li></ul><p>{THIRD}</p>"
        "<p>Nơi nhận:</p><p>- Như Điều 3;</p><p>- Lưu: VT.</p><p><b>CHỦ TỊCH</b></p></div>"
        f"<div>{OTHERS}</div>{FOOT}"
    )
    text = lines(find(html, TITLE))
    assert text[:3] == [TITLE, FIRST, f"Điều 1. {SECOND}"]
    assert [line for line in text if line.startswith("Xã ")] == [f"Xã {i}" for i in range(1, 6)]
    assert text[-4:] == ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "CHỦ TỊCH"]


def test_an_article_in_the_middle_of_three_columns_is_taken_from_its_cell() -> None:
    html = (
        f"<table><tr><td>{MENU}</td><td><p><b>{TITLE}</b></p>{BODY}</td>"
        f"<td>{OTHERS}</td></tr></table>{FOOT}"
    )
    found = find(html, TITLE)
    assert lines(found) == [TITLE, FIRST, SECOND, THIRD]
    assert found.events[0] == Start("div", {"data-readable-role": "body"})


def test_a_notice_of_one_sentence_with_a_file_is_an_article() -> None:
    html = (
        f"<div>{MENU}</div><div><h3>{TITLE}</h3><p>{FIRST}</p>"
        f"<p><a href='/van-ban.pdf'>Quyết định 946</a></p></div><div>{OTHERS}</div>{FOOT}"
    )
    assert lines(find(html, TITLE)) == [TITLE, FIRST, "Quyết định 946"]


def test_longer_comments_and_a_longer_next_article_are_not_the_article() -> None:
    comments = "".join(f"<div><p>Bạn đọc {i}</p><p>{THIRD} {SECOND}</p></div>" for i in range(9))
    html = (
        f"<div>{MENU}</div><div><h1>{TITLE}</h1>{BODY}<div><h3>Bình luận (9)</h3>{comments}</div>"
        f"</div>{FOOT}"
    )
    assert lines(find(html, TITLE)) == [TITLE, FIRST, SECOND, THIRD]


def test_toolbars_and_counters_in_the_body_go_and_links_between_paragraphs_stay() -> None:
    html = (
        f"<div>{MENU}</div><div><h1>{TITLE}</h1><p>In trang</p><p>Lượt xem: 1.236</p>{BODY}"
        f"<p><a href='/x'>Hồ Ba Bể thêm giờ thuyền</a></p>{BODY}</div>{FOOT}"
    )
    assert lines(find(html, TITLE)) == [
        TITLE, FIRST, SECOND, THIRD, "Hồ Ba Bể thêm giờ thuyền", FIRST, SECOND, THIRD,
    ]  # fmt: skip


def test_who_wrote_it_is_taken_from_below_the_body() -> None:
    html = (
        f"<div>{MENU}</div><div><h1>{TITLE}</h1><div class='noi-dung'>{BODY}</div>"
        f"<p class='tac-gia'>Ngọc Tú</p></div><div>{OTHERS}</div>{FOOT}"
    )
    assert parts(find(html, TITLE))["author"] == "Ngọc Tú"


def test_the_date_of_today_in_the_head_of_a_page_is_not_the_articles() -> None:
    html = (
        f"<div>Thứ Hai, 5/6/2023</div><div>{MENU}</div><div><h1>{TITLE}</h1>"
        f"<p>Thứ Sáu, 2/6/2023, 08:15 (GMT+7)</p>{BODY}</div>{FOOT}"
    )
    found = find(html, TITLE)
    assert parts(found)["date"] == "Thứ Sáu, 2/6/2023, 08:15 (GMT+7)"
    assert "Thứ Hai, 5/6/2023" not in lines(found)


def test_the_language_around_the_article_is_kept_on_it() -> None:
    html = (
        f"<div lang='en' dir='ltr'><div>{MENU}</div><div><h1>{TITLE}</h1>{BODY}</div>{FOOT}</div>"
    )
    start = find(html, TITLE).events[0]
    assert isinstance(start, Start)
    assert start.attributes["lang"] == "en"


def test_a_table_of_labels_and_what_belongs_to_them_is_an_article() -> None:
    rows = {
        "Mã thủ tục": "1.001193",
        "Trình tự thực hiện": f"{FIRST} {SECOND} {THIRD}",
        "Lệ phí": "Miễn phí",
    }
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows.items())
    html = f"<div>{MENU}</div><h2 class='title'>Đăng ký khai sinh</h2><table>{table}</table>{FOOT}"
    found = find(html, "TTHC")
    assert lines(found) == ["Đăng ký khai sinh", *(text for row in rows.items() for text in row)]
    assert parts(found)["title"] == "Đăng ký khai sinh"


def test_a_picture_under_the_title_of_the_page_is_an_article() -> None:
    html = (
        f"<div>{MENU}</div><div><h1>{TITLE}</h1><p><img src='a.png' alt=''></p>"
        f"<p>Nguồn: Hội đồng bầu cử</p></div><div>{OTHERS}</div>{FOOT}"
    )
    found = find(html, TITLE)
    assert lines(found) == [TITLE, "Nguồn: Hội đồng bầu cử"]
    assert any(isinstance(event, Start) and event.tag == "img" for event in found.events)


def test_the_heads_of_cards_are_not_the_head_of_the_page() -> None:
    cards = "".join(
        f"<div class='card'><div class='card-header'><h5><a href='#a'>{question}</a></h5></div>"
        f"<div class='card-body'>{answer}</div></div>"
        for question, answer in (("Làm ở đâu?", FIRST), ("Mất bao lâu?", SECOND))
    )
    html = f"<div class='site-header'>Cổng</div><div>{MENU}</div><h1>{TITLE}</h1>{cards}{FOOT}"
    assert lines(find(html, TITLE)) == [TITLE, "Làm ở đâu?", FIRST, "Mất bao lâu?", SECOND]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Ngày đăng: <span>02/06/2023</span>, <i>Số lượt xem: 88</i>", "02/06/2023"),
        ("02/06/2023 08:15 <span>Xem cỡ chữ</span> <a>A-</a> <a>A</a> <a>A+</a> In trang", None),
        ("02/06/2023 08:15 <span>165</span> <a>A-</a><a>A+</a>", None),
        ("02/06/2023 | 12.034 lượt xem | <a>Chia sẻ</a>", "02/06/2023"),
        ("<span>02/06/2023</span> <span>5 phút đọc</span>", "02/06/2023"),
        (
            "<i>Thứ Sáu, 02/06/2023 08:15</i><a>Giọng nữ</a><a>Giọng nam</a>",
            "Thứ Sáu, 02/06/2023 08:15",
        ),
        ("Cập nhật: 02/06/2023 (GMT+7)", "Cập nhật: 02/06/2023 (GMT+7)"),
    ],
)
def test_the_line_of_the_date_keeps_the_date_and_no_furniture(line: str, date: str | None) -> None:
    html = f"<div>{MENU}</div><div><h1>{TITLE}</h1><p>{line}</p>{BODY}</div>{FOOT}"
    assert parts(find(html, TITLE))["date"] == (date or "02/06/2023 08:15")


def test_what_is_cut_from_the_line_of_the_date_is_accounted_for() -> None:
    line = "02/06/2023 Lượt xem: 12"
    html = f"<div>{MENU}</div><div><h1>{TITLE}</h1><p>{line}</p>{BODY}</div>{FOOT}"
    assert ("counter", "Lượt xem: 12") in {
        (loss.kind, loss.sample) for loss in find(html, TITLE).left_out
    }


def test_author_and_date_on_one_line_are_two_parts() -> None:
    line = "<div class='author'>By <a href='/x'>Minh Tam</a> June 2, 2023 | 08:15 am GMT+7</div>"
    html = f"<div>{MENU}</div><div><h1>{TITLE}</h1>{line}<div>{BODY}</div></div>{FOOT}"
    found = parts(find(html, TITLE))
    assert (found["author"], found["date"]) == ("Minh Tam", "June 2, 2023 | 08:15 am GMT+7")


def test_a_word_for_the_author_is_no_author() -> None:
    line = "<div class='author-name'><div>By</div> <a href='/x'>Minh Anh</a></div>"
    html = f"<div>{MENU}</div><div><h1>{TITLE}</h1>{line}<div>{BODY}</div></div>{FOOT}"
    assert parts(find(html, TITLE))["author"] == "Minh Anh"


def test_a_date_above_the_title_is_the_articles_where_its_name_says_so() -> None:
    html = (
        f"<div>Thứ Hai, 5/6/2023</div><div>{MENU}</div><div><div class='detail-date'>02/06/2023"
        f"</div><h1>{TITLE}</h1><div>{BODY}</div></div>{FOOT}"
    )
    assert parts(find(html, TITLE))["date"] == "02/06/2023"


def test_many_comments_do_not_outweigh_two_short_paragraphs() -> None:
    comments = f"<div><b>Bạn đọc</b><p>{FIRST} {SECOND} {THIRD}</p></div>" * 14
    html = (
        f"<div>{MENU}</div><main><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{THIRD}</p></article>"
        f"<section id='binh-luan'><h3>Bình luận (14)</h3>{comments}</section></main>{FOOT}"
    )
    assert lines(find(html, "Điển hình")) == [TITLE, FIRST, THIRD]


def test_a_box_in_the_article_and_who_asked_stay() -> None:
    html = (
        f"<div>{MENU}</div><div><h1>{TITLE}</h1><div class='box'><div><b>Hỏi:</b> {SAPO}"
        f"<div>Người gửi: Lê Thị Mai</div></div><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
        f"<aside class='box-info'><h3>Con số</h3><p>106 tập thể</p></aside></div></div></div>{FOOT}"
    )
    assert lines(find(html, TITLE)) == [
        TITLE, f"Hỏi: {SAPO}", "Người gửi: Lê Thị Mai", FIRST, SECOND, THIRD, "Con số",
        "106 tập thể",
    ]  # fmt: skip


def test_a_caption_in_a_row_of_its_own_stays() -> None:
    html = (
        f"<div>{MENU}</div><table><tr><td><h1>{TITLE}</h1></td></tr><tr><td><img src='a.jpg'><br>"
        f"<i>Đám rước qua cầu</i></td></tr><tr><td>{BODY}</td></tr></table>{FOOT}"
    )
    assert parts(find(html, TITLE))["caption"] == "Đám rước qua cầu"


def test_a_visible_title_is_the_title_though_the_page_shortens_it() -> None:
    html = (
        f"<div>{MENU}</div><div><div>Bộ Tài chính họp báo chuyên đề quý II</div>{BODY}</div>{FOOT}"
    )
    assert parts(find(html, "Họp báo quý II"))["title"] == "Bộ Tài chính họp báo chuyên đề quý II"


def test_only_what_was_written_in_a_forum_is_the_article() -> None:
    html = (
        "<table><tr><td><a>Diễn đàn</a> &gt; Tên tài khoản <input></td></tr></table><table><tr><td>"
        f"<div>nongdan</div><div>Bài gởi: 12</div></td><td><div><strong>{TITLE}</strong></div><hr>"
        f"<div id='post_message_1'>{FIRST}<br><br>{SECOND}</div></td></tr></table>"
        f"<table><tr><td><div id='post_message_2'>{THIRD}</div></td></tr></table>"
        "<table><tr><td>Quyền sử dụng</td></tr><tr><td>vB code đang Mở</td></tr></table>"
    )
    assert lines(find(html, TITLE)) == [TITLE, FIRST, SECOND, THIRD]


def test_the_words_of_a_member_of_a_forum_are_the_article_and_the_member_is_not() -> None:
    def post(name: str, text: str) -> str:
        return (
            f"<article class='message'><div class='message-cell message-cell--user'><section "
            f"class='message-user'><h4><a>{name}</a></h4><dl><dt>Bài viết</dt><dd>2324</dd></dl>"
            f"</section></div><div class='message-cell message-cell--main'><div "
            f"class='message-userContent'>{text}</div></div></article>"
        )

    posts = post("banquantri", BODY) + post("hoaixua", "Cảm ơn ban quản trị!")
    found = lines(find(f"{MENU}<h1>{TITLE}</h1><div>{posts}</div>{FOOT}", TITLE))
    assert found[:4] == [TITLE, FIRST, SECOND, THIRD]
    assert not {"banquantri", "Bài viết", "2324"} & set(found)


def thread(*posts: str) -> str:
    return MENU + "".join(
        f"<article class='message message--post' id='js-post-{number}'><div>{text}</div><aside "
        f"class='message-signature'>Sống chậm lại</aside></article>"
        for number, text in enumerate(posts)
    )


def test_replies_to_the_first_message_of_a_thread_are_comments() -> None:
    html = f"<h1>{TITLE}</h1>{thread(BODY, SECOND, THIRD)}"
    assert lines(find(html, TITLE)) == [TITLE, FIRST, SECOND, THIRD]


def test_an_answer_longer_than_the_question_of_a_thread_stays() -> None:
    html = f"<h1>{TITLE}</h1>{thread(FIRST, BODY)}"
    assert lines(find(html, TITLE)) == [TITLE, FIRST, FIRST, SECOND, THIRD]


def test_when_and_where_an_event_is_stands_beside_the_body_with_a_label() -> None:
    def field(label: str, value: str) -> str:
        return (
            f"<div class='field field-label-inline'><div class='field-label'>{label}:</div>"
            f"<div class='field-items'>{value}</div></div>"
        )

    html = (
        f"{MENU}<h1>{TITLE}</h1><div>{field('Thời gian', '8 giờ ngày 19/4/2025')}"
        f"{field('Địa điểm', 'Sân Thư viện tỉnh')}{field('Chuyên mục', 'Văn hóa')}"
        f"<div class='field field-name-body'>{BODY}</div>{field('Phí tham dự', 'Miễn phí')}</div>"
    )
    assert lines(find(html, TITLE)) == [
        TITLE, "Thời gian:", "8 giờ ngày 19/4/2025", "Địa điểm:", "Sân Thư viện tỉnh",
        FIRST, SECOND, THIRD, "Phí tham dự:", "Miễn phí",
    ]  # fmt: skip


def test_labels_of_a_sharepoint_form_stay_and_its_toolbar_goes() -> None:
    rows = "".join(
        f"<tr><td class='ms-formlabel'><h3>{name}</h3></td><td class='ms-formbody'>{value}</td>"
        "</tr>"
        for name, value in (("Tiêu đề", TITLE), ("Nội dung", BODY), ("Hết hạn", "30/06/2023"))
    )
    html = (
        f"<div>{MENU}</div><div><table class='ms-formtable'>{rows}</table><table class="
        f"'ms-formtoolbar'><tr><td>Created by System Account</td></tr></table></div>{FOOT}"
    )
    assert lines(find(html, "Thông báo")) == [
        "Tiêu đề", TITLE, "Nội dung", FIRST, SECOND, THIRD, "Hết hạn", "30/06/2023",
    ]  # fmt: skip


def test_a_number_of_a_document_beside_its_date_is_no_counter() -> None:
    line = "Số: <b>165</b>/QĐ-UBND, ngày 02/06/2023"
    html = f"<div>{MENU}</div><div><h1>{TITLE}</h1><p>{line}</p>{BODY}</div>{FOOT}"
    assert "Số: 165/QĐ-UBND, ngày 02/06/2023" in lines(find(html, TITLE))


# ---- fragments, and pages without an article ----------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "Một dòng.",
        BODY,
        f"<h1>{TITLE}</h1>{BODY}<p>Xem thêm: <a href='/x'>Hồ Ba Bể thêm giờ thuyền</a></p>",
        "<table><tr><td>Toán</td><td>Văn</td></tr><tr><td>8</td><td>9</td></tr></table>",
        "<p>Nơi nhận:</p><p>- Lưu: VT.</p>",
        f"<p>In trang</p><p>Lượt xem: 12</p><p hidden>ẩn</p><p>{FIRST}</p>",
        "<figure><img src='a.jpg' alt=''><figcaption>Đại biểu dự hội nghị</figcaption></figure>",
        "<p>Xem <a href='a'>nghị quyết</a> và <a href='b'>phụ lục</a>.</p><p>Hết.</p>",
        "<p><a href='a'>Tải về tại đây</a></p>",
        "<p>Căn cứ <a href='a'>Luật Tổ chức chính quyền địa phương</a>;</p>" * 3,
        "<h2>Tài liệu kỳ họp</h2>" + "<p><a href='a'>Tờ trình về phân bổ vốn</a></p>" * 12,
    ],
)
def test_a_fragment_of_an_article_loses_nothing(html: str) -> None:
    page = list(events(clean_html(html).html))
    found = find_article(page)
    bare = [
        Start(event.tag, {k: v for k, v in event.attributes.items() if k != "data-readable-role"})
        if isinstance(event, Start)
        else event
        for event in found.events
    ]
    assert bare == page
    assert found.left_out == ()


TEASERS = "".join(
    f"<div class='tin'><h3><a href='/{place}'>Hồ {place} mở cửa đón khách trở lại</a></h3>"
    f"<p>{FIRST}</p></div>"
    for place in ("Ba Bể", "Nà Hang", "Thác Bà", "Núi Cốc", "Trị An")
)


ALBUMS = "<div><a href='a'><img src='a.jpg'></a> <a href='a'>Hội thi cấp huyện 2023</a></div>" * 9
DOCUMENTS = "".join(
    f"<tr><td>{number}/QĐ-UBND</td><td>{FIRST}</td><td><a href='#'>Tải</a></td></tr>"
    for number in range(20, 30)
)
LOGIN = "<label>Tên đăng nhập</label><input><label>Mật khẩu</label><input type='password'>"
SNIPPETS = f"<div><a href='a'>Hồ Ba Bể thêm giờ thuyền</a><br>{SECOND}</div>" * 5


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<div>{MENU}</div><h1>Tin trong tỉnh</h1><div>{TEASERS}</div>{FOOT}", "Tin trong tỉnh"),
        (f"<div>{MENU}</div><div>{OTHERS}</div><div>{OTHERS}</div>{FOOT}", "Cổng thông tin"),
        (f"<div>{MENU}</div><h1>Kết quả tìm kiếm cho “hội nghị”</h1>{TEASERS}", "Tìm kiếm"),
        (f"<div class='entry-content'>{TEASERS}</div>{MENU}", "Tin tức sự kiện"),
        (f"<div>{MENU}</div><table><tr><td>{TEASERS}</td><td>{OTHERS}</td></tr></table>", ""),
        (f"<div>{MENU}</div>{FOOT}", "Liên hệ"),
        (f"<ul>{'<li><a href=a>Hồ Ba Bể thêm giờ thuyền</a></li>' * 40}</ul>", ""),
        (f"<div>{MENU}</div><h1>Thư viện ảnh</h1>{ALBUMS}{FOOT}", "Thư viện ảnh"),
        (f"<div>{MENU}</div><h2>Văn bản mới ban hành</h2><table>{DOCUMENTS}</table>", "Văn bản"),
        (f"<h2>ĐĂNG NHẬP HỆ THỐNG</h2><form>{LOGIN}</form>", "Đăng nhập hệ thống"),
        (f"<div>{MENU}</div><table><tr><td>{SNIPPETS}</td></tr></table>", "Cổng thông tin"),
        ("", ""),
    ],
)
def test_a_page_that_leads_to_articles_holds_none(html: str, title: str) -> None:
    with pytest.raises(NoArticle, match="there is no article on this page"):
        find(html, title)


PLACES = ("Ba Bể", "Nà Hang", "Thác Bà", "Núi Cốc", "Trị An")
LONG = f"{FIRST} {SECOND} {THIRD} " * 3


@pytest.mark.parametrize(
    "entry",
    [
        "<div class='tin'><h3>{link}</h3><p>{long}</p></div>",
        "<article id='post-{number}' class='post-{number} post'><h2>{link}</h2><div><p>{long}</p>"
        "</div></article>",
        "<div class='hang'><div class='dau'>{link}<p>{long}</p></div><ul><li><a href='/x'>Giá vé"
        "</a></li></ul></div>",
        "<div><h3>{name}</h3><p>{first} <a href='/{number}'>Xem tiếp</a></p></div>",
        "<div><h3>{name}</h3><p>{first}</p><a href='/{number}'>Chi tiết »</a></div>",
    ],
    ids=["of a kind", "with a number each", "one in each box", "read more", "details"],
)
@pytest.mark.parametrize("title", ["Cổng thông tin", "Tin trong tỉnh"])
def test_however_long_they_are_summaries_that_lead_on_are_no_article(
    entry: str, title: str
) -> None:
    entries = "".join(
        entry.format(
            name=f"Hồ {place} mở cửa trở lại",
            link=f"<a href='/{number}'>Hồ {place} mở cửa trở lại</a>",
            number=number,
            long=LONG,
            first=FIRST,
        )
        for number, place in enumerate(PLACES)
    )
    with pytest.raises(NoArticle):
        find(f"<div>{MENU}</div><h1>Tin trong tỉnh</h1><div>{entries}</div>{FOOT}", title)


def test_three_paragraphs_below_a_link_to_another_article_are_no_summary_of_it() -> None:
    html = f"{MENU}<div class='noi-dung'><p><a href='/x'>Hồ Ba Bể thêm thuyền</a></p>{BODY}</div>"
    assert lines(find(html, "Cổng thông tin"))[-3:] == [FIRST, SECOND, THIRD]


STAFF = "".join(
    f"<tr><td>{number}</td><td>Nông Thanh Sơn</td><td>Trưởng phòng</td><td>0209.387012{number}</td>"
    f"<td>ns{number}@backan.gov.vn</td></tr>"
    for number in range(8)
)


@pytest.mark.parametrize(
    "persons",
    [
        f"<table>{STAFF}</table>",
        "<div><p>Nông Thanh Sơn</p><p>Chánh Văn phòng</p><p>ĐT: 0209.3870121</p></div>" * 5,
    ],
)
def test_a_list_of_who_is_reached_where_is_no_article(persons: str) -> None:
    title = "Danh bạ điện thoại của Văn phòng"
    with pytest.raises(NoArticle):
        find(f"<div>{MENU}</div><div><h1>{title}</h1>{persons}</div>{FOOT}", title)


@pytest.mark.parametrize(
    "words", [f"<p>{FIRST}</p>", f"<table><tr><td>{FIRST} {SECOND} {THIRD}</td></tr></table>"]
)
def test_an_article_with_the_phones_of_many_is_one(words: str) -> None:
    html = f"<div>{MENU}</div><div><h1>{TITLE}</h1>{words}<table>{STAFF}</table></div>{FOOT}"
    assert lines(find(html, TITLE))[1].startswith(FIRST)


def test_a_table_of_numbers_that_nobody_is_called_by_is_an_article() -> None:
    title = "Danh sách doanh nghiệp nợ thuế tháng sáu"
    rows = "".join(
        f"<tr><td>Công ty Sông Cầu {number}</td><td>010010910{number}</td><td>02.06.2023</td></tr>"
        for number in range(6)
    )
    html = f"<div>{MENU}</div><div><h1>{title}</h1><table>{rows}</table></div>{FOOT}"
    assert lines(find(html, title))[:2] == [title, "Công ty Sông Cầu 0"]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"{MENU}<h1>Oops! Không tìm thấy trang này.</h1><p>{SECOND}</p>{OTHERS}", "Báo tỉnh"),
        (f"{MENU}<h2>Lỗi</h2><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p>", "Báo"),
        ("<h1>Not Found</h1><p>The URL was not found on this server.</p>", "404 Not Found"),
        (f"{MENU}<h1>{TITLE}</h1><p>Nội dung đang được cập nhật.</p>{FOOT}", TITLE),
    ],
)  # fmt: skip
def test_a_page_that_says_it_is_missing_is_no_article(html: str, title: str) -> None:
    with pytest.raises(NoArticle):
        find(html, title)


def test_an_article_on_pages_that_are_missing_is_one() -> None:
    title = "Lỗi 404 là gì và cách khắc phục"
    first = (
        "Khi trang bạn tìm không tồn tại, hệ thống báo lỗi 404 và người dân cần xem lại địa chỉ."
    )
    html = f"<div>{MENU}</div><div><h1>{title}</h1><p>{first}</p><p>{SECOND}</p></div>{FOOT}"
    assert lines(find(html, title)) == [title, first, SECOND]


POLL = (
    "<div class='poll'><b>Thăm dò ý kiến</b><p>Bạn đánh giá thế nào về giao diện mới của cổng?</p>"
    "<input type='radio'> <label>Rất tốt</label></div>"
)


NUMBERS = "".join(f"<p>{number}/KH-TH</p>" for number in range(2, 50, 7))
FIELDS = "".join(
    f"<tr><td>{label}</td><td><input></td></tr>"
    for label in ("Số/Ký hiệu", "Cơ quan ban hành", "Trích yếu nội dung", "Ngày ban hành")
)


@pytest.mark.parametrize(
    "rest",
    [
        f"<marquee>{FIRST}</marquee>{POLL}<div class='thong-ke'>Đang online: 19<br>Hôm nay: 205"
        "<br>Tháng này: 7008<br>Tổng truy cập: 376725</div>",
        f"<div><img src='banner.jpg'></div><h4>Văn bản mới</h4>{NUMBERS}<div>{TITLE}</div>",
        f"<h1>{TITLE}</h1><a href='#chinh'>Bỏ qua và tới nội dung chính</a><table>{FIELDS}</table>",
    ],
    ids=["a line across and a poll", "all above the title", "a form"],
)
def test_what_is_left_of_a_home_page_is_no_article(rest: str) -> None:
    with pytest.raises(NoArticle):
        find(f"<div>{MENU}</div>{rest}<div>{OTHERS}</div>{FOOT}", TITLE)


CORRECTION = (
    "Trong bài “Người giữ lửa làng rèn” ra ngày 12/5/2025, chúng tôi đã ghi nhầm tên nghệ nhân là "
    "Nguyễn Văn Long. Tên đúng là Nguyễn Văn Lộc. Ban Biên tập thành thật xin lỗi nghệ nhân Nguyễn "
    "Văn Lộc, gia đình và bạn đọc."
)
ENTRIES = "".join(
    f"<div class='tin'><h4><a href='/{number}'>Hồ {place} thêm giờ thuyền dịp nghỉ hè</a></h4><i>"
    f"1{number}/3/2025</i><p>{SECOND}</p></div>"
    for number, place in enumerate(PLACES * 2)
)
LINKS = "".join(
    f"<li><a href='/{number}'>Hồ {place} thêm giờ thuyền dịp nghỉ hè</a></li>"
    for number, place in enumerate(PLACES * 4)
)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<div><h1>Đính chính</h1><p>{CORRECTION}</p></div><div>{ENTRIES}</div>", "Đính chính"),
        (f"<div>{ENTRIES}</div><div><h1>Đính chính</h1><p>{CORRECTION}</p></div>", "Đính chính"),
        (f"<div><h1>Đính chính</h1><p>{CORRECTION}</p><h3>Tin khác</h3>{ENTRIES}</div>", ""),
        (f"<main><aside>{ENTRIES}</aside><p>{CORRECTION}</p></main>", "Chi tiết tin"),
        (f"<div><b>Đính chính</b><p>{CORRECTION}</p></div><ul>{LINKS}</ul>", "Chi tiết tin"),
        (f"<table><tr><td><ul>{LINKS}</ul><td><b>Đính chính</b><br><br>{CORRECTION}</table>", ""),
        (f"<center><h2>ĐÍNH CHÍNH</h2>{CORRECTION}</center><table><tr><td>{ENTRIES}</table>", ""),
        (f"<div><i>1/3/2025</i><div>{CORRECTION}</div></div><div>{ENTRIES}</div>", "Báo tỉnh"),
        (f"<div><span>Đính chính</span><br>{CORRECTION}</div><ul>{LINKS}</ul>", "Báo tỉnh"),
        (f"<div><p>{CORRECTION}</p><p><b>CỔNG THÔNG TIN</b></p></div><div>{ENTRIES}</div>", "X"),
        (f"<section><p>{CORRECTION}</p></section><section>{ENTRIES}</section>", "Tin trong tỉnh"),
    ],
)
def test_however_many_teasers_stand_around_it_a_short_text_is_an_article(
    html: str, title: str
) -> None:
    found = " ".join(lines(find(f"<div>{MENU}</div>{html}{FOOT}", title)))
    assert CORRECTION in found
    assert SECOND not in found


FEEDS = "".join(f"<li><a href='/rss/{name}.rss'>{name}</a></li>" for name in PLACES)
VOTES = "".join(
    f"<tr><td>{answer}</td><td>48,2%</td><td>1.204 phiếu</td></tr>"
    for answer in ("Rất hài lòng", "Hài lòng", "Không hài lòng")
)
ROWS = "".join(
    f"<tr><td>1{number}/3/2025</td><td><a href='/{number}'>Hồ {place} thêm giờ thuyền</a></td></tr>"
    for number, place in enumerate(PLACES * 2)
)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<div><h1>RSS</h1><p>{FIRST} {SECOND} {THIRD}</p><ul>{FEEDS}</ul></div>", "RSS"),
        (f"<h2>Kết quả bình chọn</h2><p>Bạn có hài lòng với bộ phận một cửa của xã không?</p>"
         f"<table>{VOTES}</table><p>Tổng số phiếu: 3.612</p>", "Thăm dò"),
        (f"<table><tr><td><b>Tin hoạt động</b><br><table>{ROWS}</table></td></tr><tr><td>Văn phòng "
         "Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh</td></tr></table>", "Tin hoạt động"),
        (f"<div><video src='x'></video><div><h2>Hồ Ba Bể đón lượng nước kỷ lục</h2><p>{SECOND}</p>"
         f"</div></div><ul>{LINKS}</ul>", "Video"),
        (f"<h3>Đăng nhập hệ thống</h3><div>{LOGIN}</div><p>{FIRST} {SECOND} {THIRD}</p>",
         "Đăng nhập"),
        (f"<div><h1>Hồng Mai</h1><p>{SECOND}</p></div><ul>{LINKS}</ul>", "Hồng Mai"),
    ],
    ids=["feeds", "a poll", "a list under a title", "videos", "a login", "who writes"],
)  # fmt: skip
def test_a_few_words_beside_a_list_are_no_article(html: str, title: str) -> None:
    with pytest.raises(NoArticle):
        find(f"<div>{MENU}</div>{html}{FOOT}", title)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<h1>Cách đọc tin qua RSS</h1><p>{FIRST}</p><p><a href='/rss/tin.rss'>RSS</a></p>", ""),
        (f"<h1>Kết quả bình chọn cầu thủ</h1><p>{FIRST}</p><table>{VOTES}</table>", "Kết quả"),
        (f"<h1>{TITLE}</h1><p>2/6/2023</p><ul>{LINKS}</ul><p>{FIRST}</p>", TITLE),
        (f"<div><h2>Giấy mời dự hội nghị tỉnh</h2><p>{FIRST} <a href='/giay-moi.pdf'>Giấy mời</a>"
         f"</p></div><ul>{LINKS}</ul>", "Trang chủ"),
        (f"<div>{LOGIN}</div><h1>Đăng nhập bằng VNeID</h1>{BODY}", "Đăng nhập bằng VNeID"),
    ],
    ids=["on feeds", "on a poll", "a list below the date", "a file", "on logins"],
)  # fmt: skip
def test_a_few_words_beside_a_list_are_an_article_where_they_tell_something(
    html: str, title: str
) -> None:
    assert FIRST in " ".join(lines(find(f"<div>{MENU}</div>{html}{FOOT}", title)))


# ---- any page ------------------------------------------------------------------------------------


def test_ends_that_nothing_opened_and_starts_that_nothing_ends_are_put_right() -> None:
    found = find_article([End("p"), Start("div", {}), Start("b", {}), Text(FIRST), End("div")])
    assert lines(found) == [FIRST]
    assert_well_nested(found)


@pytest.mark.parametrize(
    "page",
    [
        [*[Start("div", {"class": "menu"})] * 5000, Text(FIRST), *[End("div")] * 5000],
        [*[Start("span", {})] * 5000, Text(FIRST), *[End("span")] * 5000],
        [*chain.from_iterable([[Start("p", {}), Text(FIRST), End("p")]] * 20_000)],
        [*chain.from_iterable([[Start("p", {}), Text("Tin liên quan"), End("p")]] * 20_000)],
        [*chain.from_iterable([[Start("h2", {}), Text(TITLE), End("h2")]] * 20_000)],
    ],
    ids=["deep blocks", "deep inlines", "paragraphs", "labels", "titles"],
)
def test_any_page_is_read_in_time_proportional_to_its_length(
    page: list[Start | End | Text],
) -> None:
    started = time.perf_counter()
    assert_well_nested(find_article(page, {"title": TITLE}))
    assert time.perf_counter() - started < 10


TEASERS = "".join(
    f"<article class='item'><h3><a href='/{place}'>Hồ {place} thêm giờ thuyền dịp nghỉ hè</a></h3>"
    f"<p><a href='/{place}'>Hồ {place} thêm giờ thuyền dịp nghỉ hè, nhiều người quan tâm.</a></p>"
    "</article>"
    for place in ("Ba Bể", "Nà Hang", "Thác Bà", "Núi Cốc", "Pa Khoang", "Đại Lải", "Tà Đùng")
)


def test_however_many_teasers_follow_in_its_column_the_article_is_found() -> None:
    found = find(
        f"{MENU}<div class='sidebar-1'><h1>{TITLE}</h1><article class='fck_detail'>{BODY}</article>"
        f"<div class='box'><h2>Cùng chuyên mục</h2>{TEASERS * 4}</div></div>{FOOT}",
        TITLE,
    )
    assert lines(found) == [TITLE, FIRST, SECOND, THIRD]


def test_a_chapter_of_paragraphs_between_line_breaks_below_links_is_an_article() -> None:
    chapter = "<br><br>".join((FIRST, SECOND, "— Về thôi!", THIRD, "Mưa vẫn rơi."))
    found = find(
        f"{MENU}<div class='container'><a href='/dn'>Đò Ngang Mùa Lũ</a><h2><a>Cây sào gãy đôi</a>"
        f"</h2><div><a>Chương trước</a><a>Chương tiếp</a></div><div>{chapter}</div></div>",
        "Chương 12 của truyện",
    )
    text = " ".join(lines(found))
    assert all(line in text for line in (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<h1>Kết quả tìm kiếm cho: hồ nước</h1><p>Tìm thấy khoảng 1.240 kết quả (0,2 giây)</p>",
         "Kết quả tìm kiếm"),
        ("<h1>Thể loại:Các hồ nước của Việt Nam</h1><p>Thể loại này chứa 60 trang sau, trên tổng "
         "số 60 trang.</p>", "Thể loại:Các hồ nước của Việt Nam"),
        ("<h1>Các hồ nước của tỉnh ta</h1><p>Có 60 bài viết, hiển thị từ bài 1 đến bài 10.</p>",
         "Các hồ nước của tỉnh ta"),
    ],
)  # fmt: skip
def test_a_line_that_counts_what_is_listed_is_no_article(head: str, title: str) -> None:
    with pytest.raises(NoArticle):
        find(f"{MENU}{head}{TEASERS}", title)


def test_parts_that_a_profile_does_not_name_are_found_all_the_same(tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('name = "x"\nbody = ["#noi-dung"]')
    found = find(f"<h1>Tin</h1><div id='noi-dung'>{BODY}</div>", profile=profile)
    assert parts(found)["title"] == "Tin"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (f'name = "x"\nbody = ["{".a " * 5000}"]', "a selector of 15000 characters"),
        (f'name = "x"\nbody = ["{":not(" * 5000}"]', "a selector of 25000 characters"),
        (f'name = "x"\nbody = ["{":not(" * 150}"]', "a selector of too many parts"),
        (f'name = "x"\nbody = ["{"a>" * 400}a"]', "a selector of too many parts"),
        (f"name = {'[' * 5000}", "lists in lists"),
        ("#" * 256_001, "larger than 256 kB"),
        ('name = "x"\nbody = ["[]"]', r"none \('\[\]': expected attribute name, got nothing\)"),
    ],
)
def test_a_hostile_profile_is_refused_in_one_line(source: str, fault: str, tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text(source)
    with pytest.raises(WrongUse, match=fault) as caught:
        find(BODY, profile=profile)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("line", "date", "author"),
    [
        ("<span class='name-au'>Hậu Nguyễn</span><span class='date'>Thứ Hai, 08/07/2024, 10:00"
         "</span>", "Thứ Hai, 08/07/2024, 10:00", "Hậu Nguyễn"),
        ("Submitted by <span>hanhchinh</span> on T3, 02/14/2017 - 09:30",
         "T3, 02/14/2017 - 09:30", "hanhchinh"),
        ("<span>05/02/2016</span><span>(Xem: 9087)</span>", "05/02/2016", None),
        ("<span>QĐND - </span><span>Thứ Sáu, 15/09/2017 | 21:06</span>",
         "Thứ Sáu, 15/09/2017 | 21:06", None),
    ],
)  # fmt: skip
def test_the_date_of_a_line_is_apart_from_who_wrote_it(
    line: str, date: str, author: str | None
) -> None:
    found = find(
        f"{MENU}<h1>{TITLE}</h1><div class='meta'>{line}</div><div>{BODY}</div>{FOOT}", TITLE
    )
    assert (parts(found)["date"], parts(found).get("author")) == (date, author)


@pytest.mark.parametrize(
    ("above", "author"),
    [
        ("<div class='block_left'><span>Thứ hai, 27/10/2014 | 09:12</span></div>", None),
        ("<div class='details__author'><h4><a href='/1'>Lam Yên</a></h4></div>"
         "<div><time>09:12, 27/10/2014</time> <span>3</span></div>", "Lam Yên"),
    ],
)  # fmt: skip
def test_date_and_author_right_above_the_title_are_the_articles(
    above: str, author: str | None
) -> None:
    found = find(
        f"{MENU}<div>{above}<div><h1>{TITLE}</h1></div><div>{BODY}</div></div>{FOOT}", TITLE
    )
    assert "27/10/2014" in parts(found)["date"]
    assert parts(found).get("author") == author


def test_title_and_date_are_lines_of_their_own_between_line_breaks() -> None:
    found = find(
        f"{MENU}<div><span>Kinh tế</span><br><span class='TitleDetail'>{TITLE}</span><br>"
        f"<span class='DateDetail'>08:41, 02/11/2012</span><br><div>{BODY}</div></div>{FOOT}",
        "Báo tỉnh",
    )
    assert parts(found)["title"] == TITLE
    assert parts(found)["date"] == "08:41, 02/11/2012"


def test_what_stands_outside_of_the_lines_across_a_page_is_not_the_article() -> None:
    found = find(
        "<table><tr><td>Thư viện</td><td><a href='/'>Trang chủ</a></td></tr></table><hr>"
        f"<div><p>Ý nghĩa quy y</p>{BODY}</div><hr>"
        "<p>[<a href='/m'>Trở về trang thư mục</a>]<br>last updated: 12-08-2003</p>",
        "Quy y",
    )
    assert lines(found)[-3:] == [FIRST, SECOND, THIRD]
    assert "Trang chủ" not in lines(found)


def test_what_an_article_says_in_a_footer_of_its_own_stays() -> None:
    found = find(
        f"{MENU}<article><h1>{TITLE}</h1>{BODY}<footer><p>Bản dịch theo bản Pāli.</p></footer>"
        f"</article><footer><a href='/l'>Liên hệ</a></footer>",
        TITLE,
    )
    assert lines(found) == [TITLE, FIRST, SECOND, THIRD, "Bản dịch theo bản Pāli."]


@pytest.mark.parametrize(
    "files",
    [
        "Tệp đính kèm: <a href='/x.docx'>mau-don.docx</a>",
        "<b>Tệp đính kèm:</b><ul><li><a href='/x.docx'>mau-don.docx</a></li></ul>",
    ],
)
def test_the_files_below_the_body_belong_to_the_article(files: str) -> None:
    found = find(
        f"{MENU}<div><h1>{TITLE}</h1><div>{BODY}</div><div>{files}</div></div>{OTHERS}", TITLE
    )
    assert " ".join(lines(found)[4:]) == "Tệp đính kèm: mau-don.docx"


def test_two_tools_on_one_line_are_no_more_the_article_than_one() -> None:
    found = find(
        f"{MENU}<div><h1>{TITLE}</h1>{BODY}<div><a href='/g'>Gửi cho bạn bè</a> "
        f"<a href='/i'>In tin</a></div></div>{OTHERS}",
        TITLE,
    )
    assert lines(found) == [TITLE, FIRST, SECOND, THIRD]


def test_whether_it_was_of_use_is_no_part_of_the_article() -> None:
    vote = "<div>Bạn thấy bài viết này hữu ích không? <button>Có</button></div>"
    html = f"{MENU}<div><h1>{TITLE}</h1>{BODY}{vote}</div>{OTHERS}"
    assert lines(find(html, TITLE)) == [TITLE, FIRST, SECOND, THIRD]


def test_a_line_that_runs_across_the_page_is_no_part_of_the_article() -> None:
    ticker = "<marquee>Chào mừng kỷ niệm 75 năm ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi</marquee>"
    html = f"{MENU}<div>{ticker}<h1>{TITLE}</h1>{BODY}</div>{FOOT}"
    assert lines(find(html, TITLE)) == [TITLE, FIRST, SECOND, THIRD]
