"""The pictures of an article: found beside it, opened with care."""

from __future__ import annotations

import struct
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from readable.addresses import data_uri, local_file
from readable.errors import ImageRefused

__all__ = ["Pictures"]

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF")

# A photograph of 40 million pixels needs 160 MB when opened; a page shows two million of them.
_MOST_PIXELS = 40_000_000
_LARGEST_FILE = 64 * 1024 * 1024
_KEPT = 4

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


@dataclass(slots=True)
class Pictures:
    """Opens the pictures that an article names.

    Only files inside the folder `base` and pictures written into the address itself are opened:
    nothing is fetched. Without `base` only the latter.
    """

    base: Path | None = None
    _opened: OrderedDict[str, Image.Image] = field(default_factory=OrderedDict)

    def size_px(self, src: str) -> tuple[int, int]:
        """Width and height as shown, turned as the camera noted.

        Raises `ImageRefused` when the picture may not or cannot be opened.
        """
        return self.image(src).size

    def image(self, src: str) -> Image.Image:
        """The picture in RGB or RGBA, decoded to its last byte. Raises `ImageRefused`."""
        if src in self._opened:
            self._opened.move_to_end(src)
            return self._opened[src]
        image = _decode(self._bytes(src), src)
        self._opened[src] = image
        if len(self._opened) > _KEPT:
            self._opened.popitem(last=False)
        return image

    def _bytes(self, src: str) -> bytes:
        if src.lower().startswith("data:"):
            return data_uri(src)
        path = local_file(src, self.base)
        try:
            with path.open("rb") as file:
                data = file.read(_LARGEST_FILE + 1)
        except OSError as error:
            raise ImageRefused(
                f"the picture cannot be opened ({error.strerror})", hint="check the file"
            ) from error
        if len(data) > _LARGEST_FILE:
            raise ImageRefused("the picture is larger than 64 MB", hint="make it smaller")
        return data


def _decode(data: bytes, src: str) -> Image.Image:
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                raise ImageRefused(
                    f"the picture has {width} x {height} pixels",
                    hint=f"make it smaller than {_MOST_PIXELS // 1_000_000} million pixels",
                )
            image.load()
            turned = ImageOps.exif_transpose(image)
            see_through = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
            return turned.convert("RGBA" if see_through else "RGB")
    except UnidentifiedImageError as error:
        raise ImageRefused(
            "the file is not a picture that can be shown", hint="use PNG, JPEG, WebP or AVIF"
        ) from error
    except _BROKEN as error:
        raise ImageRefused(
            "the picture is damaged", hint="save it again from its source"
        ) from error
