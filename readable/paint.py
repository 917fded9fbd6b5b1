"""Pages to pixels and image files, each with its text alternative inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from readable.additions import Additions
from readable.article import Article
from readable.canvas import Canvas
from readable.errors import ImageRefused, InvalidPreference, OutputFailed
from readable.findings import Finding
from readable.fonts import FontSet
from readable.layout import lay_out
from readable.masks import LEVELS
from readable.metadata import alternative_of, xmp_packet
from readable.paging import Page, Picture
from readable.papers import CSS_PIXELS_PER_INCH, Paper
from readable.pictures import Pictures
from readable.png import colour_ramp, encode_rgb, encode_two_colours
from readable.preferences import Colours, Preferences, contrast_ratio
from readable.values import value

if TYPE_CHECKING:
    from PIL import Image

    from readable.tiff import TiffPage

__all__ = ["FORMATS", "Images", "PageImage", "drawn", "to_images"]

ImageFormat = Literal["png", "webp", "jpeg", "avif", "tiff"]

FORMATS: dict[str, int] = {
    "png": 2**31 - 1,
    "webp": 16383,
    "jpeg": 65500,
    "avif": 65535,
    "tiff": 2**31 - 1,
}
"""The image formats, and the longest side that each can have in pixels."""

_MOST_PIXELS = 200_000_000
_WHITE, _BLACK = "#ffffff", "#000000"
_XMP_KEYWORD = "XML:com.adobe.xmp"

# So many rows of a TIFF are packed together: a reader that wants a part of a page unpacks no more.
_STRIP_PX = 256

# So many rows of a page are drawn at a time: a tall image needs no more memory than a page.
_BAND_PX = 2048

# Of blocks larger than any that was freed before, glibc gives the memory back at once (mallopt(3),
# M_MMAP_THRESHOLD). The rows of a page are such: without this one, which is never written to, each
# page took its memory anew, for a twentieth of its time.
bytes(4 << 20)


@value(frozen=True, slots=True)
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


@value(frozen=True, slots=True)
class Images:
    """The pages of an article, painted one at a time as they are asked for."""

    article: Article
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    preferences: Preferences
    format: ImageFormat
    _pictures: Pictures = field(repr=False)
    pixels_per_inch: int = CSS_PIXELS_PER_INCH
    addresses: tuple[str, ...] = ()
    """What links lead to, by their numbers, where `Additions.addresses` asked for them."""

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[PageImage]:
        for page in self.pages:
            yield self._paint(page)

    def __getitem__(self, index: int) -> PageImage:
        """One page; no other is painted."""
        return self._paint(self.pages[index])

    def alternative(self, page: Page) -> str:
        """The short text alternative of one of the pages, in the article's language."""
        return alternative_of(self.article.title, page.number, len(self.pages), self.article.lang)

    def write_tiff(self, file: IO[bytes]) -> None:
        """Writes all pages into one TIFF file, each as it is painted; the file can be sought in."""
        from readable.tiff import TiffWriter

        writer = TiffWriter(file)
        for page in self.pages:
            writer.add(self._tiff_page(page))

    def _paint(self, page: Page) -> PageImage:
        alternative = self.alternative(page)
        if self.format == "tiff":
            from readable.tiff import TiffWriter

            file = BytesIO()
            TiffWriter(file).add(self._tiff_page(page))
            data = file.getvalue()
        else:
            colours, inch = self.preferences.colours, self.pixels_per_inch
            xmp = self._xmp(page, alternative)
            data = _encode(page, colours, self._pictures, self.format, xmp, inch)
        return PageImage(page.number, len(self.pages), data, self.format, alternative, page)

    def _xmp(self, page: Page, alternative: str) -> str:
        title = self.article.title or alternative
        return xmp_packet(alternative, page.text, title, self.article.lang)

    def _tiff_page(self, page: Page) -> TiffPage:
        from readable.tiff import TiffPage

        colours, alternative = self.preferences.colours, self.alternative(page)
        palette: bytes | None = colour_ramp(colours.foreground, colours.background, LEVELS)
        parts = _strips(page)
        if any(picture.src is not None for picture in page.pictures):
            palette, parts = None, _strips_of(_pasted(page, colours, self._pictures))
        return TiffPage(
            page.width_px,
            page.height_px,
            _STRIP_PX,
            parts,
            palette,
            self.pixels_per_inch,
            page.number,
            len(self.pages),
            alternative,
            self._xmp(page, alternative),
        )


