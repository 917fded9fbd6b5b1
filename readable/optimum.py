"""Where lines end, over numbers only: no text, no font, no unit but one shared length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, compress, repeat
from math import inf
from operator import add, mul
from typing import NamedTuple

from readable.speedups import compiled

__all__ = [
    "BALANCED",
    "BREAKING",
    "CAREFUL",
    "COMPACT",
    "JUSTIFIED",
    "LIKELY_UNIT",
    "NARROW_EM",
    "UNIT",
    "Costs",
    "costs_in",
    "first_fit",
    "heading_costs",
    "total_fit",
]

# A line that is exactly as wide as the measure fits, also after a rounding in the last bit.
_TOLERANCE = 1e-6

# So many ways to begin a line are weighed, the longest lines first. A line of more boxes has room
# enough on every end, and the time to set a paragraph grows with its length, not with its square.
_MOST_BEGINNINGS = 64
# What is worse than this to part counts as held: more likely a word than not.
_HELD = 0.5

# Of two ways that cost the same, as "các | cấp, các" and "các cấp, | các", the one whose lines end
# earlier, whatever the last bits of the lengths are: a browser's are others.
_EARLIER = 1e-5

# Lengths are told in the unit of this cost, which therefore must not be nothing.
_LEAST_RAGGED = 1e-9

# As a share of the line: "phong trào" on one of 24 letters.
_SHORT = 0.4


UNIT, LIKELY_UNIT = 0.85, 0.68
"""How bad it is to end a line inside a unit ("5 người"), sure or likely: less than inside a word. A
parting of exactly this is one of a unit."""


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
    """For a last line of a single short box, unless it is the end of a longer one that was cut."""
    levels_last: bool = False
    """Whether the last line counts as ragged, too: for headings, whose lines should be alike."""
    dense: float = 1.0
    """Where more than this share of the places in a paragraph had better not be parted, a line is
    cheaper: by the fifth power of how many times more they are."""
    unit: float = 1.0
    """By this a parting is multiplied that is one of a unit."""


# docs/measurements.md has the figures that each of these gives on prose marked by hand.
BALANCED = Costs(parting=0.45, line=0.36, ragged=0.3, runt=0.5)
"""Few parted words at hardly more lines."""
CAREFUL = Costs(parting=1.0, line=0.97, ragged=0.05, runt=1.0, dense=0.26, unit=0.68)
"""For large print: next to no parted words, at more lines; a line more only for what is sure, but
in prose dense with long words also for what is likely.

Near the end of what lines can buy, one more saves one parted word: docs/decisions/0019, 0020
and 0024."""
COMPACT = Costs(parting=0.45, line=1e6, ragged=0.9, runt=0.5)
"""As few lines as first fit makes, and the best of the ways to make them."""

BREAKING: dict[str, Costs | None] = {
    "balanced": BALANCED,
    "careful": CAREFUL,
    "compact": COMPACT,
    "first-fit": None,
}
"""The ways to break lines by their names; None is first fit."""


NARROW_EM = 26.0
"""In a narrower column of a page, some fifty-five letters, "balanced" is "careful".

There one line in thirty would end inside a word, on a telephone at 200 % one in twelve; held, they
take a line more in forty. docs/decisions/0022 has the figures."""

JUSTIFIED = 6.0
"""Room on a line that is filled to its end is spread between its words: so much dearer."""


def costs_in(breaking: str, measure_em: float) -> Costs | None:
    """What lines cost in a column of a page of this width, by the name of a way to break them."""
    is_strict = breaking == "balanced" and measure_em < NARROW_EM
    return BREAKING["careful" if is_strict else breaking]


def heading_costs(costs: Costs) -> Costs:
    """The costs for a heading: its lines are alike, and its few, large words stay whole."""
    ragged = max(costs.ragged, 0.8 * costs.parting)  # costs that hardly weigh it would not level
    return costs._replace(parting=2 * costs.parting, ragged=ragged, levels_last=True)


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
    reach each box is found from the best ways to reach the boxes before it. A word that is short
    for its line and sure to be one is not considered for parting.

    >>> widths, spaces, forced = [6, 3, 3, 3], [1] * 4, [False] * 4
    >>> name = [0, 0, 1, 0]  # the last two boxes
    >>> total_fit(widths, spaces, forced, name, 14), first_fit(widths, spaces, forced, 14)
    ([2, 4], [3, 4])
    """
    if compiled:
        return compiled.total_fit(
            widths, spaces, forced, partings, measure, costs, UNIT, LIKELY_UNIT
        )
    ends: list[int] = []
    start = 0
    told = partings
    if costs.unit != 1.0:
        of_units = {unit: unit * costs.unit for unit in (UNIT, LIKELY_UNIT)}
        partings = [of_units.get(parting, parting) for parting in told]
    for index in compress(range(1, len(widths) + 1), [*forced[:-1], True]):
        costs_here = _in_dense_prose(costs, told[start:index])
        ends += _fit(widths, spaces, partings, start, index, measure, costs_here)
        start = index
    return ends


