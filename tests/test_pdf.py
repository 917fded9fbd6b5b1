"""A PDF file says what the article says, built as the article is, and looks as the images do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfs import Document, Element
from PIL import Image as Pillow
from pypdf import PdfReader
from test_layout import ARTICLES
from verapdf import Judge, judging

from readable import Paper, Preferences, read_article, to_images, to_pdf
from readable.article import (
    Article,
    Block,
    Definitions,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Section,
    Table,
    block_texts,
    runs_text,
)
from readable.cli import main
from readable.errors import InvalidPreference, OutputFailed, UnreadableFont
from readable.fonts import FontSet
from readable.pdf import STANDARDS
from readable.typefaces import typefaces

PROJECT = Path(__file__).parent.parent
EXAMPLES = PROJECT / "examples"

# What ends a line is read as a space, and a byte order mark is none in the middle of a text.
SAID = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", " ") | {"\ufeff": "\u2060"})

RICH = """<html lang="vi"><article><h1>Hội nghị <em>năm 2023</em></h1>
<p>Đoạn <strong>đậm</strong>, x<sup>2<sub>i</sub></sup>, <a href="https://a.vn/ộ?b=1&c=2">liên kết
<em>nghiêng</em> dài đến trang khác mà gãy dòng</a>, <code>mã</code>, <u>gạch</u>,
<del>bỏ</del>, <mark>nhớ</mark>, <a href="#hai">phần hai</a>, <span lang="en">in English</span>,
<abbr title="Ủy ban nhân dân">UBND</abbr> 😀 漢 Ɓ ẹ̆ &#xe123; a&nbsp;b</p>
<h2 id="hai">Phần hai</h2>
<ol><li>Một<ul><li>con</li></ul></li><li><p>Hai</p><p>Đoạn hai</p></li></ol>
<dl><dt>Thuật ngữ</dt><dd>Giải thích</dd></dl>
<table><caption>Bảng một</caption><thead><tr><th>Số</th><th>Tên</th></tr></thead>
<tr><th scope="row" rowspan="2">1</th><td>Chợ Đồn</td></tr><tr><td>Ba Bể</td></tr></table>
<h4>Nhảy cấp</h4><blockquote><p>Lời trích.</p></blockquote><aside><p>Bên lề</p></aside>
<details><summary>Tóm tắt</summary><p>Chi tiết</p></details>
<figure><img src="khong-co.jpg" alt="Ảnh"><figcaption>Chú thích</figcaption></figure>
<pre>  hai  cách
thẳng</pre><hr><section aria-label="Mục"><h3>Trong mục</h3><p>Văn bản</p></section>
</article></html>"""


@pytest.fixture(scope="module")
def example() -> Article:
    return read_article((EXAMPLES / "article.html").read_bytes())


@pytest.fixture(scope="module")
def rich() -> Article:
    return read_article(RICH)


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with judging() as judge:
        yield judge


def opened(article: Article, scale: int = 100, **options: Any) -> Document:
    return Document(to_pdf(article, Preferences(scale=scale), **options).data())


def article_of(*blocks: Block) -> Article:
    return Article(blocks)


def paragraph(text: str, **run: Any) -> Paragraph:
    return Paragraph((Run(text, **run),))


# ---- the article's own structure --------------------------------------------------------------


def test_the_example_has_one_element_for_each_block_however_many_pages_it_takes(
    example: Article,
) -> None:
    for scale in (100, 400):
        root = opened(example, scale, base=EXAMPLES).root
        kinds = [element.kind for element in root.elements]
        assert kinds[:4] == ["P", "H1", "P", "P"]
        texts = block_texts_of(example)
        assert len(list(root.all("P", "H1"))) == len(texts)
        assert [element.text for element in root.all("P", "H1")] == texts
        assert len(list(root.all("Figure"))) == sum(isinstance(b, Figure) for b in example.blocks)


def block_texts_of(article: Article) -> list[str]:
    return [text.translate(SAID) for block in article.blocks for text in block_texts(block)]


Shape = tuple[str, Any]


def shape_of(element: Element) -> Shape:
    """An element as its kind with what is in it: elements, or the text of a paragraph."""
    kind = "H" if element.kind[0] == "H" else element.kind
    if kind in ("P", "H", "Span"):
        return kind, element.text
    return kind, [shape_of(kid) for kid in element.elements if kid.kind != "Figure"]


def shapes_of(blocks: Sequence[Block], within: str = "") -> list[Shape]:
    return [shape for block in blocks for shape in shapes_of_block(block, within)]


def shapes_of_block(block: Block, within: str) -> list[Shape]:
    """What a block of the article shall be in the file, pictures aside."""
    match block:
        case Paragraph(runs=runs) | Preformatted(runs=runs) | Heading(runs=runs):
            kind = "H" if isinstance(block, Heading) and within not in ("TH", "Lbl") else "P"
            return [("Span" if within == "Lbl" else kind, runs_text(runs).translate(SAID))]
        case Rule():
            return []
        case Figure(caption=caption):
            return [("Sect", [("Caption", shapes_of(caption))])] if caption else []
        case Quote(blocks=blocks):
            quote = ("BlockQuote", shapes_of(blocks, "BlockQuote"))
            return [("Sect", [quote])] if within in ("TH", "TD") else [quote]
        case Section(kind=kind, blocks=blocks, summary=summary):
            barred = within in ("TH", "TD", "Aside", "BlockQuote")
            name = "Aside" if kind == "aside" and not barred else "Sect"
            return [(name, shapes_of((*summary, *blocks), name))]
        case ListBlock(items=items):
            bodies = [[("LBody", shapes_of(item.blocks, "LBody"))] for item in items]
            return [("L", [("LI", [("Lbl", []), *body]) for body in bodies])]
        case Definitions() | Table():
            return [("any", None)]
    raise AssertionError(block)


def alike(found: Shape, wanted: Shape) -> bool:
    if wanted[0] == "any":
        return found[0] in ("L", "Table")
    if found[0] != wanted[0] or isinstance(wanted[1], str):
        return found == wanted
    kids = [kid for kid in found[1] if kid[0] != "Lbl"]
    asked = [kid for kid in wanted[1] if kid[0] != "Lbl"]
    return len(kids) == len(asked) and all(map(alike, kids, asked))


@settings(max_examples=60)
@given(article=ARTICLES, scale=st.sampled_from([100, 400]), font=st.sampled_from(list(typefaces())))
def test_any_article_has_its_own_structure_and_text(
    article: Article, scale: int, font: str
) -> None:
    document = Document(to_pdf(article, Preferences(scale=scale, font=font)).data())
    # A picture with a link stands in it.
    found = [shape_of(kid) for kid in document.root.elements if kid.kind not in ("Figure", "Link")]
    wanted = shapes_of(article.blocks)
    assert len(found) == len(wanted)
    assert all(map(alike, found, wanted)), (found, wanted)
    said = [one.text for one in text_elements(document.root)]
    assert said == block_texts_of(article)


def text_elements(element: Element) -> Iterator[Element]:
    """The elements of paragraphs and headings, in order."""
    if element.kind == "P" or element.kind[0] == "H":
        yield element
    elif element.kind == "Lbl":
        yield from (kid for kid in element.elements if kid.kind == "Span")
    else:
        for kid in element.elements:
            yield from text_elements(kid)


def test_a_paragraph_over_pages_is_one_element() -> None:
    document = opened(article_of(paragraph("thi đua yêu nước " * 400)), 200)
    assert len(document.reader.pages) > 2
    (element,) = document.root.elements
    assert element.text == "thi đua yêu nước " * 400


def test_what_layout_adds_is_no_content(rich: Article) -> None:
    document = opened(rich)
    assert document.artifacts[-1] == f"{len(document.reader.pages)}/{len(document.reader.pages)}"
    assert "1/" not in document.root.text


def test_headings_have_levels_without_gaps_and_are_bookmarks(rich: Article) -> None:
    document = opened(rich)
    headings = list(document.root.all("H1", "H2", "H3", "H4"))
    assert [(one.kind, one.text) for one in headings] == [
        ("H1", "Hội nghị năm 2023"),
        ("H2", "Phần hai"),
        ("H3", "Nhảy cấp"),
        ("H3", "Trong mục"),
    ]
    outline = document.reader.outline
    assert names_of(outline) == ["Hội nghị năm 2023", ["Phần hai", ["Nhảy cấp", "Trong mục"]]]


def names_of(outline: Any) -> list[Any]:
    return [names_of(one) if isinstance(one, list) else one.title for one in outline]


def test_lists_have_their_markers_as_labels() -> None:
    article = read_article("<ol start=4><li>Một<ul><li>con</ul><li><img src=a alt=b><li>Ba</ol>")
    (outer, inner) = opened(article).root.all("L")
    assert outer.attributes == {"/ListNumbering": "/Decimal"}
    assert inner.attributes == {"/ListNumbering": "/Circle"}
    assert [label.text for label in outer.all("Lbl")] == ["4. ", "– ", "5. ", "6. "]
    first = outer.elements[0]
    assert [kid.kind for kid in first.elements] == ["Lbl", "LBody"]
    assert [kid.kind for kid in first.elements[1].elements] == ["P", "L"]


def test_a_cell_says_what_it_heads_and_what_heads_it() -> None:
    article = read_article(
        "<table><thead><tr><th id=x>Năm<th id=y colspan=2>Số<tbody>"
        '<tr><th rowspan=2>2023<td headers="y">1<td>2<tr><td>3</table>'
    )
    (table,) = opened(article).root.all("Table")
    assert [kid.kind for kid in table.elements] == ["THead", "TBody"]
    heads = [(one.text, one.attributes) for one in table.all("TH")]
    assert heads == [
        ("Năm", {"/Scope": "/Column"}),
        ("Số", {"/Scope": "/Column", "/ColSpan": 2}),
        ("2023", {"/Scope": "/Row", "/RowSpan": 2}),
    ]
    # The last row is short: an empty cell fills it.
    assert [one.text for one in table.all("TD")] == ["1", "2", "3", ""]
    (headers,) = [one.attributes["/Headers"] for one in table.all("TD") if one.attributes]
    own = [one.entries.get("/ID") for one in table.all("TH")]
    assert list(headers) == [own[1]]


def test_the_headings_of_a_table_set_as_records_are_said_once_and_have_the_first_labels() -> None:
    article = read_article(
        "<table><tr><th>Hộ<th>Diện tích (m<sup>2</sup>)<th>Ghi chú"
        "<tr><th>Nguyễn Thị Ngọc Ẩn<td>1.250<td>Ưu tiên mắc ca"
        "<tr><th>Tổ 3<td colspan=2>không có</table>"
    )
    document = opened(article, 400, paper=Paper(700, 1600))
    heads = [one.text for one in document.root.all("TH")]
    assert heads == ["Hộ", "Diện tích (m2)", "Ghi chú", "Nguyễn Thị Ngọc Ẩn", "Tổ 3"]
    assert [one.text for one in document.root.all("Span")] == ["2"]
    # Above the second row's values, they are drawn and not said again.
    drawn = "".join(document.artifacts)
    assert [drawn.count(text) for text in ("Hộ", "Diện tích (m2), Ghi chú")] == [1, 1]
    assert drawn.count("Ghi chú") == 1


def test_a_value_of_several_rows_is_drawn_in_each_record_and_said_once(
    tmp_path: Path, judge: Judge
) -> None:
    article = read_article(
        "<table><tr><th rowspan=2>Hộ<th colspan=2>Diện tích (ha)<tr><th>Lúa mùa<th>Ngô lai"
        "<tr><th>Nguyễn Thị Ngọc Ẩn<td rowspan=2>44,5<td>1.250<tr><th>Tổ 3<td>61</table>"
    )
    document = opened(article, 400, paper=Paper(700, 1600))
    (table,) = document.root.all("Table")
    assert [kid.kind for kid in table.elements] == ["THead", "TBody"]
    assert [one.attributes["/Scope"] for one in table.all("TH")] == ["/Column"] * 4 + ["/Row"] * 2
    assert [one.text for one in table.all("TD")] == ["44,5", "1.250", "61"]
    assert "".join(document.artifacts).count("44,5") == 1
    check_standards(article, tmp_path, judge, scale=400)


def test_parts_of_a_text_are_what_they_are_in_the_article(rich: Article) -> None:
    text = opened(rich).root.elements[1]
    assert [(one.kind, one.text) for one in text.elements][:3] == [
        ("Strong", "đậm"),
        ("Span", "2i"),
        ("Link", "liên kết nghiêng dài đến trang khác mà gãy dòng"),
    ]
    spans = {one.text: one for one in text.all("Span")}
    assert spans["2i"].attributes == {"/TextPosition": "/Sup"}
    assert spans["i"].attributes == {"/TextPosition": "/Sub"}
    assert spans["gạch"].attributes == {"/TextDecorationType": "/Underline"}
    assert spans["in English"].entries["/Lang"] == "en"
    assert spans["UBND"].entries["/E"] == "Ủy ban nhân dân"


def test_a_link_of_several_lines_is_one_and_says_where_it_leads(rich: Article) -> None:
    document = opened(rich, 200)
    outward, inward = document.root.all("Link")
    (annotation,) = outward.objects
    assert annotation["/A"]["/URI"] == "https://a.vn/%E1%BB%99?b=1&c=2"
    assert annotation["/Contents"] == outward.text
    assert len(annotation["/QuadPoints"]) == 8 * 2
    (annotation,) = inward.objects
    target = annotation["/A"]["/SD"][0].get_object()
    assert target["/S"] == "/H2"


def test_a_link_that_says_only_half_where_it_goes_is_told() -> None:
    document = to_pdf(read_article('<p><a href="tin/1.html">Tin</a>'))
    assert [finding.rule for finding in document.findings] == ["link-not-kept"]
    assert not list(Document(document.data()).root.all("Link"))


# ---- text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("font", typefaces())
def test_a_browser_copies_the_text_of_the_article(example: Article, font: str) -> None:
    for scale in (100, 200):
        preferences = Preferences(scale=scale, font=font)
        file = pypdfium2.PdfDocument(to_pdf(example, preferences, base=EXAMPLES).data())
        pages = [page.get_textpage().get_text_range() for page in file]
        copied = [text.rsplit("\n", 1)[0] for text in pages]
        assert " ".join(" ".join(copied).split()) == " ".join(example.text.split())
    expected = (PROJECT / "tests" / "articles" / "example.txt").read_text(encoding="utf-8")
    assert example.text == expected.rstrip("\n")


def test_letters_that_look_the_same_are_copied_as_they_are() -> None:
    text = "Đ Ð - ‑ a\u00a0b"
    (element,) = opened(article_of(paragraph(text))).root.elements
    assert element.text == text


def test_letters_that_no_font_draws_are_copied_all_the_same() -> None:
    many = "".join(chr(0x4E00 + n) for n in range(300))
    document = to_pdf(article_of(paragraph(f"a 😀 b {many}")))
    (element,) = Document(document.data()).root.elements
    assert element.text == f"a 😀 b {many}"
    page = pypdfium2.PdfDocument(document.data())[0].get_textpage()
    assert page.get_text_range().startswith("a 😀 b 一丁")


def test_boxes_of_a_form_are_copied_on_the_line_of_their_words() -> None:
    document = to_pdf(
        article_of(paragraph("Giới tính: ☑ Nam ☐ Nữ; ○ Có ◉ Không"), paragraph("Hết"))
    )
    text = pypdfium2.PdfDocument(document.data())[0].get_textpage().get_text_range()
    assert text.startswith("Giới tính: ☑ Nam ☐ Nữ; ○ Có ◉ Không\r\nHết")


def test_a_character_that_means_nothing_is_said_to_be_unknown() -> None:
    (element,) = opened(article_of(paragraph("a \ue123 b"))).root.elements
    assert element.text == "a \ufffd b"


def test_text_from_right_to_left_is_said_as_it_is_read() -> None:
    for text in ("a שלום b", "(c) (مرحبا)", "שלום 12 עולם (a) ‏", "מדינה 漢 مرحبا"):
        (element,) = opened(article_of(paragraph(text)), 400).root.elements
        assert element.text == text


def test_what_stands_for_letters_from_right_to_left_says_each_of_them_once() -> None:
    for text in ("a שלום b", "קال: 12"):
        data = to_pdf(article_of(paragraph(text)), Preferences()).data()
        said = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
        assert sorted("".join(said.split())) == sorted("".join(f"{text}1/1".split()))


def test_a_letter_with_hundreds_of_marks_is_said_whole() -> None:
    text = "a" + "\u0301" * 300 + "b"
    data = to_pdf(article_of(paragraph(text)), Preferences()).data()
    assert [element.text for element in Document(data).root.elements] == [text]
    # Poppler reads words of a font's table up to 255 characters, and skips what is longer.
    fonts = PdfReader(BytesIO(data)).pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    tables = [font.get_object()["/ToUnicode"].get_data() for font in fonts]
    assert max(map(len, b" ".join(tables).split())) < 256


# ---- pages ------------------------------------------------------------------------------------


def test_pages_look_as_their_images_do(rich: Article) -> None:
    for preferences in (
        Preferences(scale=200, theme="dark"),
        Preferences(font="literacy", letter_spacing_em=0.1, alignment="justify"),
    ):
        file = pypdfium2.PdfDocument(to_pdf(rich, preferences).data())
        for page, image in zip(file, to_images(rich, preferences), strict=True):
            shown = numpy.asarray(page.render(scale=96 / 72).to_pil().convert("L"), numpy.int16)
            painted = Pillow.open(BytesIO(image.data)).convert("L")
            apart = numpy.abs(shown - numpy.asarray(painted, numpy.int16))
            # Both draw edges in grey, each in its own way: no letter is elsewhere.
            assert apart.mean() < 1
            assert (apart > 160).mean() < 0.0005


def test_a_page_is_as_large_as_its_paper() -> None:
    article = article_of(paragraph("a"))
    (page,) = opened(article, paper=Paper(559, 794)).reader.pages
    assert (page.mediabox.width, page.mediabox.height) == (559 * 0.75, 794 * 0.75)
    with pytest.raises(InvalidPreference):
        to_pdf(article, paper=Paper(20_000, 20_000))


@pytest.mark.parametrize("dpi", [96, 300])
def test_a_guideline_of_large_print_sets_the_size_of_text_in_points(
    dpi: int, tmp_path: Path
) -> None:
    # UKAAF recommends 18 points; headings and page numbers are no smaller.
    (tmp_path / "article.html").write_text("<h1>Đầu đề</h1><p>Ễ ghế</p>", encoding="utf-8")
    output = tmp_path / "article.pdf"
    options = ["--large-print", "ukaaf", "--dpi", str(dpi)]
    assert main(["pdf", str(tmp_path / "article.html"), "-o", str(output), *options]) == 0
    sizes = {}

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size * tm[3] * cm[3]

    PdfReader(output).pages[0].extract_text(visitor_text=visit)
    assert min(sizes.values()) == pytest.approx(18, abs=0.01), sizes


def test_an_article_without_text_is_an_empty_page() -> None:
    document = Document(to_pdf(Article(())).data())
    assert len(document.reader.pages) == 1
    assert document.root.kids == []


# ---- pictures ---------------------------------------------------------------------------------


def pictures_in(tmp_path: Path, html: str) -> list[tuple[Any, bytes]]:
    document = opened(read_article(html), base=tmp_path)
    found = []
    for page in document.reader.pages:
        for picture in page["/Resources"].get("/XObject", {}).values():  # type: ignore[union-attr]
            found.append((picture, picture._data))
    return found


def test_a_jpeg_is_kept_as_it_is_unless_it_has_to_be_turned(tmp_path: Path) -> None:
    picture = Pillow.linear_gradient("L")
    picture.save(tmp_path / "grey.jpg")
    turned = Pillow.Exif()
    turned[0x0112] = 6
    picture.convert("RGB").save(tmp_path / "turned.jpg", exif=turned)
    picture.convert("CMYK").save(tmp_path / "cmyk.jpg")
    html = "".join(f'<p><img src="{name}.jpg" alt="a">' for name in ("grey", "turned", "cmyk"))
    (grey, kept), *others = pictures_in(tmp_path, html)
    assert grey["/Filter"] == "/DCTDecode"
    assert grey["/ColorSpace"] == "/DeviceGray"
    assert kept == (tmp_path / "grey.jpg").read_bytes()
    assert {one["/Filter"] for one, _ in others} == {"/FlateDecode"}


def test_what_can_be_seen_through_stays_so(tmp_path: Path) -> None:
    colours = Pillow.new("RGBA", (40, 30), (200, 0, 0, 255))
    colours.putpixel((3, 2), (0, 10, 20, 7))
    colours.save(tmp_path / "a.png")
    ((picture, _),) = pictures_in(tmp_path, '<p><img src="a.png" alt="a">')
    data = picture.get_data()
    place = 3 * (2 * 40 + 3)
    assert data[place : place + 3] == bytes((0, 10, 20))
    assert picture["/SMask"].get_data()[2 * 40 + 3] == 7


def test_a_picture_has_its_alternative_and_its_caption_beside_it(tmp_path: Path) -> None:
    Pillow.new("RGB", (8, 8)).save(tmp_path / "a.png")
    article = read_article(
        '<figure><img src="a.png" alt="Chợ"><figcaption>Ảnh: A</figcaption></figure>'
        '<p><img src="a.png" alt=""><p><a href="https://a.vn"><img src="a.png"></a>'
    )
    root = opened(article, base=tmp_path).root
    (section, link) = root.elements
    assert [kid.kind for kid in section.elements] == ["Figure", "Caption"]
    assert section.elements[0].entries["/Alt"] == "Chợ"
    assert link.elements[0].entries["/Alt"] == "Hình chưa có mô tả"
    assert link.objects[0]["/Contents"] == "Hình chưa có mô tả"


# ---- fonts ------------------------------------------------------------------------------------


def own_font(tmp_path: Path, rights: int = 0) -> Path:
    font = TTFont(PROJECT / "fonts" / "NotoSans-Regular.ttf")
    font["OS/2"].fsType = rights
    path = tmp_path / f"own-{rights}.ttf"
    font.save(path)
    return path


def test_a_font_that_may_not_be_embedded_is_refused_and_no_file_is_left(tmp_path: Path) -> None:
    fonts = FontSet.bundled().with_family("own", own_font(tmp_path, rights=2))
    document = to_pdf(article_of(paragraph("a")), fonts=fonts, family="own")
    with pytest.raises(UnreadableFont, match="may not be embedded"):
        document.write(tmp_path / "out" / "a.pdf")
    assert list((tmp_path / "out").iterdir()) == []


def test_only_the_letters_of_the_article_are_embedded(tmp_path: Path) -> None:
    whole = FontSet.bundled().with_family("own", own_font(tmp_path, rights=0x100))
    part = FontSet.bundled().with_family("own", own_font(tmp_path))
    sizes = [
        len(to_pdf(article_of(paragraph("Bắc Kạn")), fonts=fonts, family="own").data())
        for fonts in (whole, part)
    ]
    assert sizes[0] > 5 * sizes[1]


def cubic_font(tmp_path: Path, text: str) -> Path:
    """A font with PostScript outlines, in which Đ and Ð are one glyph."""
    source = TTFont(PROJECT / "fonts" / "NotoSans-Regular.ttf")
    names = {letter: source.getBestCmap()[ord(letter)] for letter in text}
    order = [".notdef", *dict.fromkeys(names.values())]
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(
        {ord(letter): name for letter, name in names.items()} | {0xD0: names["Đ"]}
    )
    glyphs = source.getGlyphSet()
    programs = {}
    for name in order:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(pen)
        programs[name] = pen.getCharString()
    builder.setupCFF("Cubic", {}, programs, {})
    builder.setupHorizontalMetrics({name: (round(glyphs[name].width), 0) for name in order})
    builder.setupHorizontalHeader(ascent=1069, descent=-293)
    builder.setupNameTable({"familyName": "Cubic", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path / "cubic.otf"
    builder.save(path)
    return path


def test_a_font_with_postscript_outlines_says_and_shows_the_same(
    tmp_path: Path, judge: Judge
) -> None:
    fonts = FontSet.bundled().with_family("own", cubic_font(tmp_path, "Đà Bắc Kạn"))
    article = article_of(paragraph("Đà Ðà Bắc Kạn"))
    document = to_pdf(article, Preferences(scale=200), fonts=fonts, family="own")
    (element,) = Document(document.data()).root.elements
    assert element.text == "Đà Ðà Bắc Kạn"
    document.write(tmp_path / "a.pdf")
    assert judge.faults(tmp_path / "a.pdf", "ua2") == {}
    image = next(iter(to_images(article, Preferences(scale=200), fonts=fonts, family="own")))
    painted = numpy.asarray(Pillow.open(BytesIO(image.data)).convert("L"), numpy.int16)
    page = pypdfium2.PdfDocument(document.data())[0]
    shown = numpy.asarray(page.render(scale=96 / 72).to_pil().convert("L"), numpy.int16)
    assert (numpy.abs(shown - painted) > 160).mean() < 0.0005


# ---- files ------------------------------------------------------------------------------------


def test_the_same_article_is_the_same_file(rich: Article) -> None:
    first, second = (to_pdf(rich, Preferences(scale=150)).data() for _ in range(2))
    assert first == second


def test_a_file_that_cannot_be_finished_leaves_the_one_that_was_there(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    Pillow.new("RGB", (8, 8)).save(picture)
    article = read_article('<p>Văn bản<p><img src="a.png" alt="a">')
    document = to_pdf(article, base=tmp_path)
    document._pictures._opened.clear()
    picture.write_bytes(b"")
    path = tmp_path / "out" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(b"before")
    with pytest.raises(OutputFailed, match="changed while"):
        document.write(path)
    assert [(one.name, one.read_bytes()) for one in path.parent.iterdir()] == [("a.pdf", b"before")]
    with pytest.raises(OutputFailed, match="cannot be written"):
        document.write(path / "in-a-file.pdf")


# ---- the standards ----------------------------------------------------------------------------

PROFILES = {"ua-2": ("ua2", "wt1a", "wt1r"), "ua-1": ("ua1",)}


def check_standards(article: Article, tmp_path: Path, judge: Judge, **chosen: Any) -> None:
    for standard, profiles in PROFILES.items():
        document = to_pdf(
            article,
            Preferences(**chosen),
            standard=standard,  # type: ignore[arg-type]
            base=EXAMPLES,
        )
        document.write(tmp_path / "a.pdf")
        for profile in profiles:
            assert judge.faults(tmp_path / "a.pdf", profile) == {}, (standard, profile)


def test_verapdf_finds_no_fault(
    example: Article, rich: Article, tmp_path: Path, judge: Judge
) -> None:
    assert PROFILES.keys() == STANDARDS.keys()
    for article, scale in ((example, 200), (rich, 100), (rich, 400), (Article(()), 100)):
        check_standards(article, tmp_path, judge, scale=scale)
    check_standards(rich, tmp_path, judge, font="complete", letter_spacing_em=0.1, theme="sepia")


@settings(max_examples=15)
@given(article=ARTICLES)
def test_verapdf_finds_no_fault_in_any_article(
    article: Article, tmp_path_factory: pytest.TempPathFactory, judge: Judge
) -> None:
    check_standards(article, tmp_path_factory.getbasetemp(), judge)


def test_verapdf_would_find_one(rich: Article, tmp_path: Path, judge: Judge) -> None:
    to_pdf(rich, standard="ua-1").write(tmp_path / "a.pdf")
    assert judge.faults(tmp_path / "a.pdf", "ua2")
