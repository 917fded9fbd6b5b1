"""One article as it was found, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from readable.errors import UnreadableInput

__all__ = ["LARGEST", "Beside", "Found", "bounded", "is_page", "unreadable"]

LARGEST = 32 * 1024 * 1024
"""The most bytes that are read of one article: what `read_article` takes."""

_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Beside:
    """The folder of an article's pictures where they are no files: in a zip archive or a store."""

    whole: str
    """The archive, or the folder's address."""
    folder: str | None = None
    """The folder in the archive; None in a store, where each look is a request."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article's name in the output, where it is, and how its bytes are read."""

    id: str
    """Its path in the output: safe, and the same on every run."""
    place: str
    """Where it is, as an input that a run can be given again."""
    read: Callable[[], bytes]
    """Its HTML. Raises `UnreadableInput`."""
    base: Path | None = None
    """The folder of its pictures."""
    http_encoding: str | None = None
    beside: Beside | None = None
    """Where its pictures are without such a folder."""


def is_page(name: str) -> bool:
    """Whether a file of a folder or an archive is taken for an article.

    A hidden one is not: macOS puts a `._tin.html` that is no text beside each in its archives.
    """
    return name.lower().endswith(_PAGES) and not name.rpartition("/")[2].startswith(".")


def unreadable(place: str, reason: object, hint: str = "check the file") -> UnreadableInput:
    """The error for an input that cannot be read."""
    reason = getattr(reason, "strerror", None) or reason
    return UnreadableInput(f"{place} cannot be read ({reason})", hint=hint)


def bounded(data: bytes, place: str) -> bytes:
    """The data, unless there is more than an article has."""
    if len(data) > LARGEST:
        raise UnreadableInput(f"{place} has more than 32 MB", hint="pass one article for each file")
    return data
