"""Words as masks in 16 levels, two pixels a byte, put together from the masks of their glyphs.

A glyph is drawn once for each place between two pixels, and each word is its glyphs laid over each
other: the words of a new article are new, their letters are not. So many levels look the same as
256, and pages of them are half as large (docs/measurements.md).
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from math import ceil
from struct import Struct
from typing import NamedTuple

from readable.face import Face, Glyphs, Mask

__all__ = ["LEVELS", "Inker", "WordMask", "inker_of", "level_of"]

LEVELS = 16

# How finely words are placed: within 1/256 em of where they belong, or an eighth of a pixel; and by
# how many bits finer the glyphs in them.
_WORD_STEPS_AN_EM = 128
_MOST_WORD_STEP_BITS = 2
_GLYPH_STEP_BITS = 1
_LEAST_GLYPH_STEP_BITS = 2

# An even number of pixels to the right of which all ink is.
_FAR = 1 << 20

# The stacked tones that rise the highest and what goes down the deepest, for most faces.
_HIGHEST_AND_LOWEST = "ẪẴỖỄỬ(ỵgQ|"

# The masks of words of a face that are kept, in bytes, those of all its sizes together: some seven
# thousand words of 30 px. With 8 MB for each size a process that makes ladders grows for hours.
_MOST_BYTES = 12_000_000
# Those of glyphs: what Vietnamese needs, in all places between two pixels.
_MOST_GLYPHS = 4096
_MOST_INKERS = 24
_NARROWEST_ROW_PX = 64

_DIGITS = bytes(b"0123456789abcdef"[(step * (LEVELS - 1) + 127) // 255] for step in range(256))
"""To the hexadecimal digit of a pixel's level, from its coverage of 0 to 255."""


def level_of(coverage: int) -> int:
    """The level of a coverage from 0 to 255.

    >>> [level_of(coverage) for coverage in (0, 8, 9, 128, 255)]
    [0, 0, 1, 8, 15]
    """
    return (coverage * (LEVELS - 1) + 127) // 255


class WordMask(NamedTuple):
    """Levels of ink, two pixels a byte: the left one is the high half."""

    rows: tuple[bytes, ...]
    """From top to bottom, all of one length; none without ink."""
    left_bytes: int
    """From the byte that the word is placed by."""
    top_px: int
    """From its baseline; up is negative."""
    width_bytes: int


_Inkers = dict[tuple[float, bool], "Inker"]
"""Those of a face, by size and whether they slant."""

_NO_INK = WordMask((), 0, 0, 0)


class _Glyph:
    """A glyph's mask as an integer, four bits a pixel, for rows of so many pixels."""

    __slots__ = ("_digits", "_wide", "left_px", "low_px", "top_px", "width_px")

    def __init__(self, mask: Mask) -> None:
        self._digits = [row.translate(_DIGITS) for row in mask.rows]
        self._wide: dict[int, int] = {}
        self.width_px = mask.width_px
        self.left_px = mask.left_px
        self.top_px = mask.top_px
        self.low_px = mask.top_px + len(mask.rows)

    def in_rows_of(self, pixels: int) -> int:
        """The mask, its last pixel the lowest four bits."""
        if pixels not in self._wide:
            between = b"0" * (pixels - self.width_px)
            self._wide[pixels] = int(between.join(self._digits), 16)
        return self._wide[pixels]


