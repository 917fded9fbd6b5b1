"""Pages with one planted fault each, and what a checker should say of them.

A fault is planted into a clean page in one of the bundled fonts, at one of several sizes, around
one of several texts. `PLANTS` says for each the rule that names it, and which other rules may speak
of it too, because it truly is their fault as well (a line height of 0.75 is also below 1.5).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from readable.face import Face
from readable.legacy import decode_legacy
from readable.metadata import xmp_packet
from readable.typefaces import typefaces

TITLE = "Tiếp tục đổi mới việc tổ chức các phong trào thi đua"
TEXTS = (
    "Sáng 2/6, Tỉnh ủy, Ủy ban nhân dân tỉnh tổ chức Hội nghị biểu dương các điển hình tiên tiến, "
    "với sự có mặt của hơn hai trăm đại biểu đến từ các huyện, thành phố trong toàn tỉnh. Nhiều tập thể "
    "và cá nhân đã được khen thưởng vì những đóng góp cho quê hương trong giai đoạn vừa qua.",
    "Phát biểu tại buổi lễ, đồng chí Bí thư nhấn mạnh những kết quả quan trọng mà các cấp, các ngành đã "
    "đạt được, đồng thời yêu cầu tiếp tục đẩy mạnh cải cách hành chính, nâng cao chất lượng phục vụ người "
    "dân và doanh nghiệp, giữ vững kỷ cương, đề cao trách nhiệm của người đứng đầu từng đơn vị.",
    "Theo kế hoạch, từ nay đến cuối năm, toàn huyện sẽ mở thêm mười lớp học nghề cho lao động nông thôn, "
    "hỗ trợ giống cây trồng cho những hộ nghèo ở vùng cao và sửa chữa các tuyến đường đã xuống cấp. Kinh "
    "phí lấy từ ngân sách địa phương và nguồn đóng góp tự nguyện của bà con ở thôn bản.",
)
SIZES = (16, 18, 22)
FONTS = tuple(face.name for face in typefaces().values())


class Setting(NamedTuple):
    """Where a fault is planted."""

    font: str
    size: int
    text: str


class Plant(NamedTuple):
    """A fault: the rule that names it, the rules it also breaks, and how it is planted."""

    rule: str
    also: tuple[str, ...]
    page: Callable[[Setting], str]


def clean(
    at: Setting, style: str = "", body: str | None = None, *, html: str = '<html lang="vi">', head: str = "",
    text: str | None = None, heading: str = TITLE,
) -> str:  # fmt: skip
    """A page without a fault, unless one is handed in."""
    if body is None:
        body = (
            f"<h1>{heading}</h1><p>{text if text is not None else at.text}</p><p>{TEXTS[0]}</p>"
            '<figure><img src="photo.png" alt="Đại biểu ngồi kín hội trường" width="300" height="150">'
            "<figcaption>Quang cảnh Hội nghị</figcaption></figure>"
        )
    return (
        f'<!DOCTYPE html>\n{html}\n<head>\n<meta charset="utf-8">\n<title>{TITLE}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<style>body{{font:{at.size}px/1.7 "{at.font}",sans-serif;color:#111;background:#fff;max-width:34em;'
        f"margin:0 auto;padding:1em}}{style}</style>{head}\n</head>\n<body><main>{body}</main></body>\n</html>\n"
    )


def _styled(style: str) -> Callable[[Setting], str]:
    return lambda at: clean(at, style)


def _worded(change: Callable[[str], str]) -> Callable[[Setting], str]:
    return lambda at: clean(at, text=change(at.text))


def _width_px(text: str, at: Setting) -> float:
    """How wide a text is in the font of a page."""
    face = Face.open(next(one.regular for one in typefaces().values() if one.name == at.font))
    return face.shape(text).advance_units / face.units_per_em * at.size


def _bodied(make: Callable[[Setting], str]) -> Callable[[Setting], str]:
    return lambda at: clean(at, body=f"<h1>{TITLE}</h1>{make(at)}")


def _in_pieces(text: str) -> str:
    """The second half of a text decomposed."""
    return text[:60] + normalize("NFD", text[60:])


def _in_old_encoding(name: str) -> Callable[[str], str]:
    def encode(text: str) -> str:
        table = {}
        for code in range(0x80, 0x100):
            sign = bytes([code]).decode("cp1252", "ignore") or chr(code)
            table.setdefault(decode_legacy(sign, name), sign)  # type: ignore[arg-type]
        return "".join(table.get(letter, letter) for letter in normalize("NFC", text))

    return encode


def _garbled(text: str) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def _vowel(change: Callable[[str], str]) -> Callable[[str], str]:
    """Changes the first letter of the text that has a circumflex and a tone."""

    def mend(text: str) -> str:
        letter = next(
            one
            for one in text
            if len(normalize("NFD", one)) == 3 and "\u0302" in normalize("NFD", one)
        )
        return text.replace(letter, change(letter), 1)

    return mend


def _swapped(letter: str) -> str:
    base, *marks = normalize("NFD", letter)
    tone = next(one for one in marks if one != "\u0302")
    # A dot below and a circumflex stand on two sides: their order is nobody's fault.
    return base + (tone if tone != "\u0323" else "\u0301") + "\u0302"


_RULES: tuple[tuple[str, Plant], ...] = (
    ("lines-0.75", Plant("lines-do-not-touch", ("lines-have-room",), _styled("p{line-height:.75}"))),
    ("cut-line-1", Plant("marks-are-not-cut", ("lines-do-not-touch", "lines-have-room"), lambda at: clean(
        at, "h1{line-height:1;overflow:hidden}", heading="ẾẪỔ ẨỮ MỚI"))),
    ("cut-low-font", Plant("marks-are-not-cut", ("lines-do-not-touch", "lines-have-room"), lambda at: clean(
        at, "@font-face{font-family:Low;src:url(low.ttf)}h1{font-family:Low;line-height:normal;overflow:hidden}",
        heading="ẾẪỔ ẨỮ MỚI"))),
    ("latin-font", Plant("word-is-drawn-by-one-font", (), _styled(
        "@font-face{font-family:Latin;src:url(latin.ttf)}p{font-family:Latin,'Noto Serif'}"))),
    ("font-lacks", Plant("font-has-the-letters", ("word-is-drawn-by-one-font",), _styled(
        "@font-face{font-family:Latin;src:url(latin.ttf)}p{font-family:Latin}"))),
    ("private", Plant("no-private-characters", (), _worded(lambda one: "\ue8a1 " + one))),
    ("mixed-forms", Plant("normal-forms-are-not-mixed", (), _worded(_in_pieces))),
    ("marks-off", Plant("marks-are-at-their-letters", ("text-is-composed",), lambda at: clean(
        at, "@font-face{font-family:Bare;src:url(bare.ttf)}p.x{font-family:Bare}",
        body=f'<h1>{TITLE}</h1><p class="x">{normalize("NFD", at.text)}</p>'))),
    ("deprecated", Plant("no-deprecated-marks", ("normal-forms-are-not-mixed",), _worded(
        _vowel(lambda one: normalize("NFD", one)[0] + "\u0302\u0341")))),
    ("mark-order", Plant("marks-are-in-order", ("normal-forms-are-not-mixed",), _worded(_vowel(_swapped)))),
    ("two-tones", Plant("marks-are-not-doubled", ("normal-forms-are-not-mixed", "marks-are-at-their-letters"), _worded(
        _vowel(lambda one: one + ("\u0301" if "\u0301" not in normalize("NFD", one) else "\u0300"))))),
    ("eth", Plant("letters-are-vietnamese", (), _worded(lambda one: one.replace("đ", "ð")))),
    ("cyrillic", Plant("letters-are-vietnamese", ("word-is-drawn-by-one-font",), _worded(lambda one: one.replace("c", "\u0441", 3)))),
    ("garbled", Plant("text-is-not-garbled", ("word-is-drawn-by-one-font",), _worded(_garbled))),
    ("replaced", Plant("text-has-no-replacement-character", (), _worded(_vowel(lambda one: "\ufffd")))),
    ("tcvn3", Plant("text-is-unicode", (), _worded(_in_old_encoding("tcvn3")))),
    ("viscii", Plant("text-is-unicode", (), _worded(_in_old_encoding("viscii")))),
    ("spaced-out", Plant("words-are-not-spaced-out", (), _worded(lambda one: "T h ô n g b á o: " + one))),
    ("nbsp", Plant("layout-is-not-by-spaces", (), _worded(lambda one: "Số:" + "&nbsp;" * 8 + one))),
    ("zoom-clip", Plant("zoomed-text-is-not-clipped", ("spaced-text-is-not-clipped",), lambda at: clean(
        at, f"p.x{{height:{at.size * 1.7 * 6:.0f}px;overflow:hidden}}",
        body=f'<h1>{TITLE}</h1><p class="x">{at.text}</p>'))),
    ("clip", Plant("text-is-not-clipped", (), lambda at: clean(
        at, f"p.x{{height:{at.size * 1.7 * 1.5:.0f}px;overflow:hidden}}",
        body=f'<h1>{TITLE}</h1><p class="x">{at.text}</p>'))),
    ("spacing-clip", Plant("spaced-text-is-not-clipped", ("zoomed-text-is-not-clipped", "lines-have-room"), lambda at: clean(
        at, "p.x{line-height:1.5;height:1.5em;width:auto;overflow:hidden;white-space:nowrap}",
        body=f'<h1>{TITLE}</h1><p class="x" style="width:{_width_px("Hội nghị biểu dương", at) + 4:.0f}px">Hội nghị biểu dương</p><p>{at.text}</p>'))),
    ("wide", Plant("page-fits-320-px", (), _styled("main{width:32em;min-width:400px}"))),
    ("letter-spacing", Plant("24afc2", (), _bodied(lambda at: f'<p style="letter-spacing:0 !important">{at.text}</p>'))),
    ("word-spacing", Plant("9e45ec", (), _bodied(lambda at: f'<p style="word-spacing:.05em !important">{at.text}</p>'))),
    ("line-height", Plant("78fd32", ("lines-have-room",), _bodied(lambda at: f'<p style="line-height:1.45 !important">{at.text}</p>'))),
    ("no-zoom", Plant("b4f0c3", (), lambda at: clean(at).replace("initial-scale=1", "initial-scale=1, user-scalable=no"))),
    ("justified", Plant("text-is-not-justified", (), _styled("p{text-align:justify}"))),
    ("long-lines", Plant("lines-are-short-enough", (), lambda at: clean(at, "body{max-width:none}"))),
    ("tight-lines", Plant("lines-have-room", (), lambda at: clean(at, "p{line-height:1.48}"))),
    ("no-gaps", Plant("paragraphs-have-room", (), _styled("p{margin:0}"))),
    ("small", Plant("text-is-large-enough", ("text-size-can-grow", "lines-are-short-enough"), _styled("p{font-size:10px}"))),
    ("fixed-size", Plant("text-size-can-grow", ("lines-are-short-enough",), _styled("p{font-size:15px;max-width:30em}"))),
    ("no-lang", Plant("b5c3f8", (), lambda at: clean(at, html="<html>"))),
    ("lang-vn", Plant("bf051a", (), lambda at: clean(at, html='<html lang="vn">'))),
    ("lang-en", Plant("ucwvc8", (), lambda at: clean(at, html='<html lang="en">'))),
    ("part-fr", Plant("off6ek", (), _bodied(lambda at: f'<p lang="fr">{at.text}</p><p>{TEXTS[0]}</p>'))),
    ("foreign", Plant("foreign-text-has-lang", (), _worded(
        lambda one: f"{one} “We are very happy to be here with all of you today.”"))),
    ("no-alt", Plant("23a2a8", (), lambda at: clean(at).replace(' alt="Đại biểu ngồi kín hội trường"', ""))),
    ("placeholder", Plant("alt-is-no-placeholder", (), lambda at: clean(at).replace("Đại biểu ngồi kín hội trường", "Ảnh minh họa"))),
    ("file-name", Plant("alt-is-no-file-name", (), lambda at: clean(at).replace("Đại biểu ngồi kín hội trường", "DSC_0417.JPG"))),
    ("alt-caption", Plant("alt-repeats-no-caption", (), lambda at: clean(at).replace("Đại biểu ngồi kín hội trường", "Quang cảnh hội nghị."))),
    ("text-picture", Plant("picture-of-text-has-alternative", (), _bodied(
        lambda at: f'<p>{at.text}</p><p><img src="text-{at.size}.png" alt=""></p>'))),
    ("pale", Plant("afw4f7", ("09o5cg",), _styled("p{color:#999}"))),
    ("faded", Plant("afw4f7", ("09o5cg",), _styled("p{opacity:.4}"))),
    ("gradient", Plant("text-over-picture-has-contrast", (), _styled("p{background:linear-gradient(#fff,#333)}"))),
    ("picture", Plant("text-over-picture-has-contrast", (), _styled("p{background:url(grey.png)}"))),
    ("breaks", Plant("paragraphs-are-paragraphs", (), _bodied(lambda at: f"<p>{at.text}<br><br>{TEXTS[1]}</p>"))),
    ("bold-line", Plant("headings-are-headings", (), _bodied(
        lambda at: f"<p><b>Công tác khen thưởng trong năm qua</b></p><p>{at.text}</p>"))),
    ("skipped", Plant("headings-skip-no-level", (), _bodied(lambda at: f"<h4>Hội nghị</h4><p>{at.text}</p>"))),
    ("bare-table", Plant("data-table-has-headers", (), _bodied(
        lambda at: f"<p>{at.text}</p><table><tr><td>Năm<td>Tập thể<td>Cá nhân<tr><td>2021<td>30<td>41<tr><td>2022<td>76<td>80</table>"))),
    ("unseen-link", Plant("links-stand-out", (), lambda at: clean(
        at, "a{color:#222;text-decoration:none}",
        body=f'<h1>{TITLE}</h1><p>{at.text} Xem <a href="/xem">kế hoạch của tỉnh</a> để biết thêm.</p>'))),
    ("large-line", Plant("headings-are-headings", (), _bodied(
        lambda at: f'<p style="font-size:1.5em">Công tác khen thưởng trong năm qua</p><p>{at.text}</p>'))),
    ("soft-hyphen", Plant("words-hold-nothing-invisible", (), _worded(
        lambda one: f"{one[0]}\u00ad{one[1:]}"))),
    ("empty-link", Plant("c487ae", (), _bodied(lambda at: f'<p>{at.text} <a href="/xem"></a></p>'))),
    ("empty-heading", Plant("ffd0e9", (), _bodied(lambda at: f"<h2></h2><p>{at.text}</p>"))),
    ("empty-button", Plant("97a4e1", (), _bodied(lambda at: f"<p>{at.text}</p><button></button>"))),
    ("out-of-step", Plant("d0f69e", (), _bodied(
        lambda at: f"<p>{at.text}</p><table><tr><th>Năm<th>Số<tr><td>2021</table>"))),
    # The same kinds of faults, written in other ways.
    ("lines-nested", Plant("lines-do-not-touch", ("lines-have-room",), _styled("main{ & p{line-height:calc(.5em + .25em)} }"))),
    ("lines-narrow", Plant("lines-do-not-touch", ("lines-have-room",), _styled("@media (width <= 25em){p{line-height:.75!important}}"))),
    ("lines-inherited", Plant("lines-do-not-touch", ("lines-have-room",), lambda at: clean(
        at, f"main{{line-height:{at.size * 1.7:.0f}px}}h1{{font-size:2.6em}}", heading=TITLE + ": Ẫ Ổ Ế Ộ Ậ Ệ Ỡ Ữ"))),
    ("cut-painted", Plant("marks-are-not-cut", ("lines-do-not-touch", "lines-have-room"), lambda at: clean(
        at, "h1{line-height:1;contain:paint}", heading="ẾẪỔ ẨỮ MỚI"))),
    ("clip-logical", Plant("text-is-not-clipped", (), lambda at: clean(
        at, "p.x{block-size:2em;overflow:clip}", body=f'<h1>{TITLE}</h1><p class="x">{at.text}</p>'))),
    ("wide-grid", Plant("page-fits-320-px", (), lambda at: clean(
        at, ".g{display:grid;grid-template-columns:repeat(2,300px)}",
        body=f'<h1>{TITLE}</h1><div class="g"><p>{at.text}</p><p>{TEXTS[0]}</p></div>'))),
    ("wide-flex", Plant("page-fits-320-px", (), lambda at: clean(
        at, ".f{display:flex}.f p{flex:0 0 400px}", body=f'<h1>{TITLE}</h1><div class="f"><p>{at.text}</p></div>'))),
    ("wide-table", Plant("page-fits-320-px", (), _bodied(lambda at: f'<table width="980"><tr><td>{at.text}</td></tr></table>'))),
    ("oklch", Plant("afw4f7", ("09o5cg",), _styled("p{color:oklch(70% 0 0)}"))),
    ("mixed-colour", Plant("afw4f7", ("09o5cg",), _styled("p{color:color-mix(in srgb, black 30%, white)}"))),
    ("full-width", Plant("letters-are-vietnamese", ("word-is-drawn-by-one-font",), _worded(lambda one: one.replace("n", "\uff4e", 3)))),
    ("caron", Plant("letters-are-vietnamese", ("word-is-drawn-by-one-font",), _worded(lambda one: f"N\u01cem nay, {one}"))),
    ("replaced-alt", Plant("text-has-no-replacement-character", (), lambda at: clean(at).replace("Đại biểu ngồi", "Đ\ufffdi biểu ngồi"))),
    ("spaced-out-in-parts", Plant("words-are-not-spaced-out", (), _bodied(
        lambda at: f"<p><span>T </span><span>H </span><span>Ô </span><span>N </span><span>G </span></p><p>{at.text}</p>"))),
    ("em-spaces", Plant("layout-is-not-by-spaces", (), _worded(lambda one: "Nơi nhận:" + "&emsp;" * 5 + one))),
    ("bold-first-line", Plant("headings-are-headings", (), _bodied(
        lambda at: f"<p><strong>Công tác khen thưởng trong năm qua</strong><br>{at.text}</p>"))),
    ("centred-line", Plant("headings-are-headings", (), _bodied(
        lambda at: f"<center><big><big>Công tác khen thưởng trong năm qua</big></big></center><p>{at.text}</p>"))),
    ("foreign-zh", Plant("foreign-text-has-lang", ("font-has-the-letters", "word-is-drawn-by-one-font"), _bodied(
        lambda at: f"<p>{at.text}</p><p>我们很高兴今天来到这里。</p>"))),
    ("empty-phrase", Plant("alt-is-no-placeholder", (), lambda at: clean(at).replace("Đại biểu ngồi kín hội trường", "Hình ảnh bài viết"))),
    ("camera-name", Plant("alt-is-no-file-name", (), lambda at: clean(at).replace("Đại biểu ngồi kín hội trường", "20230602_101112"))),
    ("alt-line-below", Plant("alt-repeats-no-caption", (), _bodied(lambda at: (
        f'<p>{at.text}</p><table role="presentation"><tr><td><img src="photo.png" width="300" height="150" alt="Quang cảnh Hội nghị"></td></tr>'
        "<tr><td><em>Quang cảnh Hội nghị</em></td></tr></table>")))),
    ("running-text", Plant("text-stands-still", (), _bodied(lambda at: f"<marquee>Thông báo lịch tiếp dân</marquee><p>{at.text}</p>"))),
    ("clicked-box", Plant("what-is-clicked-is-a-control", (), _bodied(
        lambda at: f"<p>{at.text}</p><div class=\"in\" onclick=\"window.print()\">In trang này</div>"))),
    ("tab-first", Plant("tab-order-is-that-of-the-page", (), _bodied(
        lambda at: f'<p>{at.text} Theo <a href="/kh" tabindex="5">kế hoạch số 12</a>.</p>'))),
    ("vague-link", Plant("link-says-where-it-leads", (), _bodied(
        lambda at: f'<p>{at.text} Xem kế hoạch <a href="/kh">TẠI ĐÂY</a>.</p>'))),
    ("unseen-focus", Plant("focus-is-seen", (), lambda at: clean(
        at, "a:hover, a:focus{outline:none}", body=f'<h1>{TITLE}</h1><p>{at.text} Theo <a href="/kh">kế hoạch số 12</a>.</p>'))),
    ("other-alternative", Plant("alt-is-that-of-the-file", (), lambda at: clean(at).replace("photo.png", "told.png"))),
)  # fmt: skip
PLANTS = dict(_RULES)

# Clean pages that look like faulty ones to a careless checker.
CLEAN: dict[str, Callable[[Setting], str]] = {
    "plain": clean,
    "tight but clear": _styled("h1{line-height:1.5;overflow:hidden}p{line-height:1.5}"),
    "relative": lambda at: clean(at, "p{font-size:1.05em}"),
    "nested": lambda at: clean(at, "main{p{line-height:1.75} @media print{p{line-height:1}}}"),
    "shrinking columns": lambda at: clean(
        at, ".f{display:flex}.f p{width:400px}.g{display:grid;grid-template-columns:repeat(auto-fit,minmax(12em,1fr))}",
        body=f'<h1>{TITLE}</h1><div class="f"><p>{at.text}</p></div><div class="g"><p>{TEXTS[1]}</p></div>'),
    "told picture": lambda at: clean(at).replace("photo.png", "told.png").replace("Đại biểu ngồi kín hội trường", "Lễ trao bằng khen"),
    "new colours": lambda at: clean(at, "p{color:oklch(30% 0 0);background:color-mix(in oklab, white 90%, #ff8)}"),
    "letters of lists": _bodied(lambda at: "<p>" + " ".join(f'<a href="/{one}">{one}</a>' for one in "ABCDEGHIKLM") + f"</p><p>{at.text}</p>"),
    "dark": lambda at: clean(at, "body{background:#111;color:#eee}"),
    "hidden for eyes": _bodied(lambda at: (
        f'<p>{at.text}</p><span style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)">Đọc tiếp</span>')),
    "iceland": _bodied(lambda at: f'<p>{at.text}</p><p lang="is">Það er gott veður í dag, maður.</p>'),
    "standing marquee": _bodied(lambda at: f'<marquee scrollamount="0">Thông báo lịch tiếp dân</marquee><p>{at.text}</p>'),
    "clicked card": _bodied(lambda at: f'<div onclick="di(this)"><p>{at.text} Theo <a href="/kh">kế hoạch số 12</a>.</p></div>'),
    "target of a jump": _bodied(lambda at: f'<p tabindex="-1" id="dau">{at.text}</p><p><a href="#dau" tabindex="0">Về đầu bài</a></p>'),
    "link with a name": _bodied(lambda at: f'<p>{at.text} <a href="/kh" aria-label="Xem thêm: kế hoạch số 12">Xem thêm</a></p>'),
    "other focus": lambda at: clean(
        at, "a:focus{outline:0}a:focus-visible{outline:3px solid}", body=f'<h1>{TITLE}</h1><p>{at.text} Theo <a href="/kh">kế hoạch số 12</a>.</p>'),
    "alternatives": _bodied(lambda at: f"<p>{at.text}</p><p>Chọn phương án A B C hoặc D. Vitamin A và C.</p>"),
}  # fmt: skip


def settings() -> Iterator[Setting]:
    yield from (Setting(*one) for one in product(FONTS, SIZES, TEXTS))


def make_files(folder: Path) -> None:
    """The fonts and pictures that the pages name."""
    sans = typefaces()["sans"].regular
    low = TTFont(sans)
    low["hhea"].ascent, low["hhea"].descent, low["hhea"].lineGap = 700, -200, 0
    low["OS/2"].fsSelection &= ~0x80
    low.save(folder / "low.ttf")
    _subset(sans, folder / "latin.ttf", [*range(0x20, 0x100)], keep_layout=True)
    # Every letter, and marks, but neither composed letters nor places for marks.
    _subset(
        sans,
        folder / "bare.ttf",
        [*range(0x20, 0x7F), 0x110, 0x111, *range(0x300, 0x324)],
        keep_layout=False,
    )
    for size in SIZES:
        font = ImageFont.truetype(str(sans), size)
        image = Image.new("RGB", (size * 30, size * 4), "white")
        ImageDraw.Draw(image).text(
            (8, 4), "Thông báo: Hội nghị lúc 8 giờ sáng\nngày 2 tháng 6", "black", font
        )
        image.save(folder / f"text-{size}.png")
    photo = Image.radial_gradient("L").resize((300, 150)).convert("RGB")
    photo.save(folder / "photo.png")
    packet = xmp_packet("Lễ trao bằng khen", "Ba người nhận bằng khen", TITLE, "vi")
    told = PngInfo()
    told.add_itxt("XML:com.adobe.xmp", packet)
    photo.save(folder / "told.png", pnginfo=told)
    Image.linear_gradient("L").convert("RGB").save(folder / "grey.png")


def _subset(source: Path, target: Path, codes: list[int], *, keep_layout: bool) -> None:
    options = Options()
    if not keep_layout:
        # With kerning alone a shaper leaves marks where the font has them.
        options.layout_features = ["kern"]
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    target.write_bytes(out.getvalue())
