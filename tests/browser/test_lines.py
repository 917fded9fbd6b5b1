"""Lines on the screen end between words, and nothing else about the text changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import rendered

import readable
from browser.webkit import find_webkit, started
from readable import widget
from readable.article import Paragraph, runs_text
from readable.markup import Markup, document, element, join
from readable.preferences import LADDER
from readable.typefaces import typefaces

OpenPage = Callable[..., Page]
SCALES = (87, 100, 150, 200, 300, 400)

ACCESSIBLE_TEXT = """() => [...document.querySelectorAll("main :is(p, h1, li, figcaption, td, th)")]
  .map((one) => one.textContent)"""
COPIED = """() => { getSelection().selectAllChildren(document.querySelector("main"));
                  return getSelection().toString(); }"""

FOUND = "(phrase) => { getSelection().removeAllRanges(); return window.find(phrase); }"


@pytest.fixture(scope="module")
def marked() -> list[rendered.Marked]:
    return list(rendered.paragraphs(""))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, marked: list[rendered.Marked]) -> Path:
    path = tmp_path_factory.mktemp("lines")
    article = rendered.article_of(marked)
    for scale in SCALES:
        page = readable.to_html(article, readable.Preferences(scale=scale), standalone=True)
        (path / f"{scale}.html").write_text(page, encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_hardly_a_line_ends_inside_a_word_or_a_unit(
    width: int,
    marked: list[rendered.Marked],
    folder: Path,
    serve: Callable[[Path], str],
    open_page: OpenPage,
) -> None:
    page = open_page(width=width, height=900)
    address = serve(folder)
    tallies = [rendered.rendered(page, marked, f"{address}/{scale}.html") for scale in SCALES]
    assert max(one.overflow for one in tallies) == 0
    bad = sum(one.word + one.unit + one.token for one in tallies)
    # Chromium by itself: 39 %.
    assert bad <= 0.015 * sum(one.ends for one in tallies)


def test_the_text_is_copied_found_and_read_as_it_was(
    serve: Callable[[Path], str], open_page: OpenPage, tmp_path: Path
) -> None:
    example = Path("examples/article.html").read_text(encoding="utf-8")
    article = readable.read_article(example.replace("</article>", FORMATTED + FEES + "</article>"))
    assert readable.read_article(FORMATTED).blocks[0] in article.blocks
    found: dict[str, Any] = {}
    for breaking in ("first-fit", "balanced"):
        html = readable.to_html(article, readable.Preferences(breaking=breaking), standalone=True)
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        page = open_page(width=400, height=800)
        page.goto(f"{serve(tmp_path)}/page.html")
        spans = page.evaluate("document.querySelectorAll('.readable-break').length")
        assert (spans > 100) == (breaking == "balanced")
        client = page.context.new_cdp_session(page)
        nodes = client.send("Accessibility.getFullAXTree")["nodes"]
        found[breaking] = (
            page.evaluate(ACCESSIBLE_TEXT),
            page.evaluate(COPIED),
            "".join(
                node["name"]["value"]
                for node in nodes
                if node.get("role", {}).get("value") == "StaticText" and not node["ignored"]
            ),
            page.evaluate(FOUND, "các phong trào thi đua yêu nước trên địa bàn tỉnh"),
        )
    assert found["balanced"] == found["first-fit"]
    assert found["balanced"][3] is True


def test_a_word_wider_than_its_column_lets_go_and_holds_again(
    serve: Callable[[Path], str], open_page: OpenPage, tmp_path: Path
) -> None:
    article = readable.read_article("<p>Quyết định 946/QĐ-UBND của Ủy ban nhân dân tỉnh</p>")
    html = readable.to_html(article, readable.Preferences(scale=200), standalone=True)
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    page = open_page(width=300, height=800)
    page.goto(f"{serve(tmp_path)}/page.html")
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate(LINES, "article p") == [
        "Quyết định |946/QĐ-UBND |của Ủy ban |nhân dân tỉnh"
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= 300
    page.set_viewport_size({"width": 480, "height": 800})
    page.wait_for_function(
        f"({LINES})('article p')[0] === 'Quyết định 946/QĐ-UBND |của Ủy ban nhân dân tỉnh'"
    )


# Every line of every block, where it ends on the screen; of a list's item, without the list in it.
LINES = """(selector) => [...document.querySelectorAll(selector)].map((block) => {
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let [last, shown] = [null, ""];
    while (texts.nextNode()) {
        const text = texts.currentNode;
        for (let at = 0; at < text.length; at += 1) {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            const { top, bottom } = range.getBoundingClientRect();
            const ends = text.data[at] !== " " && last !== null && (top + bottom) / 2 > last + 2;
            shown += (ends ? "|" : "") + text.data[at];
            last = text.data[at] === " " ? last : (top + bottom) / 2;
        }
    }
    return shown;
})"""

FORMATTED = """<p>Ngày <b>02/06/2023</b> tại <b>tỉnh Bắc</b> Kạn đã tổ <i>chức hội</i> nghị của
Ủy ban <a href="https://a.vn/">nhân </a>dân tỉnh <em>Bắc </em><b>Kạn</b>, do <i>tổ chức</i>.</p>"""
FEES = """<table><tr><th>Loại hồ sơ<th>Thời hạn giải quyết<th>Nơi nộp<tr>
<td>Cấp phép xây dựng nhà ở riêng lẻ tại nông thôn<td>20 ngày làm việc kể từ ngày nhận đủ hồ sơ
<td>Trung tâm Phục vụ hành chính công tỉnh Bắc Kạn, số 11 Trường Chinh</table>"""


def set_page(page: Page, html: str, scale: int, breaking: str = "balanced") -> None:
    article = readable.read_article(html)
    chosen = readable.Preferences(scale=scale, breaking=breaking)
    # The page before would let nothing be written into it: its policy wants trusted types.
    page.goto("about:blank")
    page.set_content(readable.to_html(article, chosen, standalone=True))
    page.evaluate("document.fonts.ready.then(() => null)")


@pytest.mark.parametrize("width", [320, 375, 480, 768])
def test_a_word_that_is_formatted_in_part_stays_whole(width: int, open_page: OpenPage) -> None:
    page = open_page(width=width, height=800)
    for scale in SCALES[:4]:
        set_page(page, FORMATTED, scale)
        (shown,) = page.evaluate(LINES, "article p")
        lines = [line.strip() for line in shown.split("|")]
        assert " ".join(lines) == page.locator("article p").inner_text()
        for word in ("02/06/2023", "Bắc Kạn", "tổ chức", "hội nghị", "Ủy ban", "nhân dân"):
            assert sum(line.count(word) for line in lines) == shown.replace("|", "").count(word)


def test_words_stay_whole_in_cells_and_no_table_grows_out_of_its_column(
    open_page: OpenPage,
) -> None:
    page = open_page(width=700, height=800)
    widths = """() => ["table", ".readable-scroll"]
        .map((one) => document.querySelector(one).getBoundingClientRect().width)"""
    for width in (320, 500, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scale in (100, 200, 400):
            set_page(page, FEES, scale, "first-fit")
            before = max(page.evaluate(widths))
            set_page(page, FEES, scale)
            # Chromium rounds the width of each piece of a line up to 1/64 px.
            assert page.evaluate(widths)[0] <= before + 0.1
    page.set_viewport_size({"width": 700, "height": 800})
    set_page(page, FEES, 100)
    cells = page.evaluate(LINES, "td")
    parted = {
        word
        for word in (
            "xây dựng",
            "nông thôn",
            "làm việc",
            "hồ sơ",
            "Trung tâm",
            "Phục vụ",
            "hành chính",
            "Bắc Kạn",
            "Trường Chinh",
        )
        if not any(word in cell for cell in cells)
    }
    assert parted == set()


def test_a_date_or_a_number_wider_than_its_column_is_parted_at_its_signs(
    open_page: OpenPage,
) -> None:
    page = open_page(width=320, height=800)
    set_page(page, "<p>02/06/2023<p>75.000.000<p>946/QĐ-UBND", 400)
    assert page.evaluate(LINES, "article p") == ["02/06/|2023", "75.000.|000", "946/|QĐ-|UBND"]
    page.set_viewport_size({"width": 768, "height": 800})
    page.wait_for_function(f"({LINES})('article p').join() === '02/06/2023,75.000.000,946/QĐ-UBND'")


Lines = dict[str, list[str]]
EXAMPLE = readable.read_article(Path("examples/article.html").read_bytes())
MIXED = readable.read_article("""<p>Theo <b>Nghị</b> quyết số <a href="https://a.vn">01/2023/NĐ-CP
</a>của <em>Chính phủ</em>, <mark>mục tiêu quan trọng</mark> là <code>TTHC-01</code>; xem thêm ở
https://thutuchanhchinh.backan.gov.vn/nop-ho-so-truc-tuyen?ma=1.500.<br>Kinh tế - xã hội giai đoạn
2021 – 2023 — và mọi việc khác các cấp, các ngành đã làm.
<ul><li>Một là tăng cường công tác tuyên truyền, vận động nhân dân<ul><li>hai bản sao có chứng thực
của Ủy ban nhân dân xã, phường, thị trấn nơi cư trú</ul><li>Hai là đổi mới nội dung, hình thức</ul>
<ol start="8"><li>Căn cước công dân còn giá trị sử dụng của người nộp hồ sơ<li>Giấy tờ khác</ol>
<p>- Tăng cường công tác tuyên truyền, vận động nhân dân thực hiện tốt các chủ trương của Đảng.</p>
<p>- Đổi mới nội dung, hình thức tổ chức các phong trào thi đua cho phù hợp với thực tế.</p>
<blockquote><p>Thi đua là yêu nước, yêu nước thì phải thi đua. Và những người thi đua là những người
yêu nước nhất.</p></blockquote><h2>PHÁT HUY TRUYỀN THỐNG YÊU NƯỚC, ĐẨY MẠNH THI ĐUA</h2>
<dl><dt>UBND<dd>Ủy ban nhân dân là cơ quan hành chính nhà nước ở địa phương</dl>""")
# The fonts are there, and what they changed is painted.
SETTLED = """() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))
    .then(() => new Promise(requestAnimationFrame))"""


def lines_on_screen(page: Page, selector: str) -> Lines:
    """The lines of each paragraph, by its text."""
    page.evaluate(SETTLED)
    shown = [text.split("|") for text in page.evaluate(LINES, selector)]
    return {"".join(lines): [line.strip() for line in lines] for lines in shown}


def lines_of_picture(
    article: readable.Article, chosen: readable.Preferences, width: int, margin: int
) -> Lines:
    paper = readable.Paper(width, None, margin)
    blocks: dict[int, list[str]] = {}
    for image_page in readable.to_images(article, chosen, paper=paper).pages:
        for line in image_page.lines:
            if line.block >= 0:
                blocks.setdefault(line.block, []).append(line.text)
    # On the screen a <br> is no letter.
    return {
        "".join(lines).replace("\n", ""): [line.strip() for line in lines]
        for lines in blocks.values()
    }


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a page of a portal that has the toolbar, around an article; answers its folder."""
    folder = tmp_path_factory.mktemp("portal")
    (folder / "fonts").mkdir()
    for name in (*widget.FILES, *widget.ARTICLE_FILES):
        (folder / name).write_bytes(widget.file(name))
    for face in typefaces().values():
        for web in face.web:
            (folder / "fonts" / web.path.name).write_bytes(web.path.read_bytes())

    def write(content: Markup, looks: str = "") -> Path:
        head = (
            element("meta", charset="utf-8"),
            widget.head_tags(""),
            widget.article_tags(""),
            element("style", "body { margin: 0 }" + looks),
        )
        box = element("div", content, id="noi-dung")
        text = document(head, (widget.toolbar("noi-dung"), box), lang="vi")
        (folder / "page.html").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.mark.parametrize("breaking", ["balanced", "careful"])
