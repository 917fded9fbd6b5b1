"""The pictures of an article, and what a frame or a video is called."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from readable.article import Image
from readable.reading.attributes import address
from readable.sanitising.hiding import sizes_in_style
from readable.sanitising.pictures import host_of, is_stand_in, is_unneeded_frame, pictured, pixels
from readable.vietnamese import canonical

__all__ = [
    "Addresses",
    "embed_label",
    "image_of",
    "is_inline_picture",
    "is_ornament",
    "is_small",
    "is_stand_in",
    "is_tiny",
    "is_unneeded_frame",
]

_TINY_PX = 2
_INLINE_PX = 64
_ORNAMENT_PX = 24
_VIDEO_HOSTS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|tiktok\.com)$"
)


class Addresses:
    """The addresses of a page, made whole by its base."""

    def __init__(self, base: str | None) -> None:
        """`base` is the address of the page, or None to leave its addresses as they are."""
        self.base = base

    def whole(self, written: str) -> str:
        """An address as a browser would take it."""
        cleaned = address(written)
        if not self.base or not cleaned or cleaned.startswith(("#", "data:")):
            return cleaned
        try:
            return urljoin(self.base, cleaned)
        except ValueError:
            return cleaned


def image_of(attributes: dict[str, str], offered: str, addresses: Addresses) -> tuple[Image, bool]:
    """The picture that an `<img>` means, and whether a script would have had to load it.

    `offered` is the `srcset` of the `<source>` elements before it, in a `<picture>`.
    """
    chosen, is_late = pictured(attributes, offered)
    alt = attributes.get("alt")
    image = Image(
        addresses.whole(chosen),
        None if alt is None else canonical(" ".join(alt.split())),
        _size(attributes, "width"),
        _size(attributes, "height"),
    )
    return image, is_late


def _size(attributes: dict[str, str], name: str) -> int | None:
    if (size := pixels(attributes.get(name))) is not None:
        return size
    styled = sizes_in_style(attributes).get(name)
    return int(float(styled)) if styled else None


def is_tiny(image: Image) -> bool:
    """Whether a picture is there to count readers, or to push text aside."""
    width = 9 if image.width is None else image.width
    height = 9 if image.height is None else image.height
    return max(width, height) <= _TINY_PX


def is_small(image: Image) -> bool:
    """Whether a picture stands in the line, as a smile or the flag of a country does."""
    sizes = [size for size in (image.width, image.height) if size is not None]
    return not image.src or (bool(sizes) and max(sizes) <= _INLINE_PX)


def is_inline_picture(attributes: dict[str, str]) -> bool:
    """Whether an `<img>` is about as small as the text that it stands in."""
    sizes = [size for name in ("width", "height") if (size := _size(attributes, name)) is not None]
    return bool(sizes) and _TINY_PX < max(sizes) <= _INLINE_PX


def is_ornament(attributes: dict[str, str]) -> bool:
    """Whether an `<img>` is a bullet, an arrow, a line: small, and without a word to say.

    Where the page says that it is decoration, one side tells how small it is.
    """
    sizes = [size for name in ("width", "height") if (size := _size(attributes, name)) is not None]
    is_known = len(sizes) == 2 or (bool(sizes) and "alt" in attributes)
    return is_known and _TINY_PX < max(sizes) <= _ORNAMENT_PX


def embed_label(kind: str, src: str) -> str:
    """The words of the link to a frame, a video or a sound without a title: its kind and host."""
    host = host_of(src)
    if kind == "audio":
        what = "Âm thanh"
    elif kind == "video" or _VIDEO_HOSTS.search(host):
        what = "Video"
    else:
        what = "Nội dung nhúng"
    place = host or re.split("[?#]", src)[0].rstrip("/").rpartition("/")[2]
    return f"{what}: {place}" if place else what
