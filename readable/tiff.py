"""Pages of one TIFF file, written one after the other: memory holds a page at most."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import IO, NamedTuple

from readable.errors import OutputFailed
from readable.png import deflated

__all__ = ["TiffPage", "TiffWriter"]

# TIFF 6.0, section 2: little-endian, 42; then where the first directory is.
_HEADER = struct.Struct("<2sHI")
_LONGEST = 2**32 - 1

_BYTE, _ASCII, _SHORT, _LONG, _RATIONAL = 1, 2, 3, 4, 5
_FORMATS = {_SHORT: "H", _LONG: "I", _RATIONAL: "I"}
_SIZES = {_BYTE: 1, _ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8}

_PAGE_OF_SEVERAL = 2
# Technical note 2 of Adobe Photoshop TIFF (2002): zlib's format.
_DEFLATE = 8
_RGB, _PALETTE = 2, 3
_INCH = 2


class TiffPage(NamedTuple):
    """A page. Its rows come some at a time: two pixels a byte with a palette, else RGB."""

    width_px: int
    height_px: int
    rows_each: int
    """How many rows there are at a time, but in the last."""
    parts: Iterable[bytes]
    palette: bytes | None
    """Red, green and blue of 16 colours."""
    pixels_per_inch: int
    number: int
    pages: int
    description: str
    xmp: str


class TiffWriter:
    """Writes pages to a file that can be sought in. Raises `OutputFailed` beyond 4 GB."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.write(_HEADER.pack(b"II", 42, 0))
        self._end = _HEADER.size
        self._link = _HEADER.size - 4
        """Where the place of the next page's directory is to be written."""

    def add(self, page: TiffPage) -> None:
        """Writes a page behind those that are there."""
        places, lengths = [], []
        for part in page.parts:
            packed = deflated(part)
            places.append(self._put(packed))
            lengths.append(len(packed))
        bits = (4,) if page.palette else (8, 8, 8)
        resolution = (page.pixels_per_inch, 1)
        entries: list[tuple[int, int, tuple[int, ...] | bytes]] = [
            (254, _LONG, (_PAGE_OF_SEVERAL,)),
            (256, _LONG, (page.width_px,)),
            (257, _LONG, (page.height_px,)),
            (258, _SHORT, bits),
            (259, _SHORT, (_DEFLATE,)),
            (262, _SHORT, (_PALETTE if page.palette else _RGB,)),
            (270, _ASCII, page.description.encode("utf-8") + b"\0"),
            (273, _LONG, tuple(places)),
            (277, _SHORT, (len(bits),)),
            (278, _LONG, (page.rows_each,)),
            (279, _LONG, tuple(lengths)),
            (282, _RATIONAL, resolution),
            (283, _RATIONAL, resolution),
            (296, _SHORT, (_INCH,)),
            (297, _SHORT, (min(page.number - 1, 65535), min(page.pages, 65535))),
            (700, _BYTE, page.xmp.encode("utf-8")),
        ]
        if page.palette:
            # All reds, then all greens, then all blues, of 16 bits each.
            colours = [257 * page.palette[at] for first in range(3) for at in range(first, 48, 3)]
            entries.insert(-1, (320, _SHORT, tuple(colours)))
        directory = struct.pack("<H", len(entries)) + b"".join(
            self._entry(tag, kind, values) for tag, kind, values in entries
        )
        place = self._put(directory + bytes(4))
        self._file.seek(self._link)
        self._file.write(struct.pack("<I", place))
        self._link = place + len(directory)
        self._file.seek(self._end)

    def _entry(self, tag: int, kind: int, values: tuple[int, ...] | bytes) -> bytes:
        if isinstance(values, bytes):
            data = values
        else:
            data = struct.pack(f"<{len(values)}{_FORMATS[kind]}", *values)
        count = len(data) // _SIZES[kind]
        if len(data) > 4:
            data = struct.pack("<I", self._put(data))
        return struct.pack("<HHI4s", tag, kind, count, data)

    def _put(self, data: bytes) -> int:
        """Writes at the end, on an even place; answers where."""
        place = self._end + self._end % 2
        if place + len(data) > _LONGEST:
            raise OutputFailed(
                "the pages are more than a TIFF file can hold (4 GB)",
                hint="choose png, or fewer pixels an inch",
            )
        self._file.write(b"\0" * (place - self._end) + data)
        self._end = place + len(data)
        return place
