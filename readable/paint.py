"""Pages to pixels and image files, each with its text alternative inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import numpy
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from readable.article import Article
from readable.errors import ImageRefused, InvalidPreference, OutputFailed
from readable.findings import Finding
from readable.fonts import FontSet
from readable.layout import Paper, lay_out
from readable.metadata import alternative_of, xmp_packet
from readable.paging import Box, Page, Picture, Word
from readable.pictures import Pictures
from readable.png import colour_ramp, encode_two_colours
from readable.preferences import Colours, Preferences

__all__ = ["FORMATS", "Images", "PageImage", "coverage_of", "to_images"]

ImageFormat = Literal["png", "webp", "jpeg", "avif"]

FORMATS: dict[str, int] = {"png": 2**31 - 1, "webp": 16383, "jpeg": 65500, "avif": 65535}
"""The image formats, and the longest side that each can have in pixels."""

_PIXELS_PER_INCH = 96
_MOST_PIXELS = 200_000_000
_XMP_KEYWORD = "XML:com.adobe.xmp"
_PHASES = 4

# An underline stops this much of its thickness before a letter that reaches into it.
_INK_CLEARANCE = 1.5


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as an image file."""

    number: int
    count: int
    data: bytes
    format: str
    alternative: str
    """The short text alternative, also inside the file (IPTC Alt Text)."""
    page: Page
    """Where each line stands; `page.text` is the page's text, also inside the file."""


@dataclass(frozen=True)
class Images:
    """The pages of an article, painted one at a time as they are asked for."""

    article: Article
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    preferences: Preferences
    format: ImageFormat
    _pictures: Pictures = field(repr=False)

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[PageImage]:
        for page in self.pages:
            yield self._paint(page)

    def alternative(self, page: Page) -> str:
        """The short text alternative of one of the pages, in the article's language."""
        return alternative_of(self.article.title, page.number, len(self.pages), self.article.lang)

    def _paint(self, page: Page) -> PageImage:
        alternative = self.alternative(page)
        xmp = xmp_packet(
            alternative, page.text, self.article.title or alternative, self.article.lang
        )
        data = _encode(page, self.preferences.colours, self._pictures, self.format, xmp)
        return PageImage(page.number, len(self.pages), data, self.format, alternative, page)


def to_images(
    article: Article,
    preferences: Preferences | None = None,
    *,
    paper: Paper | None = None,
    format: ImageFormat = "png",
    base: Path | None = None,
    fonts: FontSet | None = None,
    family: str | None = None,
) -> Images:
    """The article as images of pages: A4 at 96 pixels an inch unless `paper` says otherwise.

    Pictures are read from the folder `base` and nowhere else. `fonts` and `family` (a key of
    that font set) take another font than the one the reader chose. Painting happens when the
    result is iterated over, a page at a time.

    Raises `InvalidPreference` when the text is too large for the paper, or a page larger than
    the format can hold.

    >>> from readable.reading import read_article
    >>> images = to_images(read_article("<h1>Tỉnh Bắc Kạn</h1>"), Preferences(scale=200))
    >>> [image.alternative for image in images]
    ['Tỉnh Bắc Kạn']
    """
    preferences = preferences or Preferences()
    pictures = Pictures(base)
    laid = lay_out(
        article, preferences, fonts or FontSet.bundled(), paper or Paper(), pictures, family
    )
    for page in laid.pages:
        _check_size(page, format)
    findings = tuple(dict.fromkeys((*article.findings, *laid.findings)))
    return Images(article, laid.pages, findings, preferences, format, pictures)


def _check_size(page: Page, image_format: str) -> None:
    if image_format not in FORMATS:
        raise InvalidPreference(
            f"there is no image format {image_format!r}",
            hint=f"choose one of {', '.join(FORMATS)}",
        )
    if max(page.width_px, page.height_px) > FORMATS[image_format]:
        raise InvalidPreference(
            f"an image of {page.width_px} x {page.height_px} pixels is more than "
            f"{image_format} can hold",
            hint="choose pages instead of one image, or png",
        )
    if page.width_px * page.height_px > _MOST_PIXELS:
        raise InvalidPreference(
            f"an image of {page.width_px} x {page.height_px} pixels is too large",
            hint="choose pages instead of one image, or a smaller scale",
        )


