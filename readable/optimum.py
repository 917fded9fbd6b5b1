"""Where lines end, over numbers only: no text, no font, no unit but one shared length."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["first_fit"]

# A line that is exactly as wide as the measure fits, also after a rounding in the last bit.
_TOLERANCE = 1e-6


def first_fit(
    widths: Sequence[float], spaces: Sequence[float], forced: Sequence[bool], measure: float
) -> list[int]:
    """The end of each line when every line takes as many boxes as fit.

    `widths[i]` is the length of box i, `spaces[i]` that of the space after it, which is not
    counted at a line's end; `forced[i]` says that a line ends after box i whatever its length.
    Returns indices such that line k holds the boxes from end k-1 up to, not including, end k. A
    box longer than the measure stands alone.

    >>> first_fit([3, 4, 5], [1, 1, 1], [False, False, False], 8)
    [2, 3]
    """
    ends: list[int] = []
    limit = measure + _TOLERANCE
    length = 0.0
    start = 0
    for index, width in enumerate(widths):
        if index > start and length + width > limit:
            ends.append(index)
            start = index
            length = 0.0
        length += width + spaces[index]
        if forced[index]:
            ends.append(index + 1)
            start = index + 1
            length = 0.0
    if start < len(widths):
        ends.append(len(widths))
    return ends
