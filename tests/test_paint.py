"""Image files are right to the pixel, and carry their text."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zlib import crc32

import numpy
import pytest
from PIL import Image, ImageCms
from pixels import coverage_of
from pngs import unpacked

from readable import masks, shaping
from readable.article import Article, Cell, Figure, Heading, Paragraph, Run, Table
from readable.article import Image as ArticleImage
from readable.errors import ImageRefused, InvalidPreference, OutputFailed
from readable.findings import Finding
from readable.fonts import Family, FontSet
from readable.metadata import alternative_of, xmp_packet
from readable.paging import Box, Line, Page, Word
from readable.paint import FORMATS, PageImage, to_images
from readable.papers import Paper
from readable.pictures import Pictures
from readable.preferences import SCHEMA, Preferences, contrast_ratio
from readable.reading import read_article
from readable.speedups import compiled
from readable.typefaces import typefaces
from readable.vietnamese import LETTERS, words

EXAMPLES = Path(__file__).parent.parent / "examples"
IPTC = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def example() -> Article:
    return read_article((EXAMPLES / "article.html").read_bytes())


def opened(image: PageImage) -> Image.Image:
    return Image.open(BytesIO(image.data))


def alternatives_in(image: PageImage) -> dict[str, dict[str, str]]:
    """What the file says of itself: field to language to text."""
    info = opened(image).info
    packet = info.get("XML:com.adobe.xmp") or info["xmp"].decode("utf-8")
    root = ElementTree.fromstring(packet)
    return {
        field: {
            choice.attrib[LANG]: choice.text or ""
            for choice in root.iterfind(f".//{IPTC}{field}//{RDF}li")
        }
        for field in ("AltTextAccessibility", "ExtDescrAccessibility")
    }


@pytest.mark.parametrize("image_format", list(FORMATS))
def test_the_text_in_the_files_is_the_text_of_the_article(
    example: Article, image_format: str
) -> None:
    images = to_images(
        example,
        Preferences(scale=200),
        format=image_format,  # type: ignore[arg-type]
        base=EXAMPLES,
    )
    told = [alternatives_in(image) for image in images]
    for language in ("vi", "x-default"):
        pages = [one["ExtDescrAccessibility"][language] for one in told]
        assert "".join(pages) == example.text + "\n"
    assert told[1]["AltTextAccessibility"]["vi"] == f"{example.title} (trang 2/{len(images)})"


def test_exiftool_reads_the_alternative_by_name_and_language(
    example: Article, tmp_path: Path
) -> None:
    for image_format in FORMATS:
        image = next(iter(to_images(example, format=image_format, base=EXAMPLES)))  # type: ignore[arg-type]
        path = tmp_path / f"page.{image_format}"
        path.write_bytes(image.data)
        command = ("exiftool", "-s3", "-XMP-iptcCore:AltTextAccessibility-vi", str(path))
        printed = subprocess.run(command, capture_output=True, encoding="utf-8").stdout
        assert printed.strip() == image.alternative, image_format


def test_any_character_comes_back_from_the_packet() -> None:
    text = 'a < b & "c" > d\n\tế\u00a0Ễ 😀 \u2028 ]]>'
    packet = xmp_packet(text, text, text, "vi")
    root = ElementTree.fromstring(packet)
    assert {choice.text for choice in root.iter(f"{RDF}li")} == {text}


def test_a_long_title_ends_where_iptc_says() -> None:
    assert len(alternative_of("chữ" * 200, 3, 12, "vi")) == 250
    assert alternative_of("chữ" * 200, 3, 12, "vi").endswith("… (trang 3/12)")


@pytest.mark.parametrize("theme", [*SCHEMA["themes"], "#112233/#ddeeff"])
def test_a_page_has_the_colours_of_its_theme(theme: str) -> None:
    article = Article((Paragraph((Run("Ế" * 40),)),))
    preferences = Preferences(scale=400, theme=theme)
    for image_format in FORMATS:
        image = next(iter(to_images(article, preferences, format=image_format)))  # type: ignore[arg-type]
        pixels = numpy.asarray(opened(image).convert("RGB")).astype(int)
        coverage = coverage_of(image.page)
        for expected, covered in zip(preferences.colours, (255, 0), strict=True):
            wanted = [int(expected[i : i + 2], 16) for i in (1, 3, 5)]
            shown = numpy.median(pixels[coverage == covered], axis=0)
            assert abs(shown - wanted).max() <= (0 if image_format in ("png", "webp") else 4)


def test_letters_stand_where_they_should_in_sixteen_levels() -> None:
    """Against the outlines of the whole word, drawn at once in 256 levels."""
    images = to_images(Article((Paragraph((Run("Ẫượng"),)),)), Preferences(scale=300))
    (word,) = images.pages[0].lines[0].words
    mask = word.face.mask(word.glyphs, word.size_px)
    left, top = round(word.x_px) + mask.left_px, images.pages[0].lines[0].baseline_px + mask.top_px
    expected = numpy.frombuffer(b"".join(mask.rows), numpy.uint8).reshape(len(mask.rows), -1)
    drawn = 255 - numpy.asarray(opened(next(iter(images))).convert("L")).astype(int)
    part = drawn[top:, left:][: expected.shape[0], : expected.shape[1]]
    # Half a level, and an edge that is an eighth of a pixel away: a quarter is the finest step.
    assert abs(part - expected).max() <= 255 / 15 / 2 + 255 / 8 + 1
    assert abs(part - expected)[expected > 0].mean() <= 4
    # There is no other ink but that of the number of the page.
    assert drawn.sum() - part.sum() == drawn[images.pages[0].lines[0].height_px + top :].sum()


def test_the_same_page_is_the_same_whatever_was_drawn_before(example: Article) -> None:
    first = [unpacked(image.data) for image in to_images(example, base=EXAMPLES)]
    faces = typefaces().items()
    fresh = FontSet({key: Family(face.regular, face.bold) for key, face in faces})
    list(to_images(example, Preferences(scale=150), base=EXAMPLES, fonts=fresh))
    again = to_images(example, base=EXAMPLES, fonts=fresh)
    assert [unpacked(image.data) for image in reversed(list(again))] == first[::-1]


def test_what_is_forgotten_to_make_room_is_drawn_again_alike(
    example: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for next to nothing, at sizes in turn; what is counted is what is there."""
    sizes = [Preferences(scale=scale) for scale in (100, 400, 100)]
    article = Article(example.blocks[:6])
    expected = [[page.data for page in to_images(article, size)] for size in sizes]
    for name, most in (("_MOST_BYTES", 60_000), ("_MOST_GLYPHS", 20), ("_MOST_INKERS", 3)):
        monkeypatch.setattr(masks, name, most)
    for name, most in (("_MOST_KNOWN", 50), ("_MOST_SHAPED", 2)):
        monkeypatch.setattr(shaping, name, most)
    monkeypatch.setattr(words, "_SEEN", words._Tokens(words._see, most=9))
    monkeypatch.setattr(words, "_known", partial(words._know, 4))
    fonts = FontSet({key: Family(face.regular, face.bold) for key, face in typefaces().items()})
    shown = [[page.data for page in to_images(article, size, fonts=fonts)] for size in sizes]
    assert shown == expected
    # And the words of one paragraph, which are looked up together.
    assert sum(map(len, fonts.kept["segments"].values())) <= 50 + 100
    for face in (fonts.families["sans"].regular, fonts.families["sans"].bold):
        inkers = face.kept["inkers"].values()
        for one in inkers:
            assert one._bytes == sum(map(masks._bytes_of, one.words.values()))
            letters = compiled.count_letters(one.letters) if compiled else 0
            assert max(len(one._masks), len(one._usual.glyphs), letters) <= 20
        assert len(inkers) <= 3
        assert sum(one._bytes for one in inkers) <= 60_000


