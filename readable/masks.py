"""Words as masks in 16 levels, two pixels a byte, put together from the masks of their glyphs.

A glyph is drawn once for each place between two pixels, and each word is its glyphs laid over each
other: the words of a new article are new, their letters are not. So many levels look the same as
256, and pages of them are half as large (docs/measurements.md). In C only the glyphs are kept.
"""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Callable
from math import ceil, floor

from readable.face import Face, Glyphs, Mask
from readable.forgetting import forget_oldest
from readable.speedups import compiled

__all__ = ["LEVELS", "Inker", "WordMask", "ink_of", "inker_of", "level_of"]

LEVELS = 16

# How finely words are placed: within 1/512 em of where they belong, or a sixteenth of a pixel. And
# within as much again the glyphs in them, but those in large words at least as finely as this.
_STEPS_AN_EM = 256
_MOST_STEP_BITS = 3
_LEAST_GLYPH_STEP_BITS = 2

# So many bytes left of its origin no word has ink.
_FAR = 1 << 20

# The stacked tones that rise the highest and what goes down the deepest, for most faces.
_HIGHEST_AND_LOWEST = "ẪẴỖỄỬ(ỵgQ|"

# The masks of words of a face that are kept, in bytes, those of all its sizes together: some five
# thousand words of 30 px. With 8 MB for each size a process that makes ladders grows for hours.
_MOST_BYTES = 8_000_000
# Those of glyphs: what Vietnamese needs, in all places between two pixels.
_MOST_GLYPHS = 4096
# And those that they are made of, which are as large as all these of one glyph.
_MOST_FINE = 256
# Ten sizes of text and of headings, upright and slanted, and those between.
_MOST_INKERS = 64

