"""What ink a glyph should leave in each pixel, by counting points inside its outline.

Nothing here is shared with the engine: outlines come from fontTools, and a point is inside where
the outline's winding number is not zero, as OpenType has it. 16 by 16 points a pixel.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import uharfbuzz
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from numpy.typing import NDArray

POINTS = 16
SLANT = 0.2
"""How far letters without an italic of their own lean."""


class _Edges(BasePen):
    """Collects the outline as straight edges, in font units."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.edges: list[tuple[float, float, float, float]] = []

    def _moveTo(self, point: Any) -> None:  # noqa: N802
        self._start = self._at = point

    def _lineTo(self, point: Any) -> None:  # noqa: N802
        self.edges.append((*self._at, *point))
        self._at = point

    def _qCurveToOne(self, control: Any, end: Any) -> None:  # noqa: N802
        self._curve((self._at, control, end))

    def _curveToOne(self, one: Any, other: Any, end: Any) -> None:  # noqa: N802
        self._curve((self._at, one, other, end))

    def _curve(self, controls: Any, steps: int = 16) -> None:
        for step in range(1, steps + 1):
            t = step / steps
            points = controls
            while len(points) > 1:
                points = [
                    (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
                    for a, b in pairwise(points)
                ]
            self._lineTo(points[0])

    def _closePath(self) -> None:  # noqa: N802
        if self._at != self._start:
            self._lineTo(self._start)


class Outlines:
    """The outlines of a font file."""

    def __init__(self, path: Path) -> None:
        self._font = TTFont(path)
        self._set = self._font.getGlyphSet()
        self._names = self._font.getGlyphOrder()
        self.units_per_em: int = self._font["head"].unitsPerEm
        self._shaper = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
        self._edges: dict[str, NDArray[numpy.float64]] = {}

    def edges(self, text: str) -> NDArray[numpy.float64]:
        """The edges of a text's glyphs, as Vietnamese shapes them, from its origin, in units."""
        if text not in self._edges:
            buffer = uharfbuzz.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            buffer.language = "vi"
            uharfbuzz.shape(self._shaper, buffer)
            found = []
            pen_x = 0
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                pen = _Edges(self._set)
                self._set[self._names[info.codepoint]].draw(pen)
                x, y = pen_x + place.x_offset, place.y_offset
                found += [(a + x, b + y, c + x, d + y) for a, b, c, d in pen.edges]
                pen_x += place.x_advance
            self._edges[text] = numpy.array(found, float).reshape(-1, 4)
        return self._edges[text]

    def ink_em(self, text: str) -> tuple[float, float]:
        """How far the ink rises above the baseline and falls below it, both positive."""
        ys = self.edges(text)[:, 1::2] / self.units_per_em
        return float(ys.max()), float(-ys.min())

    def coverage(
        self,
        text: str,
        size_px: float,
        width_px: int,
        above_px: int,
        below_px: int,
        left_px: float,
        slanted: bool = False,
    ) -> NDArray[numpy.float64]:
        """The share of each pixel that is ink, 0 to 255, the text's origin so far from the left."""
        scale = size_px / self.units_per_em
        xs, ys = (self.edges(text)[:, start::2] * scale for start in (0, 1))
        if slanted:
            xs = xs + SLANT * ys
        xs = (xs + left_px) * POINTS
        ys = (above_px - ys) * POINTS
        rows, columns = (above_px + below_px) * POINTS, width_px * POINTS
        winding = numpy.zeros((rows, columns + 1), numpy.int8)
        # Points stand in the middle of their squares: row r is at r + 1/2.
        first, last = (numpy.ceil(f(ys, axis=1) - 0.5).astype(int) for f in (numpy.min, numpy.max))
        crossed = last - first
        edge = numpy.repeat(numpy.arange(len(xs)), crossed)
        row = numpy.arange(crossed.sum()) - numpy.repeat(crossed.cumsum() - crossed, crossed)
        row += first[edge]
        (x0, x1), (y0, y1) = xs[edge].T, ys[edge].T
        column = numpy.ceil(x0 + (row + 0.5 - y0) * (x1 - x0) / (y1 - y0) - 0.5).astype(int)
        numpy.add.at(
            winding, (row, column.clip(0, columns)), numpy.where(y1 > y0, 1, -1).astype(numpy.int8)
        )
        inside = winding.cumsum(axis=1, dtype=numpy.int8)[:, :-1] != 0
        squares = inside.reshape(rows // POINTS, POINTS, width_px, POINTS)
        return squares.mean(axis=(1, 3)) * 255.0


@cache
def outlines(path: Path) -> Outlines:
    """The outlines of a file, read once."""
    return Outlines(path)
