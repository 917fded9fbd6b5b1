"""Where a browser gets a picture from: where the article says, or the picture itself."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

from readable.addresses import data_uri, is_network, is_safe_link, local_file
from readable.errors import ImageRefused
from readable.values import NamedTuple

__all__ = ["Source", "find_source"]

_LARGEST_EMBEDDED = 5 * 1024 * 1024

# By what the bytes say, never by the name (https://mimesniff.spec.whatwg.org/#image-type-pattern
# -matching-algorithm; AVIF is a brand of ISO 14496-12). SVG is left out: it is a document.
_SIGNATURES = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/webp": re.compile(rb"RIFF....WEBPVP", re.DOTALL),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}


class Source(NamedTuple):
    """The `src` to write, and why a picture that was to be embedded is not, if so."""

    src: str
    not_embedded: str | None = None


def find_source(src: str, base: str | Path | None) -> Source:
    """The address to write for a picture.

    With a folder `base`, a file inside it becomes part of the page; one that is too large, or of
    another kind than browsers show everywhere, stays beside it. Addresses of the network are left
    as they are, and without a folder all are. Raises `ImageRefused` for a picture that may not be
    shown.
    """
    if src.strip().lower().startswith("data:"):
        return Source(_embedded(data_uri(src)))
    if base is None or is_network(src):
        if not is_safe_link(src):
            local_file(src, None)  # which says what is wrong with it
        return Source(src)
    path = local_file(src, base)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _LARGEST_EMBEDDED else b""
    except OSError as error:
        raise ImageRefused(
            f"the picture cannot be opened ({error.strerror})", hint="check the file"
        ) from error
    if not data:
        return Source(src, f"the picture has {size} bytes")
    try:
        return Source(_embedded(data))
    except ImageRefused as refused:
        return Source(src, refused.message)


def _embedded(data: bytes) -> str:
    for media_type, signature in _SIGNATURES.items():
        if signature.match(data):
            return f"data:{media_type};base64,{b64encode(data).decode()}"
    raise ImageRefused(
        "the picture is not PNG, JPEG, WebP, GIF or AVIF", hint="save it as one of these"
    )
