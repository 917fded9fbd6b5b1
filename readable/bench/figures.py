"""What many timings say together."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from random import Random
from statistics import median
from typing import NamedTuple

__all__ = ["Ratio", "median_ratio", "slope"]

_SAMPLES = 2000
_CONFIDENCE = 0.95


class Ratio(NamedTuple):
    """The median of the pairs' ratios, and its interval of 95 %."""

    median: float
    low: float
    high: float


def median_ratio(ones: Sequence[float], others: Sequence[float]) -> Ratio:
    """The median of each pair's ratio, with the percentile interval of a bootstrap over the pairs.

    >>> median_ratio([1, 2, 3], [2, 4, 6])
    Ratio(median=0.5, low=0.5, high=0.5)
    """
    ratios = [one / other for one, other in zip(ones, others, strict=True)]
    random = Random(0)
    medians = sorted(median(random.choices(ratios, k=len(ratios))) for _ in range(_SAMPLES))
    tail = round(_SAMPLES * (1 - _CONFIDENCE) / 2)
    return Ratio(median(ratios), medians[tail], medians[-1 - tail])


def slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    """How fast the values grow with the sizes: 1 when a double size has a double value.

    >>> slope([1, 10, 100], [3, 30, 300])
    1.0
    """
    xs, ys = [log(size) for size in sizes], [log(value) for value in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return round(rise / sum((a - x) ** 2 for a in xs), 3)
