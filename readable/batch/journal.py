"""What a run has done, a line for each article, so that the next run does only what changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO

from readable.errors import OutputFailed

try:
    import fcntl
except ImportError:  # not on Windows, where two runs into one folder are not kept apart
    fcntl = None  # type: ignore[assignment]

__all__ = ["Journal", "as_line"]

_PATIENCE_S = 2.0

Entry = dict[str, Any]
Key = tuple[str, str]


def as_line(entry: Mapping[str, Any]) -> bytes:
    """A line of JSON in UTF-8; a byte of a name that is no UTF-8 stands as a lone surrogate."""
    try:
        return json.dumps(entry, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(entry).encode() + b"\n"


class Journal:
    """An append-only file of JSON lines; the last line of an article counts.

    A line that was cut off, by a kill or a full disk, counts as not written. Of a million articles
    only the places of their lines are held in memory.

    With `writes=False` it is only looked into, and need not be there. Raises `OutputFailed` when
    another run has it open for writing, or it cannot be written.
    """

    def __init__(self, path: Path, writes: bool = True) -> None:
        self.path = path
        self._places: dict[Key, int] = {}
        self._end = 0
        self._file: BinaryIO | None = None
        try:
            if writes:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = path.open("ab+", buffering=0)
                self._lock(self._file)
                self._load(self._file)
                if not self._is_whole:
                    self._append(b"\n")
            elif path.exists():
                self._file = path.open("rb", buffering=0)
                self._load(self._file)
        except OSError as error:
            raise _unwritable(path, error) from error

    def _lock(self, file: BinaryIO) -> None:
        if fcntl is None:
            return
        # A run that was killed while it started another program leaves a process that has the file
        # open for as long as that takes.
        end = monotonic() + _PATIENCE_S
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError as error:
                if monotonic() > end:
                    file.close()
                    raise OutputFailed(
                        f"another run is writing into {self.path.parent}",
                        hint="wait for it, or choose another output",
                    ) from error
            sleep(0.05)

    def _load(self, file: BinaryIO) -> None:
        place = 0
        line = b"\n"
        with open(os.dup(file.fileno()), "rb") as lines:
            lines.seek(0)
            for line in lines:
                entry = _entry(line)
                if entry is not None:
                    self._places[str(entry["setting"]), str(entry["id"])] = place
                place += len(line)
        self._end = place
        self._is_whole = line.endswith(b"\n")

    def _append(self, data: bytes) -> None:
        assert self._file is not None
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._file.fileno(), rest) :]
        finally:
            # What a full disk let through stands there too.
            self._end += len(data) - len(rest)

    def add(self, entry: Entry) -> None:
        """Appends a line. Raises `OutputFailed` when the disk does not take it."""
        place = self._end
        try:
            self._append(as_line(entry))
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self._places[entry["setting"], entry["id"]] = place

    def last(self, setting: str, identifier: str) -> Entry | None:
        """The last line about an article, if there is one."""
        place = self._places.get((setting, identifier))
        if place is None or self._file is None:
            return None
        self._file.seek(place)
        return _entry(self._line(self._file))

    def _line(self, file: BinaryIO) -> bytes:
        # The file is not buffered: a line at a time would be a byte at a time.
        found = b""
        while b"\n" not in found:
            part = file.read(4096)
            if not part:
                break
            found += part
        return found.partition(b"\n")[0]

    def keys(self) -> Iterator[Key]:
        """All settings and articles that it has lines about."""
        yield from self._places

    def close(self) -> None:
        """Lets the next run in."""
        if self._file is not None:
            self._file.close()


def _entry(line: bytes) -> Entry | None:
    """What a line says, or None for one that is damaged."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and _is_whole(entry) else None


def _is_whole(entry: Entry) -> bool:
    """Whether it is about an article, and what the next run goes by is of its kind."""
    files, pictures, findings = (entry.get(name) for name in ("files", "pictures", "findings"))
    return (
        all(isinstance(entry.get(name), str) for name in ("id", "setting", "outcome"))
        and (files is None or (isinstance(files, dict) and _are_rows(files.values(), 2)))
        and (pictures is None or isinstance(pictures, dict))
        and (findings is None or (isinstance(findings, list) and _are_rows(findings, 3)))
    )


def _are_rows(values: Iterable[object], length: int) -> bool:
    return all(isinstance(one, list) and len(one) == length for one in values)


def _unwritable(path: Path, error: OSError) -> OutputFailed:
    return OutputFailed(
        f"{path} cannot be written ({error.strerror or error})",
        hint="choose a folder you may write to, on a disk with room, and run it again to go on",
    )
