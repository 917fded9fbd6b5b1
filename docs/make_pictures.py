"""Draws the pictures of the documents again: python docs/make_pictures.py.

The one of lines shows how a browser ends them, and needs Chromium and Playwright for it.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from readable import Article, Paper, Preferences, read_article, to_html, to_images

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
GAP_PX = 16


EXAMPLE = (EXAMPLES / "article.html").read_bytes()


def draw_sizes() -> Image.Image:
    """The example article's pages at three sizes, side by side, at half their size."""
    return side_by_side(
        page_of(EXAMPLE, Preferences(scale=100)),
        page_of(EXAMPLE, Preferences(scale=200), 2),
        page_of(EXAMPLE, Preferences(scale=400, theme="yellow", breaking="careful"), 2),
    )


def page_of(
    html: bytes, preferences: Preferences, number: int = 1, paper: Paper | None = None
) -> Image.Image:
    """One page of an article at half its size."""
    images = to_images(read_article(html), preferences, base=EXAMPLES, paper=paper)
    data = next(image.data for image in images if image.number == number)
    return Image.open(BytesIO(data)).convert("RGB").reduce(2)


def side_by_side(*pages: Image.Image) -> Image.Image:
    """Pages on a grey ground, in few colours."""
    width = sum(page.width for page in pages) + GAP_PX * (len(pages) + 1)
    height = max(page.height for page in pages) + 2 * GAP_PX
    sheet = Image.new("RGB", (width, height), "#8a8a8a")
    left = GAP_PX
    for page in pages:
        sheet.paste(page, (left, GAP_PX))
        left += page.width + GAP_PX
    return sheet.quantize(160, dither=Image.Dither.NONE)


TABLE = """<article><h1>Thu ngân sách sáu tháng đầu năm 2023</h1>
<p>Số liệu của <a href="https://example.gov.vn">Sở Tài chính</a>, tính đến ngày 30/6/2023.</p>
<table><caption>Thu theo huyện</caption>
<thead><tr><th scope="col">Huyện</th><th scope="col">Triệu đồng</th>
<th scope="col">So với dự toán</th></tr></thead><tbody>%s</tbody></table></article>"""
ROWS = """Ba Bể|12.450,5|48,2 %
Bạch Thông|9.870|51 %
Chợ Đồn|31.208,25|62,7 %
Chợ Mới|14.006|55,1 %
Na Rì|8.733,8|44,9 %
Ngân Sơn|7.942|47 %
Pác Nặm|5.120,4|39,8 %
Thành phố Bắc Kạn|98.415,75|58,3 %"""
LIST = """<article><h1>Thủ tục làm lại thẻ căn cước</h1><ol>
<li>Chuẩn bị giấy tờ:<ul><li>thẻ cũ, nếu còn;</li><li>giấy khai sinh:<ul><li>bản chính hoặc</li>
<li>bản sao có chứng thực.</li></ul></li></ul></li>
<li>Nộp tại Công an xã, phường, <strong>không mất phí</strong>.</li>
<li>Nhận thẻ sau 7 ngày làm việc.</li></ol>
<blockquote><p>Người trên 60 tuổi được làm tại nhà.</p></blockquote>
<dl><dt>CCCD</dt><dd>Căn cước công dân</dd>
<dt>H<sub>2</sub>O, m<sup>2</sup></dt><dd>Nước, mét vuông</dd></dl>
<p>Xem <a href="https://example.gov.vn/giấy-tờ">hướng dẫn</a>, <em>cập nhật ngày 2/6</em>.</p>
</article>"""
LETTERS = """<article><h1>Chữ của các dân tộc, ký hiệu</h1>
<p>Ê Đê: Ƀuôn Ama Thuôt; Ƀ ƀ Č č Ĕ ĕ Ê̆ ê̆ Ĭ ĭ Ñ ñ Ŏ ŏ Ô̆ ô̆ Ơ̆ ơ̆ Ŭ ŭ Ư̆ ư̆.</p>
<p>Tiếng Việt: ẰẮẲẴẶ ẦẤẨẪẬ ỀẾỂỄỆ ồốổỗộ ờớởỡợ ừứửữự.</p>
<p>Giá 25.000 ₫, № 12, 5 → 7, 1 ≤ 2, ☐ không ☑ có, 📞 1022, 漢字.</p></article>"""


