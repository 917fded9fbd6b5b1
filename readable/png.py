"""Pages of two colours as PNG files. The only door to isal."""

from __future__ import annotations

import struct
from zlib import crc32

import numpy
from isal import isal_zlib
from numpy.typing import NDArray

__all__ = ["colour_ramp", "encode_two_colours"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE_TYPE = 3
_BITS = 4
_STEPS = 15
_BAND_ROWS = 1024
_NEAREST_STEP = bytes((step * _STEPS + 127) // 255 for step in range(256))

# igzip's level 2 without row filters: text compresses as well as by zlib's level 6 with them, in
# a tenth of the time (docs/measurements.md).
_LEVEL = 2


def encode_two_colours(
    coverage: NDArray[numpy.uint8],
    foreground: str,
    background: str,
    pixels_per_inch: float,
    texts: dict[str, str],
) -> bytes:
    """A PNG of 16 palette colours from `background` (coverage 0) to `foreground` (255).

    `coverage` is one byte a pixel, rows from top to bottom; colours are "#rrggbb". `texts` are
    written as international text chunks (PNG 3rd edition, 11.3.3.4), keyword to UTF-8 text.
    The colours between are blended in sRGB, as browsers blend text.
    """
    height, width = coverage.shape
    per_metre = round(pixels_per_inch / 0.0254)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, _BITS, _PALETTE_TYPE, 0, 0, 0)),
        (b"PLTE", colour_ramp(foreground, background, _STEPS + 1)),
        (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        *((b"iTXt", _text(keyword, text)) for keyword, text in texts.items()),
        (b"IDAT", _compressed(coverage)),
        (b"IEND", b""),
    ]
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _compressed(coverage: NDArray[numpy.uint8]) -> bytes:
    """The image data, packed and compressed a band of rows at a time."""
    if coverage.shape[1] % 2:
        coverage = numpy.pad(coverage, ((0, 0), (0, 1)))
    height, width = coverage.shape
    compressor = isal_zlib.compressobj(level=_LEVEL)
    parts = []
    for top in range(0, height, _BAND_ROWS):
        band = coverage[top : top + _BAND_ROWS]
        steps = numpy.frombuffer(band.tobytes().translate(_NEAREST_STEP), "<u2")
        # The left of two pixels is the low byte of a pair, and the high half of a packed byte.
        pairs = ((steps & _STEPS) << _BITS) | (steps >> 8)
        rows = numpy.zeros((len(band), 1 + width // 2), numpy.uint8)
        rows[:, 1:] = pairs.reshape(len(band), -1)
        parts.append(compressor.compress(rows))
    return b"".join((*parts, compressor.flush()))


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", crc32(body))


def _text(keyword: str, text: str) -> bytes:
    # keyword, not compressed, no language, no translated keyword
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")


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
