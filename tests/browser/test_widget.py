"""The toolbar in portals' pages: in Chromium, and what every browser does alike in Firefox too."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from types import SimpleNamespace
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pypdfium2
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Frame, Page, Route

from browser.chromium import find_chromium
from browser.conftest import CHROMIUM_ARGUMENTS
from browser.portal import KINDS, PROSE, SHEETS, portal
from browser.webkit import WebKit, find_webkit, started
from readable import widget
from readable.cli import main
from readable.preferences import LADDER, SCHEMA
from readable.typefaces import typefaces
from readable.widget.build import build
from readable.widget.serving import Wsgi

HERE = Path(__file__).parent
PROBES = (HERE / "probes.js").read_text(encoding="utf-8")
LARGER, SMALLER, RESET = "Tăng cỡ chữ", "Giảm cỡ chữ", "Cỡ chữ ban đầu"
# Says nothing till article.js has fitted the article to its size.
FITTED = (
    "getComputedStyle(document.querySelector('#noi-dung')).getPropertyValue('--readable-least')"
)
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
    " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)

Answer = tuple[str, dict[str, str]]
OpenPage = Callable[..., Page]


class Site:
    """A portal in memory: pages by their paths, and the toolbar's files, or a script that fails."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.files: dict[str, bytes | None] = {}
        # Files that are only answered when a test says so.
        self.held: dict[str, Any] = {}
        self.asked: list[str] = []
        self.pause = 0.0
        self.address = ""

    def put(self, name: str, html: str, **headers: str) -> None:
        self.pages[f"/{name}"] = (html, headers)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterator[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        if path in self.pages:
            html, given = self.pages[path]
            named = [(name.replace("_", "-"), value) for name, value in given.items()]
            start("200 OK", [("Content-Type", "text/html; charset=utf-8"), *named])
            for piece in re.split(r"(?=<body>|<header>|<readable-toolbar|<div class=\"news)", html):
                yield piece.encode()
                time.sleep(self.pause)
            return
        name = path.removeprefix("/readable/")
        if name in self.held:
            self.held[name].wait(30)
        try:
            content = self.files[name] if name in self.files else widget.file(name)
        except KeyError:
            content = None
        kind = "text/css" if name.endswith("css") else "text/javascript"
        kind = "font/woff2" if name.endswith("woff2") else kind
        headers = [("Content-Type", kind), ("Access-Control-Allow-Origin", "*")]
        start("404 Not Found" if content is None else "200 OK", headers)
        yield content or b""


@contextmanager
def answered(application: Any) -> Iterator[str]:
    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """A test says itself what went wrong."""

    # A browser opens connections in advance: one at a time, they would wait for each other.
    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    with make_server("127.0.0.1", 0, application, Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    with answered(one) as one.address:
        yield one


Visit = Callable[..., Page]


@pytest.fixture
def visit(open_page: OpenPage, site: Site) -> Iterator[Visit]:
    """`visit("px")` opens a portal's page; what a page complains of fails the test."""
    complaints: list[str] = []

    def open_one(name: str = "page", *, quiet: bool = True, **options: Any) -> Page:
        page = open_page(**options)
        if quiet:
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{site.address}/{name}")
        return page

    yield open_one
    assert complaints == []


def press(page: Page, name: str, times: int = 1) -> None:
    for _ in range(times):
        page.get_by_role("button", name=name).dispatch_event("click")


def scale(page: Page) -> int:
    return int(page.evaluate("Number(document.documentElement.dataset.readableScale) || 100"))


def zoom(page: Page, selector: str = "#noi-dung") -> float:
    """How many times its size the article's text has."""
    return float(
        page.evaluate(
            "(selector) => getComputedStyle(document.querySelector(selector)).zoom", selector
        )
    )


def put_at(page: Page, size: int | None) -> None:
    """Says the size on `<html>`, as a portal's own script may; or takes it back."""
    page.evaluate(
        """(size) => {
            const { dataset } = document.documentElement;
            size ? (dataset.readableScale = size) : delete dataset.readableScale;
            return probes.frame();
        }""",
        size,
    )


def settle(page: Page | Frame) -> None:
    """Until a hand is at the bar, and what is done while nothing else is to be done is done."""
    page.evaluate(PROBES)
    page.evaluate("probes.hand()")
    page.evaluate(
        "new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 3000 }), 120))"
    )


# ---- the files --------------------------------------------------------------------------------


def test_the_files_are_what_the_sources_make(tmp_path: Path) -> None:
    build(tmp_path)
    built = Path(widget.__file__).parent / "built"
    # What a portal serves, and the script inside of a page of its own.
    names = {*widget.FILES, "standalone.js"}
    assert {one.name for one in tmp_path.iterdir()} == names
    for name in names:
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes(), name


# ---- size -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_kind_of_text_grows_alike_and_nothing_else_moves(
    visit: Visit, site: Site, sheet: str
) -> None:
    site.put("page", portal(sheet, kinds=True, late=True, size=3000))
    page = visit()
    settle(page)
    page.evaluate(PROBES)
    found = page.evaluate("probes.spread()")
    assert found["texts"] > 90
    assert found["sizes"] == list(LADDER)
    assert found["worst"] < 0.01, found
    assert found["moved"] == []
    assert page.evaluate("probes.drift()") == {"drift": 0, "same": True}
    page.set_viewport_size({"width": 320, "height": 640})
    sideways = page.evaluate("probes.overflow()")["at"]
    assert set(sideways.values()) == {0}


# What a portal may say of its article's own box.
BOXES = {
    "most per cent": "max-width: 90%",
    "most all": "max-width: 100%; padding: 0 15px",
    "least per cent": "min-width: 50%",
    "pixels": "width: 240px; margin-left: 30px",
    "less pixels": "width: calc(100% - 30px); margin: 0 calc(1% + 5px)",
    "the lesser": "width: min(600px, 100%); margin: 0 auto; padding: 0",
    "most mixed": "max-width: calc(50% + 40px); margin: auto",
    "most in letters": "max-width: 40ch; margin: 0 auto; padding: 0",
    "basis": "flex: 0 0 250px; padding: 0",
}


@pytest.mark.parametrize("rules", BOXES.values(), ids=BOXES)
def test_the_article_stays_as_wide_whatever_its_portal_says_of_its_box(
    visit: Visit, site: Site, rules: str
) -> None:
    # In an attribute, which the article keeps as it was.
    sheet = f"<style>main > div {{ display: {'flex' if 'flex' in rules else 'block'} }}</style>"
    page_html = portal("word", size=2000, extra=sheet)
    page_html = page_html.replace('<div class="news"', f"<div><div style='{rules}' class=\"news\"")
    site.put("page", page_html.replace("</div></main>", "</div></div></main>"))
    at = """(() => {
        const { left, width } = document.querySelector("#noi-dung").getBoundingClientRect();
        return [left, width];
    })()"""
    for width in (320, 1280):
        page = visit(width=width)
        settle(page)
        html = page.locator("#noi-dung").evaluate("(one) => one.outerHTML")
        before = page.evaluate(at)
        for name, times in ((LARGER, 4), (LARGER, 5), (RESET, 1)):
            press(page, name, times)
            settle(page)
            assert page.evaluate(at) == pytest.approx(before, abs=0.6), scale(page)
        assert page.locator("#noi-dung").evaluate("(one) => one.outerHTML") == html


def test_an_article_stays_in_the_middle_of_a_column_that_becomes_narrower(
    visit: Visit, site: Site
) -> None:
    middle = "<style>#noi-dung { width: min(600px, 100%); margin: 0 auto; padding: 0 }</style>"
    site.put("page", portal("word", size=2000, extra=middle))
    page = visit()
    settle(page)
    press(page, LARGER, 5)
    page.evaluate("document.body.style.width = '800px'")
    left = page.evaluate("document.querySelector('#noi-dung').getBoundingClientRect().left")
    assert left == pytest.approx(100, abs=0.6)


def test_an_article_that_a_portal_put_at_a_place_of_its_own_stays_there(
    visit: Visit, site: Site
) -> None:
    own = """<style>main { position: relative; height: 2000px }
        #noi-dung { position: absolute; top: 220px; left: 40px; right: 10px }</style>"""
    site.put("page", portal("rem", size=2000, extra=own))
    place = """(() => {
        const { left, top } = document.querySelector("#noi-dung").getBoundingClientRect();
        return [left, top, document.documentElement.scrollWidth];
    })()"""
    page = visit(width=320)
    settle(page)
    before = page.evaluate(place)
    for size in (125, 200, 400):
        put_at(page, size)
        assert page.evaluate(place) == pytest.approx(before, abs=0.6), size


def test_an_article_that_is_shown_later_is_as_wide_as_its_portal_says(
    visit: Visit, site: Site
) -> None:
    hidden = "<style>.cot { display: none } #noi-dung { width: 70%; padding: 0 }</style>"
    site.put("page", portal("word", size=2000, extra=hidden))
    page = visit()
    page.evaluate("localStorage.readable = 'scale=200'")
    page.reload()
    page.wait_for_function(FITTED)
    page.evaluate("document.querySelector('.cot').style.display = 'block'")
    width = page.evaluate("document.querySelector('#noi-dung').getBoundingClientRect().width")
    assert width == pytest.approx(0.7 * 1280, abs=0.6)


FAMILIES = [f"Readable {key.title()}" for key in SCHEMA["fonts"]] + [
    "DejaVu Sans",
    "DejaVu Serif",
    "DejaVu Sans Mono",
    "DejaVu Sans Condensed",
]
HEIGHTS = ("1", "1.15", "1.2", "normal", "1.5", "2", "14px")


def test_no_tail_touches_the_mark_below_whatever_the_portal_set(visit: Visit, site: Site) -> None:
    # One below the other, in boxes of their own that a portal cuts off, and each with its letters.
    blocks = "".join(
        f"<div class='o' style='overflow:hidden;font:12px \"{family}\";line-height:{height}'>"
        f"<b class=one>gjỵựặ</b><br><b class=two>ẾẪỘỮỄỖẲ</b></div>"
        for family in FAMILIES
        for height in HEIGHTS
    )
    sheet = "<link rel=stylesheet href=/readable/options.css><style>.o { margin: 9px 0 }</style>"
    page_html = portal("bootstrap", extra=sheet).replace("</div></main>", blocks + "</div></main>")
    site.put("page", page_html)
    page = visit(width=700)
    page.evaluate(
        "Promise.race([Promise.all([...document.fonts].map((font) => font.load())), "
        "new Promise((done) => setTimeout(done, 5000))]).then(() => null)"
    )
    settle(page)
    for name, times in ((LARGER, 1), (LARGER, 4), (LARGER, 3)):
        press(page, name, times)
        settle(page)
        shown = {}
        for line in ("one", "two", "free"):
            page.evaluate(
                """(line) => {
                    const sheet = new CSSStyleSheet();
                    const hidden = line === "one" ? "two" : "one";
                    sheet.replaceSync(`* { color: transparent !important } .${line} { color: #000
                        !important } .free { overflow: visible !important }`);
                    window.extra ??= document.adoptedStyleSheets.push(sheet) - 1;
                    document.adoptedStyleSheets[window.extra] = sheet;
                }""",
                line,
            )
            with Image.open(BytesIO(page.screenshot(full_page=True))) as picture:
                shown[line] = ImageChops.invert(picture.convert("L"))
        boxes = page.evaluate(
            """[...document.querySelectorAll(".o")].map((one) => {
                const { left, top, right, bottom } = one.getBoundingClientRect();
                return [left, top + scrollY, right, bottom + scrollY];
            })"""
        )
        assert len(boxes) == len(FAMILIES) * len(HEIGHTS)
        for at, box in enumerate(boxes):
            which = f"{FAMILIES[at // len(HEIGHTS)]} {HEIGHTS[at % len(HEIGHTS)]} {scale(page)}"
            above, below = (
                shown[line].crop(tuple(map(round, box))).point(lambda p: 255 * (p > 90)).getbbox()
                for line in ("one", "two")
            )
            assert above, which
            assert below, which
            assert above[3] <= below[1], f"{which}: {above} {below}"
            # Whole letters: nothing stands right at the edge that cuts.
            assert 0 < above[1] < below[3] < box[3] - box[1] + 1, which


def test_a_box_that_a_portal_made_too_low_opens_for_larger_text(visit: Visit, site: Site) -> None:
    long = "Phở bò Nam Định: công thức gia truyền của một gia đình bốn đời nấu phở ở Giao Cù"
    boxes = (
        "<style>.low::after { content: ''; background: linear-gradient(transparent, #fff) }"
        " .low { font: bold 18px/20px serif; height: 40px; overflow: hidden }"
        ".two { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;"
        " overflow: hidden }"
        ".heard { position: absolute; width: 1px; height: 1px; overflow: hidden }"
        f"</style><h3 class=low>{long}</h3><p class=two>{long}</p><span class=heard>{long}</span>"
    )
    site.put("page", portal("px").replace("</div></main>", boxes + "</div></main>"))
    page = visit(width=500)
    settle(page)
    before = page.locator("#noi-dung").inner_html()
    hidden = """(names) => names.map((name) => {
        const { scrollHeight, clientHeight } = document.querySelector(name);
        return scrollHeight > clientHeight + 1;
    })"""
    names = [".low", ".two", ".heard"]
    # A shade that says that there is more.
    shade = "getComputedStyle(document.querySelector('.low'), '::after').backgroundImage"
    press(page, LARGER, 6)
    settle(page)
    assert page.evaluate(hidden, names) == [False, False, True]
    assert page.evaluate(shade) == "none"
    press(page, RESET)
    settle(page)
    assert page.locator("#noi-dung").inner_html() == before


def test_lines_of_code_and_verse_stay_where_something_else_is_too_wide(
    visit: Visit, site: Site
) -> None:
    verse = (
        "<pre><code>một\n  hai\nba</code></pre>"
        "<div id=tho style='white-space: pre-line'>bốn\nnăm</div>"
        "<p style='width: 900px; white-space: nowrap'>Ủy ban nhân dân huyện thông báo</p>"
    )
    site.put("page", portal("px").replace("</div></main>", verse + "</div></main>"))
    page = visit(width=320)
    settle(page)
    press(page, LARGER, 2)
    settle(page)
    assert page.locator("#noi-dung[data-readable-word]").count() == 1
    assert page.locator("pre").inner_text() == "một\n  hai\nba"
    assert page.locator("#tho").inner_text() == "bốn\nnăm"
    assert page.evaluate("document.documentElement.scrollWidth") == 320


DEEP = (
    "<p>Sáng nay, Ủy ban nhân dân tỉnh thông báo.</p>"
    "<blockquote id=loi>Không thể để người dân lội nước rồi mới biết đường ngập.</blockquote>"
    "<ol><li>Chuẩn bị sẵn:<ul><li id=muc>đèn pin, pin dự phòng, thuốc men</li></ul></li>"
    "<li><p>Ngắt cầu dao điện.</p></li></ol>"
    "<dl><dt>Mực nước</dt><dd id=nghia>cao hơn mặt đường ở các điểm đo</dd></dl>"
    "<figure id=anh style='width: 500px'><img alt='' width=500 height=60><figcaption>Giao diện "
    "bản đồ số</figcaption></figure>"
    "<div style='padding: 0 30px'><p id=doan style='margin-left: 36pt; text-indent: -18pt'>Mọi "
    "phản ánh đều được trả lời.</p></div>"
    "<style>.dau li { list-style: none; position: relative; padding-left: 18px }"
    ".dau li::before { content: '»'; position: absolute; left: 0 }</style>"
    "<ul class=dau><li id=rieng>Nước uống tối thiểu 04 lít</li></ul>"
)
# Of each block: the widths of its text and of the article's, in em of the block; where its letters
# begin in the window; how far the page can be moved sideways.
ROOM = """(names) => names.map((name) => {
    const one = document.querySelector(name);
    const em = parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom;
    const column = document.querySelector("#noi-dung");
    const padding = (of) => ["paddingLeft", "paddingRight"].reduce((all, side) =>
        all + parseFloat(getComputedStyle(of)[side]) * of.currentCSSZoom, 0);
    const range = document.createRange();
    range.selectNodeContents(one);
    const width = (of) => (of.getBoundingClientRect().width - padding(of)) / em;
    const left = Math.min(...[...range.getClientRects()].map(({ left }) => left));
    const beyond = document.documentElement.scrollWidth - innerWidth;
    return [name, width(one), width(column), left, beyond];
})"""


@pytest.mark.parametrize("sheet", SHEETS)
def test_quotations_and_lists_do_not_become_one_letter_a_line(
    visit: Visit, site: Site, sheet: str
) -> None:
    site.put("page", portal(sheet).replace('"noi-dung">', f'"noi-dung">{DEEP}'))
    page = visit(height=700)
    settle(page)
    before = page.locator("#noi-dung").evaluate("(one) => one.outerHTML")
    for width in (320, 390, 412, 1280):
        put_at(page, None)
        page.set_viewport_size({"width": width, "height": 700})
        # A portal may have a few pixels of its own.
        own = 12 if (sheet, width) == ("bootstrap", 1280) else 0
        for size in (125, 150, 200, 300, 400):
            put_at(page, size)
            for name, room, column, left, beyond in page.evaluate(
                ROOM, ["#loi", "#muc", "#nghia", "#anh", "#doan", "#rieng"]
            ):
                which = f"{width} px, {size} %, {name}: {room:.1f} of {column:.1f} em"
                assert room >= min(7.9, 0.65 * column), which
                assert left >= 0, which
                assert beyond <= own, which
    # Where there is room, the portal's indents stay.
    put_at(page, 125)
    indent = "parseFloat(getComputedStyle(document.querySelector('#loi')).marginLeft)"
    assert page.evaluate(indent) == 40
    put_at(page, None)
    assert page.locator("#noi-dung").evaluate("(one) => one.outerHTML") == before


@pytest.mark.parametrize("indents", ["one", "two"])
def test_a_quotation_that_has_lost_all_its_width_has_words_in_a_line(
    visit: Visit, site: Site, indents: str
) -> None:
    quotation = "<blockquote>Không thể để người dân lội nước rồi mới biết đường ngập.</blockquote>"
    if indents == "two":
        quotation = f"<blockquote>Trích: {quotation}</blockquote>"
    # At 400 % its indents of 40 px are as wide as the window.
    site.put("page", portal("px").replace(SHEETS["px"], "body { margin: 0 }")
             .replace('"noi-dung">', f'"noi-dung">{quotation}'))  # fmt: skip
    page = visit(width=320)
    settle(page)
    put_at(page, 400)
    [[_, room, _, left, beyond]] = page.evaluate(ROOM, ["#noi-dung blockquote:last-child"])
    assert (room >= 4, left >= 0, beyond) == (True, True, 0)


SEVEN = (
    "<table border=1 width='100%'><tr>"
    + "".join(f"<th>Cột số {n}</th>" for n in range(7))
    + "</tr><tr>"
    + "".join(f"<td>{n}26,40 triệu</td>" for n in range(7))
    + "</tr></table>"
)
SMALL = "<table id=nho><tr><td>một</td><td>hai</td></tr></table>"
FRAMED = "<figure style='width: 500px; float: right'><img alt='' width=500 height=60></figure>"
# Columns as portals lay them out, none of them with min-width: 0.
COLUMNS = {
    "flex": "<style>.row { display: flex } .cot { flex: 1 }</style>",
    "grid": "<style>.row { display: grid; grid-template-columns: 1fr 280px }</style>",
    "by its text": "<style>.row { display: flex } .news { flex: 1 }</style>",
    "layout table": "<style>.row { display: table; width: 1200px }"
    " .cot, .side { display: table-cell }</style>",
}


def with_wide_things(columns: str) -> str:
    page = portal("rem", size=3000).replace(SHEETS["rem"], "body { margin: 0; font: 16px Arial }"
        " .side { width: 280px; flex: none }")  # fmt: skip
    page = page.replace("</head>", f"{COLUMNS[columns]}</head>")
    return page.replace('"noi-dung">', f'"noi-dung">{SEVEN}{SMALL}{FRAMED}')


@pytest.mark.parametrize("columns", COLUMNS)
def test_a_wide_table_does_not_widen_the_lines_beside_it(
    visit: Visit, site: Site, columns: str
) -> None:
    site.put("page", with_wide_things(columns))
    page = visit()
    settle(page)
    before = page.locator("#noi-dung").evaluate("(one) => one.outerHTML")
    widths = "[document.documentElement.scrollWidth, document.querySelector('p:has(b)').offsetWidth"
    widths += " * document.querySelector('p:has(b)').currentCSSZoom]"
    page_px, line_px = page.evaluate(widths)
    assert page_px == 1280
    for size in LADDER[1:]:
        put_at(page, size)
        assert page.evaluate(widths) == [1280, pytest.approx(line_px, abs=3)], size
    moves = "(one) => one.scrollWidth > one.clientWidth + 1"
    assert page.locator("table").first.evaluate(moves)
    assert page.locator("#nho").evaluate("(one) => getComputedStyle(one).display") == "table"
    put_at(page, None)
    assert page.locator("#noi-dung").evaluate("(one) => one.outerHTML") == before


@pytest.mark.parametrize(("columns", "width"), [("flex", 768), ("grid", 768), ("table", 390)])
def test_indents_leave_words_in_a_line_where_a_wide_table_had_widened_the_column(
    visit: Visit, site: Site, columns: str, width: int
) -> None:
    sheet = COLUMNS["layout table" if columns == "table" else columns].replace("1200px", "100%")
    quotation = "<blockquote id=loi>Trích: <blockquote>Không thể để dân lội nước.</blockquote>"
    site.put("page", with_wide_things("flex").replace(COLUMNS["flex"], sheet)
             .replace('"noi-dung">', f'"noi-dung">{quotation}</blockquote>'))  # fmt: skip
    page = visit(width=width)
    settle(page)
    for size in (125, 200, 300, 400):
        put_at(page, size)
        [[_, room, column, left, _]] = page.evaluate(ROOM, ["#loi > blockquote"])
        assert room >= min(7.9, 0.65 * column), f"{size} %: {room:.1f} of {column:.1f} em"
        assert left >= 0


# What a portal has reach to the edges, or wider than its column by frames of its own.
FULL = """<style>#noi-dung { padding: 0 20px } .full { margin: 0 -20px; text-align: center }
.khung { padding: 5px; border: 1px solid }</style>
<div class=full>Mưa ở sân trường khác mưa ở đài</div>
<div class=full style="padding: 0 20px">Mười bảy trạm trong ba huyện</div>
<p><img class=khung alt="" width=500 height=60></p>
<form><input size=40 value="Ý kiến"><textarea cols=60>Ý kiến</textarea></form>"""


@pytest.mark.parametrize("width", [320, 1280])
def test_what_reaches_to_the_edges_does_not_reach_beyond_them(
    visit: Visit, site: Site, width: int
) -> None:
    page_html = portal("word", size=500).replace("</div></main>", f"{FULL}</div></main>")
    site.put("page", page_html)
    page = visit(width=width)
    settle(page)
    before = page.locator("#noi-dung").inner_html()
    beyond = """() => {
        const edges = document.querySelector("#noi-dung").getBoundingClientRect();
        const all = [...document.querySelectorAll("#noi-dung :not(style)")].map((one) => {
            const text = document.createRange();
            text.selectNodeContents(one);
            return [one, text].map((part) => part.getBoundingClientRect());
        });
        const boxes = all.flat().filter((one) => one.width);
        return [Math.min(...boxes.map((one) => one.left - edges.left)),
            Math.max(...boxes.map((one) => one.right - edges.right)),
            document.documentElement.scrollWidth - innerWidth];
    }"""
    for size in (125, 200, 400):
        put_at(page, size)
        left, right, sideways = page.evaluate(beyond)
        assert (left > -1, right < 1, sideways) == (True, True, 0), size
    put_at(page, None)
    assert page.locator("#noi-dung").inner_html() == before


LONG = "Không thể để người dân lội nước rồi mới biết đường ngập. " * 3
PICTURE = '<img alt="" width=150 height=90>'
# Looks that leave larger text too little room, as portals and editors have them.
CROWDED = {
    "box": f"""<style>.hop {{ height: 200px; overflow: hidden }} .cao {{ height: 60px }}
        .ti-le {{ aspect-ratio: 16 / 9; max-width: 400px; overflow: hidden }}</style>
        <div class=hop><p>{LONG}</p><p>{LONG}</p></div><div class=ti-le><p>{LONG}</p></div>
        <div class=cao><p>{LONG}</p></div>""",
    "row": f"""<style>.d-flex, .dong li {{ display: flex }} div + .loi {{ margin-left: 1rem }}
        .luoi {{ display: grid; grid-template-columns: 150px 1fr }}</style>
        <div class=d-flex><div style="flex: none">{PICTURE}</div><div class=loi>{LONG}</div></div>
        <div class=luoi>{PICTURE}<p>{LONG}</p></div>
        <ul class=dong><li><b>12:30</b>&nbsp;<span>{LONG}</span></ul>""",
    "grid": f"""<style>.luoi {{ display: grid; gap: 12px;
        grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)) }}</style>
        <div class=luoi><div>{PICTURE}<p>{LONG}</p></div><div>{PICTURE}<p>{LONG}</p></div></div>""",
    "caption": f"""<style>.anh {{ position: relative; margin: 0 }}
        .anh img {{ display: block; width: 100% }} .anh figcaption {{ position: absolute;
            bottom: 0; left: 50%; width: 90%; color: #fff; transform: translateX(-50%) }}</style>
        <figure class=anh>{PICTURE}<figcaption><b>Ảnh:</b> {LONG}</figcaption></figure>""",
    "time": f"""<style>.moc li {{ position: relative; list-style: none; padding-left: 90px }}
        .moc time {{ position: absolute; left: 0; width: 80px }} .ra time {{ left: -90px }}
        .ra {{ padding-left: 90px }} .ra li {{ padding: 0 }}
        .nghe {{ position: absolute; left: -9999px }}</style>
        <ul class=moc><li><time>12/5/2024</time>{LONG}</ul><span class=nghe>Chỉ để nghe</span>
        <ul class="moc ra"><li><time>Tháng 12/2024</time>{LONG}</ul>""",
    "picture": f"""<table><tr><td>{PICTURE.replace(">", " hspace=30>")}<tr><td>{LONG}</table>
        <p><img alt="" width=480 height=90 hspace=30></p>""",
    "columns": f"""<style>.hang {{ display: flex; flex-wrap: wrap }} .chia {{ columns: 3 }}
        .hang > div {{ flex: none; width: 33.3% }} .troi {{ overflow: auto }} .chia, .ngang
        {{ clear: both }} .troi > div {{ float: left; width: 33.3% }} .ben {{ float: right;
        width: 50% }} .ngang dt {{ float: left; clear: left; width: 160px }} .ngang dd {{
        margin-left: 180px }} .ngang dd::before {{ content: " "; display: table }}</style>
        <div class=hang><div class="">{LONG}</div><div>{LONG}</div><div>{LONG}</div></div>
        <div class=troi><div>{LONG}</div><div>{LONG}</div><div>{LONG}</div></div>
        <div class=ben>{LONG}</div><p>{LONG}</p><div class=chia><p>{LONG}</p><p>{LONG}</p></div>
        <dl class=ngang><dt>Số hiệu</dt><dd>{LONG}</dd></dl>""",
    "over a picture": f"""<style>.the {{ position: relative }}
        .phu {{ position: absolute; inset: 0 }}
        .the img {{ display: block; width: 100%; height: 180px }}</style>
        <div class=the>{PICTURE}<div class=phu><b>Ảnh:</b> {LONG}</div></div>""",
    "beside a picture": f"""<p><img alt="Ảnh" align=left width=300 height=90
        src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='300'
        height='90'/>">{LONG}</p><p><img alt="Ảnh" align=left width=260 height=90
        style="margin-right: 30px">{LONG}</p>""",
    "first letter": f"""<style>.chu::first-letter {{ float: left; font-size: 8.4em; line-height: 1;
        margin: .05em .1em 0 0 }} .chu {{ font-size: 18px; text-align: left }}</style>
        <p class=chu>Mưa {LONG}</p>""",
}
# Of what is read: which texts stand on one another, are cut off, leave the window, or have less
# than four letters in a line; which words are parted; how far the page can be moved sideways.
CROWD = """() => {
    const article = document.querySelector("#noi-dung");
    const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const [lines, bad, parted] = [[], [], []];
    while (nodes.nextNode()) {
        const node = nodes.currentNode;
        const text = document.createRange();
        text.selectNodeContents(node);
        const rects = [...text.getClientRects()].filter((one) => one.width > 1);
        if (node.parentElement.localName === "style" || rects.every((one) => one.right < -999)) {
            continue;
        }
        for (const one of rects) {
            lines.push([node.data.slice(0, 9), one]);
            for (let box = node.parentElement; box !== article; box = box.parentElement) {
                const { top, bottom } = box.getBoundingClientRect();
                const isIn = one.top > top - 3 && one.bottom < bottom + 3;
                if (!isIn && getComputedStyle(box).overflowY === "hidden") {
                    bad.push(["cut", node.data]);
                }
            }
            if (one.left < -1 || one.right > innerWidth + 1) {
                bad.push(["out", node.data, one.left, one.right]);
            }
        }
        for (const { 0: word, index } of node.data.matchAll(/[\\p{L}]{2,}/gu)) {
            text.setStart(node, index);
            text.setEnd(node, index + word.length);
            const parts = [...text.getClientRects()].filter((one) => one.width > 1);
            if (parts.some((one) => one.top > parts[0].bottom - 3)) {
                parted.push(word);
            }
        }
        const count = new Set(rects.map((one) => one.top)).size;
        if (count > 1 && node.data.length < 4 * count) {
            bad.push(["letters", node.data]);
        }
    }
    const share = (one, two) => Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2 &&
        Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > one.height / 3;
    lines.forEach(([name, one], at) => lines.slice(at + 1).filter(([, two]) => share(one, two))
        .forEach(([other]) => bad.push(["on", name, other])));
    return [bad, parted, document.documentElement.scrollWidth - innerWidth];
}"""


@pytest.mark.parametrize("looks", CROWDED.values(), ids=CROWDED)
def test_text_has_room_where_a_portal_left_it_none(visit: Visit, site: Site, looks: str) -> None:
    page_html = portal("px").replace(
        "</div></main>", f"<p>{LONG}</p>{looks}<p>{LONG}</p></div></main>"
    )
    site.put("page", page_html)
    page = visit()
    settle(page)
    before = page.locator("#noi-dung").evaluate("(one) => one.outerHTML")
    for width in (320, 768, 1280):
        put_at(page, None)
        page.set_viewport_size({"width": width, "height": 700})
        for size in (150, 200, 300, 400):
            put_at(page, size)
            bad, parted, beyond = page.evaluate(CROWD)
            if "first-letter" in looks:
                # Beside a letter that no element holds, no room is made.
                parted = []
            assert (bad, parted, beyond) == ([], [], 0), f"{width} px, {size} %"
    put_at(page, None)
    assert page.locator("#noi-dung").evaluate("(one) => one.outerHTML") == before


@pytest.mark.parametrize("frame", ["figure", "div"])
def test_no_word_is_parted_in_a_table_whose_columns_are_of_one_width(
    visit: Visit, site: Site, frame: str
) -> None:
    # As WordPress has it, whose own frame moves sideways; another editor's has none.
    cells = ["Trường", "Nghiên cứu", "Thượng nguồn", "Đường", "Khuyếch trương"]
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    # Where words have room, a picture keeps its column.
    image = PICTURE.replace("<img", '<img style="width: 100%"')
    picture = f"<table class=deu><tr><td id=anh>{image}<td>{LONG}</table>"
    table = f"""<style>#noi-dung figure {{ margin: 0; overflow-x: auto }} .deu {{ width: 100%;
        table-layout: fixed; border-collapse: collapse }} .deu td {{ padding: .5em;
        word-break: break-word; border: 1px solid }}</style>
        <{frame}><table class=deu><tr>{row}<tr>{row}</table></{frame}>{picture}"""
    site.put("page", portal("px").replace("</div></main>", f"{table}</div></main>"))
    page = visit()
    settle(page)
    before = page.locator("#noi-dung").evaluate("(one) => one.outerHTML")
    for width in (320, 1280):
        put_at(page, None)
        page.set_viewport_size({"width": width, "height": 700})
        for size in (112, 150, 400):
            put_at(page, size)
            _, parted, beyond = page.evaluate(CROWD)
            assert (parted, beyond) == ([], 0), f"{width} px, {size} %"
            if size < 400:
                share = page.evaluate("anh.clientWidth / anh.parentElement.clientWidth")
                assert share == pytest.approx(0.5, abs=0.02), f"{width} px, {size} %"
    put_at(page, None)
    assert page.locator("#noi-dung").evaluate("(one) => one.outerHTML") == before


def test_buttons_as_narrow_as_their_words_take_nothing_from_indents(
    visit: Visit, site: Site
) -> None:
    buttons = """<style>.trang { display: flex; padding: 0; list-style: none }
        .trang a { display: block; padding: 6px 12px }</style>
        <ul class=trang><li><a>Trước</a><li><a>1</a><li><a>2</a><li><a>Sau</a></ul>
        <blockquote>Mưa ở sân trường khác mưa ở đài.</blockquote>"""
    site.put("page", portal("px").replace("</div></main>", f"{buttons}</div></main>"))
    page = visit()
    settle(page)
    sides = """[".trang a", "#noi-dung blockquote"].map((name) => {
        const { paddingLeft, marginLeft } = getComputedStyle(document.querySelector(name));
        return [paddingLeft, marginLeft];
    })"""
    for size in (125, 150, 200):
        put_at(page, size)
        assert page.evaluate(sides) == [["12px", "0px"], ["0px", "40px"]], size


def test_the_caption_of_a_picture_that_floats_is_as_wide_as_the_picture(
    visit: Visit, site: Site
) -> None:
    # As WordPress has it.
    figure = f"""<style>#noi-dung figure {{ display: table; float: right; margin: 0 }}
        #noi-dung figcaption {{ display: table-caption; caption-side: bottom }}</style>
        <figure><img alt="" width=300 height=90 src="data:image/svg+xml,<svg
        xmlns='http://www.w3.org/2000/svg'/>"><figcaption>{LONG}</figcaption></figure>"""
    site.put("page", portal("px").replace("</div></main>", f"{figure}</div></main>"))
    page = visit()
    settle(page)
    widths = """["img", "figcaption"].map((name) =>
        document.querySelector("#noi-dung " + name).getBoundingClientRect().width)"""
    for size in (125, 200, 400):
        put_at(page, size)
        picture, caption = page.evaluate(widths)
        assert caption == pytest.approx(picture, abs=1), size


def test_a_film_in_a_frame_stays_as_high_as_its_portal_says(visit: Visit, site: Site) -> None:
    films = """<div style="position: relative; height: 0; padding-bottom: 56.25%"><iframe
        title=Phim style="position: absolute; width: 100%; height: 100%; border: 0"></iframe></div>
        <iframe title=Phim width=320 height=180 style="border: 0"></iframe>"""
    site.put("page", portal("rem").replace("</div></main>", films + "</div></main>"))
    page = visit(width=720)
    settle(page)
    boxes = """[...document.querySelectorAll("iframe")].map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return [width, height];
    })"""
    before = page.evaluate(boxes)
    for size in (100, 125, 200):
        put_at(page, size)
        [filling, [width, height]] = page.evaluate(boxes)
        assert filling == pytest.approx(before[0], abs=1), size
        assert (width, height) == pytest.approx((3.2 * size, 1.8 * size), abs=1), size


@pytest.mark.parametrize("columns", COLUMNS)
def test_nothing_is_lost_at_the_edge_of_the_paper(visit: Visit, site: Site, columns: str) -> None:
    site.put("page", with_wide_things(columns))
    page = visit()
    settle(page)
    wanted = re.sub(r"\W", "", page.locator("#noi-dung").inner_text())
    for size in (125, 200, 400):
        put_at(page, size)
        before = page.locator("#noi-dung").evaluate("(one) => one.outerHTML")
        margins = dict.fromkeys(("top", "bottom", "left", "right"), "1cm")
        paper = pypdfium2.PdfDocument(page.pdf(format="A4", margin=margins))
        text = ""
        for sheet in paper:
            width, letters = sheet.get_width(), sheet.get_textpage()
            text += letters.get_text_range()
            boxes = [letters.get_charbox(at) for at in range(letters.count_chars())]
            lefts, rights = zip(*((box[0], box[2]) for box in boxes if box[2]), strict=True)
            assert min(lefts) > 27 < width - max(rights), size
        # A word may end on another sheet than it begins on.
        assert Counter(wanted) <= Counter(re.sub(r"\W", "", text)), size
        assert page.locator("#noi-dung").evaluate("(one) => one.outerHTML") == before


def test_a_print_sheet_of_the_portal_s_sets_the_width_and_the_reader_the_size(
    visit: Visit, site: Site
) -> None:
    sheet = """<style>.news { width: 900px; margin-left: 120px } .side { width: 300px }
        @media print { header, footer, .side { display: none } body { font: 12pt serif }
        .cot, .news { width: auto; float: none; margin: 0 }
        .news p { font-size: 11pt !important } }</style>"""
    site.put("page", portal("px", size=9000, extra=sheet))
    page = visit()
    settle(page)
    wanted = re.sub(r"\W", "", page.locator("#noi-dung").text_content() or "")
    heights: dict[int | None, float] = {}
    margins = dict.fromkeys(("top", "bottom", "left", "right"), "2cm")
    for size in (None, 100, 200, 400):
        put_at(page, size)
        sheets = [one.get_textpage() for one in pypdfium2.PdfDocument(page.pdf(margin=margins))]
        text = "".join(one.get_text_range() for one in sheets)
        assert Counter(wanted) <= Counter(re.sub(r"\W", "", text)), size
        assert "Tin khác" not in text
        _, bottom, _, top = sheets[0].get_charbox(text.index("T"), loose=True)
        heights[size] = top - bottom
    # Of the same letter: nothing is made smaller to have room on the paper.
    of_page = [heights[size] / heights[None] for size in (100, 200, 400)]
    assert of_page == pytest.approx([1, 2, 4], rel=0.02)


# ---- policies, scripts that fail, no script ----------------------------------------------------


def strict(sheet: str, **options: Any) -> str:
    """The portal's page with its style in a file, as such a policy wants it."""
    page = portal(sheet, **options)
    return re.sub(r"<style>.*?</style>|style='[^']*'", "", page, flags=re.DOTALL)


def test_a_strict_policy_with_trusted_types_has_nothing_to_complain_of(
    visit: Visit, site: Site
) -> None:
    site.put("page", strict("px", size=2000, controls=("smaller", "larger", "reset", "options")),
             Content_Security_Policy=STRICT)  # fmt: skip
    page = visit()
    press(page, LARGER, 2)
    assert zoom(page) == 1.25
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    page.get_by_role("radio", name="Chữ trắng nền đen").check()
    page.get_by_role("checkbox", name="Thước đọc").check()
    page.reload()
    page.locator(".readable-ruler").wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('#noi-dung p')).color") == (
        "rgb(255, 255, 255)"
    )
    assert page.evaluate("Object.keys(window).filter((name) => /readable/i.test(name))") == []
    first = [path for path in site.asked if path.startswith("/readable/")][:2]
    assert sorted(first) == ["/readable/toolbar.css", "/readable/toolbar.js"]


