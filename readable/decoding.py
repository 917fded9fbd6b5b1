"""Picture files to pixels, and packed for a file that holds them. Loaded for pictures only."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from readable.errors import ImageRefused

__all__ = ["Packed", "check", "decode", "pack"]

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF")

# A photograph of 40 million pixels needs 160 MB when opened; a page shows two million of them.
_MOST_PIXELS = 40_000_000

# What Pillow's readers raise on files that are broken or lie about themselves.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


# A drawing, which nothing here draws, begins so; what it calls itself stands near its beginning.
_SVG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<(?:\w+:)?svg\b", re.IGNORECASE)
_TITLE = re.compile(rb"<(?:\w+:)?title[^>]*>([^<]{1,500})<", re.IGNORECASE)
_FAR_ENOUGH = 65536

# The names that profiles of sRGB have, in ASCII or UTF-16.
_SCREEN = re.compile(rb"s\0?R\0?G\0?B")
_ORIENTATION = 0x0112  # Exif 2.3, table 4


class Packed(NamedTuple):
    """A picture compressed for a file that holds it.

    Either a whole JPEG, or rows of 8-bit samples that PNG's filters made ready and zlib packed.
    """

    width_px: int
    height_px: int
    channels: int
    """1 for grey, 3 for red, green and blue."""
    data: bytes
    is_jpeg: bool
    opacity: bytes | None = None
    """How opaque each pixel is: rows of one channel, packed in the same way."""


def decode(data: bytes) -> Image.Image:
    """The picture in RGB or RGBA, turned as the camera noted. Raises `ImageRefused`."""
    with _opened(data) as image:
        image.load()
        return _in_rgb(ImageOps.exif_transpose(image))


def check(data: bytes) -> None:
    """Reads a picture to its last byte, and makes no more of it than that takes.

    Raises `ImageRefused` as `decode` does.
    """
    with _opened(data) as image:
        # A JPEG can be read at an eighth of its size, in a third of the time.
        image.draft(None, (1, 1))
        image.load()


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, of which the header is read; whatever is wrong with it is `ImageRefused`."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                raise ImageRefused(
                    f"the picture has {width} x {height} pixels",
                    hint=f"make it smaller than {_MOST_PIXELS // 1_000_000} million pixels",
                )
            yield image
    except UnidentifiedImageError as error:
        if drawing := _SVG.match(data, 0, _FAR_ENOUGH):
            refused = ImageRefused(
                "the picture is a drawing in SVG", hint="use PNG, JPEG, WebP or AVIF"
            )
            refused.title = _title_of(data, drawing.end())
            raise refused from error
        raise ImageRefused(
            "the file is not a picture that can be shown", hint="use PNG, JPEG, WebP or AVIF"
        ) from error
    except _BROKEN as error:
        raise ImageRefused(
            "the picture is damaged", hint="save it again from its source"
        ) from error


def _in_rgb(image: Image.Image) -> Image.Image:
    """The picture in RGB, or RGBA where it can be seen through."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I") or image.mode == "F":
        image = _in_grey(image)
    profile = image.info.get("icc_profile")
    # What its own colours are is worth the time where they are not those of a screen.
    if profile and image.mode in ("CMYK", "RGB") and not _SCREEN.search(profile):
        from PIL import ImageCms

        with suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            seen = ImageCms.profileToProfile(image, own, screen, outputMode="RGB")
            if seen is not None:
                return seen
    return image.convert("RGB")


def _in_grey(image: Image.Image) -> Image.Image:
    """A picture of more than 256 greys in 256: of 16 bits by their upper half, else all it has."""
    wide = image.convert("F")
    low, high = wide.getextrema()
    assert isinstance(low, float)
    assert isinstance(high, float)
    if low >= 0 and high <= 255 and image.mode != "F":
        return wide.convert("L")
    if low >= 0 and high <= 65535 and image.mode != "F":
        low, high = 0.0, 65535.0
    factor = 255 / (high - low) if high > low else 0.0
    return wide.point(lambda grey: grey * factor - low * factor).convert("L")


def _title_of(svg: bytes, start: int) -> str:
    found = _TITLE.search(svg, start, _FAR_ENOUGH)
    return " ".join(unescape(found[1].decode("utf-8", "replace")).split()) if found else ""


def pack(image: Image.Image, data: bytes, widest_px: int) -> Packed:
    """A picture and its file, compressed; no wider than asked for, unless it is kept as it is.

    A JPEG of grey or RGB that needs no turning is.
    """
    if channels := _plain_jpeg_channels(data, image.size):
        return Packed(*image.size, channels, data, is_jpeg=True)
    width, height = image.size
    if width > widest_px:
        size = (widest_px, max(1, round(height * widest_px / width)))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    opacity = image.getchannel("A") if image.mode == "RGBA" else None
    if opacity is not None and opacity.getextrema() == (255, 255):
        opacity = None
    rows = _packed_rows(image.convert("RGB"))
    seen = None if opacity is None else _packed_rows(opacity)
    return Packed(*image.size, 3, rows, is_jpeg=False, opacity=seen)


def _plain_jpeg_channels(data: bytes, size: tuple[int, int]) -> int:
    """How many channels a JPEG has that shows as it is; 0 for any other picture."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as image:
            is_turned = image.getexif().get(_ORIENTATION, 1) != 1
            profile = image.info.get("icc_profile")
            is_plain = not is_turned and (not profile or _SCREEN.search(profile) is not None)
            channels = {"L": 1, "RGB": 3}.get(image.mode, 0)
            return channels if is_plain and image.size == size else 0
    except (UnidentifiedImageError, *_BROKEN):
        return 0


def _packed_rows(image: Image.Image) -> bytes:
    """The picture's rows as a PNG file has them, without the file around them."""
    file = BytesIO()
    image.save(file, "png")
    data = file.getvalue()
    parts = []
    at = 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IDAT":
            parts.append(data[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)