@pytest.mark.parametrize(("width", "margin"), [(320, 10), (375, 11), (800, 24), (1280, 32)])
def test_html_under_the_toolbar_and_a_picture_have_the_same_lines(
    width: int,
    margin: int,
    breaking: str,
    portal: Callable[..., Path],
    serve: Callable[[Path], str],
    open_page: OpenPage,
) -> None:
    """Also titles, captions, lists and what is in bold, at each size, in a column as wide."""
    blocks = ".readable :is(p, h1, h2, figcaption, li, dt, dd)"
    for article in (EXAMPLE, MIXED):
        fragment = readable.to_html(article, readable.Preferences(breaking=breaking))
        page = open_page(width=width, height=900)
        page.goto(f"{serve(portal(Markup(fragment)))}/page.html")
        for scale in LADDER[LADDER.index(100) + 1 :]:
            page.get_by_role("button", name="Tăng cỡ chữ").click()
            if article is MIXED and width <= 8 * 16 * scale / 100:
                break  # the markers of lists stand in their lines, of which pictures know nothing
            chosen = readable.Preferences(scale=scale, breaking=breaking)
            picture = lines_of_picture(article, chosen, width, margin)
            shown = lines_on_screen(page, blocks)
            told = {text: lines for text, lines in picture.items() if text in shown}
            assert len(told) >= 11
            assert {text: shown[text] for text in told} == told, scale
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_webkit_has_the_lines_of_the_font_that_came(
    portal: Callable[..., Path], serve: Callable[[Path], str]
) -> None:
    # It tells of no font that came, and measured another. At 400 % the whole pixels in which it
    # sets letters make no line of the example too wide.
    if not find_webkit():
        pytest.skip("no WebKitGTK: bash tests/run.sh installs webkit2gtk-driver and xvfb")
    folder = portal(Markup(readable.to_html(EXAMPLE)))
    page = folder / "page.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<html", '<html data-readable-scale="400"'), encoding="utf-8")
    picture = lines_of_picture(EXAMPLE, readable.Preferences(scale=400), 800, 24)
    with started() as webkit:
        webkit.resize(800, 900)
        webkit.resize(1600 - webkit.ask("return innerWidth"), 900)
        webkit.visit(f"{serve(folder)}/page.html")
        shown = webkit.ask(
            f"""const lines = () => ({LINES})(".readable :is(p, h1, figcaption)");
            const wanted = {json.dumps(picture)};
            const isAsWanted = (one) => String(one.split("|").map((line) => line.trim()))
                === String(wanted[one.replaceAll("|", "")]);
            for (let at = 0; at < 100 && !lines().every(isAsWanted); at += 1) {{
                await new Promise((done) => setTimeout(done, 50));
            }}
            return lines();"""
        )
    told = {one.replace("|", ""): [line.strip() for line in one.split("|")] for one in shown}
    assert len(told) >= 15
    assert {one: picture[one] for one in told} == told