@pytest.mark.parametrize("script", ["off", "missing", "broken"])
def test_without_a_script_every_size_is_reached_and_kept(
    open_page: OpenPage, site: Site, script: str
) -> None:
    empty = '<readable-toolbar for="noi-dung"></readable-toolbar>'
    plain = portal("px", size=3000, bar=empty).replace(str(widget.head_tags()), "")
    site.put("tin", plain)
    inner = Wsgi(site)
    failing = {"missing": b"", "broken": b"customElements.nothing();"}

    def application(environ: dict[str, Any], start: Any) -> Any:
        if script != "off" and environ["PATH_INFO"] == "/readable/toolbar.js":
            start("404 Not Found" if script == "missing" else "200 OK", [])
            return [failing[script]]
        return inner(environ, start)

    with answered(application) as address:
        page = open_page(java_script_enabled=script != "off")
        page.goto(f"{address}/tin?id=7")
        # What is at its end leads nowhere.
        assert page.get_by_role("link", disabled=False).count() == 2
        up, down = (LADDER[2:], LADDER[-2::-1]) if script == "off" else (LADDER[2:4], LADDER[2::-1])
        for size in (*up, *down):
            label = LARGER if size > zoom(page) * 100 else SMALLER
            page.get_by_role("link", name=label, disabled=False).click()
            page.wait_for_url(re.compile(rf"id=7&readable=.*{size}|id=7&readable=$"))
            assert zoom(page) == size / 100
        page.goto(f"{address}/tin?id=8")
        assert zoom(page) == 0.87
        if script == "off":
            # What was chosen here holds over what a script kept earlier.
            other = page.context.browser.new_context()
            (cookie,) = page.context.cookies()
            other.add_cookies([{"name": "readable", "value": cookie["value"], "url": address}])
            with_script = other.new_page()
            with_script.add_init_script("localStorage.readable = 'scale=300'")
            with_script.goto(f"{address}/tin?id=8")
            assert zoom(with_script) == 0.87
            other.close()


