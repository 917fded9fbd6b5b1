"""A page, or a band of one, as levels of ink: words and boxes in, the rows of a PNG out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat

from readable.masks import LEVELS, WordMask, inker_of, level_of
from readable.paging import Box, Line, Word

__all__ = ["Canvas"]

# An underline stops this much of its thickness before a letter that reaches into it.
_INK_CLEARANCE = 1.5

_FULL = LEVELS - 1


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
        self._blank = bytes(self.stride)
        self.rows = [self._blank] * height_px

    def draw_line(self, line: Line) -> None:
        """Lays the line's words on the page."""
        words: Sequence[Word] = line.words
        while words:
            words = self._draw_words(words, line.baseline_px - self.top_px)

    def _draw_words(self, words: Sequence[Word], baseline: int) -> list[Word]:
        """Joins the rows of words that follow each other; answers the words that lie over them."""
        blank, stride = self._blank, self.stride
        columns: list[Iterable[bytes]] = []
        masks: list[WordMask] = []
        tops: list[int] = []
        heights: list[int] = []
        over: list[Word] = []
        last_face = last_size = last_slanted = None
        end = 0
        for word in words:
            x_px, rise_px, size_px, face, glyphs, slanted = word
            if face is not last_face or size_px != last_size or slanted is not last_slanted:
                last_face, last_size, last_slanted = face, size_px, slanted
                inker = inker_of(face, size_px, slanted)
                steps, phases, known = inker.steps, inker.phases, inker.words
            byte, phase = divmod(int(x_px * steps + 0.5), phases)
            key = glyphs, phase
            mask = known[key] if key in known else inker.draw(glyphs, phase)
            rows, left, top, width = mask
            if not rows:
                continue
            begin = byte + left + 1
            if begin < 1 or begin + width > stride:
                mask, begin = _cut(mask, begin, stride)
                rows, _, top, width = mask
            if begin < end:
                over.append(word)
                continue
            columns.append(repeat(blank[end:begin]))
            columns.append(rows)
            masks.append(mask)
            tops.append(top - rise_px)
            heights.append(len(rows))
            end = begin + width
        if masks:
            top = tops[0]
            if tops.count(top) < len(tops) or heights.count(heights[0]) < len(heights):
                top = min(tops)
                columns[1::2] = _levelled(masks, tops, top)
            columns.append(repeat(blank[end:]))
            self._lay(list(map(b"".join, zip(*columns, strict=False))), baseline + top)
        return over

    def _lay(self, rows: list[bytes], top: int) -> None:
        """Puts whole rows on the page, over what is there."""
        first, end = max(top, 0), min(top + len(rows), self.height_px)
        if end <= first:
            return
        if len(rows) != end - first:
            rows = rows[first - top : end - top]
        blank = self._blank
        there = self.rows[first:end]
        if there.count(blank) < len(there):
            rows = [
                row if old is blank else _both(row, old)
                for row, old in zip(rows, there, strict=True)
            ]
        self.rows[first:end] = rows

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
        for number, row in enumerate(self.rows[top:bottom], top):
            part = bytearray(row[begin:end].translate(inner))
            if left % 2:
                part[0] = low[row[begin]]
            if right % 2:
                part[-1] = high[row[end - 1]]
            self.rows[number] = row[:begin] + part + row[end:]

    def _underline(self, left: int, right: int, top: int, bottom: int) -> None:
        clearance = round((bottom - top) * _INK_CLEARANCE)
        behind = 4 * (2 * (self.stride - 1) - right)
        ones = int("1" * 2 * self.stride, 16)
        near = 0
        for row in self.rows[max(top - 1, 0) : bottom + 1]:
            near |= int.from_bytes(row, "big")
        # The lowest of a pixel's four bits for each that has ink near it.
        near = (near | near >> 1 | near >> 2 | near >> 3) & ones
        taken = near
        for aside in range(4, 4 * clearance + 1, 4):
            taken |= near << aside | near >> aside
        drawn = (int("1" * (right - left), 16) << behind) & ~taken
        line = (drawn * _FULL).to_bytes(self.stride, "big")
        self.rows[top:bottom] = [_both(row, line) for row in self.rows[top:bottom]]


def _cut(mask: WordMask, begin: int, stride: int) -> tuple[WordMask, int]:
    """A mask without what is left or right of the page, and the byte where it then begins."""
    rows, left, top, width = mask
    before = max(1 - begin, 0)
    width = max(min(width, stride - begin) - before, 0)
    rows = tuple([row[before : before + width] for row in rows])
    return WordMask(rows, left + before, top, width), min(max(begin, 1), stride)


def _levelled(masks: list[WordMask], tops: list[int], top: int) -> Iterator[list[bytes]]:
    """The rows of masks, with rows above and below to make all begin and end at the same."""
    low = max(own + len(mask.rows) for mask, own in zip(masks, tops, strict=True))
    for mask, own in zip(masks, tops, strict=True):
        none = bytes(mask.width_bytes)
        yield [none] * (own - top) + [*mask.rows] + [none] * (low - own - len(mask.rows))


def _both(one: bytes, other: bytes) -> bytes:
    """Two rows over each other. Where both have ink the darker, or hardly darker than it."""
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
