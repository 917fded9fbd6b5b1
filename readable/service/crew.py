"""Workers and who waits for them: never more than so many, and none longer than it may."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures.process import BrokenProcessPool
from math import ceil
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from uuid import uuid4

from readable.batch.local import Process, preload, processors
from readable.service.asking import Asked
from readable.service.metrics import Metrics
from readable.service.problems import Problem
from readable.service.settings import Settings
from readable.service.work import Answer, Refusal, begin, do

__all__ = ["Crew"]

_LONGEST_WAIT = 60


class Crew:
    """Worker processes for one event loop."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._count = settings.workers or processors()
        self._seats: list[Process] = []
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._asked = 0
        self._mean_seconds = 0.5
        self._tasks: set[asyncio.Task[Answer]] = set()
        self._start: asyncio.Task[None] | None = None
        self._folder = Path()
        metrics.gauge("readable_renders_running", lambda: self._asked - self._waiting)
        metrics.gauge("readable_renders_waiting", lambda: self._waiting)

    @property
    def _waiting(self) -> int:
        return max(0, self._asked - self._count)

    @property
    def has_room(self) -> bool:
        """Whether one more render would be taken."""
        return self._asked < self._count + self._settings.waiting

    @property
    def is_ready(self) -> bool:
        """Whether the workers are there, and one more render would be taken."""
        return self._start is not None and self._start.done() and self.has_room

    async def start(self) -> None:
        """Starts the workers, once; returns when they are there."""
        if self._start is None:
            self._start = asyncio.create_task(self._begin())
        await asyncio.shield(self._start)

    async def _begin(self) -> None:
        self._folder = Path(mkdtemp(prefix="readable-serve-"))
        preloaded = preload()
        self._seats = [Process(preloaded) for _ in range(self._count)]
        for seat in self._seats:
            await asyncio.wrap_future(seat.call(begin))
            self._idle.put_nowait(seat)

    async def stop(self) -> None:
        """Ends the workers when all that was taken is done."""
        if self._start is None:
            return
        while self._tasks:
            await asyncio.wait(self._tasks)
        for seat in self._seats:
            seat.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._start = None

    async def do(self, asked: Asked) -> Answer:
        """What comes of a request.

        Raises `Problem`: at once when too many wait already. What was begun is ended also when
        nobody waits for it any more.
        """
        if not self.has_room:
            raise Problem("busy", seconds=self._seconds_to_wait())
        self._asked += 1
        task = asyncio.create_task(self._do(asked))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    def _seconds_to_wait(self) -> int:
        """How long it takes until those who wait have been served."""
        wait = ceil(self._mean_seconds * self._asked / self._count)
        return min(max(wait, 1), _LONGEST_WAIT)

    async def _do(self, asked: Asked) -> Answer:
        try:
            await self.start()
            seat = await self._idle.get()
            began = perf_counter()
            try:
                result = await self._done(seat, asked)
            finally:
                seconds = perf_counter() - began
                self._mean_seconds += (seconds - self._mean_seconds) / 8
                self._metrics.observe("readable_render_seconds", seconds, endpoint=asked.name)
                self._idle.put_nowait(seat)
        finally:
            self._asked -= 1
        if isinstance(result, Refusal):
            raise Problem(result.kind, result.cause, **result.known)
        return result

    async def _done(self, seat: Process, asked: Asked) -> Answer | Refusal:
        folder = self._folder / uuid4().hex
        began = perf_counter()
        try:
            result: Answer | Refusal = await asyncio.wrap_future(
                seat.call(do, asked, self._settings.limits, folder)
            )
        except BrokenProcessPool:
            shutil.rmtree(folder, ignore_errors=True)
            await self._renew(seat)
            limit = self._settings.limits.seconds
            if perf_counter() - began >= limit:
                return Refusal("time", known={"seconds": f"{limit:g}"})
            return Refusal("memory", "the process that worked on it ended")
        if isinstance(result, Refusal) and result.kind == "memory":
            # What filled its memory may still hold some.
            await self._renew(seat)
        return result

    async def _renew(self, seat: Process) -> None:
        self._metrics.count("readable_workers_replaced_total")
        seat.renew()
        await asyncio.wrap_future(seat.call(begin))