def test_without_a_server_the_style_sheet_obeys_the_choices(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=500))
    page = visit(java_script_enabled=False)
    page.evaluate("document.getElementById('noi-dung').classList.add('readable-zoom')")
    for size in LADDER:
        page.get_by_role("radio", name=f"{size}\u00a0%", exact=True).check()
        assert zoom(page) == size / 100


def test_without_a_script_the_choices_are_as_large_as_a_finger_and_nothing_runs_out(
    visit: Visit, site: Site
) -> None:
    content = "<p>Sáng 14/10/2026, tại https://ngapnuoc.hochiminhcity.gov.vn/diem-do</p>" + (
        "<p><img id=anh alt='' width=300 height=60></p>"
    )
    article = str(widget.embedded()).replace("…", content)
    head = '<!DOCTYPE html><meta name="viewport" content="width=device-width">'
    site.put("page", f'{head}<link rel="icon" href="data:,">{article}')
    page = visit(width=320, java_script_enabled=False)
    # Nobody has chosen yet.
    assert (page.locator("#anh").bounding_box() or {})["width"] == 300
    for size in LADDER:
        name = f"{size}\u00a0%"
        page.get_by_role("radio", name=name, exact=True).check()
        label = page.locator("label").filter(has_text=re.compile(f"^\\s*{name}$"))
        box, radio = label.bounding_box(), label.locator("input").bounding_box()
        assert box
        assert radio
        assert min(box["width"], box["height"]) >= 48
        # A radio stands in the line of its words, in the middle of what is pressed.
        assert radio["y"] + radio["height"] / 2 == pytest.approx(box["y"] + 24, abs=1)
        if size > 100:
            assert page.evaluate("document.documentElement.scrollWidth") == 320, size
            assert (page.locator("#anh").bounding_box() or {})["width"] <= 304
    boxes = [one.bounding_box() or {} for one in page.locator("label").all()]
    for one in boxes:
        near = [other for other in boxes if other != one and abs(other["y"] - one["y"]) < 48]
        assert all(abs(other["x"] - one["x"]) >= one["width"] + 8 for other in near)


