"""A page, or a band of one, as levels of ink: words and boxes in, the rows of a PNG out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import floor

from readable.masks import LEVELS, ink_of, inker_of, level_of
from readable.paging import Box, Line, Row, Words
from readable.speedups import compiled

__all__ = ["Canvas"]

# An underline stops this much of its thickness before a letter that reaches into it.
_INK_CLEARANCE = 1.5

_FULL = LEVELS - 1
# Beyond the rows of any page.
_FAR_PX = 1 << 30

_Run = tuple[int, int, list[bytes]]
"""Words in the same rows: the first of them from the baseline, how many, and the columns."""


class Canvas:
    """Rows of pixels of four bits, the left one of two in the high half of a byte.

    Each row begins with a byte 0: PNG's "no filter", so that the rows are what a PNG compresses.
    What stands outside is cut off. `top_px` is the page's row that the canvas begins with.
    """

    def __init__(self, width_px: int, height_px: int, top_px: int = 0) -> None:
        self.width_px = width_px
        self.height_px = height_px
        self.top_px = top_px
        self.stride = 1 + (width_px + 1) // 2
        self.data = bytearray(self.stride * height_px)
        """The rows, one after the other."""

    def draw_lines(self, lines: Iterable[Line]) -> None:
        """Lays the words of lines on the page."""
        if compiled:
            compiled.draw_lines(self.data, self.stride, self.top_px, lines, Words, ink_of)
            return
        for line in lines:
            baseline = line.baseline_px - self.top_px
            rows = line.words.rows() if isinstance(line.words, Words) else line.words
            over = self._draw_words(rows, baseline)
            while over:
                over = self._draw_words(over, baseline)

    def _draw_words(self, words: Iterable[Row], baseline: int) -> list[Row]:
        """Joins the columns of words that follow each other; answers those that lie over them.

        Of the rows that a face has, most lines need fewer: none has an accent on a capital.
        """
        runs: list[_Run] = []
        over: list[Row] = []
        last_face = last_size = last_slanted = None
        last_top = last_height = end = 0
        high, low = _FAR_PX, -_FAR_PX
        stride = self.stride
        for word in words:
            x_px, rise_px, size_px, face, glyphs, slanted = word
            if face is not last_face or size_px != last_size or slanted is not last_slanted:
                last_face, last_size, last_slanted = face, size_px, slanted
                inker = inker_of(face, size_px, slanted)
                steps, phases, known = inker.steps, inker.phases, inker.words
            byte, phase = divmod(floor(x_px * steps + 0.5), phases)
            key = glyphs.number * phases + phase
            mask = known[key] if key in known else inker.draw(glyphs, phase)
            columns, left, right, top, height, ink_top, ink_low = mask
            if not columns:
                continue
            begin = byte + left + 1
            behind = byte + right + 1
            if begin < 1 or behind > stride:
                columns, begin, behind = _cut(columns, height, begin, stride)
            if begin < end:
                over.append(word)
                continue
            if rise_px:
                top, ink_top, ink_low = top - rise_px, ink_top - rise_px, ink_low - rise_px
            if top != last_top or height != last_height:
                last_top, last_height = top, height
                parts: list[bytes] = []
                runs.append((top, height, parts))
            parts.append(bytes((begin - end) * height))
            parts.append(columns)
            end = behind
            if ink_top < high:
                high = ink_top
            if ink_low > low:
                low = ink_low
        if runs:
            parts.append(bytes((stride - end) * last_height))
            self._lay(_rows_of(runs, high, low), baseline + high)
        return over

    def _lay(self, rows: list[bytes], top: int) -> None:
        """Puts whole rows on the page, over what is there."""
        first, end = max(top, 0), min(top + len(rows), self.height_px)
        if end <= first:
            return
        if len(rows) != end - first:
            rows = rows[first - top : end - top]
        part = slice(first * self.stride, end * self.stride)
        there, drawn = self.data[part], b"".join(rows)
        is_blank = there == bytes(len(there))
        self.data[part] = drawn if is_blank else _both(drawn, there)

    def draw_box(self, box: Box) -> None:
        """Makes a rectangle at least as dark as its level; it may leave out what letters fill."""
        left, right = max(box.left_px, 0), min(box.left_px + box.width_px, self.width_px)
        box_top = box.top_px - self.top_px
        top, bottom = max(box_top, 0), min(box_top + box.height_px, self.height_px)
        if left >= right or top >= bottom:
            return
        if box.spares_ink:
            self._underline(left, right, top, bottom)
            return
        begin, end = 1 + left // 2, 1 + (right + 1) // 2
        inner, high, low = _at_least(level_of(box.level))
        for start in range(top * self.stride, bottom * self.stride, self.stride):
            span = slice(start + begin, start + end)
            old = self.data[span]
            part = old.translate(inner)
            if left % 2:
                part[0] = low[old[0]]
            if right % 2:
                part[-1] = high[old[-1]]
            self.data[span] = part

    def _underline(self, left: int, right: int, top: int, bottom: int) -> None:
        clearance = round((bottom - top) * _INK_CLEARANCE)
        stride = self.stride
        if compiled:
            compiled.underline(self.data, stride, left, right, top, bottom, clearance)
            return
        # Only as far as it goes, and what is so near to it, in whole bytes.
        begin, end = max(1 + (left - clearance) // 2, 1), min(2 + (right + clearance) // 2, stride)
        width = end - begin
        behind = 4 * (2 * (end - 1) - right)
        ones = int("1" * 2 * width, 16)
        near = 0
        first, last = max(top - 1, 0), min(bottom + 1, self.height_px)
        for start in range(first * stride, last * stride, stride):
            near |= int.from_bytes(self.data[start + begin : start + end], "big")
        # The lowest of a pixel's four bits for each that has ink near it.
        near = (near | near >> 1 | near >> 2 | near >> 3) & ones
        taken = near
        for aside in range(4, 4 * clearance + 1, 4):
            taken |= near << aside | near >> aside
        drawn = (int("1" * (right - left), 16) << behind) & ~taken
        line = (drawn * _FULL).to_bytes(width, "big")
        for start in range(top * stride, bottom * stride, stride):
            part = slice(start + begin, start + end)
            self.data[part] = _both(line, self.data[part])


def _cut(columns: bytes, height: int, begin: int, stride: int) -> tuple[bytes, int, int]:
    """Columns without those left or right of the page, the bytes where they begin and end."""
    before = max(1 - begin, 0)
    width = max(min(len(columns) // height, stride - begin) - before, 0)
    begin = min(max(begin, 1), stride)
    return columns[before * height : (before + width) * height], begin, begin + width


def _rows_of(runs: list[_Run], high: int, low: int) -> list[bytes]:
    """The rows of runs beside each other, from one to before another, below the baseline."""
    beside: list[list[bytes]] = []
    for top, height, parts in runs:
        columns = b"".join(parts)
        first, last = max(top, high), min(top + height, low)
        rows = [columns[row::height] for row in range(first - top, last - top)]
        if len(runs) > 1:
            none = bytes(len(columns) // height)
            rows = [none] * (first - high) + rows + [none] * (low - last)
        beside.append(rows)
    return beside[0] if len(runs) == 1 else list(map(b"".join, zip(*beside, strict=True)))


def _both(one: bytes, other: bytearray) -> bytes:
    """Rows over each other. Where both have ink the darker, or hardly darker than it."""
    length = len(one)
    return (int.from_bytes(one, "big") | int.from_bytes(other, "big")).to_bytes(length, "big")


@cache
def _at_least(level: int) -> tuple[bytes, bytes, bytes]:
    """What two pixels of a byte become that are at least so dark: both, the left, the right."""
    pairs = [(pair >> 4, pair & _FULL) for pair in range(256)]
    return (
        bytes(max(left, level) << 4 | max(right, level) for left, right in pairs),
        bytes(max(left, level) << 4 | right for left, right in pairs),
        bytes(left << 4 | max(right, level) for left, right in pairs),
    )
