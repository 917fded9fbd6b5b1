"""The pictures of an article: found beside it, opened with care."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readable.addresses import data_uri, local_file
from readable.errors import ImageRefused
from readable.metadata import alternative_in

if TYPE_CHECKING:
    from PIL import Image

    from readable.decoding import Packed

__all__ = ["LARGEST_FILE", "Pictures"]

LARGEST_FILE = 64 * 1024 * 1024
"""The most bytes that are read of a picture."""

_KEPT = 4


@dataclass(slots=True)
class Pictures:
    """Opens the pictures that an article names.

    Only files inside the folder `base` and pictures written into the address itself are opened:
    nothing is fetched. Without `base` only the latter.
    """

    base: str | Path | None = None
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
        from readable.decoding import decode

        image = decode(self._bytes(src))
        self._opened[src] = image
        if len(self._opened) > _KEPT:
            self._opened.popitem(last=False)
        return image

    def check(self, src: str) -> None:
        """Whether the picture may and can be opened, to its last byte. Raises `ImageRefused`."""
        if src not in self._opened:
            from readable.decoding import check

            check(self._bytes(src))

    def alternative(self, src: str, lang: str) -> str:
        """What the file's XMP packet says that the picture shows; "" where it says nothing.

        Raises `ImageRefused` when the picture may not or cannot be opened.
        """
        data = self._bytes(src)
        start, end = data.find(b"<x:xmpmeta"), data.find(b"</x:xmpmeta>")
        packet = data[start : end + len(b"</x:xmpmeta>")] if 0 <= start < end else b""
        return alternative_in(packet, lang) if packet else ""

    def packed(self, src: str, widest_px: int) -> Packed:
        """The picture, compressed; no wider than asked for, unless it can be kept byte by byte.

        Raises `ImageRefused`.
        """
        from readable.decoding import pack

        return pack(self.image(src), self._bytes(src), widest_px)

    def _bytes(self, src: str) -> bytes:
        if src.lower().startswith("data:"):
            return data_uri(src)
        path = local_file(src, self.base)
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise ImageRefused(
                f"the picture cannot be opened ({error.strerror})", hint="check the file"
            ) from error
        if len(data) > LARGEST_FILE:
            raise ImageRefused("the picture is larger than 64 MB", hint="make it smaller")
        return data