# ---- people -----------------------------------------------------------------------------------


def test_the_bar_speaks_and_answers_to_the_keyboard(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=3000))
    page = visit(width=320)
    page.evaluate(
        """() => {
            window.said = [];
            const status = document.querySelector("[role=status]");
            new MutationObserver(() => status.textContent && said.push([performance.now(),
                status.textContent])).observe(status, { childList: true });
        }"""
    )
    for button in page.locator("readable-toolbar button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 48
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    larger = page.get_by_role("button", name=LARGER)
    assert larger.evaluate("(one) => one === document.activeElement")
    assert larger.evaluate("(one) => getComputedStyle(one).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert scale(page) == 125
    page.wait_for_timeout(400)
    # As fast as assistive technology can. A busy machine says it later, and never sooner.
    delays = []
    for _ in "123":
        pressed = page.evaluate(
            """() => {
                said.length = 0;
                for (let at = 0; at < 12; at += 1) document.querySelector("[part=larger]").click();
                return performance.now();
            }"""
        )
        page.wait_for_function("said.length")
        page.wait_for_timeout(300)
        said = page.evaluate("said")
        assert [text for _, text in said] == ["Cỡ chữ 400\u00a0%, lớn nhất"]
        delays.append(said[0][0] - pressed)
    assert min(delays) < 300
    assert larger.get_attribute("aria-disabled") == "true"
    assert larger.evaluate("(one) => one === document.activeElement")
    page.reload()
    assert page.get_by_role("status").inner_text() == ""
    assert page.locator("readable-toolbar").aria_snapshot() == (
        '- group "Cỡ chữ":\n'
        '  - button "Giảm cỡ chữ"\n'
        "  - text: Cỡ chữ 400 %, lớn nhất\n"
        '  - button "Tăng cỡ chữ" [disabled]\n'
        '  - button "Cỡ chữ ban đầu"\n'
        "  - status"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_bar_and_options_are_heard_as_a_person_would_say_them(
    visit: Visit, site: Site, golden_text: Callable[[str, str], None], language: str
) -> None:
    controls = 'controls="smaller larger reset options"'
    bar = f'<readable-toolbar for="noi-dung" {controls} lang="{language}"></readable-toolbar>'
    site.put("page", portal("px", size=500, bar=bar))
    page = visit()
    options = page.locator("[part=options]")
    assert options.get_attribute("aria-expanded") == "false"
    options.click()
    page.locator("[part=panel]").wait_for()
    assert options.get_attribute("aria-expanded") == "true"
    tree = page.locator("readable-toolbar").aria_snapshot()
    golden_text(f"toolbar-{language}", tree + "\n")
    # What is there for the eye alone is not said.
    assert re.search("[▾▴]|\\bA\\b", tree) is None
    page.keyboard.press("Enter")
    page.locator("[part=panel]").wait_for(state="detached")
    assert options.get_attribute("aria-expanded") == "false"
    assert options.evaluate("(one) => one === document.activeElement")


@pytest.mark.parametrize("system", [{}, {"forced_colors": "active"}, {"color_scheme": "dark"}])
def test_axe_finds_nothing_wrong(
    visit: Visit, site: Site, axe: Callable[..., Any], system: dict[str, str]
) -> None:
    site.put("page", portal("rem", size=500, controls=("smaller", "larger", "reset", "options")))
    page = visit(width=480, **system)
    assert axe(page, "readable-toolbar") == []
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    page.wait_for_selector("[part=panel]")
    for theme in ("", *SCHEMA["themes"], "system") if not system else ("", "yellow"):
        page.locator(f"[name=readable-theme][value='{theme}']").check()
        press(page, LARGER)
        assert axe(page, "readable-toolbar") == [], theme
        if theme:
            assert axe(page, "#noi-dung") == [], theme


def test_no_white_is_seen_between_the_bar_and_an_article_in_the_reader_s_colours(
    visit: Visit, site: Site
) -> None:
    # Its first paragraph has a margin of 16 px, 64 at 400 %.
    site.put("page", portal("bootstrap", size=500))
    page = visit()
    for colours, gap in (("", 64), ("&theme=dark", 0)):
        kept = f"scale=400{colours}"
        page.evaluate("(kept) => localStorage.setItem('readable', kept)", kept)
        page.reload()
        page.wait_for_load_state("networkidle")
        bar, article = (
            page.locator(one).bounding_box() or {} for one in ("readable-toolbar", "#noi-dung")
        )
        assert article["y"] - bar["y"] - bar["height"] == pytest.approx(gap, abs=1)


def test_a_value_that_nobody_offers_leaves_the_page_as_it_was(visit: Visit, site: Site) -> None:
    # As an address may say it, which Python takes; the spacing that the bar offers holds beside it.
    site.put("page", portal("px", size=500))
    page = visit()
    looks = """() => {
        const looks = getComputedStyle(document.querySelector("#noi-dung p"));
        const all = "color backgroundColor lineHeight marginTop maxWidth fontFamily letterSpacing";
        return all.split(" ").map((name) => looks[name]);
    }"""
    before = page.evaluate(looks)
    unknown = (
        "theme=%23ffcc00%2F%23202020&line_height=1.7&paragraph_spacing_em=0.7&measure=50"
        "&font=none&letter_spacing_em="
    )
    for spacing, shown in (("0.07", before[-1]), ("0.12", "1.56px")):
        page.evaluate("(kept) => localStorage.setItem('readable', kept)", unknown + spacing)
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(looks) == [*before[:-1], shown]


def test_the_choice_is_kept_and_other_tabs_follow(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=3000))
    site.put("next", portal("rem", size=3000))
    page = visit()
    other = page.context.new_page()
    other.goto(f"{site.address}/next")
    other.evaluate(
        "new MutationObserver(() => (window.at = Date.now())).observe(document.documentElement, "
        "{ attributeFilter: ['data-readable-scale'] })"
    )
    delays = []
    for name in ("larger", "larger", "larger", "smaller", "larger"):
        other.evaluate("window.at = 0")
        pressed = page.evaluate(
            "(name) => { document.querySelector(`[part=${name}]`).click(); return Date.now() }",
            name,
        )
        other.wait_for_function("window.at")
        delays.append(other.evaluate("at") - pressed)
    # A busy machine adds to it, and takes nothing away.
    assert min(delays) <= 100
    assert other.locator("[part=size]").inner_text() == "Cỡ chữ 150\u00a0%"
    page.reload()
    assert zoom(page) == 1.5
    page.goto(f"{site.address}/next")
    press(page, LARGER)
    page.go_back()
    page.wait_for_function("document.documentElement.dataset.readableScale === '175'")
    assert (zoom(page), page.context.cookies()) == (1.75, [])
    press(page, RESET)
    page.reload()
    assert scale(page) == 100


def test_where_storage_is_denied_a_cookie_keeps_it_for_a_year(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=3000))
    page = visit()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})"
    )
    page.reload()
    press(page, LARGER, 2)
    (cookie,) = page.context.cookies()
    assert cookie["expires"] > time.time() + 364 * 86400
    page.reload()
    assert zoom(page) == 1.25