def to_images(
    article: Article,
    preferences: Preferences | None = None,
    *,
    paper: Paper | None = None,
    format: ImageFormat = "png",
    base: str | Path | None = None,
    fonts: FontSet | None = None,
    family: str | None = None,
    two_up: bool = False,
    additions: Additions | None = None,
) -> Images:
    """The article as images of pages: A4 at 96 pixels an inch unless `paper` says otherwise.

    With `two_up` each image is a sheet of two pages, twice as wide as the paper. Pictures are read
    from the folder `base` and nowhere else. `fonts` and `family` (a key of that font set) take
    another font than the one the reader chose. `additions` stand around the article. Painting
    happens when the result is iterated over, a page at a time.

    Raises `InvalidPreference` when the text is too large for the paper, or a page larger than
    the format can hold.

    >>> from readable.reading import read_article
    >>> images = to_images(read_article("<h1>Tỉnh Bắc Kạn</h1>"), Preferences(scale=200))
    >>> [image.alternative for image in images]
    ['Tỉnh Bắc Kạn']
    """
    preferences = preferences or Preferences()
    pictures = Pictures(base)
    paper = paper or Paper()
    laid = lay_out(
        article, preferences, fonts or FontSet.bundled(), paper, pictures, family, additions
    )
    pages = laid.pages
    if two_up:
        from readable.layout.sheets import two_up as as_sheets

        pages = as_sheets(pages)
    for page in pages:
        _check_size(page, format)
    findings = tuple(dict.fromkeys((*article.findings, *laid.findings)))
    inch = paper.pixels_per_inch
    return Images(article, pages, findings, preferences, format, pictures, inch, laid.addresses)


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


def drawn(page: Page, top_px: int = 0, height_px: int | None = None) -> Canvas:
    """The text and lines of a page, or of a band of it, in 16 levels of ink."""
    canvas = Canvas(page.width_px, page.height_px if height_px is None else height_px, top_px)
    canvas.draw_lines(page.lines)
    tints = []
    for box in page.boxes:
        if box.level == 255:
            canvas.draw_box(box)
        else:
            tints.append(box)
    # Last, or underlines would make room for them as for letters.
    for box in tints:
        canvas.draw_box(box)
    return canvas


def _bands(page: Page) -> Iterator[bytearray]:
    """The rows of a page, a part at a time."""
    if page.height_px <= _BAND_PX:
        yield drawn(page).data
        return
    top = 0
    while top < page.height_px:
        bottom = _band_end(page, top)
        lines = [
            line
            for line in page.lines
            if line.top_px < bottom and line.top_px + line.height_px > top
        ]
        yield drawn(page._replace(lines=tuple(lines)), top, bottom - top).data
        top = bottom


def _band_end(page: Page, top: int) -> int:
    """Where a band that begins at `top` ends.

    Between two lines, so that an underline is drawn at once with the letters that it makes room
    for; anywhere if lines stand beside each other all the way.
    """
    furthest = min(top + _BAND_PX, page.height_px)
    bottom = furthest
    while bottom > top:
        parted = [one for one in page.lines if one.top_px < bottom < one.top_px + one.height_px]
        if not parted:
            return bottom
        bottom = min(line.top_px for line in parted)
    return furthest


