"""Which spaces of a text stand inside a word or a unit, and how sure that is."""

from __future__ import annotations

from typing import Literal

from readable.optimum import LIKELY_UNIT, UNIT
from readable.values import NamedTuple
from readable.vietnamese.words import read_spaces

__all__ = ["Join", "find_joins", "weigh_between", "weigh_spaces"]

# What is less likely than this is not told.
_LEAST = 0.5
# How sure a unit has to be.
_SURE, _LIKELY = 0.9, 0.7


class Join(NamedTuple):
    """A space that a line should not end at."""

    offset: int
    """The index of the space."""
    kind: Literal["word", "unit"]
    confidence: float
    """From 0.5 to 1."""


def find_joins(text: str) -> list[Join]:
    """The spaces of a text, in NFC, that stand inside a word or a unit, in order.

    A unit is what is read as one without being a word: a date, a number with what it counts, a
    form of address with its name, the number of a document.

    >>> [(join.offset, join.kind) for join in find_joins("ngày 2/6, đồng chí Lê An tặng hoa")]
    [(4, 'unit'), (14, 'word'), (18, 'unit'), (21, 'word')]
    """
    tokens = text.split(" ")
    words, units, _ = read_spaces(tokens)
    joins = []
    offset = -1
    for place, (token, word) in enumerate(zip(tokens, words, strict=False)):
        offset += len(token) + 1
        unit = units.get(place, 0.0)
        if word >= _LEAST:
            joins.append(Join(offset, "word", word))
        elif unit >= _LEAST:
            joins.append(Join(offset, "unit", unit))
    return joins


def weigh_spaces(text: str) -> list[float]:
    """For each space of a text, in NFC, how bad it is to end a line there, from 0 to 1.

    Inside a word that is how sure it is; inside a unit it is `UNIT` or `LIKELY_UNIT`.

    >>> [round(one) for one in weigh_spaces("Ngày 2/6, các phong trào thi đua")]
    [1, 0, 0, 1, 0, 1]
    """
    return weigh_between(text.split(" "))[0]


def weigh_between(tokens: list[str]) -> tuple[list[float], list[int]]:
    """The same for the spaces between tokens, and which of these are more than a plain word."""
    weights, units, odd = read_spaces(tokens)
    for place, unit in units.items():
        badness = UNIT if unit >= _SURE else LIKELY_UNIT if unit >= _LIKELY else UNIT * unit
        weights[place] = max(weights[place], badness)
    return weights, odd