@pytest.mark.parametrize("denied", [False, True])
def test_no_frame_shows_another_size_while_a_page_arrives(
    visit: Visit, site: Site, denied: bool
) -> None:
    site.put("page", portal("px", size=20000))
    page = visit()
    if denied:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})"
        )
        page.reload()
    press(page, LARGER, 5)
    page.add_init_script(
        """window.seen = new Set(); window.shifts = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => shifts += one.value))
            .observe({ type: "layout-shift", buffered: true });
        const look = () => {
            const text = document.querySelector("#noi-dung p");
            if (text) seen.add(text.currentCSSZoom);
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);"""
    )
    site.pause = 0.15
    page.reload()
    settle(page)
    assert page.evaluate("[...seen]") == [2]
    assert page.evaluate("shifts") < 0.0005


# Where frames showed the second paragraph, and how far the page moved in Chromium's count.
SHOWN = """window.shown = new Set(); window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => shifts += one.value))
    .observe({ type: "layout-shift", buffered: true });
const look = () => {
    const text = document.querySelector("#noi-dung p + p");
    if (text && getComputedStyle(document.body).opacity === "1") {
        const { left, top, width } = text.getBoundingClientRect();
        shown.add([left, top, width].map(Math.round).join());
    }
    requestAnimationFrame(look);
};
requestAnimationFrame(look);"""


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_moves_when_what_fits_an_article_comes_long_after_the_page(
    visit: Visit, site: Site, sheet: str
) -> None:
    site.put("page", portal(sheet, size=20000))
    page = visit()
    press(page, LARGER, 3)
    page.wait_for_function("document.querySelector('#noi-dung').classList.length")
    settle(page)
    page.add_init_script(SHOWN)
    released = site.held["article.js"] = threading.Event()
    page.reload()
    page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    assert page.evaluate("[...shown]") == []
    # Who listens has all of it already.
    assert page.get_by_role("button", name=LARGER).count() == 1
    released.set()
    page.wait_for_function("shown.size")
    settle(page)
    assert page.evaluate("shown.size") == 1
    assert page.evaluate("shifts") < 0.0005
    press(page, RESET)
    settle(page)
    assert page.locator("html").get_attribute("style") is None


@pytest.mark.parametrize("grounded", ["html", "body"])
def test_a_dark_page_is_not_white_till_it_is_seen_and_keeps_its_focus(
    visit: Visit, site: Site, grounded: str
) -> None:
    style = f"<style>{grounded} {{ background: #111 }}</style></head>"
    page_html = portal("px", size=2000).replace("</head>", style)
    site.put("page", page_html.replace('"noi-dung">', '"noi-dung"><input autofocus>'))
    page = visit()
    page.evaluate("localStorage.readable = 'scale=200'")
    released = site.held["article.js"] = threading.Event()
    page.reload()
    page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    assert page.evaluate("getComputedStyle(document.body).opacity") == "0"
    shot = Image.open(BytesIO(page.screenshot())).convert("L")
    assert shot.getextrema() == (17, 17)
    assert page.evaluate("document.activeElement.localName") == "input"
    released.set()
    page.wait_for_function("getComputedStyle(document.body).opacity === '1'")


@pytest.mark.parametrize("answer", ["missing", "never"])
def test_a_page_at_a_kept_size_is_seen_without_what_fits_its_article(
    visit: Visit, site: Site, answer: str
) -> None:
    site.put("page", portal("px", size=20000))
    page = visit(quiet=answer == "never")
    page.evaluate("localStorage.readable = 'scale=150'")
    page.add_init_script(SHOWN)
    released = site.held["article.js"] = threading.Event()
    if answer == "missing":
        site.files["article.js"] = None
        released.set()
    page.reload()
    page.wait_for_function("shown.size")
    assert zoom(page) == 1.5
    released.set()


def test_a_page_without_a_bar_waits_for_nothing_and_complains_of_nothing(
    visit: Visit, site: Site
) -> None:
    site.put("page", portal("px", size=2000, bar=""))
    released = site.held["article.js"] = threading.Event()
    page = visit()
    page.evaluate("localStorage.readable = 'scale=150'")
    page.reload()
    assert page.evaluate("document.getAnimations().length") == 0
    released.set()


def test_a_reader_who_chose_nothing_waits_for_nothing(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=100_000))
    released = site.held["article.js"] = threading.Event()
    page = visit()
    page.get_by_role("button", name=LARGER).hover()
    for _ in range(250):  # the site hears of it later than the page
        if "/readable/article.js" in site.asked:
            break
        page.wait_for_timeout(20)
    assert "/readable/article.js" in site.asked
    press(page, LARGER)
    assert page.evaluate("document.getAnimations().length") == 0
    released.set()


# Where the first line in view is, which stays at hand as `line`.
FIRST_LINE = """() => {
    for (let y = 1; y < innerHeight; y += 2) {
        const { left } = document.querySelector("#noi-dung p").getBoundingClientRect();
        const at = document.caretPositionFromPoint(left + 1, y);
        const range = document.createRange();
        range.setStart(at.offsetNode, at.offset);
        const { top, height } = range.getBoundingClientRect();
        if (height && top >= 0) { window.line = range; return top; }
    }
}"""


@pytest.mark.parametrize("sheet", ["px", "sharepoint", "rem"])
def test_a_step_keeps_the_first_line_and_the_button_in_place(
    visit: Visit, site: Site, sheet: str
) -> None:
    bar = str(widget.toolbar("noi-dung"))
    # As Bootstrap says of every page.
    smooth = "<style>:root { scroll-behavior: smooth }</style>" if sheet == "rem" else ""
    page_html = portal(sheet, size=60000, extra=smooth)
    below = bar.replace("<readable-toolbar", '<readable-toolbar id="below"')
    site.put("page", page_html.replace("</main>", below + "</main>"))
    page = visit()
    settle(page)
    page.evaluate(
        """() => {
            const scroller = [...document.querySelectorAll("*")].find((one) =>
                one.scrollHeight > one.clientHeight + 500 && /auto|scroll|visible/.test(
                    getComputedStyle(one).overflowY) && one.matches("html, #s4-workspace"));
            window.scroller = scroller;
            scroller.scrollTo({ top: scroller.scrollHeight / 3, behavior: "instant" });
        }"""
    )
    for name in (LARGER, LARGER, LARGER, SMALLER, SMALLER):
        before = page.evaluate(FIRST_LINE)
        page.get_by_role("button", name=name).first.dispatch_event("click")
        page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
        assert page.evaluate("line.getBoundingClientRect().top") == pytest.approx(before, abs=1)
    page.evaluate(
        "document.querySelector('#below').scrollIntoView({ block: 'end', behavior: 'instant' })"
    )
    at = "document.querySelector('#below [part=larger]').getBoundingClientRect().top"
    before = page.evaluate(at)
    page.locator("#below [part=larger]").dispatch_event("click")
    page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    assert page.evaluate(at) == pytest.approx(before, abs=1)


@pytest.mark.parametrize("sheet", ["px", "sharepoint", "rem"])
def test_a_press_that_no_hand_announced_ends_as_any_other(
    visit: Visit, site: Site, sheet: str
) -> None:
    # As a screen reader presses: no pointer and no focus came before.
    site.put("page", portal(sheet, size=20000))
    ends = []
    for announced in (True, False):
        site.asked.clear()
        page = visit()
        if announced:
            settle(page)
        assert ("/readable/article.js" in site.asked) is announced
        page.get_by_role("button", name=LARGER).dispatch_event("click")
        assert scale(page) == 112
        settle(page)
        ends.append(page.evaluate("document.documentElement.outerHTML"))
    assert ends[0] == ends[1]


# Idle moments come when the test says so, and each is over after one element.
ONE_BY_ONE = """
window.idle = [];
requestIdleCallback = (work) => idle.push(work);
let time = 0;
performance.now = () => (time += 1000);
"""


ADD = """() => document.querySelector("#noi-dung").insertAdjacentHTML("beforeend",
    "<section style='line-height:1'>Mẫu chữ<section>Mẫu chữ</section></section>")"""
PRESS = "() => document.querySelector('[part=larger]').click()"
LOOK = "() => { while (idle.length) idle.shift()(); }"
LOOK_AT_NINE = "() => { for (let at = 0; at < 9; at += 1) idle.shift()(); }"


def test_a_press_and_an_addition_amid_the_look_for_tight_lines_end_as_any_other(
    visit: Visit, site: Site
) -> None:
    site.put("page", portal("px", kinds=True))
    ends = []
    for moments in (
        (ADD, LOOK, PRESS, LOOK),
        (LOOK_AT_NINE, ADD, LOOK, PRESS, LOOK),
        (LOOK, ADD, LOOK_AT_NINE, PRESS, LOOK),
        # Before anything was looked at.
        (PRESS, ADD, LOOK),
    ):
        page = visit()
        page.add_init_script(ONE_BY_ONE)
        page.reload()
        page.get_by_role("button", name=LARGER).focus()
        page.wait_for_function("idle.length")
        for moment in moments:
            page.evaluate(moment)
        # It is said a moment after the press.
        page.wait_for_function("document.querySelector('[role=status]').textContent")
        ends.append(page.evaluate("document.documentElement.outerHTML"))
        # More than what the portal set, which is 1.
        (height, size) = page.locator("#noi-dung section section").evaluate(
            "(one) => ['lineHeight', 'fontSize'].map((it) => parseFloat(getComputedStyle(one)[it]))"
        )
        assert height > 1.1 * size
    assert ends == ends[:1] * 4


def test_nothing_moves_while_a_long_article_is_prepared(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=100_000))
    released = site.held["article.js"] = threading.Event()
    page = visit()
    page.evaluate(
        """() => {
            window.shifts = 0;
            const add = (list) => list.getEntries().forEach((one) => shifts += one.value);
            new PerformanceObserver(add).observe({ type: "layout-shift" });
            scrollTo(0, document.documentElement.scrollHeight / 2);
        }"""
    )
    shown = "[document.documentElement.scrollHeight, scrollY, document.body.outerHTML, shifts]"
    before = page.evaluate(shown)
    picture = page.screenshot()
    released.set()
    page.evaluate(PROBES)
    page.evaluate("probes.prepared()")
    assert page.evaluate(shown) == before
    assert page.screenshot() == picture


