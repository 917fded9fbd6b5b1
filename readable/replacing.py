"""A file that is there whole, or as it was, whoever else writes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from readable.errors import OutputFailed

try:
    import fcntl
except ImportError:  # not on Windows, where two runs into one place are not kept apart
    fcntl = None  # type: ignore[assignment]

__all__ = ["alone_in", "replacing"]


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write, made beside its place and renamed when it is done.

    A run that fails leaves what was there, and of two at the same time the second waits. Folders
    on the way are made; a link is followed; a device or a pipe is written, not replaced. Raises
    `OutputFailed` when the place cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        # `Path.resolve` raises where links lead round in a ring: the file then takes their place.
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        with _alone_at(part):
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


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Waits until no other run is within this for the same folder."""
    try:
        descriptor = None if fcntl is None else os.open(folder, os.O_RDONLY)
    except PermissionError:  # it may be written into, but not listed
        descriptor = None
    if descriptor is None:
        yield
        return
    try:
        _wait(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _alone_at(part: Path) -> Iterator[None]:
    """The same for a file, which is there then."""
    while fcntl is not None:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _wait(descriptor)
            if _is_at(descriptor, part):
                yield
                return
        finally:
            os.close(descriptor)
    yield


def _wait(descriptor: int) -> None:
    # Some file systems of a network have no locks: there nobody waits.
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether that is still the file there: who was waited for has renamed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
