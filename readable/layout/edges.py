"""How far ink goes beyond the sides of its page."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from readable.paging import Page

__all__ = ["ink_beyond_px"]

# Words and the glyphs in them stand within this of their places (docs/decisions/0008), but for
# those that begin on a whole pixel.
_NEAR_PX = 0.2


def ink_beyond_px(pages: Iterable[Page]) -> int:
    """How many pixels the letter that reaches furthest out of its page is out of it; 0 for none.

    Some letters begin left of where they stand, as ĩ does, and slanted ones end right of it.
    """
    beyond = 0.0
    for page in pages:
        for line in page.lines:
            for x_px, _, size_px, face, glyphs, slanted in line.words:
                sides = face.sides(glyphs, slanted)
                if sides is None:
                    continue
                em = size_px / face.units_per_em
                left, right = x_px + sides[0] * em, x_px + sides[1] * em
                near = _NEAR_PX if x_px % 1 else 0.0
                beyond = max(beyond, near - left, right + _NEAR_PX - page.width_px)
    return ceil(beyond)