def test_a_short_article_asks_for_nothing_more_before_a_hand_is_at_the_bar(
    visit: Visit, site: Site
) -> None:
    site.put("page", portal("px", size=20_000))
    page = visit()
    page.mouse.move(9, 790)
    page.mouse.move(30, 790)
    page.keyboard.press("ArrowDown")
    settled = "new Promise((done) => setTimeout(() => requestIdleCallback(done), 100))"
    page.evaluate(settled)
    assert "/readable/article.js" not in site.asked
    page.get_by_role("button", name=LARGER).focus()
    page.wait_for_function("performance.getEntriesByName(new URL('/readable/article.js', "
                           "location)).length")  # fmt: skip


MODULE = '<script type="module" src="/readable/toolbar.module.js"></script>'


@pytest.mark.parametrize("module", [False, True])
def test_a_long_article_is_prepared_with_no_hand_and_no_request_after_load(
    visit: Visit, site: Site, module: bool
) -> None:
    page_html = strict("px", size=100_000)
    if module:
        page_html = re.sub('<script src="/readable/toolbar.js".*?</script>', MODULE, page_html)
    site.put("page", page_html, Content_Security_Policy=STRICT)
    page = visit()
    page.evaluate(PROBES)
    assert page.evaluate("probes.prepared()") == []
    # A press by program, as an assistive technology's, holds the very line.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 3)")
    page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    before = page.evaluate(FIRST_LINE)
    page.evaluate("document.querySelector('[part=larger]').click()")
    assert page.evaluate("line.getBoundingClientRect().top") == pytest.approx(before, abs=1)


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_where_the_bar_came_late_a_long_article_is_prepared_by_a_hand_on_the_page(
    visit: Visit, site: Site, hand: str
) -> None:
    late = """<script>addEventListener("load", () => setTimeout(() => {
        const script = document.createElement("script");
        script.src = "/readable/toolbar.js";
        document.head.append(script);
    }));</script>"""
    page_html = portal("px", size=100_000)
    page_html = re.sub('<script src="/readable/toolbar.js".*?</script>', late, page_html)
    site.put("page", page_html)
    page = visit()
    page.get_by_role("button", name=LARGER).wait_for()
    assert "/readable/article.js" not in site.asked
    if hand == "mouse":
        page.mouse.move(9, 790)
        page.mouse.move(30, 790)
    else:
        page.keyboard.press("Tab")
    page.evaluate(PROBES)
    page.evaluate("probes.prepared()")


def inked_rows(page: Page, selector: str) -> int:
    """How many rows of pixels have ink, in what an element shows."""
    with Image.open(BytesIO(page.locator(selector).screenshot())) as picture:
        dark = ImageChops.invert(picture.convert("L")).point(lambda p: 255 * (p > 90)).getbbox()
    assert dark
    return dark[3] - dark[1]


@pytest.mark.parametrize("answer", ["late", "missing"])
def test_text_grows_before_and_without_what_fits_it(visit: Visit, site: Site, answer: str) -> None:
    # A portal's box cuts off what rises above its lines.
    line = "<p id=dau style='overflow:hidden;line-height:15px'>ẾẪỘỮỄỖẲ ợựgyj</p>"
    page_html = portal("px", kinds=True, size=3000)
    site.put("page", page_html.replace("</div></main>", f"{line}</div></main>"))
    prepared = visit()
    settle(prepared)
    press(prepared, LARGER, 5)
    settle(prepared)
    released = site.held["article.js"] = threading.Event()
    if answer == "missing":
        site.files["article.js"] = None
        released.set()
    page = visit(quiet=answer == "late")
    before = inked_rows(page, "#dau")
    press(page, LARGER, 12)
    assert (scale(page), zoom(page)) == (400, 4)
    assert page.locator("[aria-disabled=true]").all_inner_texts() == [LARGER]
    press(page, SMALLER, 3)
    assert (scale(page), zoom(page)) == (200, 2)
    assert page.locator("[aria-disabled=true]").count() == 0
    # No more of a mark is cut off than the page did.
    assert inked_rows(page, "#dau") >= 2 * before - 1
    if answer == "missing":
        press(page, RESET)
        page.evaluate(PROBES)
        found = page.evaluate("probes.spread()")
        assert found["sizes"] == list(LADDER)
        assert found["worst"] < 0.01, found
    else:
        released.set()
        page.wait_for_function(FITTED)
        settle(page)
        whole = "document.documentElement.outerHTML"
        assert page.evaluate(whole) == prepared.evaluate(whole)


def test_what_fits_an_article_is_asked_for_again(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=3000))
    site.files["article.js"] = None
    # So long that it is seen to be asked for before it has failed.
    site.held["article.js"] = SimpleNamespace(wait=lambda _: time.sleep(0.5))
    page = visit(quiet=False)
    for fails in range(1, 4):
        press(page, LARGER)
        # Till it has failed, nothing else is asked for.
        while site.asked.count("/readable/article.js") < fails:
            page.locator("readable-toolbar").dispatch_event("pointerenter")
            page.wait_for_timeout(20)
        assert site.asked.count("/readable/article.js") == fails
    del site.files["article.js"]
    page.get_by_role("button", name=LARGER).hover()
    page.wait_for_function(FITTED)
    assert zoom(page) == 1.5


@pytest.mark.parametrize("sheet", ["", "<style>:root { scroll-behavior: smooth }</style>"])
def test_before_it_is_there_a_step_keeps_the_button_in_place_and_the_lines_in_sight(
    visit: Visit, site: Site, sheet: str
) -> None:
    below = str(widget.toolbar("noi-dung")).replace("<readable-toolbar", '<readable-toolbar id="b"')
    site.put("page", portal("rem", size=60000, extra=sheet).replace("</main>", below + "</main>"))
    released = site.held["article.js"] = threading.Event()
    page = visit()
    page.evaluate(
        "scrollTo({ top: document.documentElement.scrollHeight / 3, behavior: 'instant' })"
    )
    before = page.evaluate(FIRST_LINE)
    page.evaluate("document.querySelector('[part=larger]').click()")
    # It would go down by half a window and more, were nothing held.
    assert page.evaluate("line.getBoundingClientRect().top") == pytest.approx(before, abs=60)
    page.evaluate(
        "document.querySelector('#b').scrollIntoView({ block: 'end', behavior: 'instant' })"
    )
    at = "document.querySelector('#b [part=larger]').getBoundingClientRect().top"
    before = page.evaluate(at)
    page.evaluate("document.querySelector('#b [part=larger]').click()")
    assert page.evaluate(at) == pytest.approx(before, abs=1)
    released.set()


# ---- pages as they are ------------------------------------------------------------------------

HOSTILE = """<style>
* { all: unset !important; } button, span { display: none !important; font-size: 3px !important;
position: absolute !important; opacity: 0.1; color: #fff !important; letter-spacing: 9px; }
</style>"""


# What hides a button otherwise, and what holds sizes still.
SHRUNK = """<style>
button, button * { visibility: hidden !important; pointer-events: none !important; opacity: 0
!important; transform: scale(0.01) !important; clip-path: inset(50%) !important; height: 1px
!important; max-width: 2px !important; overflow: hidden !important; float: left !important; }
* { zoom: 1 !important; font-size: 12px !important; line-height: 1 !important; }
</style>"""


@pytest.mark.parametrize(
    "change",
    [
        ("", HOSTILE),
        ("<!DOCTYPE html>\n", ""),
        ("<!DOCTYPE html>\n", "<style>html, body { height: 100%; overflow: auto }</style>"),
        ("<body>", '<body><form method="post" action="/x">'),
        ("<meta name", '<base href="https://portal.example/a/"><meta name'),
        (
            '<div id="s4',
            '<script>Array.prototype.each = () => {}; window.$ = {};</script><div id="s4',
        ),
        ("", SHRUNK),
    ],
    ids=["hostile", "quirks", "body that scrolls", "form", "base", "old scripts", "shrunk"],
)
def test_it_works_in_pages_as_they_are(visit: Visit, site: Site, change: tuple[str, str]) -> None:
    old, new = change
    page_html = portal("px", size=3000, extra=new if not old else "")
    page_html = page_html.replace(old, new, 1) if old else page_html
    page_html = page_html.replace("/readable/", f"{site.address}/readable/")
    site.put("page", page_html)
    page = visit()
    page.get_by_role("button", name=LARGER).click()
    page.get_by_role("button", name=LARGER).click()
    assert scale(page) == 125
    assert page.url == f"{site.address}/page"
    box = page.get_by_role("button", name=LARGER).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 48
    look = page.locator("[part=larger]").evaluate(
        "(one) => [getComputedStyle(one).color, getComputedStyle(one).fontSize]"
    )
    assert look == ["rgb(0, 0, 0)", "16px"]


def test_beside_jquery_1_with_handlers_on_every_button(visit: Visit, site: Site) -> None:
    jquery = HERE / "node_modules" / "jquery" / "dist" / "jquery.js"
    site.files["/jquery.js"] = jquery.read_bytes()
    page_html = portal("px", size=3000).replace(
        "<style>", "<script src=/jquery.js></script><style>", 1
    )
    portal_s_own = """<script>
    $(function () {
        $("button").addClass("btn").button;
        $(document).on("click", "button, a", function () { window.heard = $(this).text(); });
        $("#noi-dung p").css("font-size", "12px").hide().fadeIn(10);
        $("#noi-dung").html($("#noi-dung").html()).wrap("<div class=khung></div>");
        $("form").submit(function () { return false; });
    });
    </script></body>"""
    site.put("page", page_html.replace("</body>", portal_s_own))
    page = visit()
    page.get_by_role("button", name=LARGER).click()
    page.get_by_role("button", name=LARGER).click()
    assert page.evaluate("[jQuery.fn.jquery, heard]") == ["1.12.4", LARGER]
    assert (zoom(page), zoom(page, "#noi-dung p")) == (1.25, 1)
    assert page.evaluate("document.querySelector('#noi-dung p').currentCSSZoom") == 1.25


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_in_a_frame_and_where_nothing_can_be_kept(visit: Visit, site: Site, sandbox: str) -> None:
    # Nor can a browser check digests there.
    site.put("inner", re.sub(' integrity="[^"]*"', "", portal("px", size=3000)))
    site.put("page", f"<!doctype html><link rel=icon href=data:,><iframe {sandbox} src=/inner>")
    page = visit()
    (frame,) = page.frames[1:]
    frame.wait_for_load_state()
    settle(frame)
    for _ in "12":
        frame.get_by_role("button", name=LARGER).dispatch_event("click")
    size = "document.documentElement.dataset.readableScale"
    assert frame.evaluate(size) == "125"
    frame.goto(f"{site.address}/inner")
    # A sandbox denies storage and cookies both: the choice holds for the page.
    assert frame.evaluate(f"{size} ?? null") == (None if sandbox else "125")


# Whether a page was made anew when a reader went back to it.
CACHED = """<script>
addEventListener("pageshow", (event) => (window.cached = event.persisted));
</script>"""


