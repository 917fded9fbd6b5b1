"""How exact the pictures are: PYTHONPATH=tests python tests/benchmarks/exactness.py.

First, each face's ink at several sizes against points counted inside its outlines
(tests/outlines.py): mean difference over the pixels with ink, and the most that any pixel is too
dark, of 255; and the same of FreeType, where freetype-py is installed. Then what the 16 levels of
pictures and the few places of letters between pixels change, against 256 levels and every letter
in its exact place: as signal to noise, as structural similarity, and as lightness that an eye could
tell apart, for each pixel alone and as the eye blurs them.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import floor
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray
from outlines import Outlines, outlines
from PIL import Image

from readable.face import Face, Mask
from readable.masks import inker_of
from readable.paging import Page, Word
from readable.paint import Images, to_images
from readable.preferences import Preferences
from readable.reading import read_article
from readable.typefaces import typefaces
from readable.vietnamese import LETTERS

EXAMPLE = Path(__file__).parents[2] / "examples" / "article.html"
SIZES = (12, 16, 24, 32, 48, 64, 96, 128)
# A difference of lightness (CIE L*, 0 to 100) that is just noticeable side by side: Mahy,
# Van Eycken and Oosterlinck 1994 found 2.3 for Delta E in CIELAB.
JUST_NOTICEABLE = 2.3
MARGIN = 24

Array = NDArray[numpy.float64]
try:
    import freetype
except ImportError:
    freetype = None  # type: ignore[assignment]


def levels(images: Images) -> list[Array]:
    """The grey of each pixel of each page, 255 white."""
    pages = []
    for image in images:
        with Image.open(BytesIO(image.data)) as opened:
            pages.append(numpy.asarray(opened.convert("L"), float))
    return pages


def letters_at(size: int) -> tuple[str, ...]:
    """All 134 letters at the sizes at which they have few pixels, fewer above."""
    return LETTERS[:: max(1, size // 12)]


def compare(
    outline: Outlines, size: int, drawn: Callable[[str, int, int, int], Array]
) -> tuple[float, float]:
    """The mean difference, and the darkest."""
    width, above, below = round(1.3 * size) + MARGIN, round(1.4 * size), size // 2
    differences = []
    for letter in letters_at(size):
        expected = outline.coverage(letter, size, width, above, below, MARGIN)
        shown = drawn(letter, width, above, below)
        differences.append((shown - expected)[(shown > 0) | (expected > 0)])
    difference = numpy.concatenate(differences)
    return float(numpy.abs(difference).mean()), float(difference.max())


def of_readable(key: str, bold: bool, size: int) -> tuple[float, float]:
    """The differences of our own letters on whole pixels, before they become 16 levels."""
    face = Face.open(path_of(key, bold))
    inker = inker_of(face, size, False)
    steps = 1 << inker._step_bits

    def drawn(letter: str, width: int, above: int, below: int) -> Array:
        page = numpy.zeros((above + below, width))
        glyphs = face.shape(letter)
        for one, x, y in zip(glyphs.ids, glyphs.x_units, glyphs.y_units, strict=True):
            x, right = divmod(round(x * size / face.units_per_em * steps), steps)
            y, up = divmod(round(y * size / face.units_per_em * steps), steps)
            paste(page, inker._mask(one, right, up), MARGIN + x, above - y)
        return page

    return compare(outlines(path_of(key, bold)), size, drawn)


def paste(page: Array, mask: Mask, left: int, top: int) -> None:
    """Puts a mask on a page; its origin is at the pixel given."""
    top, left = top + mask.top_px, left + mask.left_px
    part = page[top : top + len(mask.rows), left : left + mask.width_px]
    if part.size:
        numpy.maximum(part, [list(row) for row in mask.rows], out=part)


def path_of(key: str, bold: bool) -> Path:
    return typefaces()[key].bold if bold else typefaces()[key].regular


def of_freetype(key: str, bold: bool, size: int) -> tuple[float, float]:
    """The differences of FreeType without hinting, for letters that are one glyph."""
    face: Any = freetype.Face(str(path_of(key, bold)))
    face.set_pixel_sizes(0, size)
    flags = freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_BITMAP

    def drawn(letter: str, width: int, above: int, below: int) -> Array:
        face.load_char(letter, flags)
        bitmap = face.glyph.bitmap
        ink = numpy.array(bitmap.buffer, float).reshape(bitmap.rows, -1)[:, : bitmap.width]
        page = numpy.zeros((above + below, width))
        top, left = above - face.glyph.bitmap_top, MARGIN + face.glyph.bitmap_left
        page[top : top + bitmap.rows, left : left + bitmap.width] = ink
        return page

    return compare(outlines(path_of(key, bold)), size, drawn)


def print_coverage() -> None:
    """The table of faces and sizes."""
    print(f"| face | {' | '.join(f'{size} px' for size in SIZES)} |")
    print(f"|---|{'---|' * len(SIZES)}")
    whose = [("", of_readable)] + ([(" (FreeType)", of_freetype)] if freetype else [])
    for key, typeface in typefaces().items():
        # FreeType does not shape: where Vietnamese has letters of its own it would draw others.
        for bold in (False, True):
            for name, measure in whose if key != "literacy" else whose[:1]:
                cells = [measure(key, bold, size) for size in SIZES]
                weight = "Bold" if bold else "Regular"
                told = " | ".join(f"{mean:.1f} / {most:.0f}" for mean, most in cells)
                print(f"| {typeface.name} {weight}{name} | {told} |", flush=True)


# ---- levels -------------------------------------------------------------------------------------


def lightness(grey: Array) -> Array:
    """CIE L* of a grey of sRGB."""
    share = grey / 255
    linear = numpy.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return numpy.where(linear > 216 / 24389, 116 * numpy.cbrt(linear) - 16, linear * 24389 / 27)


def similarity(one: Array, other: Array) -> float:
    """The structural similarity of Wang, Bovik, Sheikh and Simoncelli 2004, over 8 by 8 pixels.

    Only over windows with ink: on a page most are white, and alike.
    """

    def mean(values: Array) -> Array:
        sums = numpy.pad(values, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        return (sums[8:, 8:] - sums[:-8, 8:] - sums[8:, :-8] + sums[:-8, :-8]) / 64

    first, second = mean(one), mean(other)
    variance, of_other = mean(one * one) - first**2, mean(other * other) - second**2
    both = mean(one * other) - first * second
    small, large = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    found = (2 * first * second + small) * (2 * both + large)
    found /= (first**2 + second**2 + small) * (variance + of_other + large)
    return float(found[first < 255].mean())


def blurred(page: Array) -> Array:
    """As an eye blurs it that tells 60 pixels a degree apart: a Gaussian of half a pixel."""
    beside = numpy.exp(-1 / (2 * 0.5**2))
    for axis in (0, 1):
        sides = numpy.roll(page, 1, axis) + numpy.roll(page, -1, axis)
        page = (page + beside * sides) / (1 + 2 * beside)
    return page


def exact(page: Page, as_placed: bool) -> Array:
    """The page with 256 levels and each letter in its place in the word; only text.

    Words stand where they should, or `as_placed`: at the few places between two pixels that the
    pictures have for a word.
    """
    ink = numpy.zeros((page.height_px, page.width_px))
    for line in page.lines:
        for word in line.words:
            x_px = word.x_px
            if as_placed:
                steps = inker_of(word.face, word.size_px, word.slanted).steps
                x_px = floor(x_px * steps + 0.5) / steps
            put_exactly(ink, word, x_px, line.baseline_px - word.rise_px)
    return 255 - ink


def put_exactly(ink: Array, word: Word, x_px: float, baseline_px: int) -> None:
    """The letters of a word where they belong, each pixel the mean of sixteen columns."""
    face, raster, em = word.face, word.face._raster, word.size_px / word.face.units_per_em
    for one, x, y in zip(word.glyphs.ids, word.glyphs.x_units, word.glyphs.y_units, strict=True):
        raster.reset()
        left = floor(x_px + x * em)
        right = 16 * (x_px + x * em - left)
        raster.transform = (16 * em, 0.0, 0.0, em, right, y * em)
        raster.draw_glyph(face._slanted if word.slanted else face._upright, one)
        fine = face._rendered()
        if not fine.rows:
            continue
        first, before = divmod(fine.left_px, 16)
        columns = numpy.array([list(row) for row in fine.rows], float)
        columns = numpy.pad(columns, ((0, 0), (before, -(before + fine.width_px) % 16)))
        means = columns.reshape(len(columns), -1, 16).mean(2)
        top, left = baseline_px + fine.top_px, left + first
        part = ink[top : top + len(means), left : left + means.shape[1]]
        numpy.maximum(part, means, out=part)


def rounded(page: Array) -> Array:
    """The page in the nearest of 16 levels."""
    return numpy.round(page / 17) * 17


def print_levels() -> None:
    """The table of 16 levels against 256."""
    # Underlines would be compared with nothing.
    html = EXAMPLE.read_bytes().replace(b"<img ", b"<span ").replace(b"<a ", b"<span ")
    print("| size | what | PSNR dB | SSIM | mean, of ink | most | noticeable | blurred |")
    print("|---|---|---|---|---|---|---|---|")
    for scale in (100, 200, 400):
        images = to_images(read_article(html), Preferences(scale=scale))
        there, placed = (
            numpy.concatenate([exact(page, as_placed) for page in images.pages])
            for as_placed in (False, True)
        )
        pictures = numpy.concatenate(levels(images))
        for what, one, other in (
            ("16 levels alone", rounded(placed), placed),
            ("and letters in their places", pictures, placed),
            ("and words in their places", pictures, there),
        ):
            difference = numpy.abs(one - other)
            ink = (other < 255) | (one < 255)
            noise = 10 * numpy.log10(255**2 / (difference**2).mean())
            apart = numpy.abs(lightness(one) - lightness(other)) > JUST_NOTICEABLE
            soft = numpy.abs(lightness(blurred(one)) - lightness(blurred(other))) > JUST_NOTICEABLE
            cells = [f"{scale} %", what, f"{noise:.1f}", f"{similarity(one, other):.4f}"]
            cells += [f"{difference[ink].mean():.1f}", f"{difference.max():.0f}"]
            cells += [f"{100 * part[ink].mean():.1f} %" for part in (apart, soft)]
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    print_coverage()
    print()
    print_levels()
