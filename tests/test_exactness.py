"""The pictures are exact: each pixel has the ink it should, nothing is cut, nothing touches."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from math import ceil, floor
from random import Random

import numpy
import pytest
from numpy.typing import NDArray
from outlines import Outlines, outlines
from PIL import Image
from pngs import unpacked

from readable.article import Alignment, Article, Mark, Paragraph, Run
from readable.face import Face
from readable.fonts import FontSet
from readable.layout import Paper
from readable.masks import inker_of
from readable.paint import Images, to_images
from readable.preferences import LADDER, Preferences
from readable.reading import read_article
from readable.speedups import compiled
from readable.typefaces import typefaces
from readable.vietnamese import LETTERS

FACES = [(key, bold) for key in typefaces() for bold in (False, True)]
LINE_HEIGHTS = (1.0, 1.1, 1.2, 1.25, 1.3, 1.35, 1.4, 1.5, 1.6, 1.75, 2.0)


def outlines_of(key: str, bold: bool) -> Outlines:
    typeface = typefaces()[key]
    return outlines(typeface.bold if bold else typeface.regular)


def marks_of(bold: bool, slanted: bool = False) -> frozenset[Mark]:
    return frozenset({"strong"} if bold else ()) | frozenset({"em"} if slanted else ())


def paragraphs(
    texts: list[str], marks: frozenset[Mark], alignment: Alignment | None = None
) -> Article:
    return Article(tuple(Paragraph((Run(text, marks),), alignment=alignment) for text in texts))


def ink_of(images: Images) -> Iterator[NDArray[numpy.int64]]:
    """How much ink each pixel of each page has, 0 to 255."""
    for image in images:
        with Image.open(BytesIO(image.data)) as opened:
            yield 255 - numpy.asarray(opened.convert("L"), numpy.int64)


# ---- coverage -----------------------------------------------------------------------------------


ABOVE, BELOW, WIDE, LEFT = 24, 8, 60, 20
"""The field around a letter of 16 px, and where its origin is from the left."""


def reference(key: str, bold: bool, slanted: bool, letter: str) -> NDArray[numpy.float64]:
    return outlines_of(key, bold).coverage(letter, 16, WIDE, ABOVE, BELOW, LEFT, slanted)


def rows_of(rows: Sequence[bytes]) -> NDArray[numpy.uint8]:
    return numpy.stack([numpy.frombuffer(row, numpy.uint8) for row in rows])


def differences(
    shown: NDArray[numpy.float64], expected: NDArray[numpy.float64]
) -> NDArray[numpy.float64]:
    """How much darker each pixel is than it should be, where either has ink."""
    return (shown - expected)[(shown > 0) | (expected > 0)]


@pytest.mark.parametrize("slanted", [False, True], ids=["upright", "slanted"])
@pytest.mark.parametrize(("key", "bold"), FACES)
def test_each_pixel_of_a_mask_has_the_ink_of_the_outline(
    key: str, bold: bool, slanted: bool
) -> None:
    typeface = typefaces()[key]
    face = Face.open(typeface.bold if bold else typeface.regular)
    found = []
    for letter in LETTERS[slanted :: 2 + 2 * slanted]:
        mask = face.mask(face.shape(letter, slanted), 16, (0, 0), slanted)
        shown = numpy.zeros((ABOVE + BELOW, WIDE))
        rows = slice(ABOVE + mask.top_px, ABOVE + mask.top_px + len(mask.rows))
        columns = slice(LEFT + mask.left_px, LEFT + mask.left_px + mask.width_px)
        shown[rows, columns] = [list(row) for row in mask.rows]
        found.append(differences(shown, reference(key, bold, slanted, letter)))
    difference = numpy.concatenate(found)
    assert numpy.abs(difference).mean() <= 4
    # Where contours overlap, or meet in one pixel, their coverages must not be added up.
    assert difference.max() <= 30


@pytest.mark.parametrize(("key", "bold"), FACES)
def test_each_pixel_of_a_picture_has_the_level_next_to_it(key: str, bold: bool) -> None:
    # A paragraph's first letter stands on a whole pixel.
    letters = list(LETTERS[1::3])
    images = to_images(
        paragraphs(letters, marks_of(bold)),
        Preferences(scale=100, line_height=2.0, font=key),
        paper=Paper(200, None, LEFT),
    )
    (ink,) = ink_of(images)
    found = []
    for letter, line in zip(letters, images.pages[0].lines, strict=True):
        shown = ink[line.baseline_px - ABOVE : line.baseline_px + BELOW, :WIDE].astype(float)
        found.append(differences(shown, reference(key, bold, False, letter)))
    difference = numpy.abs(numpy.concatenate(found))
    # Of 16 levels the next one is 255 / 30 away at the most.
    assert (difference - 255 / 30).clip(0).mean() <= 0.4
    assert difference.max() <= 15 + 255 / 30


STRANGE = ("gḍ̃ê̆", "fj\u0323j", "\u0301a", "{Ẫ|", "", "i\u0323i\u0323", "ǧ\u0302\u0303")
"""Marks on marks, ink beyond that of the highest and deepest letters, and none."""


@pytest.mark.parametrize("slanted", [False, True], ids=["upright", "slanted"])
@pytest.mark.parametrize(("key", "bold"), FACES)
def test_a_word_is_its_glyphs_laid_over_each_other(key: str, bold: bool, slanted: bool) -> None:
    face = FontSet.bundled().families[key].face(bold)
    random = Random(2)
    words = [
        *STRANGE,
        *("".join(random.choices((*LETTERS, "f", "j", "."), k=5)) for _ in range(12)),
    ]
    # At 16 and 32 px a glyph stands on eighths of a pixel, at 64 on quarters.
    for size_px, steps in ((16, 8), (32, 8), (64, 4)):
        inker = inker_of(face, size_px, slanted)
        for word in words:
            glyphs = face.shape(word, slanted)
            phase = random.randrange(inker.phases)
            placed = [
                (one, x * size_px / face.units_per_em, y * size_px / face.units_per_em)
                for one, x, y in zip(glyphs.ids, glyphs.x_units, glyphs.y_units, strict=True)
            ]
            field = numpy.zeros((4 * size_px, 10 * size_px), numpy.uint8)
            for one, x_px, y_px in placed:
                x = floor((x_px + phase / inker.steps) * steps + 0.5)
                y = floor(y_px * steps + 0.5)
                mask = face.fine_mask(one, size_px, steps, y % steps / steps, slanted)
                if not mask.rows:
                    continue
                first, before = divmod(x + mask.left_px, steps)
                after = -(before + mask.width_px) % steps
                fine = numpy.pad(rows_of(mask.rows), ((0, 0), (before, after)))
                coverage = numpy.floor(fine.reshape(len(fine), -1, steps).mean(2) + 0.5)
                levels = ((coverage * 15 + 127) // 255).astype(numpy.uint8)
                top, left = 2 * size_px - y // steps + mask.top_px, 2 * size_px + first
                field[top : top + len(levels), left : left + levels.shape[1]] |= levels
            columns, left_bytes, _, top_px, height_px, high_px, low_px = inker.draw(glyphs, phase)
            shown = numpy.zeros_like(field)
            for column in range(len(columns) // max(height_px, 1)):
                pairs = columns[column * height_px :][:height_px]
                top = 2 * size_px + top_px
                left = 2 * (size_px + left_bytes + column)
                for row, pair in enumerate(pairs, top):
                    shown[row, left : left + 2] = pair >> 4, pair & 15
            assert (shown == field).all(), (word, size_px)
            inked = field[2 * size_px + high_px : 2 * size_px + low_px]
            assert inked.sum() == field.sum(), (word, size_px)


# ---- the same picture ---------------------------------------------------------------------------

HTML = (
    "<article><h1>Ẩm ướt ở Đắk Lắk</h1><p>Nguyễn <strong>Đăng Bình</strong>, <em>kỹ sư</em> "
    '<a href="https://example.vn">gỡ rối</a>, 946/QĐ-UBND ngày 31/5/2023.</p></article>'
)
OTHERS = ("<p>Nguyễn gỡ Ẩm</p>", "<h2>ướt Đăng kỹ</h2><p><em>Bình</em> rối 31/5</p>")


def digest(html: str, scale: int) -> str:
    images = to_images(read_article(html), Preferences(scale=scale, line_height=1.5))
    return sha256(b"".join(unpacked(image.data) for image in images)).hexdigest()


def test_a_picture_is_the_same_whatever_was_made_before_it_and_beside_it() -> None:
    program = (
        "import test_exactness as t\n"
        "if {order}: [t.digest(html, scale) for scale in (400, 87) for html in t.OTHERS]\n"
        "scales = (100, 200, 250)[::{order} or 1]\n"
        "print(*[t.digest(t.HTML, scale) for scale in scales][::{order} or 1])"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program.format(order=order)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": str(seed)},
        )
        for seed, order in enumerate((0, -1))
    ]
    here = [digest(HTML, scale) for scale in (100, 200, 250)]
    again = [digest(HTML, scale) for scale in (250, 200, 100)][::-1]
    beside = [process.communicate()[0].split() for process in processes]
    assert beside == [here, here]
    assert again == here


def test_the_pixels_are_those_of_any_other_machine() -> None:
    # Where it is meant to change, so do the goldens and this.
    (image,) = to_images(read_article(HTML), Preferences(scale=200, line_height=1.5))
    with Image.open(BytesIO(image.data)) as opened:
        pixels = opened.convert("L").tobytes()
    assert sha256(pixels).hexdigest() == (
        "8ac62b7c8d262485eca459ee00d20c9734ffe89db86cc0e6891dbf1cc3d36659"
    )


@pytest.mark.skipif(not compiled, reason="isal chooses its code by the processor")
def test_the_file_of_a_page_of_text_is_that_of_any_other_machine() -> None:
    (image,) = to_images(read_article(HTML), Preferences(scale=200, line_height=1.5))
    assert sha256(image.data).hexdigest() == (
        "1042f783e4f3997efe73398ae11e41b4f1cf5678f3ab994eda2c7ce95d0c00a9"
    )


# ---- nothing cut, nothing touches ---------------------------------------------------------------


@cache
def extremes(key: str, bold: bool) -> tuple[str, str, float, float]:
    """The letter that rises highest and the one that falls lowest, and how far, in em."""
    ink = {letter: outlines_of(key, bold).ink_em(letter) for letter in (*LETTERS, *"gjpqyQ|")}
    highest = max(ink, key=lambda letter: ink[letter][0])
    lowest = max(ink, key=lambda letter: ink[letter][1])
    return highest, lowest, ink[highest][0], ink[lowest][1]


@pytest.mark.parametrize(("key", "bold"), FACES)
def test_no_two_lines_touch_at_any_size_or_line_height(key: str, bold: bool) -> None:
    highest, lowest, rise_em, fall_em = extremes(key, bold)
    # The lowest letter over the highest is the nearest that any two of the letters come.
    texts = highest, lowest, highest + lowest, highest, lowest
    article = paragraphs(["\n".join(texts)], marks_of(bold))
    for scale in LADDER:
        size = 16 * scale / 100
        rise, fall = ceil(rise_em * size), ceil(fall_em * size)
        needed = rise + fall + 1
        for line_height in LINE_HEIGHTS:
            preferences = Preferences(scale=scale, line_height=line_height, font=key)
            images = to_images(article, preferences, paper=Paper(3000, None, 0))
            lines = images.pages[0].lines
            steps = [below.baseline_px - line.baseline_px for line, below in pairwise(lines)]
            assert min(steps[1:3]) >= needed, (scale, line_height)
            # It opens no further than it must.
            assert max(steps) <= max(needed, round(line_height * size)) + 1, (scale, line_height)
            # And nothing reaches out of the first or the last line of a page.
            assert lines[0].baseline_px - rise >= 0
            assert lines[-1].baseline_px + fall <= images.pages[0].height_px


def test_between_two_lines_is_a_row_without_ink() -> None:
    # Ink in two rows that follow each other would touch: seen on pixels, where it is nearest.
    for key, bold in FACES:
        highest, lowest, rise_em, _ = extremes(key, bold)
        article = paragraphs([f"{lowest}\n{highest}"], marks_of(bold))
        for scale in (87, 100, 200, 300):
            preferences = Preferences(scale=scale, line_height=1.0, font=key)
            images = to_images(article, preferences, paper=Paper(400, None, 0))
            (ink,) = ink_of(images)
            top = images.pages[0].lines[1].baseline_px - ceil(rise_em * 16 * scale / 100)
            # Of a very thin row nothing may be left in 16 levels.
            assert ink[top : top + 2].any()
            assert not ink[top - 1].any()


@pytest.mark.parametrize("alignment", [None, "end"])
@pytest.mark.parametrize("key", list(typefaces()))
def test_nothing_is_cut_at_the_sides_of_a_page(key: str, alignment: Alignment | None) -> None:
    # Some letters begin left of where they stand, as ĩ does, and slanted ones end right of it.
    for bold, slanted in ((False, False), (True, False), (False, True), (True, True)):
        article = paragraphs([*LETTERS, "fj"], marks_of(bold, slanted), alignment)
        preferences = Preferences(scale=100, line_height=1.0, font=key)
        none, narrow, wide = (
            sum(int(ink.sum()) for ink in ink_of(to_images(article, preferences, paper=paper)))
            for paper in (Paper(96, None, 0), Paper(104, None, 4), Paper(136, None, 20))
        )
        assert none == narrow == wide, (bold, slanted)


def test_without_margins_a_heading_and_its_page_number_are_whole() -> None:
    html = "<article><h1>Ĩ fj Ĩ</h1><p><em>Ĩ fj</em> ĩ</p></article>"
    for scale in LADDER:
        preferences = Preferences(scale=scale)
        size = round(preferences.size_px)
        inks = []
        for margin in (0, 2 * size):
            # Wider than a telephone, where titles are smaller.
            paper = Paper(28 * size + 2 * margin, 20 * size + 2 * margin, margin)
            images = to_images(read_article(html), preferences, paper=paper)
            inks.append(sum(int(ink.sum()) for ink in ink_of(images)))
        assert inks[0] == inks[1], scale