def test_a_page_that_comes_back_as_it_was_left_has_the_size_of_now(
    chromium: Browser, site: Site
) -> None:
    site.put("page", portal("px", size=3000, extra=CACHED))
    site.put("next", portal("rem", size=3000))
    # Playwright makes every page anew unless it is told not to.
    browser = chromium.browser_type.launch(
        executable_path=find_chromium(),
        args=list(CHROMIUM_ARGUMENTS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = browser.new_page()
    page.goto(f"{site.address}/page")
    press(page, LARGER)
    page.goto(f"{site.address}/next")
    press(page, LARGER, 5)
    page.go_back(wait_until="commit")
    page.wait_for_function("window.cached !== undefined")
    assert page.evaluate("cached") is True
    assert (zoom(page), page.locator("[part=size]").inner_text()) == (2.5, "Cỡ chữ 250\u00a0%")
    browser.close()


def test_a_step_keeps_the_first_line_of_an_article_that_came_later(
    visit: Visit, site: Site
) -> None:
    site.put("page", portal("px", size=30000))
    page = visit()
    press(page, LARGER)
    page.evaluate(
        """() => {
            const old = document.querySelector("#noi-dung");
            const other = Object.assign(document.createElement("div"), { id: "noi-dung" });
            other.innerHTML = old.innerHTML;
            old.replaceWith(other);
        }"""
    )
    settle(page)
    assert zoom(page) == 1.12
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    settle(page)
    for _ in "123":
        before = page.evaluate(FIRST_LINE)
        press(page, LARGER)
        page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
        assert page.evaluate("line.getBoundingClientRect().top") == pytest.approx(before, abs=1)


def test_a_library_s_article_in_a_box_of_the_portal_s_grows_once(visit: Visit, site: Site) -> None:
    styled = str(widget.article_tags()) + '<html data-readable-scale="200">'
    page_html = portal("px").replace("</head>", f"{styled}</head>")
    page_html = page_html.replace(
        'id="noi-dung">',
        'id="noi-dung" class="readable-zoom"><article class="readable"><p>Tin</p></article>',
    ).replace('class="news" id', "id")
    site.put("page", page_html)
    size = "parseFloat(getComputedStyle(document.querySelector('#noi-dung p')).fontSize)"
    for script in (True, False):
        page = visit(java_script_enabled=script)
        assert zoom(page) == 1
        assert page.evaluate(size) == 32


def test_an_event_comes_before_the_change_and_can_stop_it(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=500))
    page = visit()
    page.evaluate(
        """() => {
            window.events = [];
            addEventListener("readable-change", ({ detail }) => events.push(detail));
            addEventListener("readable-before-change", (event) =>
                event.detail.value === 125 && event.preventDefault());
        }"""
    )
    press(page, LARGER, 2)
    assert page.evaluate("events") == [{"field": "scale", "value": 112}]
    assert scale(page) == 112


def test_several_bars_and_articles_say_and_show_the_same(visit: Visit, site: Site) -> None:
    second = (
        '<readable-toolbar for="hai" controls="larger"></readable-toolbar><div id="hai">Hai</div>'
        '<article class="readable" id="ba"><p>Ba</p></article><readable-toolbar for="ba">'
        "</readable-toolbar></div></main>"
    )
    site.put("page", portal("px", size=500).replace("</div></main>", "</div>" + second[: -6 - 7]))
    page = visit()
    page.locator("[part=larger]").last.click()
    assert page.locator("[part=size]").all_inner_texts() == ["Cỡ chữ 112\u00a0%"] * 3
    assert (zoom(page), zoom(page, "#hai"), zoom(page, "#ba")) == (1.12, 1.12, 1)


def test_on_paper_the_size_stays_and_the_bar_goes(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=500))
    page = visit()
    press(page, LARGER, 5)
    page.emulate_media(media="print")
    assert not page.locator("readable-toolbar").is_visible()
    assert zoom(page) == 2


# ---- options ----------------------------------------------------------------------------------


def test_the_options_change_the_article_and_stay(visit: Visit, site: Site) -> None:
    site.put("page", portal("px", size=3000, controls=("smaller", "larger", "options")))
    page = visit()
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    page.get_by_role("group", name="Phông chữ").wait_for()
    assert "/readable/options.js" in site.asked
    for group, choice in (
        ("Phông chữ", "Có chân"),
        ("Giãn dòng", "2"),
        ("Giãn từ", "32\u00a0%"),
        ("Độ dài dòng", "45 chữ cái"),
        ("Màu chữ và nền", "Chữ vàng nền đen"),
    ):
        page.get_by_role("group", name=group).get_by_role("radio", name=choice, exact=True).check()
    page.get_by_role("checkbox", name="Gạch chân liên kết").check()
    looks = """() => {
        const style = getComputedStyle(document.querySelector("#noi-dung p"));
        return [style.fontFamily.split(",")[0], parseFloat(style.lineHeight) /
            parseFloat(style.fontSize), style.wordSpacing, style.color];
    }"""
    wanted = ['"Readable Serif"', 2, "4.16px", "rgb(255, 255, 0)"]
    page.wait_for_function("document.fonts.check('16px \"Readable Serif\"')")
    assert page.evaluate(looks) == wanted
    page.reload()
    assert page.evaluate(looks) == wanted
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    assert page.get_by_role("radio", name="Chữ vàng nền đen").is_checked()
    page.get_by_role("button", name="Bỏ mọi tuỳ chọn").click()
    assert page.evaluate(looks)[3] == "rgb(0, 0, 0)"
    assert page.evaluate("localStorage.readable") == ""


def test_a_control_that_is_none_is_told_to_who_opens_the_options_for_it(
    visit: Visit, site: Site
) -> None:
    bar = '<readable-toolbar for="noi-dung" controls=" larger smaler font"></readable-toolbar>'
    site.put("page", portal("px", size=500, bar=bar))
    page = visit(quiet=False)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for _ in "123":
        page.get_by_role("button", name="Tuỳ chọn đọc").click()
        page.get_by_role("group", name="Phông chữ").wait_for(timeout=5000)
        page.get_by_role("button", name="Tuỳ chọn đọc").click()
    assert told == ["<readable-toolbar controls>: no such control: smaler"]


# A voice that says nothing, and ends a sentence or comes to a word when a test tells it to.
VOICE = """window.voices = []; window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
    getVoices: () => voices, cancel() {},
    speak(one) { said.push(one); },
}) });
window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; } };
window.come = (charIndex, charLength) => said.at(-1).dispatchEvent(
    Object.assign(new Event("boundary"), { name: "word", charIndex, charLength }));
window.finish = () => said.at(-1).dispatchEvent(new Event("end"));
window.marked = (name) => [...CSS.highlights.get(`readable-${name}`)];"""
SAID = "said.map((one) => one.text.trim())"


def test_reading_aloud_says_when_there_is_no_voice_and_marks_what_is_read(
    visit: Visit, site: Site
) -> None:
    page_html = portal("px", size=3000, controls=("larger", "speech"))
    odd = "<p>Thơ\nvà<br>ca</p><p style='display:none'>Ẩn</p>Trần<p>Trong</p>cuối"
    site.put("page", page_html.replace("</div></main>", f"{odd}</div></main>"))
    page = visit()
    page.add_init_script(VOICE)
    page.reload()
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    page.get_by_role("button", name="Đọc thành tiếng").click()
    message = page.get_by_text("Máy này chưa có giọng đọc tiếng Việt.")
    message.wait_for()
    page.evaluate("voices.push({ lang: 'vi-VN' })")
    page.get_by_role("button", name="Đọc thành tiếng").click()
    page.wait_for_function("said.length === 1")
    assert page.evaluate("said[0].text").startswith(PROSE[:40])
    # Not every voice says how long a word is.
    for length in ("3", "undefined"):
        page.evaluate(f"come(5, {length})")
        assert page.evaluate("marked('word').map(String)") == [PROSE[5:8]]
    # Its end may be told after it was silenced.
    page.get_by_role("button", name="Dừng đọc").click()
    page.evaluate("finish()")
    assert page.evaluate("[said.length, marked('word').length]") == [1, 0]
    page.get_by_role("button", name="Đọc thành tiếng").click()
    page.evaluate("while (marked('sentence').length) finish()")
    assert page.evaluate(SAID)[-4:] == ["Thơ và ca", "Trần", "Trong", "cuối"]
    page.get_by_role("button", name="Đọc thành tiếng").wait_for()


ENGLISH = (
    '<div class="news" id="noi-dung" lang="en-GB">'
    "<p>The committee of Bắc Kạn met today. It was short.</p>"
    '<p>Its motto is <q lang="vi">Thi đua là yêu nước</q>, they said. <i lang="fr">Bravo</i>!</p>'
    "</div></main>"
)


def test_each_language_of_a_text_is_read_by_a_voice_of_its_own(visit: Visit, site: Site) -> None:
    vietnamese = portal("px", size=500, controls=("larger", "speech"))
    site.put("page", re.sub('<div class="news" id.*</main>', ENGLISH, vietnamese, flags=re.DOTALL))
    # A template's language, on a page in another.
    site.put("template", vietnamese.replace(' lang="vi"', ' lang="en"'))
    page = visit(quiet=False)
    page.add_init_script(VOICE)
    page.reload()
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    # "fil-PH" begins as Finnish does; Android writes a country after another sign.
    page.evaluate("voices.push({ lang: 'vi_VN' }, { lang: 'eng' }, { lang: 'fil-PH' })")
    page.get_by_role("button", name="Đọc thành tiếng").click()
    page.get_by_text("Máy này chưa có giọng đọc tiếng Anh.").wait_for()
    page.evaluate("noi_dung = document.getElementById('noi-dung'); noi_dung.lang = 'fi'")
    page.get_by_role("button", name="Đọc thành tiếng").click()
    page.get_by_text("Máy này chưa có giọng đọc tiếng Phần Lan.").wait_for()
    page.evaluate("noi_dung.lang = 'en-GB'; voices.push({ lang: 'en-US' }, { lang: 'en-GB' })")
    page.get_by_role("button", name="Đọc thành tiếng").click()
    page.wait_for_function("said.length")
    page.evaluate("while (marked('sentence').length) finish()")
    assert page.evaluate("said.map((one) => [one.lang, one.text.trim()])") == [
        ["en-GB", "The committee of Bắc Kạn met today."],
        ["en-GB", "It was short."],
        ["en-GB", "Its motto is"],
        ["vi_VN", "Thi đua là yêu nước"],
        ["en-GB", ", they said."],
        ["en-GB", "Bravo!"],
    ]
    page.goto(f"{site.address}/template")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("[part=options]").click()
    page.get_by_role("button", name="Read aloud").click()
    page.get_by_text("This device has no voice for Vietnamese.").wait_for()


def test_larger_swaps_the_pictures_and_their_text_stays_text(visit: Visit, site: Site) -> None:
    bar = (
        '<readable-toolbar for="noi-dung" controls="smaller larger pictures" '
        'pictures="/anh/{scale}/"></readable-toolbar>'
    )
    site.put("page", portal("px", size=1000, bar=bar))
    for size in (100, 112):
        site.put(
            f"anh/{size}/index.html",
            f'<html lang="vi"><body><main><section class="page"><img src="p.png" alt="Trang">'
            f'<div class="text"><p><span>Chữ {size}</span></p></div></section></main>',
        )
        site.files[f"/anh/{size}/index.css"] = b".page { position: relative }"
        site.files[f"/anh/{size}/p.png"] = b""
    page = visit(quiet=False)
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    page.get_by_role("button", name="Xem bản ảnh").click()
    page.get_by_text("Chữ 100", exact=True).wait_for()
    assert not page.locator("#noi-dung").is_visible()
    page.get_by_role("button", name=LARGER).click()
    page.get_by_text("Chữ 112", exact=True).wait_for()
    assert page.locator("img").get_attribute("src") == f"{site.address}/anh/112/p.png"
    page.get_by_role("button", name=LARGER).click()
    page.get_by_text("Bài này chưa có bản ảnh ở cỡ này.").wait_for()
    assert page.locator("#noi-dung").is_visible()


SHOWN_PAGES = """pages => Promise.all(pages.map(async page => {
    const picture = page.querySelector("img");
    picture.loading = "eager";
    await picture.decode();
    const text = page.querySelector(".text").innerText.replace(/\\s+/g, "");
    return [picture.alt, picture.naturalWidth, text];
}))"""


@pytest.fixture(scope="module")
def ladder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example article's pictures in all sizes, as a batch makes it."""
    folder = tmp_path_factory.mktemp("ladder")
    source = HERE.parents[1] / "examples" / "article.html"
    assert main(["batch", str(source), "-o", str(folder), "--ladder", "--workers", "1"]) == 0
    (made,) = folder.rglob("article.html")
    return made


def put_pictures(site: Site, ladder: Path) -> None:
    """A page with those pictures: they are under /anh/7/."""
    for file in ladder.rglob("*.*"):
        name = f"anh/7/{file.relative_to(ladder)}"
        if file.suffix == ".html":
            site.put(name, file.read_text(encoding="utf-8"))
        else:
            site.files[f"/{name}"] = file.read_bytes()
    bar = (
        '<readable-toolbar for="noi-dung" controls="smaller larger options pictures speech" '
        'pictures="/anh/7/{scale}/"></readable-toolbar>'
    )
    site.put("page", portal("px", size=1000, bar=bar))


