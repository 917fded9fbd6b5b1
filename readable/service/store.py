"""Results kept by their key: in memory, and where others find them too."""

from __future__ import annotations

import json
import os
import re
from abc import ABC, abstractmethod
from collections import OrderedDict
from pathlib import Path
from typing import Any
from zlib import crc32

from readable.errors import OutputFailed, WrongUse
from readable.replacing import replacing
from readable.service.work import Answer

__all__ = ["Memory", "Store", "open_store", "packed", "unpacked"]

# As `Answer` has them: of one line, and of ASCII.
_HEADER = re.compile(r"[A-Za-z-]*: [\x20-\x7e]*")
_A_DAY = 24 * 60 * 60
_SECONDS_TO_ANSWER = 2


def packed(answer: Answer) -> bytes:
    """An answer without its pictures as bytes: a line of JSON, then the body."""
    told = {"type": answer.media_type, "headers": dict(answer.headers), "crc": crc32(answer.body)}
    head = json.dumps(told)
    return head.encode() + b"\n" + answer.body


def unpacked(data: bytes) -> Answer | None:
    """The answer that bytes stand for; None for what is damaged, or somebody else wrote there."""
    head, _, body = data.partition(b"\n")
    try:
        told = json.loads(head)
        kind, headers = told["type"], told["headers"].items()
        is_ours = told["crc"] == crc32(body) and all(
            _HEADER.fullmatch(f"{name}: {value}") for name, value in (("", kind), *headers)
        )
        return Answer(kind, body, dict(headers)) if is_ours else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


class Memory:
    """The results used last, up to so many megabytes."""

    def __init__(self, megabytes: int) -> None:
        self._most = megabytes << 20
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self.bytes = 0

    def get(self, key: str) -> bytes | None:
        """What was kept."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keeps it, if it takes no more than a quarter of the room."""
        if len(data) > self._most // 4 or key in self._kept:
            return
        self._kept[key] = data
        self.bytes += len(data)
        while self.bytes > self._most:
            self.bytes -= len(self._kept.popitem(last=False)[1])


class Store(ABC):
    """Where results are kept beyond memory. It may be away: then it knows nothing."""

    faults: tuple[type[BaseException], ...] = (OSError, OutputFailed)
    """What it raises when it is."""

    @abstractmethod
    def get(self, key: str) -> bytes | None:
        """What was kept."""

    @abstractmethod
    def put(self, key: str, data: bytes) -> None:
        """Keeps it."""


class _Folder(Store):
    """Files in a folder; those used longest ago go when it is full."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._most = megabytes << 20
        self._bytes = sum(size for _, size, _ in self._files())

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("*/*.result"):
            try:
                state = path.stat()
            except FileNotFoundError:
                continue
            found.append((state.st_mtime, state.st_size, path))
        return sorted(found)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.result"

    def get(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            data = path.read_bytes()
            os.utime(path)
        except FileNotFoundError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        with replacing(self._path(key)) as file:
            file.write(data)
        self._bytes += len(data)
        if self._bytes > self._most:
            self._make_room()

    def _make_room(self) -> None:
        """Down to nine tenths, so that it is not done for each result."""
        files = self._files()
        self._bytes = sum(size for _, size, _ in files)
        for _, size, path in files:
            if self._bytes <= self._most * 0.9:
                break
            path.unlink(missing_ok=True)
            self._bytes -= size


class _Redis(Store):
    """A store that speaks Redis' protocol; what it has no room for it drops by its own rules."""

    def __init__(self, address: str) -> None:
        try:
            import redis
        except ImportError as error:
            raise WrongUse(
                "no package for redis:// is installed", hint="pip install redis"
            ) from error
        self.faults = (redis.RedisError, OSError)
        seconds = _SECONDS_TO_ANSWER
        try:
            self._client: Any = redis.Redis.from_url(
                address, socket_timeout=seconds, socket_connect_timeout=seconds
            )
        except ValueError as error:
            raise WrongUse(
                f"the address of the store cannot be read ({error})",
                hint="write redis://host:6379/0",
            ) from error

    def get(self, key: str) -> bytes | None:
        found: bytes | None = self._client.get(f"readable:{key}")
        return found

    def put(self, key: str, data: bytes) -> None:
        self._client.set(f"readable:{key}", data, ex=_A_DAY)


class _Address(Store):
    """Objects at an address that fsspec knows; its own rules say when they go."""

    # The libraries behind it raise anything.
    faults = (Exception,)

    def __init__(self, address: str) -> None:
        try:
            import fsspec

            self._files, self._root = fsspec.core.url_to_fs(address.rstrip("/"))
        except (ImportError, ValueError) as error:
            raise WrongUse(
                f"no package for {address.partition(':')[0]}:// is installed ({error})",
                hint="pip install 'readable-vi[batch]' and the package of that store",
            ) from error

    def get(self, key: str) -> bytes | None:
        try:
            found: bytes = self._files.cat_file(f"{self._root}/{key}")
        except FileNotFoundError:
            return None
        return found

    def put(self, key: str, data: bytes) -> None:
        self._files.makedirs(self._root, exist_ok=True)
        self._files.pipe_file(f"{self._root}/{key}", data)


def open_store(address: str | None, megabytes: int) -> Store | None:
    """The store at an address, a folder where it has no scheme; None without one.

    Raises `WrongUse` for one that cannot be used.
    """
    if address is None:
        return None
    if address.startswith(("redis://", "rediss://", "unix://")):
        return _Redis(address)
    if "://" in address:
        return _Address(address)
    try:
        return _Folder(Path(address), megabytes)
    except OSError as error:
        raise WrongUse(
            f"{address} cannot be written ({error.strerror})", hint="choose another folder"
        ) from error