def _encode(
    page: Page,
    colours: Colours,
    pictures: Pictures,
    image_format: str,
    xmp: str,
    pixels_per_inch: int,
) -> bytes:
    shown = [picture for picture in page.pictures if picture.src is not None]
    if image_format == "png" and not shown:
        return encode_two_colours(
            (page.width_px, page.height_px),
            _bands(page),
            colours.foreground,
            colours.background,
            pixels_per_inch,
            {_XMP_KEYWORD: xmp},
        )
    image = _pasted(page, colours, pictures)
    return _save(image, image_format, xmp, pixels_per_inch)


def _pasted(page: Page, colours: Colours, pictures: Pictures) -> Image.Image:
    """The page in RGB with its pictures."""
    image = _in_colours(page, colours)
    for picture in page.pictures:
        if picture.src is not None:
            _paste(image, picture, pictures, colours)
    return image


def _strips(page: Page) -> Iterator[bytes]:
    """The rows of a page in two colours, as many at a time as a TIFF packs together."""
    stride = 1 + (page.width_px + 1) // 2
    rest = b""
    for band in _bands(page):
        # Each row without the byte it begins with.
        rest += b"".join([band[at + 1 : at + stride] for at in range(0, len(band), stride)])
        length = _STRIP_PX * (stride - 1)
        whole = len(rest) // length * length
        yield from (rest[at : at + length] for at in range(0, whole, length))
        rest = rest[whole:]
    if rest:
        yield rest


def _strips_of(image: Image.Image) -> Iterator[bytes]:
    """The rows of a picture in RGB, as many at a time."""
    width, height = image.size
    for top in range(0, height, _STRIP_PX):
        yield image.crop((0, top, width, min(top + _STRIP_PX, height))).tobytes()


def _in_colours(page: Page, colours: Colours) -> Image.Image:
    """The page in RGB, blended in sRGB as browsers blend text."""
    from PIL import Image

    canvas = drawn(page)
    size = page.width_px, page.height_px
    # Each row without the byte it begins with.
    pixels = canvas.data[1:] + b"\0"
    image = Image.frombytes("P", size, pixels, "raw", "P;4", canvas.stride, 1)
    image.putpalette(colour_ramp(colours.foreground, colours.background, LEVELS))
    return image.convert("RGB")


def _paste(image: Image.Image, picture: Picture, pictures: Pictures, colours: Colours) -> None:
    from PIL import Image

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
    if mask and contrast_ratio(colours.background, _WHITE) > contrast_ratio(
        colours.background, _BLACK
    ):
        # Drawn for white paper: dark lines on nothing would not be seen.
        ground = Image.new("RGBA", size, _WHITE)
        fitted, mask = Image.alpha_composite(ground, fitted), None
    image.paste(fitted, (picture.left_px, picture.top_px), mask)


def _less_the_row_above(image: Image.Image) -> Iterator[bytes]:
    """The rows in RGB as PNG's filter Up leaves them (PNG 3rd edition, 9.2).

    Photographs take a tenth less so, and text hardly more; a filter chosen for each row would take
    a tenth less again, in ten times the time.
    """
    from PIL import ImageChops

    width, height = image.size
    filtered = ImageChops.subtract_modulo(image, ImageChops.offset(image, 0, 1))
    filtered.paste(image.crop((0, 0, width, 1)), (0, 0))
    pixels = memoryview(filtered.tobytes())
    for start in range(0, height * width * 3, width * 3):
        yield b"\2" + pixels[start : start + width * 3]


def _save(image: Image.Image, image_format: str, xmp: str, pixels_per_inch: int) -> bytes:
    options: dict[str, Any] = {"xmp": xmp.encode("utf-8")}
    match image_format:
        case "png":
            texts = {_XMP_KEYWORD: xmp}
            return encode_rgb(image.size, _less_the_row_above(image), pixels_per_inch, texts)
        case "webp":
            options |= {"lossless": True, "method": 2}
        case "jpeg":
            # Colour at half resolution would fray the edges of coloured text.
            options |= {"quality": 90, "subsampling": 0, "dpi": (pixels_per_inch,) * 2}
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
