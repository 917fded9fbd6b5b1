"""Pictures that are no files yet: beside an article in an archive or a store."""

from __future__ import annotations

import errno
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, mkdtemp
from zipfile import BadZipFile, ZipFile

from readable.addresses import path_within, spellings
from readable.batch import remote
from readable.batch.found import Beside
from readable.batch.scratch import own_folder
from readable.errors import ImageRefused, UnreadableInput
from readable.pictures import LARGEST_FILE

__all__ = ["below", "digests", "is_picture", "put_beside", "unpacked"]

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff")
_FULL = (errno.ENOSPC, errno.EDQUOT)
_MOST_OF_AN_ARTICLE = 256 * 1024 * 1024
_MOST_UNPACKED = 4 * 1024 * 1024 * 1024
# What reading a picture out of an archive or a store raises.
_UNREADABLE = (ImageRefused, OSError, KeyError, ValueError, RuntimeError, BadZipFile, zlib.error)


def is_picture(name: str) -> bool:
    """Whether a file of an archive is taken for a picture."""
    return name.lower().endswith(_PICTURES)


def _read(beside: Beside, path: str) -> bytes:
    """The file at a path from the folder; of what is too large one byte too much."""
    if beside.folder is None:
        return remote.read(beside.whole, path, LARGEST_FILE + 1)
    member = f"{beside.folder}/{path}" if beside.folder else path
    archive = _zip(beside.whole)
    there = (one for one in spellings(member) if one in archive.NameToInfo)
    with archive.open(next(there, member)) as file:
        return file.read(LARGEST_FILE + 1)


def _zip(name: str) -> ZipFile:
    status = None if remote.is_address(name) else os.stat(name)
    return _opened(name, status and (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=4)
def _opened(name: str, version: tuple[int, int] | None) -> ZipFile:
    """An archive, opened once in a process; a changed one is another."""
    return ZipFile(remote.opened(name) if version is None else open(name, "rb"))


def _read_all(beside: Beside, sources: Iterable[str]) -> Iterator[tuple[str, str, bytes | None]]:
    """Each picture with its path and its bytes; without them where it cannot be read."""
    left = _MOST_OF_AN_ARTICLE
    for src in dict.fromkeys(sources):
        try:
            path = path_within(src)
            data = _read(beside, path) if left > 0 else b""
        except _UNREADABLE:
            yield src, "", None
            continue
        is_whole = left > 0 and len(data) <= LARGEST_FILE
        left -= len(data)
        yield src, path, data if is_whole else None


def digests(beside: Beside, sources: Iterable[str]) -> dict[str, str | None]:
    """The SHA-256 of each picture, None for what cannot be read."""
    return {
        src: None if data is None else sha256(data).hexdigest()
        for src, _, data in _read_all(beside, sources)
    }


@contextmanager
def put_beside(beside: Beside, sources: Iterable[str]) -> Iterator[Path]:
    """A folder with the pictures of an article, for as long as it is made.

    Raises `OSError` when the disk is full. What cannot be read is not there.
    """
    with TemporaryDirectory(dir=own_folder()) as name:
        for _, path, data in _read_all(beside, sources):
            if data is not None:
                _write(Path(name), path, data)
        yield Path(name)


def unpacked(pictures: Iterable[tuple[str, bytes]]) -> Path:
    """A folder with pictures at their paths, for as long as this process runs."""
    folder = Path(mkdtemp(dir=own_folder()))
    left = _MOST_UNPACKED
    for name, data in pictures:
        left -= len(data)
        if left < 0:
            raise UnreadableInput(
                "its pictures are more than 4 GB",
                hint="pack it as zip, whose pictures are read where they are, or pass --base",
            )
        if len(data) <= LARGEST_FILE:
            _write(folder, name, data)
    return folder


def below(folder: Path, path: str) -> Path:
    """The place of a path below a folder; the folder itself for a path that leads out of it."""
    parts = PurePosixPath(path.lstrip("/")).parts
    is_plain = not any(part == ".." or "\\" in part or ":" in part for part in parts)
    return folder.joinpath(*parts) if is_plain else folder


def _write(folder: Path, path: str, data: bytes) -> None:
    try:
        target = below(folder, path)
        if target == folder:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except ValueError:
        # A name that no file has.
        return
    except OSError as error:
        # A name that is too long, or that of a file and of a folder, is that picture's fault.
        if error.errno in _FULL:
            raise
