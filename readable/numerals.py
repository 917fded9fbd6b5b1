"""Which cells of a column are numbers, and where in each the whole part ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readable.patterns import pattern

__all__ = ["is_number", "whole_part_ends"]

_LONGEST = 32

# A column is one of numbers when it holds at least so many, and so many for each other text.
_FEWEST = 2
_NUMBERS_FOR_EACH_OTHER = 4

_GAP = "[ \u00a0\u2009\u202f]"
_NUMERAL = pattern(
    rf"""(?P<whole>\(?[~≈<>≤≥±+\-−–]?{_GAP}?(?:(?:US)?[$€£¥₫]{_GAP}?)?
    (?:[1-9]\d*(?:\.\d{{3}})+(?!\d)             # 1.234.567, as Vietnamese writes it
      |[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?!\d)    # 1 234 567
      |[1-9]\d{{0,2}}(?:(?:,\d{{3}})+(?=\.\d)|(?:,\d{{3}}){{2,}})  # 1,234.5 and 1,234,567
      |[1-9]\d*|0\d?))                           # and not 0913…, a telephone's number
    (?:[.,]\d+)?
    (?:{_GAP}?[%‰°]\w?)?
    (?:{_GAP}?[^\W\d_]+[23²³]?(?:[{_GAP[1:-1]}/][^\W\d_]+[23²³]?)?)?  # đồng, tỷ đồng, tấn/ha, km2
    \)?\.?""",
    re.VERBOSE,
)
_NOTHING = pattern("[-–—−.…]*")


def is_number(text: str) -> bool:
    """Whether a cell holds a number and at most its unit: "1.234,5 tấn".

    >>> is_number("12 %"), is_number("Quý 1")
    (True, False)
    """
    return len(text) <= _LONGEST and _NUMERAL.fullmatch(text) is not None


def whole_part_ends(texts: Sequence[str]) -> list[int | None] | None:
    """For each cell of a column where the whole part of its number ends, if the column is numeric.

    A cell that holds no number has none; a dash that stands for one ends where it ends. A comma
    with digits behind it is a decimal comma, a point with three a thousand's, as in Vietnamese.
    A column is numeric by what stands in it: two numbers or more, with or without a unit, and
    hardly anything else.

    >>> whole_part_ends(["1.234,5", "12 %", "-", "100.000 đồng"])
    [5, 2, 1, 7]
    >>> whole_part_ends(["02/06/2023", "0913123456"])
    """
    ends: list[int | None] = []
    numbers = others = 0
    for text in texts:
        match = _NUMERAL.fullmatch(text) if len(text) <= _LONGEST else None
        if match:
            numbers += 1
            ends.append(match.end("whole"))
        elif _NOTHING.fullmatch(text):
            ends.append(len(text))
        else:
            others += 1
            ends.append(None)
    if numbers < _FEWEST or numbers < others * _NUMBERS_FOR_EACH_OTHER:
        return None
    return ends