def coverage_of(page: Page) -> NDArray[numpy.uint8]:
    """How much of each pixel text and lines cover, 0 to 255, rows from top to bottom."""
    canvas = numpy.zeros((page.height_px, page.width_px), numpy.uint8)
    for line in page.lines:
        for word in line.words:
            _draw_word(canvas, word, line.baseline_px)
    for box in page.boxes:
        if box.level == 255:
            _draw_box(canvas, box)
    # Last, or underlines would make room for them as for letters.
    for left, top, width, height, _, level in page.boxes:
        if level < 255:
            part = canvas[top : top + height, left : left + width]
            numpy.maximum(part, numpy.uint8(level), out=part)
    return canvas


def _draw_word(canvas: NDArray[numpy.uint8], word: Word, baseline_px: int) -> None:
    quarters = round(word.x_px * _PHASES)
    column, phase = divmod(quarters, _PHASES)
    mask = word.face.mask(word.glyphs, word.size_px, phase / _PHASES, word.slanted)
    left = column + mask.left_px
    top = baseline_px - word.rise_px + mask.top_px
    height, width = mask.coverage.shape
    part = canvas[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)]
    rows, columns = part.shape
    ink = mask.coverage[max(-top, 0) :, max(-left, 0) :][:rows, :columns]
    numpy.maximum(part, ink, out=part)


def _draw_box(canvas: NDArray[numpy.uint8], box: Box) -> None:
    part = canvas[box.top_px : box.top_px + box.height_px, box.left_px : box.left_px + box.width_px]
    if not box.spares_ink:
        part[:] = 255
        return
    clearance = round(box.height_px * _INK_CLEARANCE)
    near = canvas[
        box.top_px - 1 : box.top_px + box.height_px + 1,
        max(0, box.left_px - clearance) : box.left_px + box.width_px + clearance,
    ]
    taken = near.any(axis=0).astype(numpy.int64)
    reach = 2 * clearance + 1
    spread = numpy.convolve(taken, numpy.ones(reach, numpy.int64), "same") > 0
    offset = box.left_px - max(0, box.left_px - clearance)
    part[:, ~spread[offset : offset + part.shape[1]]] = 255


def _encode(page: Page, colours: Colours, pictures: Pictures, image_format: str, xmp: str) -> bytes:
    coverage = coverage_of(page)
    shown = [picture for picture in page.pictures if picture.src is not None]
    if image_format == "png" and not shown:
        return encode_two_colours(
            coverage,
            colours.foreground,
            colours.background,
            _PIXELS_PER_INCH,
            {_XMP_KEYWORD: xmp},
        )
    image = _in_colours(coverage, colours)
    for picture in shown:
        _paste(image, picture, pictures)
    return _save(image, image_format, xmp)


def _in_colours(coverage: NDArray[numpy.uint8], colours: Colours) -> Image.Image:
    """The page in RGB, blended in sRGB as browsers blend text."""
    image = Image.frombytes("P", coverage.shape[::-1], coverage.tobytes())
    image.putpalette(colour_ramp(colours.foreground, colours.background, 256))
    return image.convert("RGB")


def _paste(image: Image.Image, picture: Picture, pictures: Pictures) -> None:
    assert picture.src is not None
    try:
        original = pictures.image(picture.src)
    except ImageRefused as refused:
        # It opened when the page was laid out.
        raise OutputFailed(
            f"the picture {picture.src} changed while the page was painted", hint=refused.hint
        ) from refused
    size = (picture.width_px, picture.height_px)
    fitted = original.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    mask = fitted if fitted.mode == "RGBA" else None
    image.paste(fitted, (picture.left_px, picture.top_px), mask)


def _save(image: Image.Image, image_format: str, xmp: str) -> bytes:
    options: dict[str, Any] = {"xmp": xmp.encode("utf-8")}
    match image_format:
        case "png":
            info = PngInfo()
            info.add_itxt(_XMP_KEYWORD, xmp)
            options = {"pnginfo": info, "dpi": (_PIXELS_PER_INCH, _PIXELS_PER_INCH)}
        case "webp":
            options |= {"lossless": True, "method": 2}
        case "jpeg":
            # Colour at half resolution would fray the edges of coloured text.
            options |= {"quality": 90, "subsampling": 0, "dpi": (_PIXELS_PER_INCH,) * 2}
        case "avif":
            options |= {"quality": 85, "subsampling": "4:4:4", "speed": 8}
    file = BytesIO()
    try:
        image.save(file, image_format, **options)
    except ValueError as error:
        # The only limit that a page within FORMATS can meet: JPEG's 64 kB of XMP.
        raise OutputFailed(
            f"the text of the page is too long to stand in a {image_format} file",
            hint="choose png, webp or avif, or pages instead of one image",
        ) from error
    return file.getvalue()