def _in_dense_prose(costs: Costs, partings: Sequence[float]) -> Costs:
    """The costs for a paragraph: the more of its places are held, the cheaper is a line."""
    if costs.dense >= 1.0:
        return costs
    held = sum(map(_HELD.__lt__, partings)) / len(partings)
    if held <= costs.dense:
        return costs
    return costs._replace(line=costs.line * (costs.dense / held) ** 5)


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
    scale = max(costs.ragged, _LEAST_RAGGED) ** 0.5 / measure if measure > 0 else 1.0
    full = measure * scale
    over = -_TOLERANCE * scale
    sizes = list(map(mul, widths[start:end], repeat(scale)))
    # Where each box begins, and where it ends.
    gaps = map(mul, spaces[start:end], repeat(scale))
    begins = list(accumulate(map(add, sizes, gaps), initial=0.0))
    ends = list(map(add, begins, sizes))
    held = partings[start:end]
    may_end = _may_end(begins, ends, held, full, costs)
    places = list(compress(range(1, len(ends) + 1), may_end))
    begins = [0.0, *compress(begins[1:], may_end)]
    ends = list(compress(ends, may_end))
    held = list(compress(held, may_end))
    is_any_wide = full - max(sizes) < over
    parting, line = costs.parting, costs.line
    # The ways to begin a line, from place `first` on: what each costs, and where it begins. What
    # reaching a place costs at the least, and by a line from where, is found from these. The square
    # of the room, (full - end + begin)², is written out: what the beginning adds to it stands in
    # the cost of the way. As ends grow, a later way gains on an earlier one: once it is as cheap,
    # the earlier one is out.
    ways = [(0.0, 0.0)]
    first = 0
    previous = [0]
    last = len(places) if costs.levels_last else len(places) - 1
    for line_end, begin_next, sure in zip(ends[:last], begins[1:], held, strict=False):
        room = full - line_end
        while room + ways[0][1] < over and len(ways) > 1:
            del ways[0]
            first += 1
        twice = room + room
        cost = inf
        best = at = 0
        for base, begin in ways if len(ways) <= _MOST_BEGINNINGS else ways[:_MOST_BEGINNINGS]:
            one = base + twice * begin
            if one < cost:
                cost, best = one, at
            at += 1  # noqa: SIM113 `enumerate` takes a twentieth
        if best:
            del ways[:best]
            first += best
        previous.append(first)
        if is_any_wide and (lack := room + ways[0][1]) < over:
            # A box longer than the measure stands alone, and has no room to cost anything.
            cost -= lack * lack
        price = line + parting * sure + _EARLIER * line_end
        ways.append((cost + room * room + price + begin_next * begin_next, begin_next))
    count = len(places)
    if not costs.levels_last:
        room = full - ends[-1]
        while room + ways[0][1] < over and len(ways) > 1:
            del ways[0]
            first += 1
        found = [base - begin * begin for base, begin in ways]
        is_short = ends[-1] - begins[count - 1] <= full * _SHORT
        if count > 1 and places[-2] == end - start - 1 and spaces[end - 2] and is_short:
            found[-1] += costs.runt
        previous.append(first + found.index(min(found)))
    lines = []
    reached = count
    while reached:
        lines.append(start + places[reached - 1])
        reached = previous[reached]
    lines.reverse()
    return lines


def _may_end(
    begins: Sequence[float],
    ends: Sequence[float],
    partings: Sequence[float],
    full: float,
    costs: Costs,
) -> list[bool]:
    """After which boxes a line may end.

    A short word is not parted where that would cost more than the room that the whole of it can
    leave, and a line more. To weigh these places, too, would take twice the time, and change
    hardly a line.
    """
    may_end = [True] * len(ends)
    dearest = costs.line + costs.ragged * _SHORT**2
    inside = partings[:-1]
    sure = [place for place, parting in enumerate(inside) if parting * costs.parting >= dearest]
    longest = full * _SHORT
    # Places in a row are within one word or unit, which is short as a whole or not at all.
    first = sure[0] if sure else 0
    for place, following in zip(sure, [*sure[1:], len(ends)], strict=False):
        if following == place + 1:
            continue
        if ends[place + 1] - begins[first] <= longest:
            may_end[first : place + 1] = [False] * (place + 1 - first)
        first = following
    return may_end
