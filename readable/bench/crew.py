"""The contenders' processes, from outside: started, asked, watched and ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self

from readable.bench.contenders import NotInstalled
from readable.bench.programs import FLOOR_VARIABLE
from readable.bench.work import BOLD_VARIABLE, FAMILY, REGULAR_VARIABLE
from readable.bench.worker import contender_class, descendants
from readable.typefaces import typefaces

__all__ = ["Ground", "Rendered", "Worker"]

_LOOKING_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a worker answered."""

    cpu_ms: float
    wall_ms: float
    pages: int
    bytes: int
    peak_mb: float


class Ground:
    """What all workers stand on: a folder, and an environment with the same fonts for all."""

    def __init__(self, floor: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="readable-bench-")
        self.folder = Path(self._folder.name)
        face = typefaces()[FAMILY]
        configuration = self.folder / "fonts.conf"
        configuration.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{face.regular.parent}</dir><cachedir>{self.folder}/cache</cachedir>"
            "</fontconfig>"
        )
        package = str(Path(__file__).parents[2])
        path = os.environ.get("PYTHONPATH")
        self.environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(filter(None, (package, path))),
            "PYTHONUTF8": "1",
            "FONTCONFIG_FILE": str(configuration),
            REGULAR_VARIABLE: str(face.regular),
            BOLD_VARIABLE: str(face.bold),
        }
        if floor is not None:
            self.environment[FLOOR_VARIABLE] = str(floor.resolve())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Caches of programs that are ending may still be written.
        with suppress(OSError):
            self._folder.cleanup()

    def subfolder(self, name: str) -> Path:
        """An empty folder of that name."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for file in folder.iterdir():
            file.unlink()
        return folder


class Worker:
    """One contender in its process.

    Raises `NotInstalled` when what it is made of is missing.
    """

    def __init__(self, name: str, ground: Ground) -> None:
        self.name = name
        self._watched = contender_class(name).has_processes
        self._process = subprocess.Popen(
            [sys.executable, "-m", "readable.bench.worker", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=ground.environment,
        )
        greeting = self._read()
        if "version" not in greeting:
            self.close()
            raise NotInstalled(greeting.get("missing") or greeting.get("failed") or "")
        self.version = str(greeting["version"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            return {"failed": "its process ended"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, what: str, **request: Any) -> dict[str, Any]:
        """The answer to a request. Raises `ChildProcessError` when the contender failed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"ask": what, **request}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise ChildProcessError("its process ended") from error
        answer = self._read()
        if "failed" in answer:
            raise ChildProcessError(answer["failed"])
        return answer

    def render(self, html: Sequence[str], size_px: int, folder: Path | None = None) -> Rendered:
        """Articles rendered one after the other; their files go into the folder, if one is given.

        Raises `ChildProcessError` when the contender failed.
        """
        where = str(folder) if folder else None
        answer = self.ask("render", html=list(html), size_px=size_px, folder=where)
        peak = answer["peak_kb"] / 1024
        return Rendered(answer["cpu_ms"], answer["wall_ms"], answer["pages"], answer["bytes"], peak)

    def peak_mb(self, html: str, size_px: int) -> float:
        """The most memory that was held by the time an article is rendered.

        It is that of the process, and where a contender has processes of its own, of all together,
        each with its share of what they have in common, looked at fifty times a second.
        """
        peaks: list[float] = []
        over = Event()
        watching = Thread(target=self._watch, args=(peaks, over))
        if self._watched:
            watching.start()
        try:
            own = self.render([html], size_px).peak_mb
        finally:
            over.set()
            if self._watched:
                watching.join()
        return max(peaks, default=own)

    def _watch(self, peaks: list[float], over: Event) -> None:
        while not over.wait(_LOOKING_SECONDS):
            processes = [self._process.pid, *descendants(self._process.pid)]
            peaks.append(sum(map(_shared_mb, processes)))

    def close(self) -> None:
        """Ends the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def _shared_mb(process: int) -> float:
    """A process's proportional share of memory."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