@pytest.mark.parametrize(("width", "margin"), [(375, 11), (800, 24), (1280, 32)])
def test_html_a_portals_own_text_and_a_picture_have_the_same_lines(
    width: int,
    margin: int,
    portal: Callable[..., Path],
    serve: Callable[[Path], str],
    open_page: OpenPage,
) -> None:
    """At 150 %, in the same font and a column of the same width, each line filled."""
    paragraphs = [one for one in EXAMPLE.blocks if isinstance(one, Paragraph) and not one.role]
    filled = readable.Preferences(scale=150, breaking="first-fit")
    picture = lines_of_picture(EXAMPLE, filled, width, margin)
    fragment = readable.to_html(EXAMPLE, readable.Preferences(breaking="first-fit"))
    column_px = min(width - 2 * margin, round(1.5 * 16 * readable.Preferences().measure_em))
    own = join(element("p", runs_text(one.runs)) for one in paragraphs)
    looks = f'#noi-dung {{ font: 16px/1.6 "Readable Sans"; width: {column_px}px }}'
    for name, content, style in (("fragment", Markup(fragment), ""), ("own", own, looks)):
        page = open_page(width=width, height=900)
        page.goto(f"{serve(portal(content, style))}/page.html")
        for _ in ("112", "125", "150"):
            page.get_by_role("button", name="Tăng cỡ chữ").click()
        page.wait_for_function(
            """(px) => document.fonts.status === "loaded"
                && document.querySelector("#noi-dung p").getBoundingClientRect().width === px""",
            arg=column_px,
        )
        shown = lines_on_screen(page, "#noi-dung p")
        assert len(paragraphs) >= 10
        for paragraph in paragraphs:
            text = runs_text(paragraph.runs)
            if name == "own" and "946/QĐ-UBND" in text:
                continue  # Chromium may end a line behind the hyphen, and nothing tells it not to.
            assert shown[text] == picture[text], name


