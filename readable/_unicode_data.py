"""What the Unicode Character Database says of a character, read when it is first asked for.

The tables in `data/` are made by `tests/data/unicode/build_tables.py`. Only those of their lines
are understood that are looked at; what they said of the characters of one language is then kept.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from functools import cache, lru_cache

__all__ = ["UNICODE_VERSION", "grapheme_break_class", "line_break_class"]

UNICODE_VERSION = "17.0.0"

_FOLDER = os.path.join(os.path.dirname(__file__), "data")
# More characters than any page of an alphabet holds, and a bound for pages that hold more.
_KEPT_CHARACTERS = 4096


@cache
def _read_table(name: str) -> list[str]:
    """Lines that say where a stretch of like code points begins, and what its characters are."""
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as table:
        return [line for line in table if not line.startswith("#")]


def _begin_of(line: str) -> int:
    return int(line.partition(" ")[0], 16)


def _look_up(name: str, character: str) -> str:
    lines = _read_table(name)
    line = lines[bisect_right(lines, ord(character), key=_begin_of) - 1]
    return line.partition(" ")[2].rstrip()


@lru_cache(_KEPT_CHARACTERS)
def line_break_class(character: str) -> tuple[str, bool]:
    """The class of a character after rule LB1 of UAX #14, and whether it is East Asian.

    Five classes are finer than Line_Break, as far as a rule asks: `QU_Pi` and `QU_Pf` are opening
    and closing quotation marks, `AL_DottedCircle` is U+25CC, and `ID_Unassigned` and
    `AL_Unassigned` are kept free for pictographs. East Asian means an East_Asian_Width of
    Fullwidth, Wide or Halfwidth.

    >>> line_break_class("ế"), line_break_class("国"), line_break_class("“")
    (('AL', False), ('ID', True), ('QU_Pi', False))
    """
    name, _, east_asian = _look_up("line-break.txt", character).partition(" ")
    return name, bool(east_asian)


@lru_cache(_KEPT_CHARACTERS)
def grapheme_break_class(character: str) -> str:
    """The class of a character for UAX #29: its Grapheme_Cluster_Break, or finer.

    `Extended_Pictographic`, `Conjunct_Consonant`, `Conjunct_Linker` and `Conjunct_Extend` stand
    for the properties of those names (the last three are values of Indic_Conjunct_Break).

    >>> grapheme_break_class("ế"), grapheme_break_class("\\u0301")
    ('Other', 'Conjunct_Extend')
    """
    return _look_up("grapheme-break.txt", character)
