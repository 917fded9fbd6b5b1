"""Changing what is said of a part of a block's text: the text itself stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from readable.article import Run

__all__ = ["Change", "RunIndex", "change_runs", "primary_language"]


class Change(NamedTuple):
    """What becomes of the runs between two offsets in the text of all of them."""

    start: int
    end: int
    change: Callable[[Run], Run]


def change_runs(runs: tuple[Run, ...], changes: Iterable[Change]) -> tuple[Run, ...]:
    """The runs, cut where a change begins or ends, and changed between.

    The changes stand in order and do not overlap. A place that a link points to stays at the
    first piece of its run.

    >>> bold = Change(3, 5, lambda run: replace(run, marks=frozenset({"strong"})))
    >>> [(run.text, set(run.marks)) for run in change_runs((Run("một hai"),), [bold])]
    [('một', set()), (' h', {'strong'}), ('ai', set())]
    """
    waiting = list(changes)
    if not waiting:
        return runs
    return tuple(_changed(runs, waiting))


def _changed(runs: tuple[Run, ...], changes: list[Change]) -> Iterator[Run]:
    at = 0
    index = 0
    for run in runs:
        end = at + len(run.text)
        piece_start = at
        anchor = run.anchor
        while piece_start < end:
            while index < len(changes) and changes[index].end <= piece_start:
                index += 1
            now = changes[index] if index < len(changes) else None
            inside = now is not None and now.start <= piece_start
            border = end if now is None else now.end if inside else now.start
            piece_end = min(border, end)
            text = run.text[piece_start - at : piece_end - at]
            piece = run if text == run.text else replace(run, text=text, anchor=anchor)
            yield now.change(piece) if now and inside else piece
            anchor = None
            piece_start = piece_end
        if not run.text:
            yield run
        at = end


class RunIndex:
    """The runs of a block by where they stand in its text.

    >>> index = RunIndex((Run("một "), Run("hai "), Run("ba")))
    >>> [run.text for run in index.between(3, 6)]
    ['một ', 'hai ']
    """

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._runs = tuple(run for run in runs if run.text)
        self._starts = [0, *accumulate(len(run.text) for run in self._runs)]

    def between(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs that hold some of the text between two offsets."""
        first = bisect_right(self._starts, start) - 1
        return self._runs[max(first, 0) : bisect_left(self._starts, end)]


def primary_language(lang: str) -> str:
    """The language of a language tag, without script and region.

    >>> primary_language("vi-VN")
    'vi'
    """
    return lang.lower().replace("_", "-").partition("-")[0]
