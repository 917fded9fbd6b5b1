"""Plain text to lines of so many characters, as a Vietnamese reader would have broken it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
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

    Raises `WrongUse` when the width is less than 1 or there is no breaking of that name.

    >>> wrap("Tỉnh ủy, HĐND, UBND tỉnh Bắc Kạn", 18)
    ['Tỉnh ủy, HĐND,', 'UBND tỉnh Bắc Kạn']
    """
    if width < 1:
        raise WrongUse(f"lines of {width} characters", hint="choose a width of at least 1")
    if isinstance(breaking, str) and breaking not in BREAKING:
        raise WrongUse(
            f"there is no breaking {breaking!r}", hint=f"choose one of {', '.join(BREAKING)}"
        )
    if not text or text.isspace():
        return []
    costs = BREAKING[breaking] if isinstance(breaking, str) else breaking
    tokens: list[str] = []
    if costs is None:
        found = _as_columns(find_break_opportunities(text))
    else:
        found, tokens = weigh_tokens(text)
    cores = tokens or _cores(text, found.offsets)
    # Most texts have as many clusters as characters, and are measured in no time.
    count = len if has_clusters_of_one(text) else _count_clusters
    widths = list(map(count, cores))
    if max(widths) > width:
        found = _as_columns(_cut(text, found, widths, width, count))
        cores, tokens = _cores(text, found.offsets), []
        widths = list(map(count, cores))
    offsets, forced, partings = found
    if tokens:
        spaces = [1] * len(tokens)
    else:
        spaces = list(map(sub, map(sub, offsets, (0, *offsets)), map(len, cores)))
    if costs is None:
        ends = first_fit(widths, spaces, forced, width)
    else:
        ends = total_fit(widths, spaces, forced, partings, width, costs)
    places = (0, *(offsets[end - 1] for end in ends))
    return [text[start:end].rstrip() for start, end in pairwise(places)]


def _cores(text: str, offsets: Sequence[int]) -> list[str]:
    """What stands between two opportunities, without the spaces at its end."""
    return [text[start:end].rstrip() for start, end in pairwise((0, *offsets))]


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
