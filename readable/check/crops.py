"""Small pictures of a fault: the words as they are drawn, with the fault in red, and put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from readable.png import encode_rgb

if TYPE_CHECKING:
    from readable.check.colours import Colour
    from readable.check.screen.flow import Word

__all__ = ["Crop", "draw", "words_around", "words_at_start"]

_SIZE_PX = 40.0
_MARGIN_PX = 12
_WIDEST_PX = 720
_HIGHEST_PX = 240
_RED = (200, 0, 0)


class Crop(NamedTuple):
    """Lines of words with the place of their baselines below the first, in px of the page."""

    lines: tuple[tuple[tuple[Word, ...], float], ...]
    cut_above_px: float | None = None
    """Ink higher above the first baseline is cut off; `cut_below_px` below the last."""
    cut_below_px: float | None = None
    cut_right_px: float | None = None
    """Ink farther than this from where the lines begin is cut off."""
    colour: Colour | None = None
    ground: Colour | None = None
    marked: tuple[Word, ...] = ()
    """Words that get a red frame."""
    size_px: float = _SIZE_PX
    """How large the words are drawn."""


def draw(crop: Crop) -> bytes:
    """The crop as a PNG, the fault in red: where lines meet, or the edge that cuts."""
    words = [word for line, _ in crop.lines for word in line]
    zoom = crop.size_px / max(word.size_px for word in words)
    left = min(word.x_px for word in words)
    right = max(word.x_px + word.width_px for word in words)
    last = crop.lines[-1][1]
    width = min(_WIDEST_PX, round((right - left) * zoom) + 2 * _MARGIN_PX)
    first = _MARGIN_PX + round(1.3 * crop.size_px)
    height = min(_HIGHEST_PX, first + round(last * zoom) + round(0.6 * crop.size_px) + _MARGIN_PX)
    canvas = _Canvas(width, height)
    for line, baseline in crop.lines:
        canvas.begin_line()
        for word in line:
            canvas.put(word, _MARGIN_PX + (word.x_px - left) * zoom, first + baseline * zoom, zoom)
    ink, ground = _tones(crop)
    rows = canvas.painted(ink, ground)
    for start, end in _spans(crop):
        begin, stop = (_MARGIN_PX + round((one - left) * zoom) for one in (start, end))
        _frame(rows, begin, stop, first, crop.size_px)
    for edge, above in ((crop.cut_above_px, True), (crop.cut_below_px, False)):
        if edge is not None:
            at = first - round(edge * zoom) if above else first + round((last + edge) * zoom)
            _cut(rows, at, above, ground)
    if crop.cut_right_px is not None:
        _cut_right(rows, _MARGIN_PX + round((crop.cut_right_px - left) * zoom), ground)
    return encode_rgb((width, height), (b"\0" + row for row in rows), 96, {})


def _tones(crop: Crop) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    def tone(colour: Colour | None, other: int) -> tuple[int, int, int]:
        if colour is None:
            return (other, other, other)
        red, green, blue = (round(max(0.0, min(1.0, part)) * 255) for part in colour[:3])
        return (red, green, blue)

    return tone(crop.colour, 0), tone(crop.ground, 255)


def _cut(rows: list[bytearray], at: int, above: bool, ground: tuple[int, int, int]) -> None:
    gone = range(max(0, at)) if above else range(max(0, at), len(rows))
    width = len(rows[0]) // 3
    for index in gone:
        rows[index][:] = bytes(ground) * width
    edge = at - 1 if above else at
    for near in range(max(0, edge - 1), min(len(rows), edge + 2)):
        rows[near][:] = bytes(_RED) * width


def _cut_right(rows: list[bytearray], at: int, ground: tuple[int, int, int]) -> None:
    width = len(rows[0]) // 3
    edge = max(0, min(at, width - 3))
    for row in rows:
        row[3 * edge :] = bytes(_RED) * 3 + bytes(ground) * (width - edge - 3)


def _spans(crop: Crop) -> list[tuple[float, float]]:
    """From where to where marked words stand, those beside each other together."""
    found: list[tuple[float, float]] = []
    is_open = False
    for word in crop.lines[0][0]:
        is_marked = word in crop.marked
        if is_marked:
            start = found.pop()[0] if is_open else word.x_px
            found.append((start, word.x_px + word.width_px))
        is_open = is_marked
    return found


def _frame(rows: list[bytearray], left: int, right: int, baseline: int, size: float) -> None:
    """A red frame of 2 px around a word, as far as it is on the picture."""
    width = len(rows[0]) // 3
    left, right = max(0, left - 4), min(width, right + 4)
    top, bottom = (
        max(0, baseline - round(1.15 * size)),
        min(len(rows), baseline + round(0.4 * size)),
    )
    for y in range(top, bottom):
        is_edge = y - top < 2 or bottom - y <= 2
        for start, end in ((left, right),) if is_edge else ((left, left + 2), (right - 2, right)):
            if start < end:
                rows[y][3 * start : 3 * end] = bytes(_RED) * (end - start)


class _Canvas:
    """Coverage of ink, and where that of two lines meets."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._ink = [bytearray(width) for _ in range(height)]
        self._line = [bytearray(width) for _ in range(height)]
        self._both: set[tuple[int, int]] = set()

    def begin_line(self) -> None:
        for row, line in zip(self._ink, self._line, strict=True):
            row[:] = bytes(map(max, row, line))
            line[:] = bytes(self.width)

    def put(self, word: Word, x: float, baseline: float, zoom: float) -> None:
        mask = word.font.face.mask(word.glyphs, word.size_px * zoom)
        left, top = round(x) + mask.left_px, round(baseline) + mask.top_px
        for down, levels in enumerate(mask.rows):
            y = top + down
            if not 0 <= y < self.height:
                continue
            for across, level in enumerate(levels[: mask.width_px]):
                column = left + across
                if level and 0 <= column < self.width:
                    if self._ink[y][column] > 60 and level > 60:
                        self._both.add((y, column))
                    self._line[y][column] = max(self._line[y][column], level)

    def painted(self, ink: tuple[int, int, int], ground: tuple[int, int, int]) -> list[bytearray]:
        self.begin_line()
        tones = [
            bytes(round(g + (i - g) * level / 255) for i, g in zip(ink, ground, strict=True))
            for level in range(256)
        ]
        rows = [bytearray(b"".join([tones[level] for level in row])) for row in self._ink]
        for y, x in self._both:
            start, end = max(0, x - 2), min(self.width, x + 3)
            for row in rows[max(0, y - 1) : y + 2]:
                row[3 * start : 3 * end] = bytes(_RED) * (end - start)
        return rows


def words_at_start(words: Sequence[Word], size_px: float) -> tuple[Word, ...]:
    """As many words of a line, from its beginning, as a picture holds."""
    end = (_WIDEST_PX - 2 * _MARGIN_PX) / _SIZE_PX * size_px
    kept = tuple(word for word in words if word.x_px + word.width_px <= end)
    return kept or tuple(words[:1])


def words_around(words: Sequence[Word], middle: Word, reach_px: float) -> tuple[Word, ...]:
    """The words of a line that stand near one of them."""
    start, end = middle.x_px - reach_px, middle.x_px + middle.width_px + reach_px
    return tuple(word for word in words if word.x_px + word.width_px >= start and word.x_px <= end)
