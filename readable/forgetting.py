"""What is kept of what was met, so that a process that runs for days does not grow."""

from __future__ import annotations

from itertools import islice
from typing import Any

__all__ = ["forget_oldest"]


def forget_oldest(kept: dict[Any, Any]) -> list[Any]:
    """Takes the oldest eighth out of a dictionary, at least one; answers what was taken.

    Emptied as a whole, it would leave holes between what stays, which are memory all the same, and
    be full again at another time than the next: the process would go on growing.

    >>> kept = {"a": 1, "b": 2, "c": 3}
    >>> forget_oldest(kept), kept
    ([1], {'b': 2, 'c': 3})
    """
    count = len(kept) // 8 + 1
    try:
        oldest = list(islice(kept, count))
    except RuntimeError:  # another thread has added some meanwhile: all at once, then
        oldest = list(kept)[:count]
    # Or takes the same.
    taken = [kept.pop(key, _GONE) for key in oldest]
    return [one for one in taken if one is not _GONE]


_GONE = object()
