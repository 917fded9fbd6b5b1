"""Addresses: what fsspec reaches, to read articles from and to put results."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, time_ns
from typing import IO, Any
from uuid import uuid4

from readable.batch.found import LARGEST, Beside, Found, bounded, is_page, unreadable
from readable.batch.names import JOURNAL, as_path
from readable.batch.scratch import own_folder
from readable.errors import OutputFailed, UnreadableInput, WrongUse

__all__ = ["Store", "found", "is_address", "is_folder", "local_copy", "opened", "put", "read"]

# A run that is cut off does again what it did in so many seconds, and no more.
_SEGMENT_SECONDS = 5.0
_SEGMENT_LINES = 200


def is_address(name: str) -> bool:
    """Whether a name is an address and no path.

    >>> is_address("s3://archive/2023"), is_address("archive/2023")
    (True, False)
    """
    scheme, sign, _ = name.partition("://")
    return bool(sign) and scheme.replace("+", "").replace("::", "").isalnum()


def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path on it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise WrongUse(
            f"{address} needs fsspec", hint="pip install 'readable-vi[batch]', or pass a path"
        ) from error
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise WrongUse(
            f"{address} cannot be reached ({error})",
            hint="check the address, or install the package of its store",
        ) from error
    return system, path


def is_folder(address: str) -> bool:
    """Whether an address is that of a folder. Raises `UnreadableInput`."""
    system, path = _system(address)
    with _reading(address):
        return bool(system.isdir(path))


def found(address: str, identifier: str | None) -> Iterator[Found | UnreadableInput]:
    """The article at an address, or the pages below it, by name."""
    system, path = _system(address)
    if not is_folder(address):
        with _reading(address):
            is_there = system.exists(path)
        if not is_there:
            raise unreadable(address, "there is no such file", "check the address")
        yield _found(system, path, address, identifier or as_path(path))
        return
    start = path.rstrip("/")
    with _reading(address):
        below_it = sorted(system.find(path))
    for one in below_it:
        if is_page(one):
            below = one.removeprefix(start).lstrip("/")
            yield _found(system, one, f"{address.rstrip('/')}/{below}", as_path(below))


def _found(system: Any, path: str, address: str, identifier: str) -> Found:
    def read() -> bytes:
        with _reading(address), system.open(path, "rb") as file:
            return bounded(file.read(LARGEST + 1), address)

    if "file" in system.protocol:
        return Found(identifier, address, read, Path(path).parent)
    return Found(identifier, address, read, beside=Beside(address.rpartition("/")[0]))


def opened(address: str) -> IO[bytes]:
    """A file at an address, to be read from any place in it."""
    system, path = _system(address)
    file: IO[bytes] = system.open(path, "rb")
    return file


def read(folder: str, path: str, length: int) -> bytes:
    """So many bytes, at most, of the file at a path below an address."""
    system, start = _system(folder)
    # Joined here: in an address "::" would lead to another store.
    with system.open(f"{start}/{path}", "rb") as file:
        data: bytes = file.read(length)
    return data


def local_copy(address: str, folder: Path) -> Path:
    """An archive or a file of records, copied into a folder, to be read from there."""
    system, path = _system(address)
    copy = folder / Path(path).name
    with _reading(address):
        system.get_file(path, str(copy))
    return copy


def put(part: Path, address: str) -> None:
    """Puts a folder's files at an address, and takes away what else was there.

    Raises `OutputFailed`.
    """
    with _reporting(address):
        _put(part, *_system(address))


def _put(part: Path, system: Any, path: str) -> None:
    wanted = set()
    for file in sorted(part.rglob("*")):
        if file.is_file():
            target = f"{path}/{file.relative_to(part).as_posix()}"
            system.makedirs(os.path.dirname(target), exist_ok=True)
            system.put_file(str(file), target)
            wanted.add(target.lstrip("/"))
    for one in _files(system, path):
        if one.lstrip("/") not in wanted:
            system.rm_file(one)


def _files(system: Any, path: str) -> list[str]:
    system.invalidate_cache()
    try:
        return list(system.find(path))
    except FileNotFoundError:
        return []


class Store:
    """An object store, where nothing can be renamed: each worker puts its files in their place.

    The journal is there as a folder of segments, each written once; a run has all of them in one
    local file. What is below the address belongs to the runs.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._system, self._path = _system(self.address)
        self._sent = 0
        self._lines = 0
        self._when = monotonic()

    @cached_property
    def _local(self) -> Path:
        return Path(mkdtemp(dir=own_folder()))

    @property
    def parts(self) -> None:
        """Workers make articles in a folder of their own machine."""
        return

    def where(self, name: str) -> str:
        """The address of a file of the output."""
        return f"{self.address}/{name}"

    def target(self, place: str) -> str:
        """Where a worker is to put an article's files."""
        return self.where(place)

    @property
    def journal_file(self) -> Path:
        """A local file with what earlier runs left."""
        path = self._local / JOURNAL
        if not path.exists():
            with path.open("wb") as file, _reporting(self.address):
                for segment in sorted(_files(self._system, f"{self._path}/{JOURNAL}")):
                    file.write(self._system.cat_file(segment))
            self._sent = path.stat().st_size
        return path

    def check(self, journal: object) -> None:
        """Nothing stands in the way: what is there is written anew."""

    def open(self) -> None:
        """Looks whether there is such a bucket; none is made. Raises `OutputFailed`."""
        bucket = self._path.partition("/")[0]
        with _reporting(self.address):
            if bucket and not self._system.exists(bucket):
                raise OSError(f"there is no {bucket}")

    def has(self, place: str, files: Mapping[str, tuple[int, str]], thorough: bool) -> bool:
        """Whether the files of an article are there. Without a thorough look the journal is
        believed: each look would be a request, and it tells only of what was put whole.
        """
        if not thorough:
            return True
        try:
            return all(
                sha256(self._system.cat_file(f"{self._path}/{place}/{name}")).hexdigest() == digest
                for name, (_, digest) in files.items()
            )
        except OSError:
            return False

    def is_taken(self, place: str) -> bool:
        """What is there and not in the journal is from a run that was cut off."""
        return False

    def publish(self, made: object, place: str) -> None:
        """Its worker has put it there."""

    def withdraw(self, place: str) -> None:
        """Takes away what an article gave that now fails. Raises `OutputFailed`."""
        with _reporting(self.address):
            for one in _files(self._system, f"{self._path}/{place}"):
                self._system.rm_file(one)

    def write(self, name: str, text: str) -> None:
        """Writes a file. Raises `OutputFailed`."""
        data = text.encode("utf-8", "surrogateescape")
        with _reporting(self.address):
            self._system.pipe_file(f"{self._path}/{name}", data)

    def sync(self, now: bool = False) -> None:
        """Sends what the journal has got, every few seconds or at once. Raises `OutputFailed`."""
        self._lines += 1
        is_due = self._lines >= _SEGMENT_LINES or monotonic() - self._when >= _SEGMENT_SECONDS
        if not (now or is_due):
            return
        with (self._local / JOURNAL).open("rb") as file:
            file.seek(self._sent)
            data = file.read()
        if data:
            segment = f"{self._path}/{JOURNAL}/{time_ns():020}-{uuid4().hex[:8]}.jsonl"
            with _reporting(self.address):
                self._system.makedirs(os.path.dirname(segment), exist_ok=True)
                self._system.pipe_file(segment, data)
        self._sent += len(data)
        self._lines, self._when = 0, monotonic()

    def close(self) -> None:
        """Takes the local files away."""
        shutil.rmtree(self._local, ignore_errors=True)


@contextmanager
def _reading(address: str) -> Iterator[None]:
    try:
        yield
    except UnreadableInput:
        raise
    # As below: without keys a store's library raises what is neither OSError nor ValueError.
    except Exception as error:
        reason = error if isinstance(error, OSError) else _in_a_line(error)
        raise unreadable(address, reason, "check the address and who may read it") from error


def _in_a_line(error: Exception) -> str:
    return " ".join(str(error).split())


@contextmanager
def _reporting(address: str) -> Iterator[None]:
    try:
        yield
    # What a store's library raises, of whatever kind, is said in the same words.
    except Exception as error:
        cause = error if isinstance(error, OSError) else OSError(_in_a_line(error))
        raise OutputFailed(
            f"{address} cannot be written ({cause.strerror or cause})",
            hint="check the address and who may write there, and run it again to go on",
        ) from cause
