"""Where lines end, over numbers only: no text, no font, no unit but one shared length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["BALANCED", "BREAKING", "CAREFUL", "COMPACT", "Costs", "first_fit", "total_fit"]

# A line that is exactly as wide as the measure fits, also after a rounding in the last bit.
_TOLERANCE = 1e-6

# So many ways to begin a line are weighed, the longest lines first. A line of more boxes has room
# enough on every end, and the time to set a paragraph grows with its length, not with its square.
_MOST_BEGINNINGS = 64


class Costs(NamedTuple):
    """What total fit pays for: the knob of line breaking.

    The unit of cost is a line left wholly empty, but for `ragged`.
    """

    parting: float
    """For ending a line where the text should not be parted, times how sure that is (0 to 1)."""
    line: float
    """For each line: the dearer it is, the fuller they are."""
    ragged: float
    """For room left on a line, times the square of the share of the measure that it is."""
    runt: float
    """For a last line of a single box, unless it is the end of a longer one that was cut."""
    levels_last: bool = False
    """Whether the last line counts as ragged, too: for headings, whose lines should be alike."""


# docs/measurements.md has the figures that each of these gives on prose marked by hand.
BALANCED = Costs(parting=0.5, line=0.25, ragged=0.8, runt=0.5)
"""Few parted words at hardly more lines."""
CAREFUL = Costs(parting=1.4, line=0.1, ragged=0.6, runt=0.7)
"""For large print: next to no parted words, at more lines."""
COMPACT = Costs(parting=0.5, line=1e6, ragged=0.8, runt=0.5)
"""As few lines as first fit makes, and the best of the ways to make them."""

BREAKING: dict[str, Costs | None] = {
    "balanced": BALANCED,
    "careful": CAREFUL,
    "compact": COMPACT,
    "first-fit": None,
}
"""The ways to break lines by their names; None is first fit."""


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


def total_fit(
    widths: Sequence[float],
    spaces: Sequence[float],
    forced: Sequence[bool],
    partings: Sequence[float],
    measure: float,
    costs: Costs = BALANCED,
) -> list[int]:
    """The end of each line when the whole paragraph costs least, ragged at one side.

    As `first_fit`; `partings[i]`, from 0 to 1, is how bad it is to end a line after box i. The
    method is that of Knuth and Plass, "Breaking paragraphs into lines" (1981): the best way to
    reach each box is found from the best ways to reach the boxes before it.

    >>> widths, spaces, forced = [6, 3, 3, 3], [1] * 4, [False] * 4
    >>> name = [0, 0, 1, 0]  # the last two boxes
    >>> total_fit(widths, spaces, forced, name, 14), first_fit(widths, spaces, forced, 14)
    ([2, 4], [3, 4])
    """
    ends: list[int] = []
    start = 0
    for index, ends_here in enumerate(forced, 1):
        if ends_here or index == len(widths):
            ends += _fit(widths, spaces, partings, start, index, measure, costs)
            start = index
    return ends


def _fit(
    widths: Sequence[float],
    spaces: Sequence[float],
    partings: Sequence[float],
    start: int,
    end: int,
    measure: float,
    costs: Costs,
) -> list[int]:
    """The ends of the lines of one paragraph, which is the boxes from `start` to `end`."""
    # In this unit, the square of the room on a line is what it costs.
    scale = costs.ragged**0.5 / measure
    limit = (measure + _TOLERANCE) * scale
    full = measure * scale
    parting, line_cost = costs.parting, costs.line
    # Where each box begins, and what reaching it costs at the least, by which line.
    begins = [0.0]
    best = [0.0]
    previous = [0]
    first = 0
    pen = 0.0
    for index in range(start, end):
        width_end = pen + widths[index] * scale
        pen = width_end + spaces[index] * scale
        reached = index - start + 1
        while first < reached - 1 and width_end - begins[first] > limit:
            first += 1
        is_last = index + 1 == end
        if is_last and not costs.levels_last:
            ways = best[first:]
            if reached > 1 and spaces[index - 1]:
                ways[-1] += costs.runt
        elif width_end - begins[first] > limit:
            # A box longer than the measure stands alone.
            ways = best[first:]
        else:
            room = full - width_end
            most = first + _MOST_BEGINNINGS
            ways = [
                cost + (room + begin) * (room + begin)
                for cost, begin in zip(best[first:most], begins[first:most], strict=True)
            ]
        cost = min(ways)
        previous.append(first + ways.index(cost))
        best.append(cost + line_cost + parting * partings[index])
        begins.append(pen)
    ends = []
    reached = end - start
    while reached:
        ends.append(start + reached)
        reached = previous[reached]
    ends.reverse()
    return ends