class Inker:
    """Draws the words of one face at one size.

    All masks have the same rows, from the top of the highest letter to the tail of the lowest, but
    for those with ink beyond: so the words of a line can be put together row by row.
    """

    def __init__(self, face: Face, size_px: float, slanted: bool, others: _Inkers) -> None:
        self._face = face
        self._all = others
        self._size_px = size_px
        self._slanted = slanted
        step_bits = 0
        while size_px * 2**step_bits < _WORD_STEPS_AN_EM and step_bits < _MOST_WORD_STEP_BITS:
            step_bits += 1
        self.steps: int = 1 << step_bits
        """How many places a word may begin at, from one pixel to the next."""
        self.phases = 2 * self.steps
        """And from one byte to the next."""
        self._step_bits = max(step_bits + _GLYPH_STEP_BITS, _LEAST_GLYPH_STEP_BITS)
        self._finer_bits = self._step_bits - step_bits
        self._scale = size_px / face.units_per_em * (1 << self._step_bits)
        self.words: dict[tuple[Glyphs, int], WordMask] = {}
        """The masks drawn so far, by glyphs and phase."""
        self._bytes = 0
        self._glyphs: dict[int, _Glyph | None] = {}
        letters = face.shape(_HIGHEST_AND_LOWEST)
        em = size_px / face.units_per_em
        self._top_px = -ceil(letters.top_units * em) - 1
        self._low_px = ceil(-letters.bottom_units * em) + 1

    def draw(self, glyphs: Glyphs, phase: int) -> WordMask:
        """The mask of a word whose origin is so many steps behind the left edge of a byte."""
        mask = self._compose(glyphs, phase << self._finer_bits)
        self._bytes += 200 + len(mask.rows) * (mask.width_bytes + 41)
        if sum([one._bytes for one in self._all.values()]) > _MOST_BYTES:
            # The size that has the most fills soonest again.
            most = max(self._all.values(), key=lambda one: one._bytes)
            most.words.clear()
            most._bytes = 0
        self.words[glyphs, phase] = mask
        return mask

    def _compose(self, glyphs: Glyphs, origin: int) -> WordMask:
        bits = self._step_bits
        last = (1 << bits) - 1
        scale = self._scale
        known = self._glyphs
        # Added so that to cut off the fraction rounds, below zero as well as above.
        rounding = origin + (_FAR << bits) + 0.5
        ys = glyphs.y_units
        is_flat = not any(ys)
        ups = repeat(0) if is_flat else [int(y * scale + (_FAR << bits) + 0.5) for y in ys]
        placed: list[tuple[_Glyph, int, int]] = []
        for one, x_units, y in zip(glyphs.ids, glyphs.x_units, ups, strict=False):
            x = int(x_units * scale + rounding)
            key = (one << bits | x & last) << bits | y & last
            glyph = known[key] if key in known else self._draw_glyph(one, key)
            if glyph is not None:
                placed.append((glyph, (x >> bits) + glyph.left_px, y >> bits))
        if not placed:
            return _NO_INK
        top, low = self._top_px, self._low_px
        if is_flat:
            top = min(top, min([glyph.top_px for glyph, _, _ in placed]))
            low = max(low, max([glyph.low_px for glyph, _, _ in placed]))
        else:
            placed = [(glyph, left, up - _FAR) for glyph, left, up in placed]
            top = min(top, min([glyph.top_px - up for glyph, _, up in placed]))
            low = max(low, max([glyph.low_px - up for glyph, _, up in placed]))
        left = min([left for _, left, _ in placed])
        left -= left % 2
        width = max([left + glyph.width_px for glyph, left, _ in placed]) - left
        row_px = _NARROWEST_ROW_PX
        while row_px < width:
            row_px *= 2
        end = low * row_px + left + row_px
        ink = 0
        for glyph, begin, up in placed:
            behind = end + (up - glyph.low_px) * row_px - begin - glyph.width_px
            ink |= glyph.in_rows_of(row_px) << 4 * behind
        pixels = ink.to_bytes((low - top) * row_px // 2, "big")
        width_bytes = (width + 1) // 2
        rows = _rows_of(row_px // 2, width_bytes, low - top).unpack(pixels)
        return WordMask(rows, (left - _FAR) // 2, top, width_bytes)

    def _draw_glyph(self, glyph: int, key: int) -> _Glyph | None:
        """A glyph so many steps right of and above a pixel, None for one without ink."""
        steps = 1 << self._step_bits
        phase = (key >> self._step_bits) % steps / steps, key % steps / steps
        mask = self._face.glyph_mask(glyph, self._size_px, phase, self._slanted)
        if len(self._glyphs) >= _MOST_GLYPHS:
            self._glyphs.clear()
        drawn = self._glyphs[key] = _Glyph(mask) if mask.rows else None
        return drawn


@cache
def _rows_of(row_bytes: int, width_bytes: int, count: int) -> Struct:
    """Cuts rows to their width."""
    return Struct(f"{width_bytes}s{row_bytes - width_bytes}x" * count)


def inker_of(face: Face, size_px: float, slanted: bool) -> Inker:
    """What draws the words of a face at a size; kept with the face."""
    inkers: _Inkers = face.kept.setdefault("inkers", {})
    inker = inkers.get((size_px, slanted))
    if inker is None:
        if len(inkers) >= _MOST_INKERS:
            inkers.clear()
        inker = inkers[size_px, slanted] = Inker(face, size_px, slanted, inkers)
    return inker
