"""Pages as PNG files. The only door to isal."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache, lru_cache

from isal import isal_zlib
from isal.isal_zlib import crc32

from readable.speedups import compiled

__all__ = ["colour_ramp", "deflated", "encode_rgb", "encode_two_colours", "packed_rows"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB_TYPE, _PALETTE_TYPE = 2, 3
_BITS = 4
_COLOURS = 16

# igzip's level 2 without row filters: text compresses as well as by zlib's level 6 with them, in
# a tenth of the time; `readable.speedups` halves it again (docs/measurements.md).
_LEVEL = 2

# RFC 1950, 2.2: a window of 32 kB, packed in haste; and RFC 1951, 3.2.6: a last block without data.
_ZLIB_HEADER = b"\x78\x01"
_LAST_BLOCK = b"\x03\x00"


def encode_two_colours(
    size: tuple[int, int],
    rows: Iterable[bytes | bytearray],
    foreground: str,
    background: str,
    pixels_per_inch: float,
    texts: dict[str, str],
) -> bytes:
    """A PNG of 16 palette colours from `background` (level 0) to `foreground` (15).

    `size` is width and height in pixels. `rows` are the rows from top to bottom, any number of
    them at a time, as PNG packs them: a byte 0, then two pixels a byte. Colours are "#rrggbb".
    `texts` are written as international text chunks (PNG 3rd edition, 11.3.3.4), keyword to UTF-8
    text. The colours between are blended in sRGB, as browsers blend text.
    """
    header = struct.pack(">IIBBBBB", *size, _BITS, _PALETTE_TYPE, 0, 0, 0)
    palette = colour_ramp(foreground, background, _COLOURS)
    data = packed_rows(rows, 1 + (size[0] + 1) // 2)
    return _file(header, palette, data, pixels_per_inch, texts)


def encode_rgb(
    size: tuple[int, int],
    rows: Iterable[bytes],
    pixels_per_inch: float,
    texts: dict[str, str],
) -> bytes:
    """A PNG of 24 bits a pixel. `rows` are filtered already, each with its filter's byte before it.

    Otherwise as `encode_two_colours`.
    """
    header = struct.pack(">IIBBBBB", *size, 8, _RGB_TYPE, 0, 0, 0)
    return _file(header, b"", _packed(rows), pixels_per_inch, texts)


def _file(
    header: bytes,
    palette: bytes,
    data: bytes,
    pixels_per_inch: float,
    texts: dict[str, str],
) -> bytes:
    parts = [
        _beginning(header, palette, round(pixels_per_inch / 0.0254)),
        *[_chunk(b"iTXt", _text(keyword, text)) for keyword, text in texts.items()],
        _chunk(b"IDAT", data),
        _END,
    ]
    return b"".join(parts)


def _packed(rows: Iterable[bytes | bytearray]) -> bytes:
    compressor = isal_zlib.compressobj(level=_LEVEL)
    data = [compressor.compress(some) for some in rows]
    data.append(compressor.flush())
    return b"".join(data)


def packed_rows(rows: Iterable[bytes | bytearray], stride: int) -> bytes:
    """The rows of a page of text, `stride` bytes each and any number at a time, as zlib packs them.

    Without a C compiler isal packs them, into other bytes; unpacked they are the same.
    """
    if not compiled:
        return _packed(rows)
    parts = [_ZLIB_HEADER]
    checksum = 1
    for some in rows:
        packed, checksum = compiled.pack_rows(some, stride, checksum)
        parts.append(packed)
    parts += _LAST_BLOCK, struct.pack(">I", checksum)
    return b"".join(parts)


@lru_cache(16)
def _beginning(header: bytes, palette: bytes, per_metre: int) -> bytes:
    """What all pages of an article begin with: "IHDR", the palette, "pHYs"."""
    parts = [
        _SIGNATURE,
        _chunk(b"IHDR", header),
        palette and _chunk(b"PLTE", palette),
        _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
    ]
    return b"".join(parts)


def deflated(data: bytes) -> bytes:
    """The data as zlib packs it, at the level of our files."""
    return bytes(isal_zlib.compress(data, _LEVEL))


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = crc32(data, crc32(kind))
    return b"".join((struct.pack(">I", len(data)), kind, data, struct.pack(">I", checksum)))


_END = _chunk(b"IEND", b"")


def _text(keyword: str, text: str) -> bytes:
    # keyword, not compressed, no language, no translated keyword
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")


@cache
def colour_ramp(foreground: str, background: str, steps: int) -> bytes:
    """Red, green and blue of `steps` colours from background to foreground, blended in sRGB.

    >>> colour_ramp("#000000", "#ffffff", 3).hex(" ", 3)
    'ffffff 808080 000000'
    """
    ink, paper = bytes.fromhex(foreground[1:]), bytes.fromhex(background[1:])
    return bytes(
        round(p + (i - p) * step / (steps - 1))
        for step in range(steps)
        for i, p in zip(ink, paper, strict=True)
    )
