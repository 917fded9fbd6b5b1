"""When Python looks for objects that only each other hold."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from readable.speedups import compiled

__all__ = ["collecting_later", "pass_by"]


@contextmanager
def collecting_later() -> Iterator[None]:
    """Python's search for unreachable cycles waits: each visits again all that is growing.

    For work that builds much and leaves few cycles: of a check of 300 kB it was a quarter of the
    time. It waits in all threads.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pass_by(*tuples: object) -> None:
    """Python's search for cycles need not visit these tuples, nor the tuples in them.

    For what is made once for each word and kept, none of which leads back to itself: to visit all
    that is known again and again took a twentieth of the time of an article of new words. What
    they hold and a cycle reaches is found all the same, once they themselves are forgotten.
    """
    if compiled:
        compiled.untrack(*tuples)