def draw_gallery() -> dict[str, Image.Image]:
    """What docs/gallery.md shows, by the names of the files."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>"
        for row in ROWS.split("\n")
    )
    page = Paper(600, 848)
    return {
        "gallery-sizes": side_by_side(
            *(page_of(EXAMPLE, Preferences(scale=scale), paper=page) for scale in (100, 150)),
            *(page_of(EXAMPLE, Preferences(scale=scale), 2, page) for scale in (200, 300)),
        ),
        "gallery-themes": side_by_side(
            *(
                page_of(EXAMPLE, Preferences(scale=150, theme=theme, font=font), 3, page)
                for theme, font in (("dark", "sans"), ("sepia", "serif"), ("yellow", "easy"))
            )
        ),
        "gallery-blocks": side_by_side(
            page_of((TABLE % rows).encode(), Preferences(scale=150), paper=page),
            page_of(LIST.encode(), Preferences(scale=150), paper=page),
            page_of(LETTERS.encode(), Preferences(scale=150), paper=page),
        ),
        "gallery-photographs": side_by_side(
            page_of(EXAMPLE, Preferences(scale=125), 2, page),
            page_of(EXAMPLE, Preferences(scale=175, theme="dark"), 3, page),
        ),
    }


# A paragraph of the example, whose words and units were marked by hand.
PARAGRAPH = "seed-3"
LINES_PX = (375, 830)
SCALE = 175


def draw_lines() -> Image.Image:
    """One paragraph as Chromium sets it, with our script, and as a picture; red marks bad ends."""
    sys.path.insert(0, str(DOCS.parent / "tests"))
    from browser.chromium import find_chromium
    from playwright.sync_api import sync_playwright

    rows = (DOCS.parent / "tests/data/vitext/official.jsonl").read_text(encoding="utf-8")
    row = next(row for row in map(json.loads, rows.splitlines()) if row["id"] == PARAGRAPH)
    text = row["text"]
    spans = [(start, end) for start, end, *_ in [*row["words"], *row["nobreak"]]]
    inside = {at for start, end in spans for at in range(start, end) if text[at] == " "}
    article = read_article(f"<p>{text}</p>")
    shown = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        for breaking in ("first-fit", "balanced"):
            preferences = Preferences(scale=SCALE, breaking=breaking)
            page = browser.new_page(viewport={"width": LINES_PX[0], "height": 1400})
            page.set_content(to_html(article, preferences, standalone=True))
            page.evaluate("document.fonts.ready")
            page.evaluate("document.querySelector('readable-toolbar').remove()")
            data = page.screenshot(
                clip={"x": 0, "y": 0, "width": LINES_PX[0], "height": LINES_PX[1]}
            )
            image = Image.open(BytesIO(data)).convert("RGB")
            ends = page.evaluate(LINE_ENDS)
            mark(image, [(x, y) for at, x, y in ends if at in inside], SCALE * 0.16)
            shown.append(image)
    shown.append(as_picture(article, inside))
    sheet = Image.new(
        "RGB", (len(shown) * (LINES_PX[0] + GAP_PX) + GAP_PX, LINES_PX[1] + 2 * GAP_PX), "#8a8a8a"
    )
    for place, image in enumerate(shown):
        sheet.paste(image, (GAP_PX + place * (LINES_PX[0] + GAP_PX), GAP_PX))
    return sheet.quantize(64, dither=Image.Dither.NONE)


def as_picture(article: Article, inside: set[int]) -> Image.Image:
    """The paragraph as an image of the same width and height."""
    preferences = Preferences(scale=SCALE)
    first = next(iter(to_images(article, preferences, paper=Paper(LINES_PX[0], None, 11))))
    image = Image.new("RGB", LINES_PX, "#ffffff")
    image.paste(Image.open(BytesIO(first.data)).convert("RGB"))
    ends, offset = [], 0
    for line in first.page.lines:
        offset += len(line.text)
        if offset - 1 in inside:
            ends.append((line.left_px + line.width_px, line.top_px + line.height_px / 2))
    mark(image, ends, SCALE * 0.16)
    return image


def mark(image: Image.Image, places: list[tuple[float, float]], size_px: float) -> None:
    """Draws a red bar behind each place."""
    draw = ImageDraw.Draw(image)
    for x, y in places:
        left = min(x + 4, image.width - 8)
        draw.rectangle((left, y - size_px / 2, left + 5, y + size_px / 2), fill="#d00000")


# The offset, right edge and middle of what each line but the last ends in.
LINE_ENDS = """() => {
  const range = document.createRange();
  const walker = document.createTreeWalker(document.querySelector("article p"), 4);
  const ends = [];
  let offset = 0, last = null;
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at += 1, offset += 1) {
      if (walker.currentNode.data[at] === " ") continue;
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { right, top, bottom } = range.getBoundingClientRect();
      const here = { right, middle: (top + bottom) / 2 };
      if (last && here.middle > last.middle + 2) ends.push([offset - 1, last.right, last.middle]);
      last = here;
    }
  }
  return ends;
}"""


if __name__ == "__main__":
    draw_lines().save(DOCS / "pictures" / "lines.png", optimize=True)
    drawn = {"sizes": draw_sizes(), **draw_gallery()}
    for name, picture in drawn.items():
        picture.save(DOCS / "pictures" / f"{name}.png", optimize=True)