def test_a_long_article_holds_each_of_its_words_once(
    example: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when there is room for few words: its lines hold what is drawn of them, no more."""
    monkeypatch.setattr(shaping, "_MOST_KNOWN", 50)
    monkeypatch.setattr(shaping, "_MOST_SHAPED", 2)
    # Those made in C are not found among the objects that Python's collector visits.
    monkeypatch.setattr(shaping, "compiled", None)
    fonts = FontSet({key: Family(face.regular, face.bold) for key, face in typefaces().items()})
    pages = to_images(example, base=EXAMPLES, fonts=fonts).pages
    glyphs = [
        word.glyphs
        for page in pages
        for line in page.lines
        if line.tag == "p" and line.block >= 0
        for word in line.words
    ]
    texts = Counter(one.text for one in glyphs)
    # With and without a space behind it, and in bold.
    assert max(texts.values()) > 10
    assert len(set(map(id, glyphs))) < 1.3 * len(texts)
    # Of the rest, segments, only what the fonts keep.
    faces = {face for one in fonts.families.values() for face in (one.regular, one.bold)}
    segments = [one for one in gc.get_objects() if type(one) is shaping.Segment and one.pieces]
    held = [one.text for one in segments if one.pieces[0].ink.face in faces]
    assert 0 < len(held) < len(texts) / 2


def test_threads_do_not_draw_into_each_other_s_pages() -> None:
    # Words that nobody has drawn yet.
    texts = [" ".join(f"{letter}{number}" for letter in LETTERS) for number in range(6)]

    def pages(text: str) -> list[bytes]:
        article = Article((Paragraph((Run(text),)),))
        return [image.data for image in to_images(article, Preferences(scale=187))]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            together = list(pool.map(pages, texts))
    finally:
        sys.setswitchinterval(before)
    assert together == [pages(text) for text in texts]


def test_boxes_look_like_this(box_font_file: Path, golden_text: Callable[[str, str], None]) -> None:
    fonts = FontSet({"box": Family(box_font_file, box_font_file)}, fallbacks=("box",))
    article = Article((Heading(1, (Run("Ễ ậ"),)), Paragraph((Run("ế "), Run("ợ", href="#")))))
    # 20 px letters: two pixels a cell.
    preferences = Preferences(scale=125, line_height=1.4)
    paper = Paper(120, None, 4)
    (image,) = to_images(article, preferences, paper=paper, fonts=fonts, family="box")
    canvas = coverage_of(image.page)
    rows = canvas[:, : numpy.flatnonzero(canvas.any(axis=0))[-1] + 1]
    golden_text("boxes", "\n".join("".join("·░▒█"[int(v) // 64] for v in row) for row in rows))


def test_pages_of_the_example_look_like_these(
    example: Article, golden: Callable[[str, Image.Image], None]
) -> None:
    for name, preferences, number in (
        ("example-200", Preferences(scale=200), 1),
        ("example-400-yellow", Preferences(scale=400, theme="yellow", font="serif"), 2),
    ):
        paper = Paper.of_width(480)
        images = list(to_images(example, preferences, paper=paper, base=EXAMPLES))
        golden(name, opened(images[number - 1]))


@pytest.mark.parametrize("letter", [*"ạặậẹệịọộợụựỵ", *"gpqyj"])
def test_an_underline_leaves_out_tails_and_dots_below(letter: str) -> None:
    linked = Article((Paragraph((Run(letter, href="#"),)),))
    page = next(iter(to_images(linked, Preferences(scale=400)))).page
    (underline,) = page.boxes
    bare = coverage_of(page._replace(boxes=()))
    drawn = coverage_of(page).astype(int) - bare
    rows, columns = numpy.nonzero(drawn)
    assert set(rows) <= set(range(underline.top_px, underline.top_px + underline.height_px))
    # No pixel of the line is on, or next to, a pixel of the letter.
    ink_columns = numpy.flatnonzero(
        bare[underline.top_px - 1 : underline.top_px + underline.height_px + 1].any(axis=0)
    )
    assert len(ink_columns)
    assert not set(columns) & {c + d for c in ink_columns for d in (-1, 0, 1)}


def test_a_mark_is_darker_behind_its_letters_and_takes_nothing_from_them() -> None:
    text = "Ẫợ"
    plain, code, mark = (
        next(iter(to_images(Article((Paragraph((Run(text, frozenset(marks)),)),)))))
        for marks in ((), ("code",), ("mark",))
    )
    bare = coverage_of(plain.page).astype(int)
    # A tenth and a fifth of 15 levels.
    for image, level in ((code, 2 * 17), (mark, 3 * 17)):
        (box,) = image.page.boxes
        drawn = coverage_of(image.page)
        ground = numpy.zeros_like(bare)
        ground[box.top_px :, box.left_px :][: box.height_px, : box.width_px] = level
        assert (drawn == numpy.maximum(bare, ground)).all()
        # It reaches over all of the letters, and no further than their line.
        (line,) = (line for line in image.page.lines if line.text)
        assert line.top_px <= box.top_px
        assert box.top_px + box.height_px <= line.top_px + line.height_px
        rows = numpy.flatnonzero(bare[: line.top_px + line.height_px].any(axis=1))
        assert box.top_px <= rows[0]
        assert rows[-1] < box.top_px + box.height_px


@pytest.mark.parametrize("theme", SCHEMA["themes"])
def test_marked_text_keeps_the_contrast_of_large_print(theme: str) -> None:
    colours = Preferences(theme=theme).colours
    text, page = (bytes.fromhex(colour[1:]) for colour in colours)
    ground = bytes(round(a * 0.2 + b * 0.8) for a, b in zip(text, page, strict=True))
    assert contrast_ratio(colours.foreground, f"#{ground.hex()}") >= 9.8


def test_an_underline_under_a_mark_is_whole() -> None:
    marked, plain = (
        next(iter(to_images(Article((Paragraph((Run("nhau", frozenset(marks)),)),)))))
        for marks in (("ins", "mark"), ("ins",))
    )
    (line,) = plain.page.boxes
    rows = slice(line.top_px, line.top_px + line.height_px)
    assert ((coverage_of(marked.page) == 255) >= (coverage_of(plain.page) == 255))[rows].all()


def test_what_reading_found_is_told_first_and_once() -> None:
    found = Finding("heading-like", "Điều 1", "looks like a heading", "Make it one.")
    article = Article((Paragraph((Run("漢"),)),), findings=(found, found))
    assert [finding.rule for finding in to_images(article).findings] == [
        "heading-like",
        "glyph-missing",
    ]


def test_a_picture_keeps_its_colours_in_a_dark_theme(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), (200, 30, 30)).save(tmp_path / "red.png")
    article = Article((Figure((ArticleImage("red.png", "Đỏ"),)), Paragraph((Run("chữ"),))))
    image = next(iter(to_images(article, Preferences(theme="dark"), base=tmp_path)))
    picture = image.page.pictures[0]
    middle = (picture.left_px + 30, picture.top_px + 20)
    assert opened(image).convert("RGB").getpixel(middle) == (200, 30, 30)
    assert opened(image).convert("RGB").getpixel((2, 2)) == (0, 0, 0)


# ---- pictures -----------------------------------------------------------------------------------


def saved(path: Path, image: Image.Image, **options: object) -> str:
    image.save(path, **options)  # type: ignore[arg-type]
    return path.name


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_picture_is_opened(mode: str, tmp_path: Path) -> None:
    suffix = ".jpg" if mode == "CMYK" else ".png"
    name = saved(tmp_path / f"a{suffix}", Image.new(mode, (30, 20)))
    assert Pictures(tmp_path).size_px(name) == (30, 20)


@pytest.mark.parametrize(
    ("mode", "suffix", "white"),
    [("I;16", ".png", 65535), ("I", ".tif", 65535), ("F", ".tif", 0.75), ("I", ".tif", 255)],
)
def test_a_picture_of_many_greys_has_its_greys(
    mode: str, suffix: str, white: float, tmp_path: Path
) -> None:
    picture = Image.new(mode, (3, 1), 0)
    picture.putpixel((1, 0), white / 2 if mode == "F" else int(white / 2))
    picture.putpixel((2, 0), white)
    name = saved(tmp_path / f"a{suffix}", picture)
    shown = Pictures(tmp_path).image(name)
    assert [shown.getpixel((x, 0)) for x in range(3)] == [(0,) * 3, (127,) * 3, (255,) * 3]


def test_colours_are_seen_through_the_profile_of_the_picture(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The same under another name, so that it is not known for a screen's; and with the colours of
    # red and green exchanged.
    renamed = re.sub(rb"s\0?R\0?G\0?B", lambda name: name[0].replace(b"R", b"X"), profile)
    tags = {renamed[at : at + 4]: at for at in range(132, 132 + 12 * 20, 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    exchanged = bytearray(renamed)
    exchanged[red : red + 4], exchanged[green : green + 4] = b"gXYZ", b"rXYZ"
    colours = []
    for icc in (profile, renamed, bytes(exchanged), b"no profile at all"):
        picture = Image.new("RGB", (2, 2), (10, 200, 30))
        name = saved(tmp_path / "a.png", picture, icc_profile=icc)
        colours.append(Pictures(tmp_path).image(name).getpixel((0, 0)))
    assert colours[0] == colours[3] == (10, 200, 30)
    assert colours[1] == pytest.approx((10, 200, 30), abs=1)
    assert colours[2] == pytest.approx((200, 10, 30), abs=1)


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA"])
def test_of_a_moving_picture_the_first_is_shown(mode: str, tmp_path: Path) -> None:
    first, second = Image.new(mode, (4, 4), 1), Image.new(mode, (4, 4), 0)
    name = saved(tmp_path / "a.gif", first, save_all=True, append_images=[second], duration=9)
    expected = first.convert("RGB").getpixel((0, 0))
    shown = Pictures(tmp_path).image(name).convert("RGB").getpixel((0, 0))
    assert shown == expected


def test_a_drawing_shows_its_title_where_the_page_gives_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg">'
        "<title>Bản đồ\n tỉnh &amp; huyện</title></svg>",
        encoding="utf-8",
    )
    for alt, expected in (("", "Bản đồ tỉnh & huyện"), (' alt="Sơ đồ"', "Sơ đồ")):
        article = read_article(f"<p>a</p><figure><img src='a.svg'{alt}></figure>")
        images = to_images(article, base=tmp_path)
        assert [picture.alt for picture in images.pages[0].pictures] == [expected]
        assert "image-not-shown" in {finding.rule for finding in images.findings}


def test_what_was_drawn_for_white_paper_stands_on_white_in_a_dark_theme(tmp_path: Path) -> None:
    line = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    line.paste((0, 0, 0, 255), (0, 10, 60, 30))
    name = saved(tmp_path / "a.png", line)
    article = read_article(f'<p>a</p><figure><img src="{name}" alt="b"></figure>')
    for theme, ground in (("dark", (255,) * 3), ("sepia", None)):
        images = to_images(article, Preferences(theme=theme), base=tmp_path)
        (picture,) = images.pages[0].pictures
        with Image.open(BytesIO(next(iter(images)).data)) as page:
            at = (picture.left_px + 30, picture.top_px + 3)
            paper = page.convert("RGB").getpixel((1, 1))
            assert page.convert("RGB").getpixel(at) == (ground or paper)


def test_a_picture_is_turned_as_its_camera_noted(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    name = saved(tmp_path / "a.jpg", Image.new("RGB", (30, 20)), exif=exif)
    assert Pictures(tmp_path).size_px(name) == (20, 30)


def huge_png() -> bytes:
    """A PNG whose header says 60 000 x 60 000."""
    file = BytesIO()
    Image.new("L", (1, 1)).save(file, "PNG")
    data = bytearray(file.getvalue())
    data[16:24] = (60000).to_bytes(4, "big") * 2
    data[29:33] = crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "use PNG, JPEG, WebP or AVIF"),
        (b"GIF89a", "PNG|source"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG|source"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "use PNG, JPEG, WebP or AVIF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "use PNG, JPEG, WebP or AVIF"),
        (huge_png(), "smaller|source"),
        ((EXAMPLES / "images" / "speech.png").read_bytes()[:9000], "source"),
    ],
)
def test_what_is_no_sound_picture_is_refused_with_advice(
    content: bytes, advice: str, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(ImageRefused, match=advice):
        Pictures(tmp_path).size_px("a.png")


def test_a_picture_is_read_from_the_folder_of_the_article_and_nowhere_else(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    saved(tmp_path / "secret.png", Image.new("L", (9, 9)))
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    for src in (
        "../secret.png",
        "%2e%2e/secret.png",
        "x/../../secret.png",
        str(tmp_path / "secret.png"),
        f"file://{tmp_path}/secret.png",
        "link.png",
        "https://portal.example/a.png",
        "//portal.example/a.png",
        "\\\\portal.example\\a.png",
        ".",
    ):
        with pytest.raises(ImageRefused):
            Pictures(inside).size_px(src)


# ---- limits -------------------------------------------------------------------------------------


def test_a_format_that_cannot_hold_the_page_says_what_can(example: Article) -> None:
    with pytest.raises(InvalidPreference, match="choose pages instead of one image"):
        to_images(example, Preferences(scale=400), paper=Paper(794, None), format="webp")


def test_text_too_long_for_the_metadata_of_a_jpeg_is_refused_and_not_cut() -> None:
    article = Article(tuple(Paragraph((Run("thi đua " * 40),)) for _ in range(200)))
    images = to_images(article, Preferences(scale=50), paper=Paper(1200, None), format="jpeg")
    with pytest.raises(OutputFailed, match="choose png, webp or avif"):
        list(images)


@pytest.mark.parametrize("margin", [16, 31])
def test_an_image_drawn_in_bands_is_one_picture(margin: int) -> None:
    runs = Run("Nhân dịp kỷ niệm "), Run("thi đua yêu nước gỵ", href="#"), Run(" ẪỄỘ " * 12)
    cells = Cell((Paragraph(runs),)), Cell((Heading(3, runs),))
    article = Article((*[Paragraph(runs)] * 60, Table((cells,) * 6)))
    paper = Paper(600, None, margin)
    (image,) = to_images(article, Preferences(scale=150), paper=paper)
    assert image.page.height_px > 2 * 2048
    shown = numpy.asarray(opened(image))
    assert (shown * 17 == coverage_of(image.page)).all()


def test_nothing_outside_the_canvas_is_drawn() -> None:
    face = FontSet.bundled().families["sans"].regular
    word = Word(-20.0, 0, 40.0, face, face.shape("Ễg"), False)
    page = Page(1, 30, 20, (Line(0, 0, 0, 0, 10, (word,)),), (Box(25, 15, 50, 50),), ())
    assert coverage_of(page).shape == (20, 30)
    above = page._replace(height_px=200, lines=(Line(0, -90, 0, 40, -60, (word,)),), boxes=())
    assert coverage_of(above).shape == (200, 30)
    assert not coverage_of(above).any()
