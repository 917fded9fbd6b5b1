"""The pixels of a page as numbers."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from readable.canvas import Canvas
from readable.masks import LEVELS
from readable.paging import Page
from readable.paint import drawn


def coverage_of(page: Page) -> NDArray[numpy.uint8]:
    """How much of each pixel text and lines cover, 0 to 255 in 16 levels, from top to bottom."""
    return levels_of(drawn(page)) * numpy.uint8(255 // (LEVELS - 1))


def levels_of(canvas: Canvas) -> NDArray[numpy.uint8]:
    """The level of each pixel, from 0 to 15."""
    packed = numpy.frombuffer(canvas.data, numpy.uint8)
    packed = packed.reshape(canvas.height_px, canvas.stride)[:, 1:]
    return numpy.stack((packed >> 4, packed & 15), axis=2).reshape(canvas.height_px, -1)[
        :, : canvas.width_px
    ]
