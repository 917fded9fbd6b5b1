"""A file that is there whole, or as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from readable.errors import OutputFailed

__all__ = ["replacing"]


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write, made beside its place and renamed when it is done.

    A run that fails leaves what was there. Folders on the way are made; a link is followed; a
    device or a pipe is written, not replaced. Raises `OutputFailed` when the place cannot be
    written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        try:
            with part.open("wb") as file:
                yield file
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputFailed(
            f"{path} cannot be written ({error.strerror})",
            hint="choose a place you may write to, on a disk with room",
        ) from error