def test_a_portal_without_a_policy_for_styles_takes_the_script_from_a_file(
    serve: Callable[[Path], str], open_page: OpenPage, tmp_path: Path
) -> None:
    from readable.markup import script, stylesheet

    article = readable.read_article("<p>Tỉnh Bắc Kạn tổ chức <b>hội</b> nghị</p>")
    (tmp_path / "readable.js").write_text(script("lines.js"), encoding="utf-8")
    (tmp_path / "readable.css").write_text(stylesheet("fonts/"), encoding="utf-8")
    (tmp_path / "page.html").write_text(
        "<!doctype html><meta charset=utf-8><title>Tin</title>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'self';"
        " require-trusted-types-for 'script'; trusted-types 'none'\">"
        "<link rel=stylesheet href=readable.css><script src=readable.js defer></script>"
        + readable.to_html(article),
        encoding="utf-8",
    )
    page = open_page(width=130, height=800)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{serve(tmp_path)}/page.html")
    assert page.evaluate(LINES, "article p") == ["Tỉnh |Bắc Kạn |tổ chức |hội nghị"]
    # The fonts and the icon are not there.
    assert [fault for fault in faults if "404" not in fault] == []


def test_a_style_of_the_readers_own_makes_no_page_wider(
    serve: Callable[[Path], str], open_page: OpenPage, tmp_path: Path
) -> None:
    from readable.markup import script, stylesheet

    article = readable.read_article(Path("examples/article.html").read_bytes())
    (tmp_path / "readable.js").write_text(script("lines.js"), encoding="utf-8")
    (tmp_path / "readable.css").write_text(stylesheet("fonts/"), encoding="utf-8")
    (tmp_path / "page.html").write_text(
        "<!doctype html><meta charset=utf-8><title>Tin</title>"
        "<link rel=stylesheet href=readable.css><script src=readable.js defer></script><body>"
        + readable.to_html(article, readable.Preferences(scale=400)),
        encoding="utf-8",
    )
    page = open_page(width=320, height=800)
    page.goto(f"{serve(tmp_path)}/page.html")
    # The spacing of WCAG 2.2, 1.4.12, as a reader's bookmarklet sets it.
    page.add_style_tag(
        content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important;"
        " line-height: 1.5 !important } p { margin-bottom: 2em !important }"
    )
    page.wait_for_function("document.documentElement.scrollWidth <= 320")
    page.add_style_tag(content="article * { font-family: monospace !important }")
    page.wait_for_function("document.documentElement.scrollWidth <= 320")
    page.add_style_tag(content="article p { letter-spacing: 0.2em !important }")
    page.wait_for_function("document.documentElement.scrollWidth <= 320")


