"""Articles of many kinds as our own HTML, each in five sizes and four fonts: no checker may object.

What stands in the sources is what editors write: some of it needs mending, none of it is beyond
the library, so that the pages have no fault.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

import readable

SCALES = (100, 150, 200, 300, 400)
FONTS = ("sans", "serif", "easy", "complete")
THEMES = ("light", "dark", "yellow", "sepia")
EXAMPLE = Path(__file__).parents[1] / "examples" / "article.html"
_PICTURE = '<figure><img src="{}.png" alt="{}"><figcaption>{}</figcaption></figure>'

SOURCES = {
    "example": EXAMPLE.read_text("utf-8"),
    "table": "<h1>Kết quả thi đua của các huyện</h1><p>Số liệu tính đến ngày 30/6/2023.</p>"
    "<table><caption>Bảng 1. Số tập thể được khen thưởng</caption><thead><tr><th rowspan=2>Huyện"
    "<th colspan=2>Năm 2022<th colspan=2>Năm 2023<tr><th>Tập thể<th>Cá nhân<th>Tập thể<th>Cá nhân"
    "<tbody><tr><th>Ba Bể<td>12<td>30<td>15<td>41<tr><th>Chợ Đồn<td>9<td>27<td>11<td>32"
    "<tr><th>Na Rì<td>7<td>19<td>10<td>1.254,5<tfoot><tr><th>Cộng<td>28<td>76<td>36<td>1.327,5</table>"
    "<p>Bảng 2 so với cùng kỳ.</p><table><tr><td>Quý<td>Thu ngân sách<tr><td>I<td>1.250 tỷ đồng"
    "<tr><td>II<td>1.310 tỷ đồng</table>",
    "lists": "<h1>Thủ tục cấp giấy phép</h1><h2>Hồ sơ gồm</h2><ol type=a><li>Đơn đề nghị;<li>Bản sao "
    "quyết định số 946/QĐ-UBND;<li>Giấy tờ khác:<ul><li>Sơ đồ vị trí<li>Ảnh 4 × 6 cm</ul></ol>"
    "<h2>Trình tự</h2><ol start=3><li><p>Nộp tại bộ phận một cửa.</p><p>Không thu phí.</p>"
    "<li>Nhận kết quả sau 5 ngày.</ol><dl><dt>Lệ phí<dd>Miễn<dt>Thời hạn<dd>Năm năm</dl>",
    "photographs": "<h1>Hội nghị biểu dương</h1>"
    + _PICTURE.format("one", "Đại biểu ngồi kín hội trường", "Quang cảnh Hội nghị. Ảnh: Thu Trang")
    + "<p>Sáng nay, tỉnh tổ chức hội nghị.</p>"
    + _PICTURE.format("two", "Hai người trao nhau bằng khen", "Lãnh đạo tỉnh trao bằng khen")
    + '<p><img src="three.png" alt="Sân vận động lúc khai mạc"></p><p><img src="one.png" alt=""></p>'
    "<p>Các đại biểu chụp ảnh lưu niệm.</p>",
    "footnotes": "<h1>Truyền thống quê hương</h1><p>Vùng đất này<sup><a href='#n1' id='r1'>1</a></sup> "
    "có từ thời Lý<sup><a href='#n2' id='r2'>2</a></sup>, khi dân cư còn thưa thớt.</p><h2>Chú thích</h2>"
    "<ol><li id='n1'>Theo sách Đại Nam nhất thống chí. <a href='#r1'>Trở lại</a>"
    "<li id='n2'>Xem thêm <a href='https://example.org/su-lieu'>sử liệu của tỉnh</a>.</ol>",
    "without headings": "<p>Sáng 2/6, Tỉnh ủy tổ chức hội nghị với sự có mặt của hơn hai trăm đại biểu.</p>"
    "<p>Nhiều tập thể và cá nhân đã được khen thưởng vì những đóng góp cho quê hương.</p>"
    "<p>Buổi chiều, đoàn đi thăm các hộ nghèo ở vùng cao.</p>",
    "quotations": "<h1>Lời dặn của người đi trước</h1><blockquote><p>Dễ mười lần không dân cũng chịu,<br>"
    "Khó trăm lần dân liệu cũng xong.</p><footer>Ca dao kháng chiến</footer></blockquote>"
    '<p>Ông Smith nói: <span lang="en">We are very happy to be here with all of you.</span></p>'
    "<p><q>Học, học nữa, học mãi</q> là câu ai cũng thuộc.</p>"
    '<blockquote lang="fr"><p>Le temps perdu ne se rattrape jamais.</p></blockquote>',
    "long words": "<h1>TIẾP TỤC ĐỔI MỚI VIỆC TỔ CHỨC CÁC PHONG TRÀO THI ĐUA YÊU NƯỚC, CÔNG TÁC KHEN THƯỞNG</h1>"
    "<h2>Căn cứ pháp lý</h2><p>Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ.</p>"
    "<h3>Địa chỉ nhận hồ sơ</h3><p>https://dichvucong.example.gov.vn/thu-tuc-hanh-chinh/linh-vuc-thi-dua-khen-thuong"
    "/danh-sach?trang=1&amp;so=100</p><h3>Ký hiệu</h3><p>TT-BNV-VTLTNN-2023-0001234567890-ĐKĐT-QLVBĐHĐTXLCV</p>",
    "signs": "<h1>Đo nồng độ CO<sub>2</sub></h1><p>Giới hạn là 10<sup>3</sup> mg/m<sup>3</sup>, ở 25 °C.</p>"
    "<pre>GET /bao-cao?nam=2023 HTTP/1.1\nHost: quantrac.example.vn\nAccept: text/html, application/json, image/png</pre>"
    "<p>Gõ <kbd>Ctrl</kbd>+<kbd>F</kbd> rồi tìm <code>so_lieu</code>. <b>Lưu ý:</b> <i>số liệu tạm tính</i>, "
    "<u>chưa công bố</u>, <s>bản cũ</s>, <mark>bản mới</mark>.</p>"
    "<p><abbr title='Ủy ban nhân dân'>UBND</abbr> tỉnh chịu trách nhiệm. 😀 № 5 – § 3.</p>",
    "pasted": "<div class=MsoNormal style='mso-style:x'><p align=center><b><font size=5 color=#bbbbbb>THÔNG BÁO</font></b></p>"
    "<p style='text-align:justify;line-height:90%'><span style='font-family:Arial;font-size:9px;color:#ccc'>Kính gửi "
    "các đơn vị,&nbsp;&nbsp;&nbsp;nội dung như sau:</span></p><p>- Nộp báo cáo trước ngày 5;</p><p>- Dự họp ngày 6;</p>"
    "<p>- Gửi danh sách.</p><p>Tie\u0302\u0301ng Vie\u0323\u0302t go\u0303 ro\u031b\u0300i.</p><p>Nơi nhận:<br>- Như trên;<br>- Lưu VT.</p></div>",
}  # fmt: skip


class CleanPage(NamedTuple):
    """One of our own pages."""

    article: str
    scale: int
    font: str
    html: str

    @property
    def name(self) -> str:
        return f"{self.article.replace(' ', '-')}-{self.scale}-{self.font}"


def make_pictures(folder: Path) -> None:
    """The pictures that the articles show."""
    for name, colour in (("one", "#7a9"), ("two", "#97a"), ("three", "#a97")):
        image = Image.new("RGB", (640, 360), colour)
        draw = ImageDraw.Draw(image)
        for place in range(0, 640, 40):
            draw.ellipse((place, 120 + place % 90, place + 36, 220), fill=(place % 255, 90, 120))
        data = io.BytesIO()
        image.save(data, "PNG")
        (folder / f"{name}.png").write_bytes(data.getvalue())


def pages(folder: Path, every: int = 1) -> Iterator[CleanPage]:
    """The 200, or each so-manieth, as whole pages with pictures of `folder`; themes take turns."""
    articles = {name: readable.read_article(source) for name, source in SOURCES.items()}
    for number, (name, scale, font) in enumerate(product(articles, SCALES, FONTS)):
        if number % every:
            continue
        preferences = readable.Preferences(
            scale=scale, font=font, theme=THEMES[(number + number // 4) % 4]
        )
        base = EXAMPLE.parent if name == "example" else folder
        html = readable.to_html(articles[name], preferences, standalone=True, base=base)
        yield CleanPage(name, scale, font, html)
