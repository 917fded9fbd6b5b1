"""Lines end where as much stands on them as fits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.optimum import first_fit


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
