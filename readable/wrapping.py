"""Plain text to lines of so many characters, as a Vietnamese reader would have broken it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from operator import sub

from readable.errors import WrongUse
from readable.linebreak import (
    Opportunity,
    Weighed,
    cut_to_fit,
    find_break_opportunities,
    find_grapheme_boundaries,
    has_clusters_of_one,
    weigh_tokens,
)
from readable.optimum import BREAKING, Costs, first_fit, total_fit

__all__ = ["wrap"]


def wrap(text: str, width: int = 70, *, breaking: str | Costs = "balanced") -> list[str]:
    """The lines of a text, none longer than `width` extended grapheme clusters.

    Words of several syllables, names, dates, numbers with their unit stay whole where that does
    not cost too much room: `breaking` is a name of `readable.optimum.BREAKING` ("balanced",
    "careful", "compact", "first-fit") or the costs themselves. Nothing is changed but that a line
    does not keep the spaces that it ends in; a line break in the text ends a line. What has no
    place to end a line is cut where it must be.

    Raises `WrongUse` when what is given is no text, the width is no number or less than 1, there
    is no breaking of that name, or a cost is negative or no finite number.

    >>> wrap("Tỉnh ủy, HĐND, UBND tỉnh Bắc Kạn", 18)
    ['Tỉnh ủy, HĐND,', 'UBND tỉnh Bắc Kạn']
    """
    if not isinstance(text, str):
        raise WrongUse(
            f"{type(text).__name__} is no text",
            hint="pass a str; decode bytes, such as UTF-8, first",
        )
    if not isinstance(width, int | float) or not width >= 1:
        raise WrongUse(f"lines of {width} characters", hint="choose a width of at least 1")
    costs = _costs_of(breaking)
    if not text or text.isspace():
        return []
    # Wider than any text, and no more than a float can hold.
    width = min(width, sys.maxsize)
    measure = _measure_and_keep if len(text) <= _LONGEST_KEPT else _measure
    found, widths, spaces = measure(text, costs is not None)
    if max(widths) > width:
        found = _as_columns(_cut(text, found, widths, width, _counter(text)))
        widths, spaces = _lengths(text, found.offsets)
    offsets, forced, partings = found
    if costs is None:
        ends = first_fit(widths, spaces, forced, width)
    else:
        ends = total_fit(widths, spaces, forced, partings, width, costs)
    places = (0, *(offsets[end - 1] for end in ends))
    return [text[start:end].rstrip() for start, end in pairwise(places)]


def _costs_of(breaking: str | Costs) -> Costs | None:
    if isinstance(breaking, Costs):
        if not all(0 <= cost < inf for cost in breaking):
            raise WrongUse(
                f"lines cannot be weighed by {breaking}", hint="choose numbers from 0 up"
            )
        return breaking
    if breaking not in BREAKING:
        raise WrongUse(
            f"there is no breaking {breaking!r}", hint=f"choose one of {', '.join(BREAKING)}"
        )
    return BREAKING[breaking]


# A text is often wrapped to several widths, one after the other. Of 65 536 letters, what is known
# takes 2 MB.
_MOST_KEPT = 8
_LONGEST_KEPT = 65_536


def _measure(text: str, is_weighed: bool) -> tuple[Weighed, list[int], list[int]]:
    """The opportunities, how long each box before one is, and how many spaces are behind it."""
    if not is_weighed:
        found = _as_columns(find_break_opportunities(text))
        return found, *_lengths(text, found.offsets)
    found, tokens = weigh_tokens(text)
    if not tokens:
        return found, *_lengths(text, found.offsets)
    return found, list(map(_counter(text), tokens)), [1] * len(tokens)


_measure_and_keep = lru_cache(maxsize=_MOST_KEPT)(_measure)


def _lengths(text: str, offsets: Sequence[int]) -> tuple[list[int], list[int]]:
    cores = [text[start:end].rstrip() for start, end in pairwise((0, *offsets))]
    spaces = map(sub, map(sub, offsets, (0, *offsets)), map(len, cores))
    return list(map(_counter(text), cores)), list(spaces)


def _counter(text: str) -> Callable[[str], int]:
    """What counts the clusters of a part of the text. Most texts have as many as characters."""
    return len if has_clusters_of_one(text) else _count_clusters


def _count_clusters(text: str) -> int:
    return len(find_grapheme_boundaries(text))


def _as_columns(found: Iterable[Opportunity]) -> Weighed:
    offsets, mandatory, penalties = zip(*found, strict=True)
    return Weighed(list(offsets), list(mandatory), list(penalties))


def _cut(
    text: str,
    boxes: Weighed,
    widths: list[int],
    width: int,
    count: Callable[[str], int],
) -> Iterator[Opportunity]:
    """The boxes, those wider than a line in several."""

    def width_of(start: int, end: int) -> int:
        return count(text[start:end].rstrip())

    start = 0
    for box, size in zip(map(Opportunity, *boxes), widths, strict=True):
        if size > width:
            core_end = start + len(text[start : box.offset].rstrip())
            cuts = cut_to_fit(text, start, core_end, width, width_of)
            yield from map(Opportunity, cuts[:-1])
        yield box
        start = box.offset
