"""What keeps one article from taking a worker's time or memory for itself."""

from __future__ import annotations

import ctypes
import faulthandler
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from readable.errors import ReadableError

if TYPE_CHECKING:
    from readable.batch.settings import Limits
    from readable.paging import Page

try:
    import resource
except ImportError:  # not on Windows, where only the time is limited
    resource = None  # type: ignore[assignment]

__all__ = [
    "TooLarge",
    "check_pages",
    "clocked",
    "give_back",
    "held_bytes",
    "less_memory",
]

# One chunk at a time: the clock and the limit are those of the whole process.
_ONE = Lock()
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class TooLarge(ReadableError):
    """An article beyond the limits of a run."""


def check_pages(pages: Sequence[Page], limits: Limits) -> None:
    """Raises `TooLarge` for more pages or pixels than a run allows."""
    if len(pages) > limits.pages:
        raise TooLarge(f"it has {len(pages)} pages", hint="split it, or raise --most-pages")
    pixels = sum(page.width_px * page.height_px for page in pages)
    if pixels > limits.megapixels * 1_000_000:
        raise TooLarge(
            f"it has {pixels // 1_000_000} megapixels",
            hint="choose a smaller paper or size, or raise --most-megapixels",
        )


@contextmanager
def clocked(seconds: float) -> Iterator[None]:
    """Within it the process ends when the time is over.

    The clock is faulthandler's: it runs in C, and ends a process also while a library or a regular
    expression lets no Python run. Setting it takes as long as a thread takes to start, so that it
    is set for a chunk; articles that share one with a slow one are tried again like it.
    """
    with _ONE, open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def less_memory(megabytes: int) -> Iterator[None]:
    """Within it the process lacks memory beyond so much more: Python says so, most libraries too.

    With 0 it is not limited.
    """
    held = held_bytes()
    if resource is None or not megabytes or held is None:
        yield
        return
    earlier, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = held + (megabytes << 20)
    limits = [allowed, *(one for one in (earlier, hard) if one != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (earlier, hard))


def give_back() -> None:
    """Gives the system the free pieces of memory between those in use (glibc only).

    Without it they are more with every large article: 6 % from the 500th article to the 1500th.
    """
    if os.name == "posix" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


def held_bytes() -> int | None:
    """What the process has asked the system for, or None where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            # The sixth number is data and stack, in pages (proc(5)).
            return int(file.read().split()[5]) * _PAGE
    except OSError:
        return None
