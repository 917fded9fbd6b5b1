"""Where the ink of words goes: whether lines touch, and what a box cuts off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from readable.check.screen.flow import Line, Word

__all__ = ["Touch", "bottom_px", "find_touch", "top_px"]

# Ink is compared as pixels at this size at least: a gap of half a pixel would not be seen.
_LEAST_PX = 24.0
_INK = 96


class Touch(NamedTuple):
    """Two words of neighbouring lines whose ink meets, and by how much, in em of the lower."""

    upper: Word
    lower: Word
    overlap_em: float


def top_px(word: Word) -> float:
    """How far its ink rises above the baseline."""
    return word.glyphs.top_units / word.font.face.units_per_em * word.size_px


def bottom_px(word: Word) -> float:
    """How far its ink falls below it."""
    return -word.glyphs.bottom_units / word.font.face.units_per_em * word.size_px


def find_touch(upper: Line, lower: Line) -> Touch | None:
    """The first place where the ink of a line meets that of the next."""
    distance = upper.below_px + lower.above_px
    deepest = max((bottom_px(word) for word in upper.words), default=0.0)
    highest = max((top_px(word) for word in lower.words), default=0.0)
    if deepest + highest <= distance:
        return None
    for word in upper.words:
        depth = bottom_px(word)
        if depth + highest <= distance:
            continue
        for other in lower.words:
            if other.x_px >= word.x_px + word.width_px:
                break
            if other.x_px + other.width_px <= word.x_px or depth + top_px(other) <= distance:
                continue
            overlap = _overlap(word, other, distance)
            if overlap > 0:
                return Touch(word, other, overlap / other.size_px)
    return None


def _overlap(upper: Word, lower: Word, distance: float) -> float:
    """By how many px the ink of two words overlaps in any column; 0 where it does not meet."""
    zoom = max(1.0, _LEAST_PX / min(upper.size_px, lower.size_px))
    depths = _profile(upper, zoom, lowest=True)
    heights = _profile(lower, zoom, lowest=False)
    found = 0.0
    for column, depth in depths.items():
        height = heights.get(column)
        if height is not None:
            found = max(found, depth + height - distance * zoom)
    return found / zoom if found >= 0.5 else 0.0


def _profile(word: Word, zoom: float, *, lowest: bool) -> dict[int, float]:
    """For each column of the page: how far ink reaches below the baseline, or above it."""
    mask = word.font.face.mask(word.glyphs, word.size_px * zoom)
    found: dict[int, float] = {}
    start = round(word.x_px * zoom) + mask.left_px
    rows = list(enumerate(mask.rows))
    for index, row in reversed(rows) if lowest else rows:
        reach = mask.top_px + index + 1 if lowest else -(mask.top_px + index)
        for column, level in enumerate(row[: mask.width_px]):
            if level >= _INK and start + column not in found:
                found[start + column] = float(reach)
        if len(found) >= mask.width_px:
            break
    return found