def test_a_paragraph_that_a_translator_writes_into_wraps_by_itself(open_page: OpenPage) -> None:
    page = open_page(width=400, height=800)
    page.set_content(readable.to_html(EXAMPLE, standalone=True))
    held = "document.querySelectorAll('.readable-set').length"
    before = page.evaluate(held)
    page.evaluate(
        """() => {
            const texts = document.createTreeWalker(document.querySelectorAll("article p")[2], 4);
            while (texts.nextNode()) {
                texts.currentNode.data = " a sentence in a language of much longer sentences ";
            }
        }"""
    )
    page.wait_for_function(f"{held} === {before - 1}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_on_paper_words_stay_whole_and_afterwards_the_lines_are_as_before(
    open_page: OpenPage,
) -> None:
    page = open_page(width=900, height=800)
    page.set_content(readable.to_html(EXAMPLE, readable.Preferences(scale=200), standalone=True))
    before = lines_on_screen(page, "article p")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 620, "height": 800})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = lines_on_screen(page, "article p")
    for text, lines in printed.items():
        for word in ("Bắc Kạn", "phong trào", "Phương Thị Thanh", "Hội nghị", "946/QĐ-UBND"):
            assert sum(line.count(word) for line in lines) == text.count(word)
    assert page.evaluate("document.documentElement.scrollWidth") <= 620
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 900, "height": 800})
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert lines_on_screen(page, "article p") == before


def test_an_article_that_comes_later_and_is_formatted_has_whole_words(
    serve: Callable[[Path], str], open_page: OpenPage, tmp_path: Path
) -> None:
    from readable.markup import script, stylesheet

    (tmp_path / "readable.js").write_text(script("lines.js"), encoding="utf-8")
    (tmp_path / "readable.css").write_text(stylesheet("fonts/"), encoding="utf-8")
    (tmp_path / "page.html").write_text(
        "<!doctype html><meta charset=utf-8><title>Tin</title><link rel=stylesheet"
        " href=readable.css><body><script src=readable.js></script><div id=place></div>",
        encoding="utf-8",
    )
    page = open_page(width=130, height=800)
    page.goto(f"{serve(tmp_path)}/page.html")
    html = readable.to_html(readable.read_article("<p>Tỉnh Bắc Kạn nay tổ chức Hội nghị</p>"))
    page.evaluate(
        "(html) => { document.querySelector('#place').innerHTML = html }",
        html.replace("nay tổ", "nay\n      tổ"),
    )
    page.wait_for_function(
        f"({LINES})('article p')[0].split('|').map((one) => one.trim()).join('|')"
        " === 'Tỉnh|Bắc Kạn|nay\\n      tổ chức|Hội nghị'"
    )