_DIGITS = bytes(b"0123456789abcdef"[(step * (LEVELS - 1) + 127) // 255] for step in range(256))
"""To the hexadecimal digit of a pixel's level, from its coverage of 0 to 255."""


def level_of(coverage: int) -> int:
    """The level of a coverage from 0 to 255.

    >>> [level_of(coverage) for coverage in (0, 8, 9, 128, 255)]
    [0, 0, 1, 8, 15]
    """
    return (coverage * (LEVELS - 1) + 127) // 255


WordMask = tuple[bytes, int, int, int, int, int, int]
"""Levels of ink, two pixels a byte, of which the left one is the high half.

Columns of two pixels one after the other, each from top to bottom, none without ink; how many bytes
right of the byte that the word is placed by they begin, and end; how many pixels below its baseline
(up is negative) they begin, and how many pixels high they are; from which pixel below the baseline
to before which there is any ink.

No named tuple: a new article has hundreds, and the garbage collector passes plain ones by.
"""


Ink = tuple[int, int, float, object, Callable[[int, int], Mask]]
"""What words are drawn by in C: how many bits finer than a pixel they are placed, and their glyphs;
font units to steps of these; the glyphs drawn so far, and what draws another.
"""


class _Inkers(dict[tuple[float, bool], "Inker"]):
    """Those of a face, by size and whether they slant."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = 0
        """How much the masks of all their words take."""


_NO_INK: WordMask = (b"", 0, 0, 0, 0, 0, 0)

_Placed = tuple[int, int, bytes, int, int]
"""A glyph at a place in a byte: how far right of it its ink begins, in bytes, how many columns of
two pixels it has, and these columns one after the other, each from the top of its rows to the end;
from which pixel below the baseline to before which there is ink.
"""

_NOT_USUAL = (-2 * _FAR, 0, b"", 0, 0)
"""In place of a glyph that has no ink, or some beyond the usual rows."""


class _Frame:
    """The rows that a word's mask has, and the glyphs that were put into them so far."""

    def __init__(self, top_px: int, low_px: int) -> None:
        self.top_px = top_px
        self.low_px = low_px
        self.height_px = low_px - top_px
        self.glyphs: dict[int, _Placed] = {}
        """By glyph and place, in the usual rows,"""
        self.moved: dict[tuple[int, int, int], _Placed] = {}
        """and in others: by that of the mask, its pixel in a byte, and how far it is moved up."""

    def holds(self, mask: Mask) -> bool:
        """Whether no ink is above or below the rows."""
        return self.top_px <= mask.top_px and mask.top_px + mask.height_px <= self.low_px

    def placed(self, mask: Mask, pixel: int, up_px: int = 0) -> _Placed:
        """A glyph whose pixel of origin is the left or the right one of a byte, so far up."""
        left_px = mask.left_px + pixel
        before = left_px % 2
        width_bytes = (before + mask.width_px + 1) // 2
        digits, stride = mask.pixels.translate(_DIGITS), mask.stride
        if before:
            if mask.width_px == stride:
                starts = range(0, len(digits), stride)
                digits = b"".join([digits[at : at + stride] + b"00" for at in starts])
                stride += 2
            # What each row has behind it comes before the next.
            digits = b"0" + digits[:-1]
        pairs, stride = unhexlify(digits), stride // 2
        # The rows go from bottom to top, the columns from top to bottom.
        top = len(pairs) - stride
        columns = [pairs[top + column :: -stride] for column in range(width_bytes)]
        top_px = mask.top_px - up_px
        low_px = top_px + mask.height_px
        above, below = top_px - self.top_px, self.low_px - low_px
        beside = bytes(above) + bytes(below + above).join(columns) + bytes(below)
        return left_px // 2, width_bytes, beside, top_px, low_px


class Inker:
    """Draws the words of one face at one size.

    All masks have the same rows, from the top of the highest letter to the tail of the lowest, but
    for those with ink beyond. So the words of a line can be put together column by column, as a
    word is of its glyphs: most of them begin where the last has ended.
    """

    def __init__(self, face: Face, size_px: float, slanted: bool, others: _Inkers) -> None:
        self._face = face
        self._all = others
        self._size_px = size_px
        self._slanted = slanted
        step_bits = 0
        while size_px * 2**step_bits < _STEPS_AN_EM and step_bits < _MOST_STEP_BITS:
            step_bits += 1
        self.steps: int = 1 << step_bits
        """How many places a word may begin at, from one pixel to the next."""
        self.phases = 2 * self.steps
        """And from one byte to the next."""
        self._step_bits = max(step_bits, _LEAST_GLYPH_STEP_BITS)
        self._finer_bits = self._step_bits - step_bits
        self._scale = size_px / face.units_per_em * (1 << self._step_bits)
        self.words: dict[int, WordMask] = {}
        """The masks drawn so far: by the number of their glyphs, times `phases`, plus the phase."""
        self._bytes = 0
        self._masks: dict[int, Mask] = {}
        self._fines: dict[tuple[int, int], Mask] = {}
        letters = face.shape(_HIGHEST_AND_LOWEST)
        em = size_px / face.units_per_em
        top_px = -ceil(letters.top_units * em) - 1
        self._usual = _Frame(top_px, ceil(-letters.bottom_units * em) + 1)
        self.letters = compiled.open_letters(_MOST_GLYPHS) if compiled else None
        """The glyphs that `readable.speedups` has drawn so far, which keeps no words."""
        self._frames = {(self._usual.top_px, self._usual.low_px): self._usual}

    def draw(self, glyphs: Glyphs, phase: int) -> WordMask:
        """The mask of a word whose origin is so many steps behind the left edge of a byte."""
        origin = phase << self._finer_bits
        mask = self._join(glyphs, origin) or self._overlay(glyphs, origin)
        size = _bytes_of(mask)
        self._bytes += size
        self._all.bytes += size
        self.words[glyphs.number * self.phases + phase] = mask
        if self._all.bytes > _MOST_BYTES:
            # The size that has the most fills soonest again.
            most = max(self._all.values(), key=lambda one: one._bytes)
            most._bytes -= sum(map(_bytes_of, forget_oldest(most.words)))
            self._all.bytes = sum([one._bytes for one in self._all.values()])
        return mask

    def _join(self, glyphs: Glyphs, origin: int) -> WordMask | None:
        """A word whose glyphs stand side by side in the usual rows, as those of most words do."""
        if any(glyphs.y_units):
            return None
        bits = self._step_bits + 1
        last = (1 << bits) - 1
        scale = self._scale
        # Added so that to cut off the fraction rounds, below zero as well as above.
        rounding = origin + (_FAR << bits) + 0.5
        frame = self._usual
        known = frame.glyphs
        height = frame.height_px
        begin = end = 0
        high, low = frame.low_px, frame.top_px
        parts: list[bytes] = []
        for one, x_units in zip(glyphs.ids, glyphs.x_units):  # noqa: B905 `strict` takes a tenth
            x = int(x_units * scale + rounding)
            key = one << bits | x & last
            try:
                left, width, columns, ink_top, ink_low = known[key]
            except KeyError:
                left, width, columns, ink_top, ink_low = self._place(one, key)
            left += x >> bits
            right = left + width
            if left < end:
                shared = (end - left) * height
                before = parts.pop() if parts else b""
                if len(before) < shared:
                    return None
                at, both = len(before) - shared, min(shared, len(columns))
                parts += before[:at], _either(before[at : at + both], columns[:both])
                # What goes on behind what they share: one of the two.
                columns = before[at + both :] or columns[both:]
                right = max(right, end)
            elif left > end:
                if end:
                    parts.append(bytes((left - end) * height))
                else:
                    begin = left
            parts.append(columns)
            end = right
            if ink_top < high:
                high = ink_top
            if ink_low > low:
                low = ink_low
        if not parts:
            return _NO_INK
        return b"".join(parts), begin - _FAR, end - _FAR, frame.top_px, height, high, low

    def _place(self, one: int, key: int) -> _Placed:
        """A glyph in the usual rows, by its place in a byte."""
        bits = self._step_bits
        frame = self._usual
        right = key & (1 << bits) - 1
        mask = self._mask(one, right, 0)
        if key ^ 1 << bits in frame.glyphs:
            # Placed in both pixels of a byte it is seldom asked for again.
            del self._masks[(one << bits | right) << bits]
        placed = _NOT_USUAL
        if mask.height_px and frame.holds(mask):
            placed = frame.placed(mask, key >> bits & 1)
        if len(frame.glyphs) >= _MOST_GLYPHS:
            forget_oldest(frame.glyphs)
        frame.glyphs[key] = placed
        return placed

    def _overlay(self, glyphs: Glyphs, origin: int) -> WordMask:
        """Any word: its glyphs laid over each other, in as many rows as their ink needs."""
        bits = self._step_bits
        last = (1 << bits) - 1
        far = _FAR << bits + 1
        inked: list[tuple[int, Mask, int, int]] = []
        for one, x_units, y_units in zip(glyphs.ids, glyphs.x_units, glyphs.y_units, strict=True):
            x = floor(x_units * self._scale + (origin + far + 0.5)) - far
            y = floor(y_units * self._scale + 0.5)
            mask = self._mask(one, x & last, y & last)
            if mask.height_px:
                key = (one << bits | x & last) << bits | y & last
                inked.append((key, mask, x >> bits, y >> bits))
        if not inked:
            return _NO_INK
        high = min([mask.top_px - up for _, mask, _, up in inked])
        low = max([mask.top_px + mask.height_px - up for _, mask, _, up in inked])
        frame = self._frame_of(high, low)
        placed = []
        for key, mask, x, up in inked:
            at = key, x % 2, up
            if at not in frame.moved:
                frame.moved[at] = frame.placed(mask, x % 2, up)
            left, width, columns, _, _ = frame.moved[at]
            placed.append((left + x // 2, width, columns))
        begin = min([left for left, _, _ in placed])
        end = max([left + width for left, width, _ in placed])
        ink = 0
        for left, width, columns in placed:
            behind = 8 * (end - left - width) * frame.height_px
            ink |= int.from_bytes(columns, "big") << behind
        columns = ink.to_bytes((end - begin) * frame.height_px, "big")
        return columns, begin, end, frame.top_px, frame.height_px, high, low

    def _frame_of(self, top_px: int, low_px: int) -> _Frame:
        """The usual rows, and those beyond that hold ink from so far up to so far down."""
        top_px = min(top_px, self._usual.top_px)
        low_px = max(low_px, self._usual.low_px)
        if sum([len(frame.moved) for frame in self._frames.values()]) >= _MOST_GLYPHS:
            self._usual.moved.clear()
            self._frames = {(self._usual.top_px, self._usual.low_px): self._usual}
        return self._frames.setdefault((top_px, low_px), _Frame(top_px, low_px))

    def ink(self) -> Ink:
        """What `readable.speedups` draws words by."""
        # Not kept: it would keep all this, too, when it is forgotten.
        bits = self._step_bits
        return bits - self._finer_bits, bits, self._scale, self.letters, self._fine

    def _fine(self, glyph: int, up: int) -> Mask:
        """A glyph so many steps above a pixel, with a column for each step to the right."""
        steps = 1 << self._step_bits
        return self._face.fine_mask(glyph, self._size_px, steps, up / steps, self._slanted)

    def _mask(self, glyph: int, right: int, up: int) -> Mask:
        """A glyph so many steps right of and above a pixel."""
        key = (glyph << self._step_bits | right) << self._step_bits | up
        mask = self._masks.get(key)
        if mask is None:
            fine = self._fines.get((glyph, up))
            if fine is None:
                if len(self._fines) >= _MOST_FINE:
                    forget_oldest(self._fines)
                fine = self._fines[glyph, up] = self._fine(glyph, up)
            if len(self._masks) >= _MOST_GLYPHS:
                forget_oldest(self._masks)
            mask = self._masks[key] = _at_step(fine, right, self._step_bits)
        return mask


def _at_step(fine: Mask, right: int, bits: int) -> Mask:
    """The pixels of a mask that has a column for each step, so many steps to the right of it.

    Each is the mean of its columns, which is nearer to the outline than what HarfBuzz draws there:
    it has half of the difference (docs/measurements.md).
    """
    pixels, stride, width, height_px, left, top_px = fine
    if not height_px:
        return fine
    steps = 1 << bits
    left_px, before = divmod(left + right, steps)
    width_px = (before + width + steps - 1) >> bits
    # Of two pixels a byte is made.
    width_even = width_px + width_px % 2
    behind = (width_even << bits) - before - width
    starts = range(0, height_px * stride, stride)
    rows = bytes(behind + before).join([pixels[at : at + width] for at in starts])
    columns = bytes(before) + rows + bytes(behind)
    # Sixteen bits for each pixel, of all at once.
    count = width_even * height_px
    sums = int.from_bytes((steps // 2).to_bytes(2, "little") * count, "little")
    for step in range(steps):
        room = bytearray(2 * count)
        room[::2] = columns[step::steps]
        sums += int.from_bytes(room, "little")
    means = (sums >> bits).to_bytes(2 * count, "little")[::2]
    return Mask(means, width_even, width_px, height_px, left_px, top_px)


def _bytes_of(mask: WordMask) -> int:
    """About how much memory a mask takes."""
    return 200 + len(mask[0])


def _either(one: bytes, other: bytes) -> bytes:
    """Two of one length laid over each other."""
    length = len(one)
    return (int.from_bytes(one, "big") | int.from_bytes(other, "big")).to_bytes(length, "big")


def inker_of(face: Face, size_px: float, slanted: bool) -> Inker:
    """What draws the words of a face at a size; kept with the face."""
    inkers: _Inkers | None = face.kept.get("inkers")
    if inkers is None:
        inkers = face.kept.setdefault("inkers", _Inkers())
    inker = inkers.get((size_px, slanted))
    if inker is None:
        if len(inkers) >= _MOST_INKERS:
            forget_oldest(inkers)
        inker = inkers[size_px, slanted] = Inker(face, size_px, slanted, inkers)
    return inker


def ink_of(face: Face, size_px: float, slanted: bool) -> Ink:
    """What `readable.speedups` needs of it to draw words itself."""
    return inker_of(face, size_px, slanted).ink()
