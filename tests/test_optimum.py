"""Lines end where as much stands on them as fits, or where the whole paragraph costs least."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.optimum import BREAKING, COMPACT, LIKELY_UNIT, UNIT, Costs, first_fit, total_fit


@pytest.mark.parametrize(
    ("widths", "spaces", "forced", "measure", "ends"),
    [
        ([], [], "", 10, []),
        ([3], [1], "-", 10, [1]),
        ([3, 4, 5], [1, 1, 1], "---", 8, [2, 3]),
        ([3, 4, 5], [1, 1, 1], "---", 7.9, [1, 2, 3]),
        ([3, 4, 5], [1, 1, 1], "---", 14, [3]),
        ([3, 4, 5], [1, 1, 1], "-!-", 99, [2, 3]),
        ([3, 4, 5], [1, 1, 1], "--!", 99, [3]),
        ([3, 40, 5], [1, 1, 1], "---", 8, [1, 2, 3]),
        ([40, 3, 5], [1, 1, 1], "!--", 8, [1, 2, 3]),
        ([0, 0, 0], [0, 0, 0], "---", 0, [3]),
    ],
)
def test_a_line_takes_as_many_boxes_as_fit(
    widths: list[float], spaces: list[float], forced: str, measure: float, ends: list[int]
) -> None:
    assert first_fit(widths, spaces, [mark == "!" for mark in forced], measure) == ends


def test_a_line_that_only_rounding_makes_too_long_fits() -> None:
    assert first_fit([0.1] * 3, [0.0] * 3, [False] * 3, 0.3) == [3]


LENGTHS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.booleans()), max_size=40)


@given(LENGTHS, st.integers(0, 60))
def test_no_line_is_too_long_or_could_take_the_next_box(
    boxes: list[tuple[int, int, bool]], measure: int
) -> None:
    widths, spaces, forced = ([*column] for column in zip(*boxes, strict=True)) if boxes else (
        [], [], [],
    )  # fmt: skip

    def length(start: int, end: int) -> float:
        return sum(widths[start:end]) + sum(spaces[start : end - 1])

    ends = first_fit(widths, spaces, forced, measure)
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(boxes)
    for start, end in pairwise([0, *ends]):
        assert length(start, end) <= measure or end == start + 1
        assert not any(forced[start : end - 1])
        assert forced[end - 1] or end == len(boxes) or length(start, end + 1) > measure


def cost(ends: list[int], boxes: Boxes, measure: float, costs: Costs) -> float:
    """What a way to set one paragraph costs, straight from the definition; inf where it cannot."""
    total = 0.0
    for start, end in pairwise([0, *ends]):
        length = sum(width for width, _, _ in boxes[start:end])
        length += sum(space for _, space, _ in boxes[start : end - 1])
        if length > measure and end > start + 1:
            return float("inf")
        is_last = end == len(boxes)
        total += costs.line
        if not is_last or costs.levels_last:
            total += costs.ragged * (max(0, measure - length) / measure) ** 2
        elif end == start + 1 and start and boxes[start - 1][1] and length <= measure * 0.4:
            total += costs.runt
        if not is_last:
            total += costs.parting * badness(boxes[end - 1][2], costs)
    return total


def kept_whole(boxes: Boxes, measure: int, costs: Costs) -> set[int]:
    """Where a word is sure to be one, and not longer than two fifths of the line."""

    def is_sure(place: int) -> bool:
        price = costs.parting * badness(boxes[place - 1][2], costs)
        return 0 < place < len(boxes) and price >= costs.line + costs.ragged * 0.16

    kept: set[int] = set()
    for begin, end in combinations(range(len(boxes)), 2):
        if all(map(is_sure, range(begin + 1, end + 1))) and not (
            is_sure(begin) or is_sure(end + 1)
        ):
            length = sum(width for width, _, _ in boxes[begin : end + 1])
            length += sum(space for _, space, _ in boxes[begin:end])
            if length <= measure * 0.4 + 1e-9:
                kept.update(range(begin + 1, end + 1))
    return kept


def badness(parting: float, costs: Costs) -> float:
    return parting * (costs.unit if parting in (UNIT, LIKELY_UNIT) else 1.0)


Boxes = list[tuple[int, int, float]]
BOXES = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.integers(0, 2),
        st.sampled_from([0.0, 0.0, 0.4, UNIT, LIKELY_UNIT, 1.0]),
    ),
    min_size=1,
    max_size=9,
)
COSTS = st.builds(
    Costs,
    st.sampled_from([0.0, 0.5, 1.4]),
    st.sampled_from([0.0, 0.25, 1e6]),
    st.sampled_from([0.0, 0.6, 1.0]),
    st.sampled_from([0.0, 0.5]),
    st.booleans(),
    st.sampled_from([0.2, 0.3, 1.0]),
    st.sampled_from([0.5, 1.0]),
)


def in_its_prose(boxes: Boxes, costs: Costs) -> Costs:
    """The costs with the price of a line that this share of held places has."""
    held = sum(parting > 0.5 for _, _, parting in boxes) / len(boxes)
    return costs._replace(line=costs.line / max(1.0, held / costs.dense) ** 5)


@given(BOXES, st.integers(6, 24), COSTS)
def test_no_other_way_costs_less(boxes: Boxes, measure: int, costs: Costs) -> None:
    widths, spaces, partings = ([*column] for column in zip(*boxes, strict=True))
    ends = total_fit(widths, spaces, [False] * len(boxes), partings, measure, costs)
    costs = in_its_prose(boxes, costs)
    kept = kept_whole(boxes, measure, costs)
    free = [place for place in range(1, len(boxes)) if place not in kept]
    ways = (
        [*cuts, len(boxes)] for count in range(len(free) + 1) for cuts in combinations(free, count)
    )
    assert kept.isdisjoint(ends)
    least = min(cost(way, boxes, measure, costs) for way in ways)
    assert cost(ends, boxes, measure, costs) == pytest.approx(least)


@given(LENGTHS, st.integers(1, 60))
def test_compact_has_as_many_lines_as_first_fit(
    boxes: list[tuple[int, int, bool]], measure: int
) -> None:
    widths, spaces, forced = ([*column] for column in zip(*boxes, strict=True)) if boxes else (
        [], [], [],
    )  # fmt: skip
    partings = [1.0] * len(widths)
    assert len(total_fit(widths, spaces, forced, partings, measure, COMPACT)) == len(
        first_fit(widths, spaces, forced, measure)
    )


def test_a_name_moves_to_the_next_line_and_a_runt_takes_a_neighbour_with_it() -> None:
    # Six letters, and three times three; a line holds fourteen.
    boxes = [6, 3, 3, 3], [1] * 4, [False] * 4
    free, name = [0.0] * 4, [0.0, 0.0, 1.0, 0.0]
    balanced = BREAKING["balanced"]
    assert balanced is not None
    assert first_fit(*boxes, 14) == [3, 4]
    assert total_fit(*boxes, name, 14) == [2, 4]
    assert total_fit(*boxes, free, 14, balanced._replace(runt=0.0)) == [3, 4]
    assert total_fit(*boxes, free, 14) == [2, 4]


def test_a_line_is_cheaper_where_much_of_the_prose_is_held() -> None:
    # Two words of six letters and two of three; a line holds ten; what the middle two make is
    # likely a word, and one of four places.
    boxes, likely = ([6, 3, 6, 3], [1] * 4, [False] * 4), [0.0, 0.7, 0.0, 0.0]
    costs = Costs(parting=1.0, line=0.8, ragged=0.1, runt=0.0)
    assert total_fit(*boxes, likely, 10, costs) == [2, 4]
    assert total_fit(*boxes, likely, 10, costs._replace(dense=0.125)) == [1, 3, 4]


def test_the_lines_of_a_heading_are_alike() -> None:
    boxes = [4] * 6, [1] * 6, [False] * 6, [0.0] * 6
    # Five boxes fit on a line: first fit leaves one for the last.
    assert first_fit(*boxes[:3], 24) == [5, 6]
    assert total_fit(*boxes, 24, BREAKING["balanced"]._replace(levels_last=True)) == [3, 6]


def test_many_boxes_on_an_endless_line_take_no_time() -> None:
    boxes = [1.0] * 50_000, [1.0] * 50_000, [False] * 50_000, [0.0] * 50_000
    assert total_fit(*boxes, 1e9) == [50_000]