def test_the_pictures_of_a_batch_are_driven_through_its_sizes(
    visit: Visit, site: Site, ladder: Path
) -> None:
    sizes = {
        one["scale"]: one["pages"]
        for one in json.loads((ladder / "manifest.json").read_bytes())["sizes"]
    }
    put_pictures(site, ladder)
    page = visit()
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    page.get_by_role("button", name="Xem bản ảnh").click()
    pages = page.locator(".readable-pictures .page")
    for scale, name in ((100, None), (112, LARGER), (125, LARGER), (112, SMALLER)):
        if name:
            page.get_by_role("button", name=name).click()
        first = page.locator(f'img[src*="/anh/7/{scale}/"]').first
        first.wait_for()
        assert pages.count() == len(sizes[scale])
        told = pages.evaluate_all(SHOWN_PAGES)
        assert told == [
            [entry["alt"], entry["width"], "".join(entry["text"].split())] for entry in sizes[scale]
        ]
    line = pages.first.locator(".text span").first
    line.select_text()
    selected = page.evaluate("String(getSelection())").strip()
    assert selected
    assert selected in sizes[112][0]["text"]
    page.evaluate("getSelection().removeAllRanges()")
    assert page.evaluate("find('946/QĐ-UBND')"), "the browser's own search finds the text"
    assert not page.locator("#noi-dung").is_visible()


def test_pictures_that_come_late_take_the_place_of_nothing_that_was_chosen_since(
    visit: Visit, site: Site, ladder: Path
) -> None:
    put_pictures(site, ladder)
    page = visit()
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    held: list[Route] = []

    def hold(file: str) -> None:
        page.route(f"**/anh/7/{file}", lambda route: held.append(route))

    def come() -> None:
        while not held:
            page.wait_for_timeout(10)
        with page.expect_response(held[0].request.url) as answer:
            held.pop().continue_()
        answer.value.finished()
        page.evaluate("new Promise((done) => setTimeout(done, 200))")

    # Till its text stands over the pictures, the article is there.
    hold("100/index.css")
    with page.expect_request("**/anh/7/100/index.css"):
        page.get_by_role("button", name="Xem bản ảnh").click()
    assert page.locator("#noi-dung").is_visible()
    come()
    page.get_by_role("button", name="Xem bản chữ").wait_for()
    # The answer to the first step comes after that to the second.
    hold("112/index.html")
    press(page, LARGER, 2)
    page.locator('img[src*="/anh/7/125/"]').first.wait_for()
    come()
    assert page.locator('img[src*="/anh/7/125/"]').count() == page.locator(".page img").count() > 0
    # Pressed twice before they are there.
    page.get_by_role("button", name="Xem bản chữ").click()
    hold("125/index.html")
    page.get_by_role("button", name="Xem bản ảnh").click(click_count=2)
    come()
    assert page.locator("#noi-dung").is_visible()
    assert page.locator(".page img").count() == 0


# What is marked: its words, the folder of the picture, whether all of it is on one page, and on the
# picture.
MARK = """(name) => {
    const [range] = marked(name);
    const [first, last] = [range.startContainer, range.endContainer].map((node) =>
        node.parentElement.closest(".page"));
    const picture = last.querySelector("img");
    const [inner, outer] = [range, picture].map((one) => one.getBoundingClientRect());
    return [String(range).trim(), new URL(picture.src).pathname.split("/")[3], first === last,
        inner.left >= outer.left && inner.right <= outer.right && inner.bottom <= outer.bottom
        && inner.width > 5];
}"""


def test_over_the_pictures_their_text_is_read_and_marked_on_them(
    visit: Visit, site: Site, ladder: Path
) -> None:
    put_pictures(site, ladder)
    page = visit()
    page.add_init_script(VOICE + "voices.push({ lang: 'vi-VN' });")
    page.reload()
    press(page, LARGER, 5)
    page.get_by_role("button", name="Tuỳ chọn đọc").click()
    page.get_by_role("button", name="Xem bản ảnh").click()
    page.get_by_role("button", name="Xem bản chữ").wait_for()
    page.get_by_role("button", name="Đọc thành tiếng").click()
    page.wait_for_function("said.length")
    # The sentence that begins at the foot of one page and ends at the head of the next is one.
    until = "while (!said.at(-1).text.startsWith('Trong đó, đã')) finish();"
    page.evaluate(until)
    sentence = (
        "Trong đó, đã lựa chọn 23 gương điển hình tiên tiến đại diện cho các phong trào thi đua "
        "thuộc các lĩnh vực để vinh danh tại Hội nghị."
    )
    assert page.evaluate(SAID)[-1] == sentence
    assert page.evaluate(MARK, "sentence") == [sentence, "200", False, True]
    page.evaluate("come(10, 2)")
    assert page.evaluate(MARK, "word") == ["đã", "200", True, True]
    # Pictures of another size: it is the same word, on another picture.
    press(page, LARGER)
    page.locator('.readable-pictures img[src*="/250/"]').first.wait_for()
    page.evaluate("come(10, 2)")
    assert page.evaluate(MARK, "word") == ["đã", "250", True, True]
    page.evaluate("finish()")
    assert page.evaluate("said.at(-1).text").startswith("Phát biểu tại Hội nghị, Phó Bí thư")
    pages = json.loads((ladder / "manifest.json").read_bytes())["sizes"][6]["pages"]
    everything = "".join("".join(one["text"] for one in pages).split())
    assert everything.startswith("".join("".join(page.evaluate(SAID)).split()))


# ---- other browsers -----------------------------------------------------------------------------


def asked_in_firefox(addresses: list[str], presses: int = 100) -> list[dict[str, Any]]:
    """What firefox.mjs found on each page."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    node = shutil.which("node")
    if not firefox or not node:
        pytest.fail("no Firefox or no Node.js: bash tests/run.sh installs them")
    run = subprocess.run(
        [node, HERE / "firefox.mjs", firefox, str(presses), *addresses],
        capture_output=True, encoding="utf-8", cwd=HERE,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def asked_in_webkit(webkit: WebKit, address: str, presses: int = 100) -> dict[str, Any]:
    """The same of WebKit; its window is never as narrow as a frame of the page /frame can be."""
    path = address.rsplit("/", 1)[1]
    webkit.visit(address)
    webkit.ask(PROBES + "localStorage.clear(); await probes.hand()")
    found = {
        # It sets letters in whole pixels: each may be one off.
        "spread": webkit.ask("return probes.spread(1)"),
        "drift": webkit.ask(f"return probes.drift({presses})"),
        "place": webkit.ask("return probes.place()"),
    }
    webkit.visit(address.replace(path, f"frame?{path}"))
    webkit.enter(0)
    webkit.ask(PROBES + "localStorage.clear(); await probes.hand()")
    found |= {
        "overflow": webkit.ask("return probes.overflow()"),
        "said": webkit.ask("return probes.said()"),
    }
    webkit.visit(address)
    return found | {"kept": webkit.ask("return document.documentElement.dataset.readableScale")}


FRAME = """<!doctype html><script>
addEventListener("DOMContentLoaded", () => {
    document.querySelector("iframe").src = location.search.slice(1);
});
</script><iframe width=320 height=640></iframe>"""


def is_as_it_should(found: dict[str, Any]) -> None:
    assert found["spread"]["sizes"] == list(LADDER)
    assert found["spread"]["worst"] < 0.01, found["spread"]
    assert found["spread"]["moved"] == []
    assert found["drift"] == {"drift": 0, "same": True}
    assert max(map(abs, found["place"]["moved"])) <= 1, found["place"]
    assert set(found["overflow"]["at"].values()) == {0}
    found["said"].pop("after")
    assert found["said"] == {
        "texts": ["Cỡ chữ 400\u00a0%, lớn nhất"],
        "role": "status",
        "ended": "true",
        "focused": True,
    }
    assert found["kept"] == "400"


def test_firefox_does_the_same(site: Site) -> None:
    # toolbar_browsers.py among the benchmarks asks for the others, and for long articles.
    names = ("px", "word", "mixed")
    for name in names:
        site.put(name, portal(name, kinds=True, late=True, size=10000))
    site.put("long", portal("px", kinds=True, size=100_000))
    for found in asked_in_firefox([f"{site.address}/{name}" for name in (*names, "long")], 40):
        assert found["complaints"] == found["asked"] == []
        assert found["spread"]["texts"] > 90
        is_as_it_should(found)


@pytest.fixture(scope="module")
def webkit() -> Iterator[WebKit]:
    if not find_webkit():
        pytest.skip("no WebKitGTK: bash tests/run.sh installs webkit2gtk-driver and xvfb")
    with started() as one:
        one.resize(1280, 800)
        yield one


@pytest.mark.parametrize("sheet", ["px", "sharepoint", "mixed"])
def test_webkit_does_the_same(site: Site, webkit: WebKit, sheet: str) -> None:
    site.put(sheet, portal(sheet, kinds=True, late=True, size=4000).replace(KINDS["ch"], ""))
    site.put("frame", FRAME)
    is_as_it_should(asked_in_webkit(webkit, f"{site.address}/{sheet}", 40))


def test_in_webkit_tight_lines_are_opened_for_the_font_that_came(
    site: Site, webkit: WebKit
) -> None:
    # It tells of no font that came, and the one that stood there before needs less.
    sheet = "<link rel=stylesheet href=/readable/options.css><style>#noi-dung { font-family: "
    page = portal("px", size=500, extra=f'{sheet}"Readable Literacy" }}</style>')
    site.put("page", page.replace("<html", '<html data-readable-scale="150"', 1))
    webkit.visit(f"{site.address}/page")
    needed = typefaces()["literacy"].least_line_height
    least = webkit.ask(
        f"""const looks = getComputedStyle(document.querySelector("#noi-dung"));
        const least = () => Number(looks.getPropertyValue("--readable-least"));
        for (let at = 0; at < 100 && least() < {needed}; at += 1) {{
            await new Promise((done) => setTimeout(done, 50));
        }}
        return least();"""
    )
    assert least >= needed


def test_in_webkit_no_frame_shows_another_size_and_other_windows_follow(
    site: Site, webkit: WebKit
) -> None:
    look = """<script>seen = []; errors = [];
    addEventListener("error", (event) => errors.push(event.message));
    (function look() {
        const text = document.querySelector("#noi-dung");
        if (text) seen.push(getComputedStyle(text).zoom);
        requestAnimationFrame(look);
    })();</script>"""
    site.put("page", portal("px", size=20000, extra=look + CACHED))
    site.put("next", portal("rem", size=500))
    webkit.visit(f"{site.address}/page")
    webkit.ask("localStorage.clear()")
    webkit.reload()
    webkit.click("[part=larger]")
    # By keyboard, from the button that has the focus now.
    webkit.type(" ")
    assert webkit.ask("return document.documentElement.dataset.readableScale") == "125"
    first = webkit.window()
    webkit.open_window()
    # Another process of the browser, which knows in a moment what this one has kept.
    webkit.visit(f"{site.address}/next")
    webkit.ask("""while (document.documentElement.dataset.readableScale !== "125")
        await new Promise((r) => setTimeout(r, 20));""")
    site.pause = 0.15
    webkit.visit(f"{site.address}/page")
    # A page may have loaded before its window drew a first frame.
    seen = """while (!seen.length) await new Promise((r) => setTimeout(r, 20));
        return [[...new Set(seen)], errors]"""
    assert webkit.ask(seen) == [["1.25"], []]
    assert webkit.ask("return document.querySelector('[role=status]').textContent") == ""
    webkit.click("[part=larger]")
    webkit.turn_to(first)
    follows = """const root = document.documentElement;
        while (root.dataset.readableScale !== "150") await new Promise((r) => setTimeout(r, 20));
        return document.querySelector("[part=size]").textContent"""
    assert webkit.ask(follows) == "Cỡ chữ 150\u00a0%"
    site.pause = 0
    webkit.visit(f"{site.address}/next")
    webkit.click("[part=smaller]")
    webkit.back()
    assert webkit.ask("return [cached, document.querySelector('[part=size]').textContent]") == [
        True,
        "Cỡ chữ 125\u00a0%",
    ]
