"""Which picture an element means, and what a frame or a video becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from readable.addresses import is_safe_link
from readable.article import Image
from readable.reading.attributes import address, pixels
from readable.vietnamese import canonical

__all__ = [
    "Addresses",
    "embed_label",
    "image_of",
    "is_small",
    "is_stand_in",
    "is_tiny",
    "is_unneeded_frame",
]

# Where scripts for late loading keep the address that they will load.
_LATE = (
    "data-src data-original data-lazy-src data-lazy data-original-src data-orig-file data-full-src "
    "data-image data-img data-url"
).split()
_LATE_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_STAND_IN = re.compile(
    r"^data:image/|(?:^|[/_.-])(?:blank|spacer|space|transparent|placeholder|lazy(?:load)?|loading"
    r"|loader|grey|gray|pixel|1x1|dot|clear|no-?image|default-image)\b[^/]*$|^about:blank$",
    re.IGNORECASE,
)
# https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
_CANDIDATE = re.compile(r"\s*,*\s*(\S+?)(?:,(?=\s)|\s+([\d.]{1,9})([wx])[^,]*,?|\s*,|\s*$)")
# Wide enough for a phone at 400 % and for print; wider ones only cost the reader data.
_WIDE_ENOUGH_PX = 1600
_TINY_PX = 2
_INLINE_PX = 64
_VIDEO_HOSTS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|tiktok\.com)$"
)
_UNNEEDED = re.compile(
    r"(?:^|\.)(?:doubleclick\.net|googletagmanager\.com|googlesyndication\.com"
    r"|google-analytics\.com|admicro\.vn|eclick\.vn|adtima\.vn)$"
)
_UNNEEDED_PLUGIN = re.compile(r"facebook\.com/.*plugins/(?:like|share|page|comments|follow)")
_SIZE_IN_STYLE = {
    name: re.compile(rf"(?:^|[;\s]){name}\s*:\s*(\d{{1,5}})(?:\.\d+)?px", re.IGNORECASE)
    for name in ("width", "height")
}


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
    src = address(attributes.get("src", ""))
    late = [address(attributes.get(name, "")) for name in _LATE]
    sets = [*(attributes.get(name, "") for name in _LATE_SETS), offered]
    candidates = [*late, *filter(None, map(_widest, sets))]
    real = [one for one in candidates if one and is_safe_link(one) and not _STAND_IN.search(one)]
    is_late = False
    chosen = src if is_safe_link(src) or src.lower().startswith("data:image/") else ""
    if any(late) or not chosen or _STAND_IN.search(chosen):
        is_late = bool(real)
        chosen = real[0] if real else chosen
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
    found = _SIZE_IN_STYLE[name].search(attributes.get("style", ""))
    return int(found[1]) if found else None


def _widest(srcset: str) -> str:
    """The address in a `srcset` of the widest picture that is not wider than needed."""
    found = list(_candidates(srcset))
    if not found:
        return ""
    enough = [one for one in found if one[0] <= _WIDE_ENOUGH_PX]
    return address(max(enough)[1] if enough else min(found)[1])


def _candidates(srcset: str) -> Iterator[tuple[float, str]]:
    for found in _CANDIDATE.finditer(srcset.strip()):
        try:
            size = float(found[2] or 1)
        except ValueError:
            size = 1.0
        if found[1]:
            yield size, found[1]


def is_stand_in(src: str) -> bool:
    """Whether an address is that of nothing, until a script puts the picture's in its place."""
    return bool(_STAND_IN.search(src))


def is_tiny(image: Image) -> bool:
    """Whether a picture is there to count readers, or to push text aside."""
    width = 9 if image.width is None else image.width
    height = 9 if image.height is None else image.height
    return max(width, height) <= _TINY_PX


def is_small(image: Image) -> bool:
    """Whether a picture stands in the line, as a smile or the flag of a country does."""
    sizes = [size for size in (image.width, image.height) if size is not None]
    return not image.src or (bool(sizes) and max(sizes) <= _INLINE_PX)


def is_unneeded_frame(attributes: dict[str, str]) -> bool:
    """Whether a frame is an advertisement, a counter or a share button, by its size or address."""
    width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
    if width is not None and height is not None and max(width, height) <= _TINY_PX:
        return True
    src = attributes.get("src", "")
    return bool(_UNNEEDED.search(_host(src)) or _UNNEEDED_PLUGIN.search(src))


def embed_label(kind: str, src: str) -> str:
    """The words of the link to a frame, a video or a sound without a title: its kind and host."""
    host = _host(src)
    if kind == "audio":
        what = "Âm thanh"
    elif kind == "video" or _VIDEO_HOSTS.search(host):
        what = "Video"
    else:
        what = "Nội dung nhúng"
    place = host or re.split("[?#]", src)[0].rstrip("/").rpartition("/")[2]
    return f"{what}: {place}" if place else what


def _host(src: str) -> str:
    try:
        return urlsplit(src).hostname or ""
    except ValueError:
        return ""
